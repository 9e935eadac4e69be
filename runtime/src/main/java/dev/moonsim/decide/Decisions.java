package dev.moonsim.decide;

/**
 * Everything the seed decides. A decision is a pure function of (seed, domain, entity, ordinal): no shared random stream
 * exists, so that switching one fault off or adding a draw in one place leaves every other decision as it was.
 *
 * <p>The generator is counter-based: two rounds of the finaliser of SplitMix64 (Steele, Lea, Flood, OOPSLA 2014, with
 * Stafford's "Mix13" constants) over the key.
 */
public final class Decisions {
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;
    private final long seed;

    public Decisions(long seed) {
        this.seed = seed;
    }

    public long seed() {
        return seed;
    }

    /** The stream of one entity in a domain; its ordinal counts its own draws only. */
    public DecisionStream stream(Domain domain, long entity) {
        return new DecisionStream(key(domain, entity));
    }

    /** The stream of one entity in a domain that {@link #domain} made. */
    public DecisionStream stream(long domain, long entity) {
        return new DecisionStream(key(domain, entity));
    }

    /** The key of a domain, from its name: for domains that are not known before, such as a fault's. */
    public static long domain(String name) {
        long h = 0xcbf29ce484222325L; // FNV-1a
        for (int i = 0; i < name.length(); i++) {
            h = (h ^ name.charAt(i)) * 0x100000001b3L;
        }
        return mix(h);
    }

    /** A single decision, for callers that keep the ordinal themselves. */
    public long value(Domain domain, long entity, long ordinal) {
        return at(key(domain, entity), ordinal);
    }

    private long key(Domain domain, long entity) {
        return key(domain.key(), entity);
    }

    private long key(long domain, long entity) {
        return mix(mix(seed ^ domain) + entity * GOLDEN_GAMMA);
    }

    static long at(long key, long ordinal) {
        return mix(key + (ordinal + 1) * GOLDEN_GAMMA);
    }

    /** SplitMix64's finaliser; also used by the digest. */
    public static long mix(long z) {
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
