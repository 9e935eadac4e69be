package dev.moonsim.disk;

import dev.moonsim.decide.DecisionStream;

/** The device under a disk: how long it takes, and how long what comes waits for what came before. See {@link DiskModel}. */
final class Drive {
    private static final double SECOND = 1e9;

    private final DiskModel model;
    private final DecisionStream reads;
    private final DecisionStream syncs;
    /** Virtual time at which it has done all that it was asked for. */
    private long busyUntil;

    Drive(DiskModel model, DecisionStream reads, DecisionStream syncs) {
        this.model = model;
        this.reads = reads;
        this.syncs = syncs;
    }

    /** @param slowdown how many times slower than usual it is */
    long read(long now, long bytes, long slowdown) {
        return take(now, 1, bytes, model.read().draw(reads), slowdown);
    }

    long write(long now, long operations, long bytes, long slowdown) {
        return take(now, operations, bytes, model.sync().draw(syncs), slowdown);
    }

    /** @return virtual nanoseconds until it is done */
    private long take(long now, long operations, long bytes, long latency, long slowdown) {
        long work = (long) (operations * SECOND / model.operations() + bytes * SECOND / model.bytes()) * slowdown;
        busyUntil = Math.max(busyUntil, now) + work;
        return Math.max(latency * slowdown, busyUntil - now);
    }

    /** The power went: nobody waits for anything. */
    void powerCut() {
        busyUntil = 0;
    }
}
