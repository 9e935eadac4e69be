package dev.moonsim.sched;

import dev.moonsim.jdk.VirtualThreads;
import dev.moonsim.node.Boot;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * {@code Object.wait} by tasks that cannot leave their carriers, as in a static initialiser. Only the JVM's own wait lets go of the
 * monitor, so the carrier waits in the JVM, without end; another one runs the others. When the time is out, or a notification or an
 * interrupt comes, the task waits for the monitor to come free ({@link MonitorWaiters}), and in a step of its own it goes on.
 *
 * <p>The JVM must not notify such a waiter: its carrier would run besides the step of another task. So while there is one for an object,
 * notifications of that object are given here, to all who wait for it, whoever has waited longest first, as HotSpot does. One who can
 * leave its carrier is on the JVM's own list of waiters until it goes on, where the next notification would find it once more; so for as
 * long they are given here too.
 */
public final class PinnedWaits {
    /** Those who wait on their carriers, and the others who were notified here and have not gone on, as far as that is known. In no order. */
    private static Task[] tasks = new Task[4];
    private static int count;

    private PinnedWaits() {}

    /** A run begins. */
    static void reset() {
        Arrays.fill(tasks, null);
        count = 0;
    }

    /** The boot is dead, and nobody notifies its waiters. */
    static void forget(Boot boot) {
        for (int i = count - 1; i >= 0; i--) {
            if (tasks[i].boot == boot) {
                remove(i);
            }
        }
    }

    /**
     * {@code object.wait(millis)} by the running task, which cannot leave its carrier.
     *
     * @param millis 0 waits for ever
     */
    public static void await(Object object, long millis) throws InterruptedException {
        Task task = Task.current();
        if (!Thread.holdsLock(object)) {
            throw new IllegalMonitorStateException("current thread is not owner");
        }
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        Timer timer = millis > 0 ? task.scheduler.timeout(
                task.boot.node().clock().realNanos(TimeUnit.MILLISECONDS.toNanos(millis)), () -> ends(task), task) : null;
        task.pinnedWait = object;
        add(task);
        VirtualThreads.waitsPinned(task.thread, timer != null);
        task.scheduler.carriers().stayWithout(task, object);
        VirtualThreads.runsPinned(task.thread);
        if (timer != null) {
            timer.cancel();
        }
        remove(Arrays.asList(tasks).indexOf(task));
        task.pinnedWait = null;
        task.entering = null;
        task.holder = null;
        task.goesOn();
        if (!task.notified && Thread.interrupted()) {
            throw new InterruptedException();
        } else if (task.thread.isInterrupted()) {
            task.thread.interrupt(); // once more, for the JVM, which keeps that by the carrier
        }
    }

    /** Its wait is over, and it goes on when nobody has the monitor. */
    private static void ends(Task task) {
        if (task.entering == null) {
            task.entering = task.pinnedWait;
            VirtualThreads.blockedPinned(task.thread);
            task.scheduler.entersLater(task);
        }
    }

    static void interrupted(Task task) {
        ends(task);
    }

    /**
     * A thread is about to be interrupted. If it was chosen for a notification in the place of the JVM and has not gone on since, its wait
     * ends by the interrupt, and the notification is another's.
     */
    public static void interrupting(Thread thread) {
        Task task = count == 0 ? null : VirtualThreads.taskOf(thread);
        if (task != null && isToGoOn(task)) {
            task.notified = false;
            wakeLongest(task.awaited(), task.boot);
        }
    }

    /** Whether it was notified here, can leave its carrier, and has not gone on. */
    private static boolean isToGoOn(Task task) {
        return task.notified && task.pinnedWait == null && task.awaited() != null && VirtualThreads.isUnblocked(task.thread);
    }

    /** The JVM has taken the task from its list of waiters, or puts it there now. */
    static void goesOnOrWaits(Task task) {
        if (task.pinnedWait == null) {
            task.notified = false;
        }
    }

    /** {@code object.notify()}. */
    public static void notifyOne(Object object) {
        Task task = count == 0 ? null : VirtualThreads.taskOf(Thread.currentThread());
        if (task == null || isTheJvms(object)) {
            object.notify();
        } else {
            wakeLongest(object, task.boot);
        }
    }

    /** {@code object.notifyAll()}. */
    public static void notifyEvery(Object object) {
        Task task = count == 0 ? null : VirtualThreads.taskOf(Thread.currentThread());
        if (task == null || isTheJvms(object)) {
            object.notifyAll();
        } else {
            while (wakeLongest(object, task.boot)) {
                // the next one
            }
        }
    }

    /** Whether the object is nobody's here, or the JVM has an exception for the caller, who does not hold the monitor. */
    private static boolean isTheJvms(Object object) {
        boolean here = false;
        for (int i = count - 1; i >= 0; i--) {
            Task task = tasks[i];
            if (task.pinnedWait == null && !isToGoOn(task)) {
                remove(i);
            } else if (task.awaited() == object) {
                here = true;
            }
        }
        return !here || !Thread.holdsLock(object);
    }

    /** @return false where nobody waits */
    private static boolean wakeLongest(Object object, Boot boot) {
        Task longest = null;
        for (int i = 0; i < count; i++) {
            Task task = tasks[i];
            if (task.pinnedWait == object && task.entering == null && (longest == null || task.awaitedSince < longest.awaitedSince)) {
                longest = task;
            }
        }
        Task host = Task.enterHost();
        try {
            for (Task task : boot.liveTasks()) {
                if (task.awaited() == object && (longest == null || task.awaitedSince < longest.awaitedSince)
                        && VirtualThreads.isInWait(task.thread)) {
                    longest = task;
                }
            }
        } finally {
            Task.leaveHost(host);
        }
        if (longest == null) {
            return false;
        }
        longest.notified = true;
        if (longest.pinnedWait != null) {
            ends(longest);
        } else if (VirtualThreads.endWait(longest.thread)) {
            add(longest);
            longest.scheduler.ready(longest);
        }
        return true;
    }

    private static void add(Task task) {
        if (count == tasks.length) {
            tasks = Arrays.copyOf(tasks, count * 2);
        }
        tasks[count++] = task;
    }

    private static void remove(int i) {
        tasks[i] = tasks[--count];
        tasks[count] = null;
    }
}
