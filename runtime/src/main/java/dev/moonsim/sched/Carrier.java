package dev.moonsim.sched;

import jdk.internal.misc.Unsafe;

/** A platform thread that can run the scheduler's loop. Exactly one does at any time. */
final class Carrier extends Thread {
    /** Room for deep recursion: a task's frames live here while it runs. */
    private static final long STACK_BYTES = 256L << 20;
    /** Short, so that the operating system shows the number too. */
    private static final String NAME = "moonsim-run-";
    private static final Unsafe UNSAFE = Unsafe.getUnsafe();

    private Scheduler scheduler;
    private volatile boolean baton;
    /** The task that is parked on this carrier with a native frame on its stack, or null. */
    Task pinned;
    /** Where the JVM keeps this thread's identity-hash generator; 0 where it does not. */
    long hashState;

    Carrier(Scheduler scheduler, int number) {
        super(null, null, NAME + number, STACK_BYTES, false);
        this.scheduler = scheduler;
        setDaemon(true);
    }

    @Override
    public void run() {
        do {
            awaitBaton();
        } while (scheduler.carriers().loopOn(this));
    }

    /** Takes part in another run from the next baton on. */
    void serve(Scheduler next) {
        scheduler = next;
    }

    void giveBaton() {
        baton = true;
        UNSAFE.unpark(this);
    }

    /** Blocks this platform thread, whatever is mounted on it, until the baton comes. */
    void awaitBaton() {
        while (!baton) {
            UNSAFE.park(false, 0L);
        }
        baton = false;
    }
}
