package apps.mains;

import java.lang.classfile.ClassFile;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.AccessFlag;
import java.net.URL;
import java.net.URLClassLoader;

/** Messages in which the JVM, or the JDK, names class loaders and modules, whose identity hashes are among the words. */
public final class JvmMessages {
    static final class Apple {}

    static final class Pear {}

    private JvmMessages() {}

    public static void main(String[] args) throws Exception {
        Object apple = new Apple();
        say(() -> System.out.println((Pear) apple));
        say(() -> System.out.println((String) apple));
        say(() -> String.class.getDeclaredField("value").setAccessible(true));
        say(() -> inside().getMethod("run").invoke(null));
        URL classes = JvmMessages.class.getProtectionDomain().getCodeSource().getLocation();
        try (URLClassLoader other = new URLClassLoader("other", new URL[] {classes}, null)) {
            var constructor = other.loadClass(Apple.class.getName()).getDeclaredConstructor();
            constructor.setAccessible(true);
            Object stranger = constructor.newInstance();
            say(() -> System.out.println((Apple) stranger));
        }
        System.out.println(JvmMessages.class.getModule() + " " + JvmMessages.class.getModule().hashCode());
    }

    /** A class that calls what java.base does not export. */
    private static Class<?> inside() throws IllegalAccessException {
        MethodTypeDesc nothing = MethodTypeDesc.of(ConstantDescs.CD_void);
        byte[] bytes = ClassFile.of().build(ClassDesc.of("apps.mains.Inside"), type -> type.withFlags(AccessFlag.PUBLIC)
                .withMethodBody("run", nothing, ClassFile.ACC_PUBLIC | ClassFile.ACC_STATIC, code -> code
                        .invokestatic(ClassDesc.of("jdk.internal.misc.VM"), "initLevel", MethodTypeDesc.of(ConstantDescs.CD_int)).pop()
                        .return_()));
        return MethodHandles.lookup().defineClass(bytes);
    }

    private interface Attempt {
        void make() throws Throwable;
    }

    private static void say(Attempt attempt) {
        try {
            attempt.make();
            System.out.println("went well");
        } catch (Throwable e) {
            System.out.println(e.getCause() == null ? e : e.getCause());
        }
    }
}
