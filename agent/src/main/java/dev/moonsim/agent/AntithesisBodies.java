package dev.moonsim.agent;

import dev.moonsim.property.AntithesisSdk;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.HashMap;
import java.util.Map;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Puts calls of {@link AntithesisSdk} in the place of the bodies of the Antithesis SDK's public methods. A method that has
 * no counterpart there, in a release of the SDK to come, keeps its body.
 */
final class AntithesisBodies {
    private static final String PACKAGE = "com/antithesis/sdk/";
    private static final String HANDLER = "dev/moonsim/property/AntithesisSdk";
    private static Map<String, String> handlers;

    private AntithesisBodies() {}

    /** True for the classes whose methods programs call. */
    static boolean isIn(String name) {
        return name.startsWith(PACKAGE)
                && (name.endsWith("/Assert") || name.endsWith("/Lifecycle") || name.endsWith("/Random"));
    }

    /** @param bytes of the class as it would be defined */
    static byte[] replaced(byte[] bytes) {
        ClassReader reader = new ClassReader(bytes);
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        reader.accept(new ClassVisitor(Opcodes.ASM9, writer) {
            @Override
            public MethodVisitor visitMethod(int access, String name, String descriptor, String signature,
                    String[] exceptions) {
                MethodVisitor method = super.visitMethod(access, name, descriptor, signature, exceptions);
                int wanted = Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC;
                String handler = handlers().get(name + general(descriptor));
                if ((access & wanted) != wanted || handler == null) {
                    return method;
                }
                method.visitCode();
                int local = 0;
                for (Type argument : Type.getArgumentTypes(descriptor)) {
                    method.visitVarInsn(argument.getOpcode(Opcodes.ILOAD), local);
                    local += argument.getSize();
                }
                method.visitMethodInsn(Opcodes.INVOKESTATIC, HANDLER, name, handler, false);
                method.visitInsn(Type.getReturnType(descriptor).getOpcode(Opcodes.IRETURN));
                method.visitMaxs(0, 0);
                method.visitEnd();
                return null; // nothing of its own body
            }
        }, 0);
        return writer.toByteArray();
    }

    /** The descriptor with objects in place of what is not the JDK's. */
    private static String general(String descriptor) {
        return descriptor.replaceAll("L(?!java/)[^;]+;", "Ljava/lang/Object;");
    }

    private static synchronized Map<String, String> handlers() {
        if (handlers == null) {
            handlers = new HashMap<>();
            for (Method method : AntithesisSdk.class.getDeclaredMethods()) {
                if (Modifier.isPublic(method.getModifiers())) {
                    String descriptor = Type.getMethodDescriptor(method);
                    handlers.put(method.getName() + descriptor, descriptor);
                }
            }
        }
        return handlers;
    }
}
