package dev.moonsim.agent;

import org.objectweb.asm.ClassReader;

/** The code of a class's methods as it lies in the class file, for looks that need no more than bytes. */
final class CodeAttributes {
    /** Receives each method that has code. */
    interface Visitor {
        /**
         * @param method its name and descriptor
         * @param attribute where its Code attribute begins
         */
        void code(String method, int attribute);
    }

    private CodeAttributes() {}

    /** Bytes of a method's instructions. */
    static int length(ClassReader reader, int attribute) {
        return reader.readInt(attribute + 10);
    }

    /** Slots of a method's local variables. */
    static int locals(ClassReader reader, int attribute) {
        return reader.readUnsignedShort(attribute + 8);
    }

    static void visit(ClassReader reader, char[] buffer, Visitor visitor) {
        int at = reader.header + 6;
        at += 2 + 2 * reader.readUnsignedShort(at); // interfaces
        int fields = reader.readUnsignedShort(at);
        at += 2;
        for (int i = 0; i < fields; i++) {
            at = afterAttributes(reader, at + 6);
        }
        int methods = reader.readUnsignedShort(at);
        at += 2;
        for (int i = 0; i < methods; i++) {
            int attributes = reader.readUnsignedShort(at + 6);
            int attribute = at + 8;
            for (int j = 0; j < attributes; j++) {
                if (reader.readUTF8(attribute, buffer).equals("Code")) {
                    visitor.code(reader.readUTF8(at + 2, buffer).concat(reader.readUTF8(at + 4, buffer)), attribute);
                }
                attribute += 6 + reader.readInt(attribute + 2);
            }
            at = attribute;
        }
    }

    private static int afterAttributes(ClassReader reader, int at) {
        int count = reader.readUnsignedShort(at);
        int next = at + 2;
        for (int i = 0; i < count; i++) {
            next += 6 + reader.readInt(next + 2);
        }
        return next;
    }
}
