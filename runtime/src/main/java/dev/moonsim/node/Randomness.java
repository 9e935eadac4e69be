package dev.moonsim.node;

import dev.moonsim.decide.DecisionStream;
import dev.moonsim.decide.Domain;
import java.util.Random;

/** The random sources of a boot: what the JDK would seed from the host is seeded from decisions. */
public final class Randomness {
    private final DecisionStream seeds;
    private final DecisionStream secure;
    private Random math;
    private Random shuffle;

    Randomness(Boot boot) {
        long entity = 1L << 40 | (long) boot.nodeIndex() << 20 | boot.ordinal();
        seeds = boot.simulation().decisions().stream(Domain.RANDOM, entity);
        secure = boot.simulation().decisions().stream(Domain.RANDOM, entity | 1L << 41);
    }

    /** The seed of the next generator that is made without one. */
    public long nextSeed() {
        return seeds.nextLong();
    }

    public void nextSecureBytes(byte[] bytes, int offset, int length) {
        secure.fill(bytes, offset, length);
    }

    /** The generator behind {@code Math.random}. */
    public Random math() {
        if (math == null) {
            math = new Random(nextSeed());
        }
        return math;
    }

    /** The generator behind {@code Collections.shuffle(List)}. */
    public Random shuffle() {
        if (shuffle == null) {
            shuffle = new Random(nextSeed());
        }
        return shuffle;
    }
}
