package dev.moonsim.sched;

import dev.moonsim.jdk.IdentityHash;
import java.util.ArrayDeque;
import java.util.concurrent.CountDownLatch;

/**
 * The platform threads of a run and the baton between them. A task that parks with a native frame on its stack (above all
 * in a static initialiser) cannot leave its carrier: the carrier then waits with it, and another one runs the loop until
 * the task is due.
 */
public final class Carriers {
    private final Scheduler scheduler;
    private final ArrayDeque<Carrier> spare = new ArrayDeque<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile Throwable broken;
    private volatile Carrier running;
    /** The loop has ended, and the next run may be under way already: spare carriers wake only to see that. */
    private volatile boolean ended;
    private int count;
    /** Between two runs: the carrier that did the first one alone. */
    private static volatile Carrier idle;

    Carriers(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    /** Runs the loop to its end and waits for it. */
    void runToEnd() {
        Carrier first = idle;
        idle = null;
        if (first == null) {
            first = newCarrier();
        } else {
            first.serve(scheduler);
            count = 1;
        }
        Watchdog.watch(scheduler, this);
        first.giveBaton();
        boolean interrupted = false;
        while (true) {
            try {
                over.await();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (broken != null) {
            throw new IllegalStateException("the simulation's own code failed", broken);
        }
    }

    /** @return whether the carrier takes part in another run */
    boolean loopOn(Carrier carrier) {
        carrier.hashState = IdentityHash.locate();
        runs(carrier);
        try {
            scheduler.loop(carrier);
        } catch (Throwable t) {
            broken = t;
        }
        ended = true;
        for (Carrier waiting; (waiting = spare.poll()) != null; ) {
            waiting.giveBaton(); // sees that the run is over and ends
        }
        boolean again = count == 1 && broken == null; // where there are several, some may be pinned for ever
        if (again) {
            idle = carrier;
        }
        over.countDown();
        return again;
    }

    boolean isOver() {
        return over.getCount() == 0;
    }

    /** The carrier will not come back: ends the run from outside. */
    void stuck() {
        scheduler.stuck();
        over.countDown();
    }

    /** The platform thread that has the baton. */
    public Thread running() {
        return running;
    }

    /**
     * In place of parking the carrier: hands the loop on and returns when the task is due.
     *
     * @param nanos virtual time to wait at most; 0 waits for an unpark
     */
    public void parkPinned(long nanos) {
        Task task = scheduler.current();
        Timer timer = nanos > 0 ? scheduler.timeout(task.boot.node().clock().realNanos(nanos),
                () -> scheduler.ready(task), task) : null;
        running.pinned = task;
        stay(task);
        running.pinned = null;
        if (timer != null) {
            timer.cancel();
        }
    }

    /**
     * The task waits where it is, on its carrier, until it is its turn again. What the JVM has called on it (as to load a class that it
     * needs to verify another) then still counts for nothing, however many steps it takes: which call comes first is the JVM's affair.
     */
    void stay(Task task) {
        Carrier here = running;
        int depth = IdentityHash.depth();
        task.pinnedOn = here;
        handOn();
        here.awaitBaton();
        runs(here);
        task.pinnedOn = null;
        if (depth > 0) {
            Preemption.keep();
            IdentityHash.holdAgain(depth);
        }
    }

    /**
     * In place of unparking the carrier that a pinned task holds.
     *
     * @return false where the thread is no carrier of a simulation
     */
    public static boolean unparkPinned(Thread thread) {
        if (!(thread instanceof Carrier carrier)) {
            return false;
        }
        Task task = carrier.pinned;
        if (task != null) {
            task.scheduler.ready(task);
        }
        return true;
    }

    /** Gives the baton back to the carrier of a pinned task; the caller becomes a spare until it is needed again. */
    void resume(Carrier caller, Task task) {
        spare.push(caller);
        task.pinnedOn.giveBaton();
        caller.awaitBaton();
        runs(caller);
    }

    private void runs(Carrier carrier) {
        if (ended) {
            return;
        }
        running = carrier;
        IdentityHash.use(carrier.hashState);
    }

    private void handOn() {
        Carrier other = spare.isEmpty() ? newCarrier() : spare.pop();
        other.giveBaton();
    }

    private Carrier newCarrier() {
        Task task = Task.enterHost(); // a carrier is the JVM's thread, whoever needs it
        try {
            Carrier carrier = new Carrier(scheduler, count++);
            carrier.start();
            return carrier;
        } finally {
            Task.leaveHost(task);
        }
    }
}
