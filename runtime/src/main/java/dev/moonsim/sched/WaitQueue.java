package dev.moonsim.sched;

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

    private static final class Waiter {
        final Task task;
        Waiter next;
        boolean woken;
        boolean expired;

        Waiter(Task task) {
            this.task = task;
        }
    }

    private final String what;
    private final boolean outside;
    private Waiter first;
    private Waiter last;

    /** @param what what is waited for, as a person reads it: "bytes from 10.0.1.2:80" */
    public WaitQueue(String what) {
        this(what, false);
    }

    /** @param outside true where only a party outside the program could end the wait, such as an accept */
    public WaitQueue(String what, boolean outside) {
        this.what = what;
        this.outside = outside;
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
            throw new IllegalStateException("only a task can wait for " + what);
        }
        Waiter waiter = new Waiter(task);
        append(waiter);
        Timer timer = null;
        if (timeoutNanos > 0) {
            timer = task.scheduler.timeout(task.boot.node().clock().realNanos(timeoutNanos), () -> {
                waiter.expired = true;
                LockSupport.unpark(task.thread);
            }, task);
        }
        boolean interrupted = false;
        task.waitsFor(what, outside);
        try {
            while (!waiter.woken && !waiter.expired) {
                if (task.thread.isInterrupted()) {
                    if (interruptible) {
                        return Wake.INTERRUPTED;
                    }
                    Thread.interrupted(); // else park would return at once
                    interrupted = true;
                }
                LockSupport.park(this);
            }
            return waiter.woken ? Wake.WOKEN : Wake.TIMED_OUT;
        } finally {
            task.waitsFor(null, false);
            if (!waiter.woken) {
                remove(waiter);
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
        Waiter waiter = first;
        first = last = null;
        while (waiter != null) {
            Waiter next = waiter.next;
            wake(waiter);
            waiter = next;
        }
    }

    public boolean isEmpty() {
        return first == null;
    }

    private static void wake(Waiter waiter) {
        waiter.next = null;
        waiter.woken = true;
        LockSupport.unpark(waiter.task.thread);
    }

    private void append(Waiter waiter) {
        if (last == null) {
            first = last = waiter;
        } else {
            last.next = waiter;
            last = waiter;
        }
    }

    private void remove(Waiter waiter) {
        Waiter before = null;
        for (Waiter w = first; w != null; before = w, w = w.next) {
            if (w == waiter) {
                if (before == null) {
                    first = w.next;
                } else {
                    before.next = w.next;
                }
                if (last == w) {
                    last = before;
                }
                return;
            }
        }
    }
}
