package dev.moonsim.sched;

/**
 * An action due at a virtual time. It runs on the carrier, outside every task, and must not block.
 */
public final class Timer {
    final long due;
    final Runnable action;
    /** The boot that dies with its timers, or null for timers of the simulated world. */
    final Object owner;
    /** Whether it will fire yet. */
    boolean pending;
    /** The task whose wait it ends, or null. */
    Task waiter;
    private final TimerQueue queue;

    Timer(TimerQueue queue, long due, Runnable action, Object owner) {
        this.queue = queue;
        this.due = due;
        this.action = action;
        this.owner = owner;
    }

    /** Takes the timer back; returns false where it has fired or was cancelled already. */
    public boolean cancel() {
        if (!pending) {
            return false;
        }
        queue.cancel(this);
        return true;
    }

    public boolean isPending() {
        return pending;
    }

    /** The boot that dies with it, or null. */
    public Object owner() {
        return owner;
    }

    /** The task whose wait this is the time-out of; null for all other timers. */
    public Task waiter() {
        return waiter;
    }

    /** Virtual nanoseconds since the start of the run. */
    public long due() {
        return due;
    }
}
