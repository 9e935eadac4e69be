package dev.moonsim.agent;

import dev.moonsim.intercept.Hook;
import dev.moonsim.jdk.ClassMembers;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Replaces hooked calls and static reads in one method, wherever they hide: plain instructions, method references and
 * constants. Before a call that is refused comes one that says so. In application code it also counts loop back-edges.
 */
final class CallHooks extends MethodVisitor {
    private static final String REFUSING = "(Ljava/lang/String;)V";

    private final String type;
    private final Map<String, Hook> calls;
    private final Map<String, Hook> inClass;
    private final Map<String, Hook> inMethod;
    private final Map<String, Hook> anyOwner;
    private final Set<Label> passed;

    /**
     * @param inClass hooks for this class only; null for none
     * @param inMethod hooks for this method only; null for none
     * @param anyOwner hooks by name and descriptor alone; null for none
     */
    CallHooks(MethodVisitor next, String type, Map<String, Hook> calls, Map<String, Hook> inClass,
            Map<String, Hook> inMethod, Map<String, Hook> anyOwner, boolean backEdges) {
        super(Opcodes.ASM9, next);
        this.type = type;
        this.calls = calls;
        this.inClass = inClass;
        this.inMethod = inMethod;
        this.anyOwner = anyOwner;
        this.passed = backEdges ? new HashSet<>() : null;
    }

    private Hook find(String owner, String name, String descriptor) {
        String key = HookIndex.key(owner, name, descriptor);
        Hook hook = inMethod == null ? null : inMethod.get(key);
        if (hook == null && inClass != null) {
            hook = inClass.get(key);
        }
        return hook != null ? hook : calls.get(key);
    }

    private Hook findCall(int opcode, String owner, String name, String descriptor) {
        if (opcode == Opcodes.INVOKESPECIAL) {
            Hook hook = find(owner, name, descriptor);
            return hook != null && (hook.superHandler() != null || hook.kind() == Hook.Kind.REFUSE) ? hook : null;
        }
        Hook hook = find(owner, name, descriptor);
        if (hook == null && opcode == Opcodes.INVOKESTATIC && owner.equals(type)
                && name.equals("currentThread") && descriptor.equals("()Ljava/lang/Thread;")) {
            // A subclass of Thread calls its inherited static method through its own name.
            hook = find("java/lang/Thread", name, descriptor);
        }
        if (hook == null && opcode != Opcodes.INVOKESTATIC && anyOwner != null) {
            hook = anyOwner.get(name + descriptor);
        }
        return hook != null && hook.kind() != Hook.Kind.STATIC_READ ? hook : null;
    }

    /** The method of a subclass that would have inherited what is hooked. */
    static void addOverride(ClassVisitor out, Hook hook) {
        MethodVisitor method = out.visitMethod(ClassMembers.ADDED_OVERRIDE, hook.name(), hook.descriptor(), null, null);
        int next = 1;
        method.visitCode();
        method.visitVarInsn(Opcodes.ALOAD, 0);
        for (Type argument : Type.getArgumentTypes(hook.descriptor())) {
            method.visitVarInsn(argument.getOpcode(Opcodes.ILOAD), next);
            next += argument.getSize();
        }
        method.visitMethodInsn(Opcodes.INVOKESTATIC, hook.handlerOwner(), hook.superHandler(), handlerDescriptor(hook, false), false);
        method.visitInsn(Type.getReturnType(hook.descriptor()).getOpcode(Opcodes.IRETURN));
        method.visitMaxs(0, 0);
        method.visitEnd();
    }

