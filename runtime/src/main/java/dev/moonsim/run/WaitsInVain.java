package dev.moonsim.run;

import dev.moonsim.jdk.Waits;
import dev.moonsim.node.Boot;
import dev.moonsim.sched.Task;
import dev.moonsim.sched.Timer;
import java.util.List;

/**
 * What is to be said of a run when its budget comes. A program whose work goes on has passed; one that stands still has not,
 * though some of its waits would end in a thousand days. The rule:
 *
 * <ul>
 * <li>Tasks that wait in a circle for what the next one has, each without a time-out, are a deadlock, whatever else goes on.
 * <li>Where nothing is ready and nothing will happen before the budget ends, the run stands still if every timer is the
 * time-out of a wait, {@link #ENDLESS_NANOS} or more from now. Such waits count as waits without a time-out:
 * {@code parkNanos(Long.MAX_VALUE)}, {@code wait(Long.MAX_VALUE)}, {@code future.get(1000, DAYS)}. The run then ends as it
 * would with no timer at all.
 * <li>Any other timer is work to come, and the run has passed: a sleep, a task of a scheduled pool, a {@code Timer} or a
 * {@code DelayQueue}, a time-out of a {@code CompletableFuture}, anything of the simulated world; and so has the run of a
 * server that waits for clients who are not part of it.
 * </ul>
 */
final class WaitsInVain {
    /** A day of virtual time: shorter time-outs are meant to pass, and only the budget is shorter still. */
    static final long ENDLESS_NANOS = 24 * 3_600_000_000_000L;
    /** Beyond so many tasks nobody looks for circles; each is compared with each. */
    private static final int COMPARED = 2_000;

    private WaitsInVain() {}

    /** Whether all timers are time-outs as good as endless. */
    static boolean areAll(List<Timer> timers, long now) {
        for (Timer timer : timers) {
            boolean dead = timer.owner() instanceof Boot boot && boot.isDead();
            if (!dead && (timer.waiter() == null || timer.due() - now < ENDLESS_NANOS
                    || wakesItself(timer.waiter()))) {
                return false;
            }
        }
        return true;
    }

    /** A circle of tasks that all wait without a time-out, or null. */
    static Failure circle(List<Task> tasks, boolean cluster, long now) {
        return tasks.size() > COMPARED ? null : Standstill.circle(tasks, cluster, now);
    }

    /** Whether the task waits for a time, and not for another task until then. */
    private static boolean wakesItself(Task task) {
        for (StackTraceElement frame : Waits.of(task.virtualThread(), task.awaited()).stack()) {
            String type = frame.getClassName();
            switch (type) {
                case "java.util.concurrent.DelayQueue", "java.util.concurrent.DelayScheduler", "java.util.TimerThread",
                        "java.util.concurrent.ScheduledThreadPoolExecutor$DelayedWorkQueue" -> {
                    return true;
                }
                case "java.lang.Thread" -> {
                    return frame.getMethodName().startsWith("sleep");
                }
                default -> {
                    if (!type.startsWith("java.") && !type.startsWith("jdk.") && !type.startsWith("dev.moonsim.")) {
                        return false;
                    }
                }
            }
        }
        return false;
    }
}
