package dev.moonsim.jdk;

import dev.moonsim.decide.Decisions;
import dev.moonsim.trace.Trace;
import java.security.ProtectionDomain;
import java.util.List;
import jdk.internal.access.JavaLangAccess;
import jdk.internal.misc.Unsafe;

/**
 * Names of hidden classes and proxies, the same in every JVM: they depend on what the class is made of, not on where the JVM
 * put it or what was made before.
 */
public final class ClassNames {
    private static final Unsafe UNSAFE = Unsafe.getUnsafe();
    private static final long NAME = JdkInternals.offset(Class.class, "name", String.class);
    /** Set in our numbers and in no address of the JVM's. */
    private static final long OURS = 1L << 63;
    /** Of the class that this thread makes next. One task runs at a time; no thread local, whose own class would need it. */
    private static Thread maker;
    private static long next;

    private ClassNames() {}

    /** The class that the calling thread defines next was made of these bytes, before they were rewritten. */
    public static void original(byte[] bytes) {
        made(Trace.hash(bytes, 0, bytes.length));
    }

    /** Defines a class as {@code Lookup} does, and names it where it is hidden. */
    public static Class<?> define(JavaLangAccess access, ClassLoader loader, Class<?> lookup, String name, byte[] bytes,
            ProtectionDomain domain, boolean initialize, int flags, Object data) {
        long hash = maker == Thread.currentThread() ? next : Trace.hash(bytes, 0, bytes.length);
        maker = null;
        // The JVM links it at once and draws its hash there.
        long[] state = IdentityHash.decide(Decisions.mix(hash) ^ Trace.hash(name));
        Class<?> type;
        try {
            type = access.defineClass(loader, lookup, name, bytes, domain, false, flags, data);
        } finally {
            IdentityHash.undecide(state);
        }
        if (type.isHidden()) {
            String hidden = type.getName();
            hidden = hidden.substring(0, hidden.indexOf('/')) + "/0x"
                    + Long.toHexString(Decisions.mix(hash) | OURS);
            UNSAFE.putReference(type, NAME, hidden.intern());
        }
        if (initialize) {
            UNSAFE.ensureClassInitialized(type);
        }
        return type;
    }

    /** Whether the name of a hidden class is one of these. */
    public static boolean isOurs(String hidden) {
        int slash = hidden.indexOf("/0x");
        return slash > 0 && hidden.length() == slash + 19 && hidden.charAt(slash + 3) >= '8';
    }

    /** The calling thread makes a proxy of these interfaces. */
    public static void proxyOf(List<Class<?>> interfaces) {
        long hash = 0;
        for (Class<?> type : interfaces) {
            hash = Decisions.mix(hash ^ Trace.hash(type.getName()));
        }
        made(hash);
    }

    private static void made(long hash) {
        next = hash;
        maker = Thread.currentThread();
    }

    /** For its name. */
    public static long numberOfProxy() {
        long hash = next;
        maker = null;
        return hash >>> 32;
    }
}
