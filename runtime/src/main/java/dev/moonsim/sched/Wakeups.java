package dev.moonsim.sched;

import dev.moonsim.decide.DecisionStream;
import dev.moonsim.decide.Decisions;
import dev.moonsim.decide.Domain;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the specification leaves open about waits: {@code Object.wait}, {@code Condition.await} and {@code LockSupport.park}
 * may end without cause or early, and {@code notify} wakes any one of the waiters.
 */
public final class Wakeups {
    /** One seed in so many has them where the seed decides. */
    private static final int SEEDS = 2;
    /** One wait in 4, 8, 16, 32 or 64 ends without cause, by seed. */
    private static final int OFTENEST_LOG = 2;
    private static final int SELDOMEST_LOG = 6;
    /** Log2 of the longest wait before it ends without cause: about a second. */
    private static final int LONGEST_LOG = 30;

    private final DecisionStream draws;
    private final DecisionStream order;
    private final int oneIn;
    private final Map<Object, List<Waiter>> waiters = new IdentityHashMap<>();
    private long count;

    private static final class Waiter {
        /** A notification is meant for it. */
        boolean chosen;
        /** It was woken only because another waiter was chosen. */
        boolean passedOver;
    }

    private Wakeups(DecisionStream draws, DecisionStream order) {
        this.draws = draws;
        this.order = order;
        oneIn = 1 << draws.between(OFTENEST_LOG, SELDOMEST_LOG);
    }

    /** Null where a run has none. */
    static Wakeups of(ScheduleOptions options, Decisions decisions) {
        DecisionStream draws = decisions.stream(Domain.WAKEUP, 0);
        return options.spurious().isOn(draws, SEEDS) ? new Wakeups(draws, decisions.stream(Domain.WAKEUP, 1)) : null;
    }

    /** Whether a wait that begins now ends without cause. */
    public boolean endsWithoutCause() {
        if (draws.below(oneIn) == 0) {
            count++;
            return true;
        }
        return false;
    }

    /** Nanoseconds after which it does; less than the wait's own timeout, where that is above 0. */
    public long duration(long timeoutNanos) {
        long nanos = draws.between(1, 1L << draws.between(0, LONGEST_LOG));
        return timeoutNanos > 0 ? Math.min(nanos, Math.max(1, timeoutNanos - 1)) : nanos;
    }

    /**
     * {@code object.wait(millis)} by a task that holds its monitor.
     *
     * @param millis 0 waits for ever
     */
    public void await(Object object, long millis) throws InterruptedException {
        Scheduler scheduler = Task.current().scheduler;
        boolean early = endsWithoutCause();
        long timeout = early ? Math.max(1, duration(millis * 1_000_000) / 1_000_000) : millis;
        if (early && millis > 0) {
            timeout = Math.min(timeout, millis);
        }
        long until = scheduler.now() + timeout * 1_000_000;
        Waiter waiter = new Waiter();
        waitersOf(object).add(waiter);
        boolean returned = false;
        try {
            long left = timeout;
            do {
                waiter.passedOver = false;
                waitOnce(object, left);
                left = timeout == 0 ? 0 : (until - scheduler.now() + 999_999) / 1_000_000;
            } while (!waiter.chosen && waiter.passedOver && (timeout == 0 || left > 0));
            returned = true;
        } finally {
            List<Waiter> all = waitersOf(object);
            all.remove(waiter);
            if (all.isEmpty()) {
                forget(object);
            }
            if (!returned && waiter.chosen) {
                notify(object); // interrupted and notified at once: the notification is another's
            }
        }
    }

    private static void waitOnce(Object object, long millis) throws InterruptedException {
        Task task = Task.current();
        task.awaits(object);
        if (Monitors.isPinned(task)) {
            PinnedWaits.await(object, millis);
            return;
        }
        Task.enterHost();
        try {
            object.wait(millis);
        } finally {
            Task.leaveHost(task);
        }
    }

    /** {@code object.notify()} by a task that holds its monitor: one of the waiters, by decision. */
    public void notify(Object object) {
        if (waiters.isEmpty() || !Thread.holdsLock(object)) {
            PinnedWaits.notifyOne(object); // nobody waits, or the exception for a task that does not own the monitor
            return;
        }
        int open = 0;
        List<Waiter> all = waitersOf(object);
        for (Waiter waiter : all) {
            if (!waiter.chosen) {
                open++;
            }
        }
        if (open < 2) {
            if (open == 1) {
                chooseFrom(all, 0);
            } else {
                forgetIfEmpty(object, all);
            }
            PinnedWaits.notifyEvery(object);
            return;
        }
        chooseFrom(all, order.below(open));
        PinnedWaits.notifyEvery(object); // those passed over wait again
    }

    private static void chooseFrom(List<Waiter> all, int index) {
        int at = index;
        for (Waiter waiter : all) {
            if (!waiter.chosen) {
                if (at-- == 0) {
                    waiter.chosen = true;
                } else {
                    waiter.passedOver = true;
                }
            }
        }
    }

    /** {@code object.notifyAll()} by a task that holds its monitor. */
    public void notifyAll(Object object) {
        if (waiters.isEmpty() || !Thread.holdsLock(object)) {
            PinnedWaits.notifyEvery(object);
            return;
        }
        for (Waiter waiter : waitersOf(object)) {
            waiter.chosen = true;
        }
        forgetIfEmpty(object, waitersOf(object));
        PinnedWaits.notifyEvery(object);
    }

    private List<Waiter> waitersOf(Object object) {
        Task.current().boot.hashes().identityHashCode(object); // the map's look-up must not be what draws it
        Task host = Task.enterHost();
        List<Waiter> all = waiters.computeIfAbsent(object, o -> new ArrayList<>(2));
        Task.leaveHost(host);
        return all;
    }

    private void forgetIfEmpty(Object object, List<Waiter> all) {
        if (all.isEmpty()) {
            forget(object);
        }
    }

    private void forget(Object object) {
        Task host = Task.enterHost();
        waiters.remove(object);
        Task.leaveHost(host);
    }

    long count() {
        return count;
    }
}
