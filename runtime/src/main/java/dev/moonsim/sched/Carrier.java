package dev.moonsim.sched;

import dev.moonsim.jdk.ObjectHeader;
import dev.moonsim.jdk.VirtualThreads;
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
    /** For {@link dev.moonsim.jdk.UpCalls}. */
    long upCalls;
    long atTheLoop;
    /** The task that waits on this carrier for a notification, in the JVM; or null. */
    volatile Task waiter;
    /** Before this carrier goes on, another has to let go of a monitor: that carrier and the object. */
    private Carrier leaver;
    private Object left;

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

    /** The same, and this carrier goes on only when the other waits in the JVM for a notification of the object. */
    void giveBatonOnceWaiting(Carrier other, Object object) {
        leaver = other;
        left = object;
        giveBaton();
    }

    /** Ends the wait of the task on this carrier, whose monitor is free, and gives it the baton. */
    void giveBatonToWaiter() {
        baton = true;
        interrupt();
    }

    boolean hasBaton() {
        return baton;
    }

    /** Called on this carrier, which is not parked: whether it has come. */
    boolean takeBaton() {
        if (baton) {
            baton = false;
            return true;
        }
        return false; // and it may come now
    }

    /** Blocks this platform thread, whatever is mounted on it, until the baton comes. */
    void awaitBaton() {
        while (!baton) {
            UNSAFE.park(false, 0L);
        }
        baton = false;
        if (left != null) {
            awaitWaiting();
        }
    }

    /**
     * The JVM lets go of a monitor, may take it again to choose one who waits for it, and tells that one: all of this has to be over.
     * The monitor is not entered here where its record can be asked, so that this thread is never among those who wait for it.
     */
    private void awaitWaiting() {
        if (ObjectHeader.tellsHeld()) {
            while (ObjectHeader.isHeld(left)) {
                Thread.yield();
            }
        } else {
            synchronized (left) {
                // gets in when the other waits
            }
        }
        VirtualThreads.awaitStill(leaver);
        left = null;
        leaver = null;
    }
}
