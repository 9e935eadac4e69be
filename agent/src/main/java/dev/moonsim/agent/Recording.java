package dev.moonsim.agent;

import dev.moonsim.trace.Interleaving;
import dev.moonsim.trace.Interleaving.Site;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Makes one method of the application report to {@link Interleaving} what it does to fields, arrays and monitors and which
 * shared classes of the JDK it calls, with values. It comes before {@link PreemptionPoints}, sees the code as it was
 * compiled, and reports an access behind its point, so that reports are in the order of the accesses.
 */
final class Recording extends MethodVisitor {
    private static final String RUNTIME = "dev/moonsim/trace/Interleaving";
    private static final String OBJECT = "Ljava/lang/Object;";
    private static final Type[] ELEMENTS = {Type.INT_TYPE, Type.LONG_TYPE, Type.FLOAT_TYPE, Type.DOUBLE_TYPE,
        Type.getObjectType("java/lang/Object"), Type.INT_TYPE, Type.CHAR_TYPE, Type.INT_TYPE};

    private final MethodVisitor start;
    private final String type;
    private final String method;
    private final String file;
    private final boolean constructor;
    private final boolean synchronised;
    private final boolean isStatic;
    private final Set<String> finals;
    /** The first local variable that the method does not use itself. */
    private final int free;
    /** Names of the local variables of the JDK's types and arrays, by slot; empty without debug information. */
    private final Map<Integer, String> variables;
    private final int parameters;
    private int line;

    /**
     * @param synchronised whether its monitor is taken as a block at its start
     * @param finals names of the class's own final fields
     * @param free number of the method's local variables
     * @param names of its local variables, and its first line
     */
    Recording(MethodVisitor next, String type, String method, String file, boolean isStatic, boolean synchronised,
            Set<String> finals, int free, LocalNames names, String descriptor) {
        super(Opcodes.ASM9, next);
        this.start = next;
        this.type = type;
        this.method = method;
        this.file = file;
        this.constructor = method.equals("<init>");
        this.synchronised = synchronised;
        this.isStatic = isStatic;
        this.finals = finals;
        this.free = free;
        this.variables = names.variables();
        this.line = names.line()[0];
        this.parameters = (Type.getArgumentsAndReturnSizes(descriptor) >> 2) - (isStatic ? 1 : 0);
    }

    @Override
    public void visitLineNumber(int number, Label label) {
        line = number;
        super.visitLineNumber(number, label);
    }

    private int site(String owner, String member, boolean isStatic, boolean isFinal, String descriptor) {
        return Interleaving.site(new Site(owner.replace('/', '.'), member, isStatic, isFinal, descriptor,
                type.replace('/', '.') + '.' + method, file, line));
    }

    private void report(String name, String parameters, int site) {
        super.visitLdcInsn(site);
        super.visitMethodInsn(Opcodes.INVOKESTATIC, RUNTIME, name, '(' + parameters + "I)V", false);
    }

    private void box(Type value) {
        String box = switch (value.getSort()) {
            case Type.BOOLEAN -> "java/lang/Boolean";
            case Type.BYTE -> "java/lang/Byte";
            case Type.CHAR -> "java/lang/Character";
            case Type.SHORT -> "java/lang/Short";
            case Type.INT -> "java/lang/Integer";
            case Type.LONG -> "java/lang/Long";
            case Type.FLOAT -> "java/lang/Float";
            case Type.DOUBLE -> "java/lang/Double";
            default -> null;
        };
        if (box != null) {
            super.visitMethodInsn(Opcodes.INVOKESTATIC, box, "valueOf", '(' + value.getDescriptor() + ")L" + box + ';', false);
        }
    }

    // ---- monitors ----

    @Override
    public void visitCode() {
        if (synchronised) {
            // Not by super: the next visitor takes the monitor as soon as it hears of the code.
            lockObject();
            report("locking", OBJECT, site(type, "", isStatic, false, ""));
        }
        start.visitCode();
        if (synchronised) {
            lockObject();
            report("locked", OBJECT, site(type, "", isStatic, false, ""));
        }
        for (int slot = 0; slot < parameters; slot++) {
            named(slot);
        }
    }

