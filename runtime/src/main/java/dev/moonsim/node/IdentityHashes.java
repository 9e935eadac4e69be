package dev.moonsim.node;

import dev.moonsim.decide.Decisions;
import dev.moonsim.jdk.IdentityHash;
import dev.moonsim.sched.Task;
import dev.moonsim.trace.Trace;
import java.util.HashMap;
import java.util.Map;

/** Decides the identity hash codes of a boot's objects, class by class. */
public final class IdentityHashes {
    /** What is known of a class in this JVM, whatever the run. */
    private static final ClassValue<Kind> KINDS = new ClassValue<>() {
        @Override
        protected Kind computeValue(Class<?> type) {
            return new Kind(type);
        }
    };

    private static final class Kind {
        final long key;
        /** Draws so far, in the run and boot that {@link #owner} names. */
        long draws;
        IdentityHashes owner;

        Kind(Class<?> type) {
            key = Trace.hash(type.getName());
        }
    }

    private final long salt;
    /** Draws of classes that another boot used in between. */
    private final Map<Kind, Long> parked = new HashMap<>();

    IdentityHashes(long salt) {
        this.salt = salt;
    }

    /** {@code object.hashCode()}, whether or not it is the identity hash in the end. */
    public int hashCodeOf(Object object) {
        Kind kind = kindOf(object);
        IdentityHash.begin(keyOf(kind));
        int hash = object.hashCode();
        if (IdentityHash.end()) {
            kind.draws++;
        }
        return hash;
    }

    public int identityHashCode(Object object) {
        Kind kind = kindOf(object);
        IdentityHash.begin(keyOf(kind));
        int hash = System.identityHashCode(object);
        if (IdentityHash.end()) {
            kind.draws++;
        }
        return hash;
    }

    public int ofEnum(Enum<?> constant) {
        Task task = Task.enterHost();
        Kind kind = KINDS.get(constant.getDeclaringClass());
        Task.leaveHost(task);
        return (int) Decisions.mix(salt ^ kind.key + constant.ordinal()) | 1;
    }

    private Kind kindOf(Object object) {
        Task task = Task.enterHost(); // the look-up hashes too
        Kind kind = KINDS.get(object.getClass());
        if (kind.owner != this) {
            own(kind);
        }
        Task.leaveHost(task);
        return kind;
    }

    private long keyOf(Kind kind) {
        return salt + kind.key + (kind.draws + 1) * 0x9E3779B97F4A7C15L;
    }

    private void own(Kind kind) {
        if (kind.owner != null) {
            kind.owner.parked.put(kind, kind.draws);
        }
        kind.owner = this;
        kind.draws = parked.getOrDefault(kind, 0L);
    }
}
