package dev.moonsim.intercept;

import dev.moonsim.sched.Monitors;
import dev.moonsim.sched.PinnedWaits;
import dev.moonsim.sched.Task;
import dev.moonsim.sched.Wakeups;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.AbstractQueuedSynchronizer.ConditionObject;

/** Waits that may end without cause and notifications that choose among the waiters, in runs that have them. */
public final class WakeupsArea implements Area {
    @Override
    public void declare(Catalog c) {
        Class<WakeupsArea> by = WakeupsArea.class;
        String object = "java/lang/Object";
        c.body(object, "wait", "(J)V").when("isOpenWait").by(by, "await");
        c.call(object, "notify", "()V").everywhere().by(by, "notifyOneInJdk");
        c.call(object, "notifyAll", "()V").everywhere().by(by, "notifyEveryInJdk");
        c.call(object, "notify", "()V").onAnyOwner().by(by, "notifyOne");
        c.call(object, "notifyAll", "()V").onAnyOwner().by(by, "notifyEvery");
        String condition = "java/util/concurrent/locks/AbstractQueuedSynchronizer$ConditionObject";
        c.body(condition, "await", "()V").when("endsAwait").by(by, "awaitForAWhile");
        c.body(condition, "await", "(JLjava/util/concurrent/TimeUnit;)Z").when("endsTimedAwait").by(by, "awaitForLess");
        String locks = "java/util/concurrent/locks/LockSupport";
        c.body(locks, "park", "()V").when("endsPark").by(by, "doNotPark");
        c.body(locks, "park", "(Ljava/lang/Object;)V").when("endsParkFor").by(by, "doNotParkFor");
    }

    private static Wakeups wakeups() {
        Task task = Task.current();
        return task == null ? null : task.boot.simulation().scheduler().wakeups();
    }

    private static boolean ends() {
        Wakeups wakeups = wakeups();
        return wakeups != null && wakeups.endsWithoutCause();
    }

    public static boolean isOpenWait(Object object, long millis) {
        Task task = Task.current();
        if (task == null) {
            return false;
        }
        task.awaits(object);
        return millis >= 0 && (task.boot.simulation().scheduler().wakeups() != null || Monitors.isPinned(task));
    }

    public static void await(Object object, long millis) throws InterruptedException {
        Wakeups wakeups = wakeups();
        if (wakeups == null) {
            PinnedWaits.await(object, millis);
        } else {
            wakeups.await(object, millis);
        }
    }

    public static void notifyOne(Object object) {
        Wakeups wakeups = wakeups();
        if (wakeups == null) {
            PinnedWaits.notifyOne(object);
        } else {
            wakeups.notify(object);
        }
    }

    public static void notifyEvery(Object object) {
        Wakeups wakeups = wakeups();
        if (wakeups == null) {
            PinnedWaits.notifyEvery(object);
        } else {
            wakeups.notifyAll(object);
        }
    }

    public static void notifyOneInJdk(Object object) {
        PinnedWaits.notifyOne(object);
    }

    public static void notifyEveryInJdk(Object object) {
        PinnedWaits.notifyEvery(object);
    }

    public static boolean endsAwait(ConditionObject condition) {
        return ends();
    }

    public static void awaitForAWhile(ConditionObject condition) throws InterruptedException {
        condition.awaitNanos(wakeups().duration(0));
    }

    public static boolean endsTimedAwait(ConditionObject condition, long time, TimeUnit unit) {
        return time > 0 && ends();
    }

    public static boolean awaitForLess(ConditionObject condition, long time, TimeUnit unit) throws InterruptedException {
        condition.awaitNanos(wakeups().duration(unit.toNanos(time)));
        return true;
    }

    public static boolean endsPark() {
        return ends();
    }

    public static void doNotPark() {}

    public static boolean endsParkFor(Object blocker) {
        return ends();
    }

    public static void doNotParkFor(Object blocker) {}
}
