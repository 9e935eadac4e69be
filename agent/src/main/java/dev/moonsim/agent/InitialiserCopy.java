package dev.moonsim.agent;

import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * The copy of a static initialiser, by which a class is initialised anew. Static fields lose their {@code final} for it,
 * except those whose value depends on the class alone and which the JVM compiles well only as constants: the copy leaves
 * them as they are.
 */
final class InitialiserCopy extends MethodVisitor {
    private final String type;
    private final java.util.Set<String> finals;

    /** @param finals names of the class's own fields that are final in what is written */
    InitialiserCopy(MethodVisitor next, String type, java.util.Set<String> finals) {
        super(Opcodes.ASM9, next);
        this.type = type;
        this.finals = finals;
    }

    /** Whether a static field without a constant value stays final. */
    static boolean staysFinal(String descriptor) {
        return switch (descriptor) {
            case "Ljava/lang/invoke/VarHandle;", "Ljava/lang/invoke/MethodHandle;", "Ljava/lang/invoke/MethodType;",
                "Lsun/misc/Unsafe;", "Ljava/lang/Class;",
                "Ljava/util/concurrent/atomic/AtomicIntegerFieldUpdater;",
                "Ljava/util/concurrent/atomic/AtomicLongFieldUpdater;",
                "Ljava/util/concurrent/atomic/AtomicReferenceFieldUpdater;" -> true;
            default -> false;
        };
    }

    @Override
    public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
        if (opcode == Opcodes.PUTSTATIC && owner.equals(type) && finals.contains(name)) {
            super.visitInsn(Type.getType(descriptor).getSize() == 2 ? Opcodes.POP2 : Opcodes.POP);
        } else {
            super.visitFieldInsn(opcode, owner, name, descriptor);
        }
    }
}
