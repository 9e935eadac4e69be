package dev.moonsim.agent;

import dev.moonsim.intercept.Hook;
import dev.moonsim.jdk.JdkInternals;
import java.util.List;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Adds BODY and BEFORE hooks at the beginning of a JDK method, AFTER hooks before its returns, some also before it throws, and MONITOR
 * hooks before the monitors it enters.
 */
final class BodyHooks extends MethodVisitor {
    private final List<Hook> hooks;
    private final boolean isStatic;
    private final String name;
    private final String descriptor;
    /** AFTER hooks for what it throws. */
    private final List<Hook> whenThrown;
    /** Where the added code begins; null once it has its line. */
    private Label start;
    private Label original;
    /** Whether the method enters a monitor. */
    private boolean enters;

    BodyHooks(MethodVisitor next, List<Hook> hooks, int access, String name, String descriptor) {
        super(Opcodes.ASM9, next);
        this.hooks = hooks;
        this.whenThrown = hooks.stream().filter(Hook::isAlsoWhenThrown).toList();
        this.isStatic = (access & Opcodes.ACC_STATIC) != 0;
        this.name = name;
        this.descriptor = descriptor;
    }

    @Override
    public void visitCode() {
        super.visitCode();
        start = new Label();
        mv.visitLabel(start);
        for (Hook hook : hooks) {
            if (hook.kind() == Hook.Kind.AFTER || hook.kind() == Hook.Kind.MONITOR) {
                continue;
            }
            if (name.equals("<init>")) {
                throw new IllegalStateException("a constructor can only be hooked after: " + hook);
            }
            if (hook.kind() == Hook.Kind.BEFORE) {
                invoke(hook, hook.handlerName(), Type.VOID_TYPE);
            } else {
                takeOver(hook);
            }
        }
        if (!whenThrown.isEmpty()) {
            original = new Label();
            mv.visitLabel(original);
        }
    }

    @Override
    public void visitMaxs(int maxStack, int maxLocals) {
        for (Hook hook : hooks) {
            if (hook.kind() == Hook.Kind.MONITOR && !enters) {
                throw JdkInternals.missing("monitor in " + hook);
            }
        }
        if (original != null) {
            Label thrown = new Label();
            mv.visitTryCatchBlock(original, thrown, thrown, null); // the last, so that the method's own come first
            mv.visitLabel(thrown);
            mv.visitFrame(Opcodes.F_FULL, 0, null, 1, new Object[] {"java/lang/Throwable"});
            for (Hook hook : whenThrown) {
                mv.visitMethodInsn(Opcodes.INVOKESTATIC, hook.handlerOwner(), hook.handlerName(), "()V", false);
            }
            mv.visitInsn(Opcodes.ATHROW);
        }
        super.visitMaxs(maxStack, maxLocals);
    }

    private void takeOver(Hook hook) {
        Label original = new Label();
        if (!hook.isUnguarded()) {
            if (hook.guard() == null) {
                mv.visitMethodInsn(Opcodes.INVOKESTATIC, "dev/moonsim/sched/Task", "isSimulated", "()Z", false);
            } else {
                invoke(hook, hook.guard(), Type.BOOLEAN_TYPE);
            }
            mv.visitJumpInsn(Opcodes.IFEQ, original);
        }
        Type wanted = Type.getReturnType(descriptor);
        Type given = hook.handlerDescriptor() == null ? wanted : Type.getReturnType(hook.handlerDescriptor());
        invoke(hook, hook.handlerName(), given);
        CallHooks.castResult(mv, wanted, given);
        mv.visitInsn(wanted.getOpcode(Opcodes.IRETURN));
        if (hook.isUnguarded()) {
            // What follows is unreachable, and the verifier wants a frame there all the same.
            mv.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
            mv.visitInsn(Opcodes.NOP);
            return;
        }
        mv.visitLabel(original);
        mv.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
        mv.visitInsn(Opcodes.NOP); // the original may begin with a frame of its own
    }

    /** What is added has the method's first line, so that stack traces through it have one. */
    @Override
    public void visitLineNumber(int line, Label at) {
        if (start != null) {
            super.visitLineNumber(line, start);
            start = null;
        }
        super.visitLineNumber(line, at);
    }

    @Override
    public void visitInsn(int opcode) {
        if (opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN) {
            for (Hook hook : hooks) {
                if (hook.kind() == Hook.Kind.AFTER) {
                    invoke(hook, hook.handlerName(), Type.VOID_TYPE);
                }
            }
        } else if (opcode == Opcodes.MONITORENTER) {
            enters = true;
            for (Hook hook : hooks) {
                if (hook.kind() == Hook.Kind.MONITOR) {
                    mv.visitInsn(Opcodes.DUP);
                    mv.visitMethodInsn(Opcodes.INVOKESTATIC, hook.handlerOwner(), hook.handlerName(), hook.handlerDescriptor(), false);
                }
            }
        }
        super.visitInsn(opcode);
    }

    private void invoke(Hook hook, String method, Type result) {
        String handler = CallHooks.handlerDescriptor(hook, isStatic);
        String parameters = handler.substring(0, handler.indexOf(')') + 1);
        if (!parameters.equals("()")) { // a handler may do without the arguments, but not without some of them
            loadArguments();
        }
        mv.visitMethodInsn(Opcodes.INVOKESTATIC, hook.handlerOwner(), method, parameters + result.getDescriptor(), false);
    }

    private void loadArguments() {
        int local = 0;
        if (!isStatic) {
            mv.visitVarInsn(Opcodes.ALOAD, local++);
        }
        for (Type argument : Type.getArgumentTypes(descriptor)) {
            mv.visitVarInsn(argument.getOpcode(Opcodes.ILOAD), local);
            local += argument.getSize();
        }
    }
}
