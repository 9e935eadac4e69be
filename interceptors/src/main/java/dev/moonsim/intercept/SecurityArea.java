package dev.moonsim.intercept;

import dev.moonsim.jdk.IdentityHash;
import dev.moonsim.jdk.JdkInternals;
import dev.moonsim.node.Boot;
import dev.moonsim.sched.Task;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.security.KeyManagementException;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import jdk.internal.misc.Unsafe;

/**
 * What TLS and the providers of cryptography keep in static fields. Each boot has its own security providers, its own default
 * context, made from its own {@code javax.net.ssl} properties, and blinds RSA anew: a JVM that remembers a key draws fewer random
 * numbers than one that sees it for the first time.
 */
public final class SecurityArea implements Area {
    private static final Unsafe UNSAFE = Unsafe.getUnsafe();
    private static final String PROVIDERS = "sun/security/jca/Providers";
    private static final String LIST = "sun/security/jca/ProviderList";
    private static final String RSA = "sun/security/rsa/RSACore";
    private static final String CONTEXT = "javax/net/ssl/SSLContext";
    private static final String CONTEXTS = "sun/security/ssl/SSLContextImpl";
    private static final String MANAGERS = CONTEXTS + "$DefaultManagersHolder";
    private static final String STORES = "sun/security/ssl/TrustStoreManager";
    private static final String URLS = "javax/net/ssl/HttpsURLConnection";

    @Override
    public void declare(Catalog c) {
        Class<SecurityArea> by = SecurityArea.class;
        c.body(PROVIDERS, "getSystemProviderList", "()L" + LIST + ";").as("()Ljava/lang/Object;").when("hasProviders")
                .by(by, "providers");
        c.body(PROVIDERS, "setSystemProviderList", "(L" + LIST + ";)V").as("(Ljava/lang/Object;)V").by(by, "setProviders");
        c.staticRead(RSA, "blindingCache", "Ljava/util/Map;").onlyIn(RSA).by(by, "blinding");

        c.body(CONTEXT, "getDefault", "()L" + CONTEXT + ";").by(by, "defaultContext");
        c.body(CONTEXT, "setDefault", "(L" + CONTEXT + ";)V").by(by, "setDefaultContext");
        String user = CONTEXTS + "$DefaultSSLContext";
        c.staticRead(MANAGERS, "trustManagers", "[Ljavax/net/ssl/TrustManager;").as("()Ljava/lang/Object;").onlyIn(user)
                .by(by, "trustManagers");
        c.staticRead(MANAGERS, "keyManagers", "[Ljavax/net/ssl/KeyManager;").as("()Ljava/lang/Object;").onlyIn(user)
                .by(by, "keyManagers");
        c.staticRead(MANAGERS, "reservedException", "Ljava/lang/Exception;").onlyIn(user).by(by, "managersFailed");
        c.staticRead(STORES, "tam", "L" + STORES + "$TrustAnchorManager;").as("()Ljava/lang/Object;").onlyIn(STORES)
                .by(by, "trustedStores");

        String factory = "Ljavax/net/ssl/SSLSocketFactory;";
        c.body(URLS, "getDefaultSSLSocketFactory", "()" + factory).by(by, "urlFactory");
        c.body(URLS, "setDefaultSSLSocketFactory", "(" + factory + ")V").by(by, "setUrlFactory");
        String verifier = "Ljavax/net/ssl/HostnameVerifier;";
        c.staticRead(URLS, "defaultHostnameVerifier", verifier).onlyIn(URLS).by(by, "urlVerifier");
        c.body(URLS, "setDefaultHostnameVerifier", "(" + verifier + ")V").by(by, "setUrlVerifier");
    }

    // ---- providers ----

    /** The initialisers of the JDK have the JVM's, as what they make of them serves all boots. */
    public static boolean hasProviders() {
        return Task.isSimulated() && !IdentityHash.isHeld();
    }

    /** Those of the JVM until the boot changes them. */
    public static Object providers() {
        Object own = cell(PROVIDERS).get();
        return own != null ? own : shared(PROVIDERS, "providerList");
    }

    public static void setProviders(Object list) {
        cell(PROVIDERS).set(list);
    }

    public static Map<?, ?> blinding() {
        Boot boot = Boot.current();
        return boot == null ? (Map<?, ?>) shared(RSA, "blindingCache") : boot.own(RSA, WeakHashMap::new);
    }

    // ---- the default context ----

    public static SSLContext defaultContext() throws NoSuchAlgorithmException {
        AtomicReference<Object> own = cell(CONTEXT);
        if (own.get() == null) {
            own.compareAndSet(null, SSLContext.getInstance("Default"));
        }
        return (SSLContext) own.get();
    }

    public static void setDefaultContext(SSLContext context) {
        if (context == null) {
            throw new NullPointerException();
        }
        cell(CONTEXT).set(context);
    }

