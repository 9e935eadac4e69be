package dev.moonsim.trace;

/**
 * The digest's way through a run: its value after every so many events. The distance doubles whenever too many values have
 * come together, so what is kept is bounded however long the run is, and the values of two runs of one seed can be
 * compared: up to the last one that is equal, the runs are the same.
 */
public final class Checkpoints {
    private static final int MOST = 2048;

    private final long[] digests = new long[MOST];
    private int count;
    private long distance = 1;

    /** The number, from 1, of the event after which the next value is due. */
    long next() {
        return (count + 1) * distance;
    }

    void add(long digest) {
        digests[count++] = digest;
        if (count == MOST) {
            for (int i = 0; i < MOST / 2; i++) {
                digests[i] = digests[2 * i + 1];
            }
            count = MOST / 2;
            distance *= 2;
        }
    }

    /** Events from one value to the next; a power of two. */
    public long distance() {
        return distance;
    }

    /** The values; the first is that after {@link #distance} events. */
    public long[] digests() {
        return java.util.Arrays.copyOf(digests, count);
    }
}
