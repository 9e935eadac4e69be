package dev.moonsim.intercept;

import dev.moonsim.jdk.ClassNames;
import dev.moonsim.node.IdentityHashes;
import java.security.ProtectionDomain;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import jdk.internal.access.JavaLangAccess;

/**
 * Names of classes that are made at run time. The JVM names a hidden class, such as that of a lambda, by its address, and the
 * JDK numbers proxies as they come: both are other ones in each JVM. Here they follow from what the class is.
 */
public final class ClassNamesArea implements Area {
    private static final String DEFINER = "java/lang/invoke/MethodHandles$Lookup$ClassDefiner";
    private static final String PROXIES = "java/lang/reflect/Proxy$ProxyBuilder";

    @Override
    public void declare(Catalog c) {
        Class<ClassNamesArea> by = ClassNamesArea.class;
        c.call("jdk/internal/access/JavaLangAccess", "defineClass", "(Ljava/lang/ClassLoader;Ljava/lang/Class;Ljava/lang/String;[B"
                + "Ljava/security/ProtectionDomain;ZILjava/lang/Object;)Ljava/lang/Class;").onlyIn(DEFINER).by(by, "defineHidden");
        c.before(PROXIES, "defineProxyClass", "(Ljava/lang/reflect/Proxy$ProxyBuilder$ProxyClassContext;Ljava/util/List;)Ljava/lang/Class;")
                .as("(Ljava/lang/Object;Ljava/util/List;)V").by(by, "proxyOf");
        c.call("java/util/concurrent/atomic/AtomicLong", "getAndIncrement", "()J").onlyIn(PROXIES + "#defineProxyClass")
                .by(by, "numberOfProxy");
        c.call("java/util/concurrent/atomic/AtomicInteger", "incrementAndGet", "()I").onlyIn(PROXIES)
                .by(by, "numberOfModule");
        c.call("jdk/internal/access/JavaLangAccess", "defineClass", "(Ljava/lang/ClassLoader;Ljava/lang/String;[B"
                + "Ljava/security/ProtectionDomain;Ljava/lang/String;)Ljava/lang/Class;").onlyIn(PROXIES).by(by, "defineProxy");
        c.before("java/lang/ClassLoader", "postDefineClass", "(Ljava/lang/Class;Ljava/security/ProtectionDomain;)V")
                .as("(Ljava/lang/Object;Ljava/lang/Class;Ljava/security/ProtectionDomain;)V").by(by, "defined");
    }

    public static Class<?> defineHidden(JavaLangAccess access, ClassLoader loader, Class<?> lookup, String name, byte[] bytes,
            ProtectionDomain domain, boolean initialize, int flags, Object data) {
        return ClassNames.define(access, loader, lookup, name, bytes, domain, initialize, flags, data);
    }

    public static void proxyOf(Object context, List<Class<?>> interfaces) {
        ClassNames.proxyOf(interfaces);
    }

    public static long numberOfProxy(AtomicLong counter) {
        return ClassNames.numberOfProxy();
    }

    public static Class<?> defineProxy(JavaLangAccess access, ClassLoader loader, String name, byte[] bytes,
            ProtectionDomain domain, String source) {
        Class<?> type = access.defineClass(loader, name, bytes, domain, source);
        IdentityHashes.ofNamed(type);
        return type;
    }

    /** The JVM draws the hash of a class where it initialises it, which is sooner or later in another run. */
    public static void defined(Object loader, Class<?> type, ProtectionDomain domain) {
        IdentityHashes.ofNamed(type);
    }

    /** A loader has one such module, whatever its number is. */
    public static int numberOfModule(AtomicInteger counter) {
        return 1;
    }
}
