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

    /** Whether a class had another hash before it could be given one. */
    private static final class Early {
        boolean known;
    }

    private static final ClassValue<Early> EARLY = new ClassValue<>() {
        @Override
        protected Early computeValue(Class<?> type) {
            return new Early();
        }
    };

    private static final class Kind {
        final long key;
        /** The boot that used it last, and the boot's draws: mostly they are wanted again. */
        IdentityHashes user;
        Draws draws;
        /** The one object of a lambda that captures nothing: it belongs to the class and outlives the run. */
        final boolean outlives;

        Kind(Class<?> type) {
            String name = type.getName();
            int address = type.isHidden() && !ClassNames.isOurs(name) ? name.indexOf('/') : -1;
            key = Trace.hash(address < 0 ? name : name.substring(0, address));
            outlives = type.isHidden() && name.contains("$$Lambda") && type.getDeclaredFields().length == 0;
        }

        /** By its class's name and not by chance. */
        @Override
        public int hashCode() {
            return Long.hashCode(key);
        }
    }

    /** How many objects of a kind have got their hashes in a boot. */
    private static final class Draws {
        int count;
    }

    private final long salt;
    private final Map<Kind, Draws> draws = new HashMap<>();

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
            long key = Trace.hash(nameOf(type));
            if (IdentityHash.hasOther(type, key)) {
                if (!type.isPrimitive() && !isEarly(type) && !IdentityHash.settle(type, key)) {
                    return IdentityHash.hashOf(key); // as it will be told when the JVM is done with its monitor
                }
            } else {
                IdentityHash.fixHere(type, key);
            }
        } else if (object instanceof Module module && module.isNamed()) {
            IdentityHash.fixHere(module, ~Trace.hash(module.getName()));
        } else if (object instanceof BuiltinClassLoader loader) {
            IdentityHash.fixHere(loader, ~Trace.hash(loader.getClass().getName()));
        }
        return System.identityHashCode(object);
    }

    /** A class that was there before the first run: where it has a hash, others know it, and it stays. So it is with primitive types. */
    public static void early(Class<?> type) {
        if (IdentityHash.hasOther(type, Trace.hash(nameOf(type)))) {
            EARLY.get(type).known = true;
        } else {
            ofNamed(type);
        }
    }

    private static boolean isEarly(Class<?> type) {
        Task task = Task.enterHost();
        boolean known = EARLY.get(type).known;
        Task.leaveHost(task);
        return known;
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

    /**
     * Whether to ask it for its hash draws none, as it has one in its header: most objects in a map do. Not those that are told
     * another than their header's, whichever that is.
     */
    public static boolean isDrawn(Object object) {
        return object != null && IdentityHash.isDrawn(object) && !object.getClass().isHidden()
                && !(object instanceof Class || object instanceof Module || object instanceof ClassLoader);
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
        Draws drawn = kind.draws; // a boot that runs in between may take its place
        IdentityHash.begin(keyOf(kind, drawn));
        int hash = object.hashCode();
        if (IdentityHash.end()) {
            drawn.count++;
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
        Draws drawn = kind.draws;
        IdentityHash.begin(keyOf(kind, drawn));
        int hash = System.identityHashCode(object);
        if (IdentityHash.end()) {
            drawn.count++;
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

    /** Its draws are those of this boot. */
    private Kind kindOf(Object object) {
        Task task = Task.enterHost(); // the look-ups hash too
        Kind kind = KINDS.get(object.getClass());
        if (kind.user != this) {
            kind.user = this;
            kind.draws = drawsOf(kind);
        }
        Task.leaveHost(task);
        return kind;
    }

    /** Without a lambda: the JVM would hash what it makes of it, on the first task that comes here. */
    private Draws drawsOf(Kind kind) {
        Draws known = draws.get(kind);
        if (known == null) {
            known = new Draws();
            draws.put(kind, known);
        }
        return known;
    }

    private long keyOf(Kind kind, Draws drawn) {
        return salt + kind.key + (drawn.count + 1L) * 0x9E3779B97F4A7C15L;
    }
}
