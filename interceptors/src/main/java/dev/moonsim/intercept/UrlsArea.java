package dev.moonsim.intercept;

import dev.moonsim.jdk.JdkInternals;
import dev.moonsim.node.Boot;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.ProxySelector;
import java.net.ResponseCache;
import java.net.URL;
import java.net.URLStreamHandlerFactory;
import java.util.Hashtable;
import java.util.concurrent.atomic.AtomicReference;
import jdk.internal.misc.Unsafe;

/**
 * What {@code java.net} keeps in static fields and is each process's own: idle connections of {@code HttpURLConnection}, the
 * handlers of protocols, and what a program sets as the default of proxies, cookies, passwords and answers.
 */
public final class UrlsArea implements Area {
    private static final String CACHE = "sun.net.www.http.KeepAliveCache";
    private static final String URLS = "java/net/URL";
    private static final String PROXIES = "java/net/ProxySelector";
    private static final String COOKIES = "java/net/CookieHandler";
    private static final String PASSWORDS = "java/net/Authenticator";
    private static final String ANSWERS = "java/net/ResponseCache";
    private static final Object NONE = new Object();

    @Override
    public void declare(Catalog c) {
        String[] users = {"sun/net/www/http/HttpClient", "sun/net/www/protocol/https/HttpsClient"};
        for (String user : users) {
            c.staticRead(user, "kac", "Lsun/net/www/http/KeepAliveCache;").onlyIn(user).as("()Ljava/lang/Object;")
                    .by(UrlsArea.class, "keptAlive");
        }
        Class<UrlsArea> by = UrlsArea.class;
        c.body(URLS, "setURLStreamHandlerFactory", "(Ljava/net/URLStreamHandlerFactory;)V").by(by, "setHandlerFactory");
        c.staticRead(URLS, "factory", "Ljava/net/URLStreamHandlerFactory;").onlyIn(URLS).by(by, "handlerFactory");
        c.staticRead(URLS, "handlers", "Ljava/util/Hashtable;").onlyIn(URLS).by(by, "handlers");
        c.call("sun/net/spi/DefaultProxySelector", "init", "()Z").onlyIn("sun/net/spi/DefaultProxySelector").by(by, "hasDesktop");
        c.body(PROXIES, "getDefault", "()Ljava/net/ProxySelector;").by(by, "proxies");
        c.body(PROXIES, "setDefault", "(Ljava/net/ProxySelector;)V").by(by, "setProxies");
        c.body(COOKIES, "getDefault", "()Ljava/net/CookieHandler;").by(by, "cookies");
        c.body(COOKIES, "setDefault", "(Ljava/net/CookieHandler;)V").by(by, "setCookies");
        c.staticRead(PASSWORDS, "theAuthenticator", "Ljava/net/Authenticator;").onlyIn(PASSWORDS).by(by, "passwords");
        c.body(PASSWORDS, "setDefault", "(Ljava/net/Authenticator;)V").by(by, "setPasswords");
        c.body(ANSWERS, "getDefault", "()Ljava/net/ResponseCache;").by(by, "answers");
        c.body(ANSWERS, "setDefault", "(Ljava/net/ResponseCache;)V").by(by, "setAnswers");
    }

    /** Once in a process. */
    public static void setHandlerFactory(URLStreamHandlerFactory factory) {
        if (cell(URLS).get() != null) {
            throw new Error("factory already defined");
        }
        handlers().clear();
        cell(URLS).set(factory);
    }

    public static URLStreamHandlerFactory handlerFactory() {
        return Boot.current() == null ? (URLStreamHandlerFactory) shared(URL.class, "factory")
                : (URLStreamHandlerFactory) cell(URLS).get();
    }

    public static Hashtable<?, ?> handlers() {
        return Boot.current() == null ? (Hashtable<?, ?>) shared(URL.class, "handlers")
                : Boot.current().own(URLS + ".handlers", Hashtable::new);
    }

    /** The JDK's own selector until the boot sets another; none, where it sets that. */
    /** Whether the desktop of the user says which proxies there are, for {@code java.net.useSystemProxies}. */
    public static boolean hasDesktop() {
        return false;
    }

    public static ProxySelector proxies() {
        Object own = cell(PROXIES).get();
        return own == null ? (ProxySelector) shared(ProxySelector.class, "theProxySelector")
                : own == NONE ? null : (ProxySelector) own;
    }

    public static void setProxies(ProxySelector selector) {
        cell(PROXIES).set(selector == null ? NONE : selector);
    }

    public static CookieHandler cookies() {
        return (CookieHandler) cell(COOKIES).get();
    }

    public static void setCookies(CookieHandler handler) {
        cell(COOKIES).set(handler);
    }

    public static Authenticator passwords() {
        return Boot.current() == null ? (Authenticator) shared(Authenticator.class, "theAuthenticator")
                : (Authenticator) cell(PASSWORDS).get();
    }

    public static void setPasswords(Authenticator authenticator) {
        cell(PASSWORDS).set(authenticator);
    }

    public static ResponseCache answers() {
        return (ResponseCache) cell(ANSWERS).get();
    }

    public static void setAnswers(ResponseCache cache) {
        cell(ANSWERS).set(cache);
    }

    private static AtomicReference<Object> cell(String field) {
        return Boot.current().own(field, AtomicReference::new);
    }

    /** The JVM's own. */
    private static Object shared(Class<?> type, String field) {
        try {
            Field found = type.getDeclaredField(field);
            Unsafe unsafe = Unsafe.getUnsafe();
            return unsafe.getReferenceVolatile(unsafe.staticFieldBase(found), unsafe.staticFieldOffset(found));
        } catch (NoSuchFieldException e) {
            throw JdkInternals.missing("field " + type.getName() + "." + field);
        }
    }

    private static final class Cache {
        static final MethodHandle CONSTRUCTOR;

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
    }

    public static Object keptAlive() {
        Boot boot = Boot.current();
        return boot == null ? shared(JdkInternals.type("sun.net.www.http.HttpClient"), "kac") : boot.own(CACHE, Cache::create);
    }
}
