package dev.moonsim.decide;

/** The decisions of one entity in one domain, in order. */
public final class DecisionStream {
    private final long key;
    private long ordinal;

    DecisionStream(long key) {
        this.key = key;
    }

    public long nextLong() {
        return Decisions.at(key, ordinal++);
    }

    /** Uniform in {@code [0, bound)}; {@code bound} must be positive. */
    public int below(int bound) {
        return (int) Math.unsignedMultiplyHigh(nextLong(), bound);
    }

    /** Uniform in {@code [low, high]}, both inclusive. */
    public long between(long low, long high) {
        if (low > high) {
            throw new IllegalArgumentException("low " + low + " > high " + high);
        }
        long span = high - low + 1;
        return span <= 0 ? nextLong() : low + Math.unsignedMultiplyHigh(nextLong(), span);
    }

    /** Uniform in {@code [0, 1)}. */
    public double unit() {
        return (nextLong() >>> 11) * 0x1.0p-53;
    }

    public boolean chance(double probability) {
        return unit() < probability;
    }

    public void fill(byte[] bytes, int offset, int length) {
        long word = 0;
        for (int i = 0; i < length; i++) {
            if ((i & 7) == 0) {
                word = nextLong();
            }
            bytes[offset + i] = (byte) word;
            word >>>= 8;
        }
    }
}