    @Override
    public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
        Hook hook = findCall(opcode, owner, name, descriptor);
        if (hook != null && hook.kind() == Hook.Kind.REFUSE) {
            super.visitLdcInsn(hook.owner().replace('/', '.') + "." + name);
            super.visitMethodInsn(Opcodes.INVOKESTATIC, hook.handlerOwner(), hook.handlerName(), REFUSING, false);
            super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
        } else if (hook == null) {
            super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
        } else if (opcode == Opcodes.INVOKESPECIAL) {
            super.visitMethodInsn(Opcodes.INVOKESTATIC, hook.handlerOwner(), hook.superHandler(),
                    handlerDescriptor(hook, false), false);
        } else {
            callHandler(mv, hook, opcode == Opcodes.INVOKESTATIC);
        }
    }

    /** Calls a hook's handler with the member's arguments on the stack. */
    static void callHandler(MethodVisitor out, Hook hook, boolean isStatic) {
        String handler = handlerDescriptor(hook, isStatic);
        out.visitMethodInsn(Opcodes.INVOKESTATIC, hook.handlerOwner(), hook.handlerName(), handler, false);
        Type wanted = hook.kind() == Hook.Kind.STATIC_READ ? Type.getType(hook.descriptor())
                : Type.getReturnType(hook.descriptor());
        castResult(out, wanted, Type.getReturnType(handler));
    }

    static void castResult(MethodVisitor out, Type wanted, Type given) {
        if (!wanted.equals(given) && (wanted.getSort() == Type.OBJECT || wanted.getSort() == Type.ARRAY)) {
            out.visitTypeInsn(Opcodes.CHECKCAST, wanted.getInternalName());
        }
    }

    static String handlerDescriptor(Hook hook, boolean isStatic) {
        if (hook.handlerDescriptor() != null) {
            return hook.handlerDescriptor();
        }
        if (hook.kind() == Hook.Kind.REFUSE) {
            return REFUSING;
        }
        if (hook.kind() == Hook.Kind.STATIC_READ) {
            return "()" + hook.descriptor();
        }
        return isStatic ? hook.descriptor() : "(L" + hook.owner() + ";" + hook.descriptor().substring(1);
    }

    @Override
    public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
        if (opcode == Opcodes.GETSTATIC) {
            Hook hook = find(owner, name, descriptor);
            if (hook != null && hook.kind() == Hook.Kind.STATIC_READ) {
                callHandler(mv, hook, true);
                return;
            }
        }
        super.visitFieldInsn(opcode, owner, name, descriptor);
    }

    @Override
    public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... arguments) {
        Object[] rewritten = rewritten(arguments);
        super.visitInvokeDynamicInsn(name, captured(descriptor, bootstrap, arguments, rewritten), bootstrap, rewritten);
    }

    /**
     * A method reference with a receiver captures an object of any subclass; a handler has the type that the hook names,
     * and for a static method the JDK wants exactly that captured.
     */
    private static String captured(String descriptor, Handle bootstrap, Object[] before, Object[] after) {
        if (!bootstrap.getOwner().equals("java/lang/invoke/LambdaMetafactory") || before.length < 2
                || before[1] == after[1] || !(after[1] instanceof Handle handler)
                || ((Handle) before[1]).getTag() == Opcodes.H_INVOKESTATIC) {
            return descriptor;
        }
        Type[] captured = Type.getArgumentTypes(descriptor);
        if (captured.length > 0) {
            captured[0] = Type.getArgumentTypes(handler.getDesc())[0];
        }
        return Type.getMethodDescriptor(Type.getReturnType(descriptor), captured);
    }

    @Override
    public void visitLdcInsn(Object value) {
        super.visitLdcInsn(rewritten(value));
    }

    private Object[] rewritten(Object[] arguments) {
        Object[] result = arguments.clone();
        for (int i = 0; i < result.length; i++) {
            result[i] = rewritten(result[i]);
        }
        return result;
    }

    private Object rewritten(Object constant) {
        if (constant instanceof Handle handle) {
            int tag = handle.getTag();
            boolean isStatic = tag == Opcodes.H_INVOKESTATIC;
            if (isStatic || tag == Opcodes.H_INVOKEVIRTUAL || tag == Opcodes.H_INVOKEINTERFACE) {
                Hook hook = findCall(isStatic ? Opcodes.INVOKESTATIC : Opcodes.INVOKEVIRTUAL,
                        handle.getOwner(), handle.getName(), handle.getDesc());
                if (hook != null && hook.kind() == Hook.Kind.CALL) {
                    return new Handle(Opcodes.H_INVOKESTATIC, hook.handlerOwner(), hook.handlerName(),
                            handlerDescriptor(hook, isStatic), false);
                }
            }
            return handle;
        }
        if (constant instanceof ConstantDynamic dynamic) {
            Object[] arguments = new Object[dynamic.getBootstrapMethodArgumentCount()];
            for (int i = 0; i < arguments.length; i++) {
                arguments[i] = rewritten(dynamic.getBootstrapMethodArgument(i));
            }
            return new ConstantDynamic(dynamic.getName(), dynamic.getDescriptor(), dynamic.getBootstrapMethod(), arguments);
        }
        return constant;
    }

    @Override
    public void visitLabel(Label label) {
        if (passed != null) {
            passed.add(label);
        }
        super.visitLabel(label);
    }

    @Override
    public void visitJumpInsn(int opcode, Label label) {
        if (passed != null && passed.contains(label)) {
            super.visitMethodInsn(Opcodes.INVOKESTATIC, "dev/moonsim/sched/Preemption", "backEdge", "()V", false);
        }
        super.visitJumpInsn(opcode, label);
    }
}