    /** What a boot's properties make of key and trust stores; null where it has none, and the JDK's certificates do. */
    private record Managers(Object trust, Object keys, Exception failed) {
        private static Managers of(Boot boot) {
            if (boot == null || boot.properties().stringPropertyNames().stream().noneMatch(Managers::names)) {
                return null;
            }
            return boot.own(MANAGERS, Managers::made);
        }

        private static boolean names(String property) {
            return property.startsWith("javax.net.ssl.keyStore") || property.startsWith("javax.net.ssl.trustStore");
        }

        /** As the JDK's static initialiser does it. */
        private static Managers made() {
            try {
                return new Managers(call("getTrustManagers", "[Ljavax.net.ssl.TrustManager;"),
                        call("getKeyManagers", "[Ljavax.net.ssl.KeyManager;"), null);
            } catch (Exception e) {
                return new Managers(null, null, new KeyManagementException(e.getMessage()));
            }
        }

        private static Object call(String method, String type) throws Exception {
            MethodHandle handle;
            try {
                Class<?> holder = holder();
                handle = JdkInternals.lookup(holder).findStatic(holder, method, MethodType.methodType(Class.forName(type)))
                        .asType(MethodType.methodType(Object.class));
            } catch (ReflectiveOperationException e) {
                throw JdkInternals.missing(method + " of " + MANAGERS);
            }
            try {
                return handle.invokeExact();
            } catch (Exception e) {
                throw e;
            } catch (Throwable t) {
                throw JdkInternals.rethrow(t);
            }
        }

        /** Initialised outside of the simulation, by the JVM's properties. */
        private static Class<?> holder() {
            Task task = Task.enterHost();
            try {
                JdkInternals.initialise(MANAGERS.replace('/', '.'));
                return JdkInternals.type(MANAGERS.replace('/', '.'));
            } finally {
                Task.leaveHost(task);
            }
        }
    }

    public static Object trustManagers() {
        Managers own = Managers.of(Boot.current());
        return own != null ? own.trust : sharedManagers("trustManagers");
    }

    public static Object keyManagers() {
        Managers own = Managers.of(Boot.current());
        return own != null ? own.keys : sharedManagers("keyManagers");
    }

    public static Exception managersFailed() {
        Managers own = Managers.of(Boot.current());
        return own != null ? own.failed : (Exception) sharedManagers("reservedException");
    }

    private static Object sharedManagers(String field) {
        Managers.holder();
        return shared(MANAGERS, field);
    }

    /** Files of certificates are those of a machine; the JDK's own are the same for all. */
    public static Object trustedStores() {
        Boot boot = Boot.current();
        return boot == null || boot.properties().getProperty("javax.net.ssl.trustStore") == null ? shared(STORES, "tam")
                : boot.own(STORES, SecurityArea::newStores);
    }

    private static Object newStores() {
        Class<?> type = JdkInternals.type(STORES.replace('/', '.') + "$TrustAnchorManager");
        try {
            return JdkInternals.lookup(type).findConstructor(type, MethodType.methodType(void.class))
                    .asType(MethodType.methodType(Object.class)).invokeExact();
        } catch (ReflectiveOperationException e) {
            throw JdkInternals.missing("constructor of " + type.getName());
        } catch (Throwable t) {
            throw JdkInternals.rethrow(t);
        }
    }

    // ---- connections by URL ----

    public static SSLSocketFactory urlFactory() {
        AtomicReference<Object> own = cell(URLS + ".factory");
        if (own.get() == null) {
            own.compareAndSet(null, SSLSocketFactory.getDefault());
        }
        return (SSLSocketFactory) own.get();
    }

    public static void setUrlFactory(SSLSocketFactory factory) {
        if (factory == null) {
            throw new IllegalArgumentException("no default SSLSocketFactory specified");
        }
        cell(URLS + ".factory").set(factory);
    }

    public static HostnameVerifier urlVerifier() {
        Object own = Boot.current() == null ? null : cell(URLS + ".verifier").get();
        return own != null ? (HostnameVerifier) own : (HostnameVerifier) shared(HttpsURLConnection.class, "defaultHostnameVerifier");
    }

    public static void setUrlVerifier(HostnameVerifier verifier) {
        if (verifier == null) {
            throw new IllegalArgumentException("no default HostnameVerifier specified");
        }
        cell(URLS + ".verifier").set(verifier);
    }

    // ---- fields ----

    /** The boot's own value of a field; null until it is set. */
    private static AtomicReference<Object> cell(String field) {
        return Boot.current().own(field, AtomicReference::new);
    }

    private static Object shared(String type, String field) {
        return shared(JdkInternals.type(type.replace('/', '.')), field);
    }

    private static Object shared(Class<?> type, String field) {
        try {
            Field found = type.getDeclaredField(field);
            return UNSAFE.getReferenceVolatile(UNSAFE.staticFieldBase(found), UNSAFE.staticFieldOffset(found));
        } catch (NoSuchFieldException e) {
            throw JdkInternals.missing("field " + type.getName() + "." + field);
        }
    }
}
