package dev.moonsim.agent;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Tells the runtime of the initialisation of application classes: around each static initialiser, and before each
 * instruction that may make the JVM initialise another class.
 */
final class InitialisationChecks extends MethodVisitor {
    private static final String RUNTIME = "dev/moonsim/sched/ClassInit";
    private static final String CLASS = "(Ljava/lang/Class;)V";
    /** The loader is the caller's, so that the call cannot be led elsewhere. */
    private static final String FOR_NAME = "(Ljava/lang/String;)Ljava/lang/Class;";
    /** Class constants came with Java 5, and stack maps with Java 6: what is older goes unwatched. */
    static final int OLDEST = Opcodes.V1_6;

    private final String type;
    private final boolean initialiser;
    private final boolean begins;
    /** Labels since the last instruction; one too many does no harm. */
    private final List<Label> here = new ArrayList<>();
    private final Map<Label, Label> moved = new HashMap<>();
    private final Label start = new Label();
    private final Label end = new Label();

    /** @param begins whether the class may have to be initialised anew when the method begins */
    InitialisationChecks(MethodVisitor next, String type, String method, boolean begins) {
        super(Opcodes.ASM9, next);
        this.type = type;
        this.initialiser = method.equals("<clinit>");
        this.begins = begins;
    }

    private void tell(String method, String owner) {
        super.visitLdcInsn(Type.getObjectType(owner));
        super.visitMethodInsn(Opcodes.INVOKESTATIC, RUNTIME, method, CLASS, false);
    }

    private void check(String owner) {
        if (!owner.equals(type) && owner.charAt(0) != '[' && !isOfTheJdk(owner)) {
            tell("check", owner);
        }
    }

    private static boolean isOfTheJdk(String owner) {
        return owner.startsWith("java/") || owner.startsWith("javax/") || owner.startsWith("jdk/")
                || owner.startsWith("sun/") || owner.startsWith("com/sun/") || owner.startsWith("dev/moonsim/");
    }

    @Override
    public void visitCode() {
        super.visitCode();
        if (initialiser) {
            tell("enter", type);
            super.visitLabel(start);
        } else if (begins) {
            tell("check", type);
        }
    }

    @Override
    public void visitInsn(int opcode) {
        if (initialiser && opcode == Opcodes.RETURN) {
            tell("leave", type);
        }
        super.visitInsn(opcode);
    }

    @Override
    public void visitMaxs(int stack, int locals) {
        if (initialiser) {
            super.visitLabel(end);
            super.visitFrame(Opcodes.F_FULL, 0, new Object[0], 1, new Object[] {"java/lang/Throwable"});
            tell("fail", type);
            super.visitInsn(Opcodes.ATHROW);
            super.visitTryCatchBlock(start, end, end, null); // last, so that the class's own handlers come first
        }
        super.visitMaxs(stack, locals);
    }

    @Override
    public void visitLabel(Label label) {
        here.add(label);
        super.visitLabel(label);
    }

    /** A frame names an object that is not initialised yet by the label of its NEW, which a check has moved. */
    @Override
    public void visitFrame(int kind, int localCount, Object[] locals, int stackCount, Object[] stack) {
        super.visitFrame(kind, localCount, moved(locals), stackCount, moved(stack));
    }

    private Object[] moved(Object[] types) {
        if (types == null || moved.isEmpty()) {
            return types;
        }
        Object[] result = types.clone();
        for (int i = 0; i < result.length; i++) {
            if (result[i] instanceof Label label) {
                result[i] = moved.getOrDefault(label, label);
            }
        }
        return result;
    }

    @Override
    public void visitTypeInsn(int opcode, String owner) {
        if (opcode == Opcodes.NEW) {
            List<Label> before = new ArrayList<>(here);
            check(owner);
            Label label = new Label();
            super.visitLabel(label);
            for (Label old : before) {
                moved.put(old, label);
            }
        }
        here.clear();
        super.visitTypeInsn(opcode, owner);
    }

    @Override
    public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
        if (opcode == Opcodes.GETSTATIC || opcode == Opcodes.PUTSTATIC) {
            check(owner);
        }
        super.visitFieldInsn(opcode, owner, name, descriptor);
    }

    @Override
    public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
        if (opcode == Opcodes.INVOKESTATIC) {
            check(owner);
        }
        super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
        if (name.equals("forName") && owner.equals("java/lang/Class") && descriptor.equals(FOR_NAME)) {
            super.visitInsn(Opcodes.DUP);
            super.visitMethodInsn(Opcodes.INVOKESTATIC, RUNTIME, "check", CLASS, false);
        }
    }
}
