package dev.moonsim.node;

import dev.moonsim.sched.Scheduler;

/** A node's clocks. Both follow virtual time; the wall clock starts at 2026-01-01T00:00:00Z. */
public final class NodeClock {
    /** 2026-01-01T00:00:00Z in nanoseconds. */
    private static final long EPOCH_NANOS = 1_767_225_600_000_000_000L;
    /** What {@code nanoTime} reads at the start of a run; arbitrary, as in the JDK, but never zero. */
    private static final long ORIGIN_NANOS = 1_000_000_000L;

    private final Scheduler scheduler;

    NodeClock(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    public long nanoTime() {
        return ORIGIN_NANOS + scheduler.readClock();
    }

    /** Nanoseconds since 1970. */
    public long epochNanos() {
        return EPOCH_NANOS + scheduler.readClock();
    }

    /** The same for time stamps that the simulation itself makes: costs nothing and is never a scheduling point. */
    public long stampNanos() {
        return EPOCH_NANOS + scheduler.now();
    }
}
