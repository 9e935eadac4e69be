package dev.moonsim.sched;

import dev.moonsim.jdk.VirtualThreads;
import java.util.concurrent.locks.LockSupport;

/**
 * Where tasks wait for something of the simulated world: bytes in a buffer, a connection, a lock on a file. One task runs
 * at a time, so the caller checks its condition, waits, and checks again, without any lock:
 *
 * <pre>{@code
 * while (buffer.isEmpty()) {
 *     if (readers.await(timeout, false) == Wake.TIMED_OUT) throw new SocketTimeoutException("Read timed out");
 * }
 * }</pre>
 *
 * <p>Waking makes a task ready; which ready task runs next is the scheduler's decision. Waking may be called from a task
 * or from a timer.
 */
public final class WaitQueue {
    /** Why {@link #await} returned. */
    public enum Wake { WOKEN, TIMED_OUT, INTERRUPTED }

    private final Awaited what;
    /** Tasks in the order of their coming, each by {@link Task#nextWaiting}. */
    private Task first;
    private Task last;

    /** @param what what is waited for, as a person reads it: "bytes from 10.0.1.2:80" */
    public WaitQueue(String what) {
        this(() -> what);
    }

    public WaitQueue(Awaited what) {
        this.what = what;
    }

    /** For something that only a party outside the program could bring about. */
    public static WaitQueue outside(String what) {
        return new WaitQueue(new Awaited() {
            @Override
            public String what() {
                return what;
            }

            @Override
            public boolean isOutside() {
                return true;
            }
        });
    }

    /**
     * Waits until woken.
     *
     * @param timeoutNanos virtual nanoseconds; 0 waits for ever
     * @param interruptible whether an interrupt ends the wait; the interrupt status stays set either way
     */
    public Wake await(long timeoutNanos, boolean interruptible) {
        Task task = Task.current();
        if (task == null) {
            throw new IllegalStateException("only a task can wait for " + what.what());
        }
        long nanos = timeoutNanos > 0 ? task.boot.node().clock().realNanos(timeoutNanos) : 0;
        if (nanos > 0 && VirtualThreads.parks(task.thread) && task.scheduler.passes(task, nanos)) {
            return Wake.TIMED_OUT;
        }
        task.woken = false;
        task.expired = false;
        append(task);
        Timer timer = timeoutNanos > 0 ? task.scheduler.timeout(nanos, task.expiry, task) : null;
        boolean interrupted = false;
        task.waitsFor(what);
        try {
            while (!task.woken && !task.expired) {
                if (task.thread.isInterrupted()) {
                    if (interruptible) {
                        return Wake.INTERRUPTED;
                    }
                    Thread.interrupted(); // else park would return at once
                    interrupted = true;
                }
                LockSupport.park(this);
            }
            return task.woken ? Wake.WOKEN : Wake.TIMED_OUT;
        } finally {
            task.waitsFor(null);
            if (!task.woken) {
                remove(task);
            }
            if (timer != null) {
                timer.cancel();
            }
            if (interrupted) {
                task.thread.interrupt();
            }
        }
    }

    public void wakeAll() {
        Task task = first;
        first = last = null;
        while (task != null) {
            Task next = task.nextWaiting;
            task.nextWaiting = null;
            task.woken = true;
            LockSupport.unpark(task.thread);
            task = next;
        }
    }

    /** The task that waits longest, or null. */
    public Task first() {
        return first;
    }

    public boolean isEmpty() {
        return first == null;
    }

    private void append(Task task) {
        if (last == null) {
            first = last = task;
        } else {
            last.nextWaiting = task;
            last = task;
        }
    }

    private void remove(Task task) {
        Task before = null;
        for (Task t = first; t != null; before = t, t = t.nextWaiting) {
            if (t == task) {
                if (before == null) {
                    first = t.nextWaiting;
                } else {
                    before.nextWaiting = t.nextWaiting;
                }
                if (last == t) {
                    last = before;
                }
                t.nextWaiting = null;
                return;
            }
        }
    }
}
