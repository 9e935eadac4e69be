package dev.moonsim.agent;

import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Asks {@code Monitors} before each monitor that a method of the application enters, behind all points. */
final class MonitorChecks extends MethodVisitor {
    MonitorChecks(MethodVisitor next) {
        super(Opcodes.ASM9, next);
    }

    @Override
    public void visitInsn(int opcode) {
        if (opcode == Opcodes.MONITORENTER) {
            super.visitInsn(Opcodes.DUP);
            super.visitMethodInsn(Opcodes.INVOKESTATIC, "dev/moonsim/sched/Monitors", "enter", "(Ljava/lang/Object;)V", false);
        }
        super.visitInsn(opcode);
    }
}