    /** Whether a variable's name stands for its object: locks, collections, arrays. */
    static boolean isNamed(String descriptor) {
        return descriptor.charAt(0) == '[' || descriptor.startsWith("Ljava/") && !descriptor.startsWith("Ljava/lang/")
                || descriptor.equals(OBJECT) || descriptor.startsWith("Ljava/lang/String") && !descriptor.equals("Ljava/lang/String;");
    }

    private void named(int slot) {
        String name = variables.get(slot);
        if (name != null) {
            super.visitVarInsn(Opcodes.ALOAD, slot);
            super.visitLdcInsn(name);
            super.visitMethodInsn(Opcodes.INVOKESTATIC, RUNTIME, "named", '(' + OBJECT + "Ljava/lang/String;)V", false);
        }
    }

    @Override
    public void visitVarInsn(int opcode, int slot) {
        super.visitVarInsn(opcode, slot);
        if (opcode == Opcodes.ASTORE && slot < free) {
            named(slot);
        }
    }

    private void lockObject() {
        if (isStatic) {
            super.visitLdcInsn(Type.getObjectType(type));
        } else {
            super.visitVarInsn(Opcodes.ALOAD, 0);
        }
    }

    @Override
    public void visitInsn(int opcode) {
        if (opcode == Opcodes.MONITORENTER) {
            int site = site(type, "", false, false, "");
            super.visitInsn(Opcodes.DUP);
            super.visitInsn(Opcodes.DUP);
            report("locking", OBJECT, site);
            super.visitInsn(opcode);
            report("locked", OBJECT, site);
        } else if (opcode == Opcodes.MONITOREXIT) {
            super.visitInsn(Opcodes.DUP);
            report("unlocked", OBJECT, site(type, "", false, false, ""));
            super.visitInsn(opcode);
        } else if (synchronised && opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN) {
            lockObject();
            report("unlocked", OBJECT, site(type, "", isStatic, false, ""));
            super.visitInsn(opcode);
        } else if (opcode >= Opcodes.IALOAD && opcode <= Opcodes.SALOAD) {
            load(opcode, ELEMENTS[opcode - Opcodes.IALOAD]);
        } else if (opcode >= Opcodes.IASTORE && opcode <= Opcodes.SASTORE) {
            store(opcode, ELEMENTS[opcode - Opcodes.IASTORE]);
        } else {
            super.visitInsn(opcode);
        }
    }

    private void load(int opcode, Type element) {
        super.visitInsn(Opcodes.DUP2);
        super.visitInsn(opcode);
        super.visitVarInsn(element.getOpcode(Opcodes.ISTORE), free);
        element(element);
        report("loaded", OBJECT + 'I' + OBJECT, site(type, "", false, false, ""));
        super.visitVarInsn(element.getOpcode(Opcodes.ILOAD), free);
    }

    private void store(int opcode, Type element) {
        super.visitVarInsn(element.getOpcode(Opcodes.ISTORE), free);
        super.visitInsn(Opcodes.DUP2);
        super.visitVarInsn(element.getOpcode(Opcodes.ILOAD), free);
        super.visitInsn(opcode);
        element(element);
        report("stored", OBJECT + 'I' + OBJECT, site(type, "", false, false, ""));
    }

    private void element(Type element) {
        super.visitVarInsn(element.getOpcode(Opcodes.ILOAD), free);
        box(element);
    }

    // ---- fields ----

