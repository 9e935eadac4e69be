package dev.moonsim.node;

import dev.moonsim.decide.Decisions;
import dev.moonsim.jdk.ClassNames;
import dev.moonsim.jdk.IdentityHash;
import dev.moonsim.jdk.JdkInternals;
import dev.moonsim.sched.Task;
import dev.moonsim.trace.Trace;
import java.util.HashMap;
import java.util.Map;
import jdk.internal.loader.BuiltinClassLoader;
import jdk.internal.misc.Unsafe;

/** Decides the identity hash codes of a boot's objects, class by class. */
public final class IdentityHashes {
    private static final Unsafe UNSAFE = Unsafe.getUnsafe();
    private static final long ENUM_HASH = JdkInternals.offset(Enum.class, "hash", int.class);

    /** What is known of a class in this JVM, whatever the run. */
    private static final ClassValue<Kind> KINDS = new ClassValue<>() {
        @Override
        protected Kind computeValue(Class<?> type) {
            return new Kind(type);
        }
    };

    /** So many boots can use a class in turn without a look into a table. */
    private static final int OWNERS = 8;
    private static int made;

    private static final class Kind {
        final long key;
        /** Draws so far, each in the run and boot that {@link #owners} names. */
        final long[] draws = new long[OWNERS];
        final IdentityHashes[] owners = new IdentityHashes[OWNERS];

        /** The one object of a lambda that captures nothing: it belongs to the class and outlives the run. */
        final boolean outlives;

        Kind(Class<?> type) {
            String name = type.getName();
            int address = type.isHidden() && !ClassNames.isOurs(name) ? name.indexOf('/') : -1;
            key = Trace.hash(address < 0 ? name : name.substring(0, address));
            outlives = type.isHidden() && name.contains("$$Lambda") && type.getDeclaredFields().length == 0;
        }
    }

    private final long salt;
    /** Its place among the owners of a kind, which it may share. */
    private final int place = made++ & OWNERS - 1;
    /** Draws of classes where another boot has taken the place in between. */
    private final Map<Kind, Long> parked = new HashMap<>();

    IdentityHashes(long salt) {
        this.salt = salt;
    }

    /**
     * The hash of a class or a named module: a matter of its name. One of the JDK's outlives the run, stands in tables of
     * the JDK that outlive it too, and may have been asked for by anybody before, so it is neither the seed's nor does it
     * count among the draws.
     */
    public static int ofNamed(Object object) {
        if (object instanceof Class<?> type) {
            IdentityHash.fixHere(type, Trace.hash(nameOf(type)));
        } else if (object instanceof Module module && module.isNamed()) {
            IdentityHash.fixHere(module, ~Trace.hash(module.getName()));
        } else if (object instanceof BuiltinClassLoader loader) {
            IdentityHash.fixHere(loader, ~Trace.hash(loader.getClass().getName()));
        }
        return System.identityHashCode(object);
    }

    /** Whether {@link #ofNamed} is for it. */
    public static boolean isNamed(Object object) {
        return object instanceof Class || object instanceof Module module && module.isNamed() || object instanceof BuiltinClassLoader;
    }

    private static String nameOf(Class<?> type) {
        String name = type.getName();
        int address = type.isHidden() && !ClassNames.isOurs(name) ? name.indexOf('/') : -1;
        return address < 0 ? name : name.substring(0, address);
    }

    /** {@code object.hashCode()}, whether or not it is the identity hash in the end. */
    public int hashCodeOf(Object object) {
        if (object instanceof NodeLoader loader) {
            return loader.hash();
        }
        if (isNamed(object)) {
            return ofNamed(object);
        }
        Kind kind = kindOf(object);
        if (kind.outlives) {
            return ofLambda(kind);
        }
        IdentityHash.begin(keyOf(kind));
        int hash = object.hashCode();
        if (IdentityHash.end()) {
            kind.draws[place]++;
        }
        return hash;
    }

    public int identityHashCode(Object object) {
        if (object instanceof NodeLoader loader) {
            return loader.hash();
        }
        if (isNamed(object)) {
            return ofNamed(object);
        }
        Kind kind = kindOf(object);
        if (kind.outlives) {
            return ofLambda(kind);
        }
        IdentityHash.begin(keyOf(kind));
        int hash = System.identityHashCode(object);
        if (IdentityHash.end()) {
            kind.draws[place]++;
        }
        return hash;
    }

    /**
     * A constant keeps its hash in a field. One of the JDK outlives the run, and the JDK's own sets of constants are built
     * on its hash, so that is the same in every run; one of the program is decided by the seed.
     */
    public int ofEnum(Enum<?> constant) {
        int hash = UNSAFE.getInt(constant, ENUM_HASH);
        if (hash == 0) {
            Task task = Task.enterHost();
            Class<?> type = constant.getDeclaringClass();
            Kind kind = KINDS.get(type);
            Task.leaveHost(task);
            long seed = type.getClassLoader() == null ? 0 : salt;
            hash = (int) Decisions.mix(seed ^ kind.key + constant.ordinal()) | 1;
            UNSAFE.putInt(constant, ENUM_HASH, hash);
        }
        return hash;
    }

    private int ofLambda(Kind kind) {
        return (int) Decisions.mix(salt ^ kind.key) >>> 1 | 1;
    }

    private Kind kindOf(Object object) {
        Task task = Task.enterHost(); // the look-up hashes too
        Kind kind = KINDS.get(object.getClass());
        if (kind.owners[place] != this) {
            own(kind);
        }
        Task.leaveHost(task);
        return kind;
    }

    private long keyOf(Kind kind) {
        return salt + kind.key + (kind.draws[place] + 1) * 0x9E3779B97F4A7C15L;
    }

    private void own(Kind kind) {
        IdentityHashes other = kind.owners[place];
        if (other != null) {
            other.parked.put(kind, kind.draws[place]);
        }
        kind.owners[place] = this;
        kind.draws[place] = parked.getOrDefault(kind, 0L);
    }
}
