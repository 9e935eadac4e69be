package dev.moonsim.sched;

import dev.moonsim.jdk.IdentityHash;
import dev.moonsim.jdk.UpCalls;
import dev.moonsim.jdk.VirtualThreads;
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
        ThreadDumps.looping(true);
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
        ThreadDumps.looping(false);
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
        carrier.upCalls = UpCalls.locate();
        carrier.atTheLoop = UpCalls.block(carrier.upCalls);
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
        goesOn(here, task, depth);
    }

    private void goesOn(Carrier here, Task task, int depth) {
        runs(here);
        task.pinnedOn = null;
        if (depth > 0) {
            Preemption.keep();
            IdentityHash.holdAgain(depth);
        }
    }

    /**
     * The same, and the task lets go of the monitor of an object that it holds, which only the JVM's own wait does. Only {@link #resume}
     * ends that wait, when nobody has the monitor.
     */
    void stayWithout(Task task, Object object) {
        Carrier here = running;
        int depth = IdentityHash.depth();
        task.pinnedOn = here;
        here.waiter = task;
        nextCarrier().giveBatonOnceWaiting(here, object);
        do {
            try {
                VirtualThreads.waitHere(object);
                if (!here.hasBaton() && !ended) {
                    broken = new IllegalStateException("a notification of " + object.getClass().getName()
                            + " came from outside the simulation");
                    scheduler.stop();
                }
            } catch (InterruptedException e) {
                // by resume, which gave the baton before
            }
        } while (!here.takeBaton());
        here.waiter = null;
        goesOn(here, task, depth);
    }

    /** Whether the thread is a carrier on which a task waits in the JVM, so that interrupting it would end that. */
    public static boolean isWaitingInside(Thread thread) {
        return thread instanceof Carrier carrier && carrier.waiter != null;
    }

    /** In place of interrupting such a carrier, with the task's own thread, which has been interrupted. */
    public static void interruptWaiter(Thread thread) {
        PinnedWaits.interrupted(((Carrier) thread).waiter);
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
        if (task.pinnedOn.waiter == null) {
            task.pinnedOn.giveBaton();
        } else {
            task.pinnedOn.giveBatonToWaiter();
        }
        caller.awaitBaton();
        runs(caller);
    }

    private void runs(Carrier carrier) {
        if (ended) {
            return;
        }
        running = carrier;
        IdentityHash.use(carrier.hashState);
        UpCalls.use(carrier.upCalls, carrier.atTheLoop);
    }

    private void handOn() {
        nextCarrier().giveBaton();
    }

    private Carrier nextCarrier() {
        return spare.isEmpty() ? newCarrier() : spare.pop();
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
