package dev.moonsim.agent;

import dev.moonsim.trace.Coverage;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Reports which branches of a method are taken ({@link Coverage}). A conditional jump is reported before it is made, from copies
 * of what it compares, so that the method needs no new labels and no new stack maps. It comes before all other rewriting and
 * sees the code as it was compiled, so that a probe is the same whatever else is rewritten.
 */
final class CoverageProbes extends MethodVisitor {
    private static final String RUNTIME = "dev/moonsim/trace/Coverage";

    private final Coverage.ClassProbes probes;
    /** Where switches and handlers lead. */
    private final Set<Label> targets = new HashSet<>();
    private boolean atTarget;

    CoverageProbes(MethodVisitor next, Coverage.ClassProbes probes) {
        super(Opcodes.ASM9, next);
        this.probes = probes;
    }

    private void report(int count, String method, String descriptor) {
        int number = probes.next(count);
        if (number <= Short.MAX_VALUE) {
            super.visitIntInsn(Opcodes.SIPUSH, number);
        } else {
            super.visitLdcInsn(number);
        }
        super.visitMethodInsn(Opcodes.INVOKESTATIC, RUNTIME, method, descriptor, false);
    }

    @Override
    public void visitCode() {
        super.visitCode();
        report(1, "hit", "(I)V");
    }

    @Override
    public void visitJumpInsn(int opcode, Label label) {
        switch (opcode) {
            case Opcodes.IFEQ, Opcodes.IFNE -> one("ifeq");
            case Opcodes.IFLT, Opcodes.IFGE -> one("iflt");
            case Opcodes.IFGT, Opcodes.IFLE -> one("ifgt");
            case Opcodes.IF_ICMPEQ, Opcodes.IF_ICMPNE -> two("same");
            case Opcodes.IF_ICMPLT, Opcodes.IF_ICMPGE -> two("less");
            case Opcodes.IF_ICMPGT, Opcodes.IF_ICMPLE -> two("more");
            case Opcodes.IF_ACMPEQ, Opcodes.IF_ACMPNE -> {
                super.visitInsn(Opcodes.DUP2);
                report(2, "same", "(Ljava/lang/Object;Ljava/lang/Object;I)V");
            }
            case Opcodes.IFNULL, Opcodes.IFNONNULL -> {
                super.visitInsn(Opcodes.DUP);
                report(2, "isNull", "(Ljava/lang/Object;I)V");
            }
            default -> {
                // goto: there is nothing to choose
            }
        }
        super.visitJumpInsn(opcode, label);
    }

    private void one(String method) {
        super.visitInsn(Opcodes.DUP);
        report(2, method, "(II)V");
    }

    private void two(String method) {
        super.visitInsn(Opcodes.DUP2);
        report(2, method, "(III)V");
    }

    @Override
    public void visitTableSwitchInsn(int min, int max, Label otherwise, Label... labels) {
        targets.add(otherwise);
        targets.addAll(Arrays.asList(labels));
        super.visitTableSwitchInsn(min, max, otherwise, labels);
    }

    @Override
    public void visitLookupSwitchInsn(Label otherwise, int[] keys, Label[] labels) {
        targets.add(otherwise);
        targets.addAll(Arrays.asList(labels));
        super.visitLookupSwitchInsn(otherwise, keys, labels);
    }

    @Override
    public void visitTryCatchBlock(Label start, Label end, Label handler, String type) {
        targets.add(handler);
        super.visitTryCatchBlock(start, end, handler, type);
    }

    @Override
    public void visitLabel(Label label) {
        super.visitLabel(label);
        atTarget |= targets.contains(label);
    }

    /** Each target has a frame, after its labels and before its first instruction; in classes too old for frames it has no probe. */
    @Override
    public void visitFrame(int type, int locals, Object[] local, int stack, Object[] values) {
        super.visitFrame(type, locals, local, stack, values);
        if (atTarget) {
            atTarget = false;
            report(1, "hit", "(I)V");
        }
    }
}
