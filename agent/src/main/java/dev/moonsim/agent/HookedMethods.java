package dev.moonsim.agent;

import java.util.BitSet;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.ClassReader;

/**
 * Which methods of a JDK class make a hooked call. It reads constant pool and code as bytes, so that ASM takes only those
 * methods apart and copies the rest. A method too many is harmless.
 */
final class HookedMethods {
    private static final int GETSTATIC = 0xb2;
    private static final int INVOKEVIRTUAL = 0xb6;
    private static final int INVOKEDYNAMIC = 0xba;
    private static final int METHOD_HANDLE = 15;

    private final ClassReader reader;
    private final char[] buffer;
    /** Constant-pool entries that name a hooked member. */
    private final BitSet members = new BitSet();
    private boolean byHandle;

    private HookedMethods(ClassReader reader) {
        this.reader = reader;
        this.buffer = new char[reader.getMaxStringLength()];
    }

    /**
     * @param names name and descriptor of every hooked call and read, whatever its owner
     * @return name and descriptor of the methods; null for all of them, where a hooked member is a constant
     */
    static Set<String> of(ClassReader reader, Map<String, Set<String>> names) {
        HookedMethods methods = new HookedMethods(reader);
        methods.readPool(names);
        return methods.byHandle ? null : methods.scan();
    }

    private void readPool(Map<String, Set<String>> names) {
        String self = reader.getClassName();
        int count = reader.getItemCount();
        for (int i = 1; i < count; i++) {
            int at = reader.getItem(i);
            if (at == 0) {
                continue;
            }
            int tag = reader.readByte(at - 1);
            if (tag >= 9 && tag <= 11) { // Fieldref, Methodref, InterfaceMethodref
                int nameAndType = reader.getItem(reader.readUnsignedShort(at + 2));
                Set<String> owners = names.get(
                        reader.readUTF8(nameAndType, buffer).concat(reader.readUTF8(nameAndType + 2, buffer)));
                if (owners != null) {
                    String owner = reader.readClass(at, buffer);
                    if (owners.contains(owner) || owner.equals(self)) {
                        members.set(i);
                    }
                }
            }
        }
        for (int i = 1; i < count && !byHandle; i++) {
            int at = reader.getItem(i);
            byHandle = at != 0 && reader.readByte(at - 1) == METHOD_HANDLE
                    && members.get(reader.readUnsignedShort(at + 1));
        }
    }

    private Set<String> scan() {
        Set<String> found = new HashSet<>();
        CodeAttributes.visit(reader, buffer, new CodeAttributes.Visitor() { // no lambda: this runs at each start
            @Override
            public void code(String method, int attribute) {
                if (callsMember(attribute)) {
                    found.add(method);
                }
            }
        });
        return found;
    }

    /** Looks for the bytes of an instruction that names a hooked member, without telling code from operands. */
    private boolean callsMember(int attribute) {
        int start = attribute + 14;
        int end = start + CodeAttributes.length(reader, attribute) - 2;
        for (int at = start; at < end; at++) {
            int opcode = reader.readByte(at);
            if ((opcode == GETSTATIC || opcode >= INVOKEVIRTUAL && opcode < INVOKEDYNAMIC)
                    && members.get(reader.readUnsignedShort(at + 1))) {
                return true;
            }
        }
        return false;
    }
}
