package dev.moonsim.cli;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Follows the operand stack through a method as far as is needed to know which arguments of a static call are literal texts.
 * Everything else on the stack is null. Where several ways meet, the first that was seen counts: compilers leave the stack
 * the same on all of them.
 */
abstract class LiteralArguments extends MethodVisitor {
    private List<Object> stack = new ArrayList<>();
    private final Map<Label, List<Object>> stackAt = new HashMap<>();
    private boolean unreachable;

    LiteralArguments() {
        super(Opcodes.ASM9);
    }

    /**
     * A static method is called.
     *
     * @param text the place of its only parameter of type String; -1 where there is none or several
     * @param arguments literal texts, else null
     */
    abstract void called(String owner, String method, String descriptor, int text, Object[] arguments);

    private void change(int slots) {
        for (; slots < 0 && !stack.isEmpty(); slots++) {
            stack.removeLast();
        }
        for (; slots > 0; slots--) {
            stack.add(null);
        }
    }

    private void replace(int taken, int given) {
        change(-taken);
        change(given);
    }

    @Override
    public void visitInsn(int opcode) {
        switch (opcode) {
            case Opcodes.NOP, Opcodes.RETURN -> { }
            case Opcodes.POP, Opcodes.MONITORENTER, Opcodes.MONITOREXIT, Opcodes.IRETURN, Opcodes.FRETURN, Opcodes.ARETURN,
                    Opcodes.ATHROW -> change(-1);
            case Opcodes.POP2, Opcodes.LRETURN, Opcodes.DRETURN -> change(-2);
            case Opcodes.LCONST_0, Opcodes.LCONST_1, Opcodes.DCONST_0, Opcodes.DCONST_1, Opcodes.DUP2 -> change(2);
            case Opcodes.DUP -> change(1);
            case Opcodes.DUP_X1 -> replace(2, 3);
            case Opcodes.DUP_X2 -> replace(3, 4);
            case Opcodes.DUP2_X1 -> replace(3, 5);
            case Opcodes.DUP2_X2 -> replace(4, 6);
            case Opcodes.SWAP, Opcodes.LALOAD, Opcodes.DALOAD, Opcodes.LNEG, Opcodes.DNEG, Opcodes.L2D, Opcodes.D2L ->
                replace(2, 2);
            case Opcodes.LASTORE, Opcodes.DASTORE -> change(-4);
            case Opcodes.LCMP, Opcodes.DCMPL, Opcodes.DCMPG -> replace(4, 1);
            case Opcodes.FCMPL, Opcodes.FCMPG, Opcodes.L2I, Opcodes.L2F, Opcodes.D2I, Opcodes.D2F -> replace(2, 1);
            case Opcodes.I2L, Opcodes.I2D, Opcodes.F2L, Opcodes.F2D -> replace(1, 2);
            case Opcodes.LSHL, Opcodes.LSHR, Opcodes.LUSHR -> replace(3, 2);
            case Opcodes.INEG, Opcodes.FNEG, Opcodes.I2F, Opcodes.F2I, Opcodes.I2B, Opcodes.I2C, Opcodes.I2S,
                    Opcodes.ARRAYLENGTH -> replace(1, 1);
            default -> {
                if (opcode < Opcodes.IALOAD) {
                    change(1); // the other constants
                } else if (opcode >= Opcodes.IASTORE && opcode <= Opcodes.SASTORE) {
                    change(-3);
                } else if (opcode <= Opcodes.SALOAD) {
                    replace(2, 1);
                } else { // arithmetic of two: the types take turns, int, long, float, double, then int and long
                    boolean wide = opcode < Opcodes.ISHL ? (opcode - Opcodes.IADD) % 2 == 1 : (opcode - Opcodes.IAND) % 2 == 1;
                    replace(wide ? 4 : 2, wide ? 2 : 1);
                }
            }
        }
        if (opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN || opcode == Opcodes.ATHROW) {
            unreachable = true;
        }
    }

    @Override
    public void visitIntInsn(int opcode, int operand) {
        if (opcode == Opcodes.NEWARRAY) {
            replace(1, 1);
        } else {
            change(1);
        }
    }

