package dev.moonsim.sched;

/**
 * Reads ahead what the actions of the timers that come next will read. Where a simulation is larger than the processor's caches,
 * an event is a chain of reads from memory, each of which has to wait for the one before; read for a group of events, link by link,
 * the chains wait together. It changes nothing but what is in the caches.
 */
public interface Lookahead {
    /** Actions at a time: enough to wait for together, and few enough for what they need to stay in the second cache. */
    int MOST = 64;

    /**
     * Must not write to the array.
     *
     * @param next what is due next, in its order: actions that nobody can take back, or the {@link Timer}s of others
     * @param count how many; the rest of the array means nothing
     */
    void touch(Object[] next, int count);
}
