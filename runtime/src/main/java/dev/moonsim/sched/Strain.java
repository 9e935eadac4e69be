package dev.moonsim.sched;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * What makes life hard for a boot: pauses in which no task of it runs, a slow processor on which each runs late, a heap that
 * is full. Most boots never have one. Called on the carrier.
 */
public final class Strain {
    /** Tasks that could run but for the pause, in the order in which they became ready. */
    final List<Task> kept = new ArrayList<>();
    int pauses;
    private LongSupplier delay;
    private int allocations;
    private Runnable failed;

    /** Each time that a task of the boot becomes ready it waits for so many nanoseconds; null for no time. */
    public void slow(LongSupplier nanos) {
        delay = nanos;
    }

    /**
     * The next allocations fail with an {@code OutOfMemoryError}.
     *
     * @param count 0 for none
     * @param each is told of each
     */
    public void starve(int count, Runnable each) {
        allocations = count;
        failed = each;
    }

    public boolean isPaused() {
        return pauses > 0;
    }

    boolean isStarved() {
        return allocations > 0;
    }

    /** Nothing is wrong any more. */
    public boolean isOver() {
        return pauses == 0 && delay == null && allocations == 0;
    }

    long delay() {
        return delay == null ? 0 : delay.getAsLong();
    }

    /** An allocation fails now. */
    OutOfMemoryError fail() {
        allocations--;
        failed.run();
        return new OutOfMemoryError("Java heap space");
    }
}