    @Override
    public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
        boolean own = owner.equals(type);
        if (owner.startsWith("java/") || constructor && own && opcode == Opcodes.PUTFIELD) {
            super.visitFieldInsn(opcode, owner, name, descriptor);
            return;
        }
        Type value = Type.getType(descriptor);
        boolean wide = value.getSize() == 2;
        boolean ofObject = opcode == Opcodes.GETFIELD || opcode == Opcodes.PUTFIELD;
        int site = site(owner, name, !ofObject, own && finals.contains(name), descriptor);
        switch (opcode) {
            case Opcodes.GETFIELD -> {
                super.visitInsn(Opcodes.DUP);
                super.visitFieldInsn(opcode, owner, name, descriptor);
                super.visitInsn(wide ? Opcodes.DUP2_X1 : Opcodes.DUP_X1);
                box(value);
                report("read", OBJECT + OBJECT, site);
            }
            case Opcodes.GETSTATIC -> {
                super.visitFieldInsn(opcode, owner, name, descriptor);
                super.visitInsn(wide ? Opcodes.DUP2 : Opcodes.DUP);
                box(value);
                report("readStatic", OBJECT, site);
            }
            case Opcodes.PUTFIELD -> {
                super.visitVarInsn(value.getOpcode(Opcodes.ISTORE), free);
                super.visitInsn(Opcodes.DUP);
                super.visitVarInsn(value.getOpcode(Opcodes.ILOAD), free);
                super.visitFieldInsn(opcode, owner, name, descriptor);
                super.visitVarInsn(value.getOpcode(Opcodes.ILOAD), free);
                box(value);
                report("wrote", OBJECT + OBJECT, site);
            }
            default -> {
                super.visitInsn(wide ? Opcodes.DUP2 : Opcodes.DUP);
                super.visitFieldInsn(opcode, owner, name, descriptor);
                box(value);
                report("wroteStatic", OBJECT, site);
            }
        }
    }

    // ---- calls ----

    @Override
    public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
        if (name.charAt(0) == '<' || !isReported(owner, name, descriptor)) {
            super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
            return;
        }
        Type[] arguments = Type.getArgumentTypes(descriptor);
        int[] locals = new int[arguments.length];
        int next = free;
        for (int i = 0; i < arguments.length; i++) {
            locals[i] = next;
            next += arguments[i].getSize();
        }
        for (int i = arguments.length - 1; i >= 0; i--) {
            super.visitVarInsn(arguments[i].getOpcode(Opcodes.ISTORE), locals[i]);
        }
        boolean hasSubject = opcode != Opcodes.INVOKESTATIC;
        super.visitInsn(hasSubject ? Opcodes.DUP : Opcodes.ACONST_NULL);
        super.visitInsn(Opcodes.ACONST_NULL);
        for (int i = 0; i < arguments.length; i++) {
            // Not by an array instruction, before which there would be a point.
            super.visitVarInsn(arguments[i].getOpcode(Opcodes.ILOAD), locals[i]);
            box(arguments[i]);
            super.visitIntInsn(Opcodes.SIPUSH, arguments.length);
            super.visitIntInsn(Opcodes.SIPUSH, i);
            super.visitMethodInsn(Opcodes.INVOKESTATIC, RUNTIME, "argument",
                    "([" + OBJECT + OBJECT + "II)[" + OBJECT, false);
        }
        int site = site(owner, name, !hasSubject, false, descriptor);
        report("calling", OBJECT + '[' + OBJECT, site);
        for (int i = 0; i < arguments.length; i++) {
            super.visitVarInsn(arguments[i].getOpcode(Opcodes.ILOAD), locals[i]);
        }
        super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
        Type result = Type.getReturnType(descriptor);
        switch (result.getSize()) {
            case 0 -> super.visitInsn(Opcodes.ACONST_NULL);
            case 1 -> super.visitInsn(Opcodes.DUP);
            default -> super.visitInsn(Opcodes.DUP2);
        }
        box(result);
        report("called", OBJECT, site);
    }

    private static boolean isReported(String owner, String name, String descriptor) {
        if (owner.equals("java/lang/Thread") && (name.equals("sleep") || name.equals("onSpinWait") || name.equals("yield"))
                || owner.equals("java/lang/System") && name.equals("exit")) {
            return true;
        }
        return SharedClasses.keyOf(owner, name, descriptor) != 0;
    }
}
