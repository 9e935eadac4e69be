package dev.moonsim.intercept;

import dev.moonsim.jdk.JdkInternals;
import dev.moonsim.node.Boot;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import jdk.internal.misc.Unsafe;

/** What {@code HttpURLConnection} keeps in static fields: idle connections, which are each process's own. */
public final class UrlsArea implements Area {
    private static final String CACHE = "sun.net.www.http.KeepAliveCache";

    @Override
    public void declare(Catalog c) {
        String[] users = {"sun/net/www/http/HttpClient", "sun/net/www/protocol/https/HttpsClient"};
        for (String user : users) {
            c.staticRead(user, "kac", "Lsun/net/www/http/KeepAliveCache;").onlyIn(user).as("()Ljava/lang/Object;")
                    .by(UrlsArea.class, "keptAlive");
        }
    }

    private static final class Cache {
        static final MethodHandle CONSTRUCTOR;
        private static final Unsafe UNSAFE = Unsafe.getUnsafe();

        static {
            Class<?> type = JdkInternals.type(CACHE);
            try {
                CONSTRUCTOR = JdkInternals.lookup(type).findConstructor(type, MethodType.methodType(void.class))
                        .asType(MethodType.methodType(Object.class));
            } catch (ReflectiveOperationException e) {
                throw JdkInternals.missing("constructor of " + CACHE);
            }
        }

        static Object create() {
            try {
                return CONSTRUCTOR.invokeExact();
            } catch (Throwable t) {
                throw JdkInternals.rethrow(t);
            }
        }

        /** The JVM's own. */
        static Object shared() {
            try {
                var field = JdkInternals.type("sun.net.www.http.HttpClient").getDeclaredField("kac");
                return UNSAFE.getReference(UNSAFE.staticFieldBase(field), UNSAFE.staticFieldOffset(field));
            } catch (NoSuchFieldException e) {
                throw JdkInternals.missing("field sun.net.www.http.HttpClient.kac");
            }
        }
    }

    public static Object keptAlive() {
        Boot boot = Boot.current();
        return boot == null ? Cache.shared() : boot.own(CACHE, Cache::create);
    }
}
