package dev.moonsim.net;

/** What carries bytes one after the other at a rate. Faster than the rate, they queue up. */
public final class Wire {
    private final long bytesPerSecond;
    private long freeAt;

    public Wire(long bytesPerSecond) {
        this.bytesPerSecond = bytesPerSecond;
    }

    /** Virtual nanoseconds from now until bytes that are sent now have left, behind those that wait already. */
    public long delay(long now, int bytes) {
        freeAt = Math.max(freeAt, now) + (long) (bytes * 1e9 / bytesPerSecond);
        return freeAt - now;
    }
}