    @Override
    public void visitVarInsn(int opcode, int local) {
        boolean wide = opcode == Opcodes.LLOAD || opcode == Opcodes.DLOAD || opcode == Opcodes.LSTORE || opcode == Opcodes.DSTORE;
        change((opcode >= Opcodes.ISTORE ? -1 : 1) * (wide ? 2 : 1));
    }

    @Override
    public void visitTypeInsn(int opcode, String type) {
        if (opcode == Opcodes.NEW) {
            change(1);
        } else if (opcode != Opcodes.CHECKCAST) {
            replace(1, 1);
        }
    }

    @Override
    public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
        int size = Type.getType(descriptor).getSize();
        switch (opcode) {
            case Opcodes.GETSTATIC -> change(size);
            case Opcodes.PUTSTATIC -> change(-size);
            case Opcodes.GETFIELD -> {
                replace(1, size);
            }
            default -> change(-1 - size);
        }
    }

    @Override
    public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
        if (opcode == Opcodes.INVOKESTATIC) {
            Type[] types = Type.getArgumentTypes(descriptor);
            Object[] arguments = new Object[types.length];
            int text = -1;
            int texts = 0;
            int at = stack.size();
            for (int i = types.length - 1; i >= 0; i--) {
                at -= types[i].getSize();
                arguments[i] = at >= 0 && at < stack.size() ? stack.get(at) : null;
                if (types[i].getDescriptor().equals("Ljava/lang/String;")) {
                    text = i;
                    texts++;
                }
            }
            called(owner, name, descriptor, texts == 1 ? text : -1, arguments);
        }
        call(descriptor, opcode != Opcodes.INVOKESTATIC);
    }

    private void call(String descriptor, boolean receiver) {
        int sizes = Type.getArgumentsAndReturnSizes(descriptor); // arguments with the receiver, shifted by two
        change(-(sizes >> 2) + (receiver ? 0 : 1));
        change(sizes & 3);
    }

    @Override
    public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... arguments) {
        call(descriptor, false);
    }

    @Override
    public void visitLdcInsn(Object value) {
        stack.add(value instanceof String ? value : null);
        if (value instanceof Long || value instanceof Double) {
            stack.add(null);
        }
    }

    @Override
    public void visitMultiANewArrayInsn(String descriptor, int dimensions) {
        replace(dimensions, 1);
    }

    @Override
    public void visitJumpInsn(int opcode, Label label) {
        if (opcode >= Opcodes.IF_ICMPEQ && opcode <= Opcodes.IF_ACMPNE) {
            change(-2);
        } else if (opcode != Opcodes.GOTO && opcode != Opcodes.JSR) {
            change(-1);
        }
        jump(label);
        unreachable = opcode == Opcodes.GOTO;
    }

    private void jump(Label label) {
        stackAt.putIfAbsent(label, new ArrayList<>(stack));
    }

    @Override
    public void visitTableSwitchInsn(int min, int max, Label otherwise, Label... labels) {
        choice(otherwise, labels);
    }

    @Override
    public void visitLookupSwitchInsn(Label otherwise, int[] keys, Label[] labels) {
        choice(otherwise, labels);
    }

    private void choice(Label otherwise, Label[] labels) {
        change(-1);
        jump(otherwise);
        for (Label label : labels) {
            jump(label);
        }
        unreachable = true;
    }

    @Override
    public void visitTryCatchBlock(Label start, Label end, Label handler, String type) {
        List<Object> thrown = new ArrayList<>();
        thrown.add(null);
        stackAt.put(handler, thrown);
    }

    @Override
    public void visitLabel(Label label) {
        List<Object> known = stackAt.get(label);
        if (unreachable) {
            stack = known == null ? new ArrayList<>() : new ArrayList<>(known);
            unreachable = false;
        } else if (known != null) {
            // Two ways meet: a text that only one of them brings is no literal.
            for (int i = 0; i < stack.size(); i++) {
                if (i >= known.size() || stack.get(i) != null && !stack.get(i).equals(known.get(i))) {
                    stack.set(i, null);
                }
            }
        }
    }
}
