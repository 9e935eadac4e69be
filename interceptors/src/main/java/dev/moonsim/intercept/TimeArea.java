package dev.moonsim.intercept;

import dev.moonsim.sched.Task;

/** Clocks: every one of the JDK's reads one of these three natives. */
public final class TimeArea implements Area {
    @Override
    public void declare(Catalog c) {
        Class<TimeArea> by = TimeArea.class;
        c.call("java/lang/System", "nanoTime", "()J").everywhere().by(by, "nanoTime");
        c.call("java/lang/System", "currentTimeMillis", "()J").everywhere().by(by, "currentTimeMillis");
        c.call("jdk/internal/misc/VM", "getNanoTimeAdjustment", "(J)J").everywhere()
                .alsoIn("java/time/Clock") // loaded above, before classes are rewritten as they load
                .by(by, "nanoTimeAdjustment");
    }

    public static long nanoTime() {
        Task task = Task.current();
        return task == null ? System.nanoTime() : task.boot.node().clock().nanoTime();
    }

    public static long currentTimeMillis() {
        Task task = Task.current();
        return task == null ? System.currentTimeMillis() : task.boot.node().clock().epochNanos() / 1_000_000;
    }

    /** Nanoseconds since the given epoch second. */
    public static long nanoTimeAdjustment(long offsetSeconds) {
        Task task = Task.current();
        if (task == null) {
            return jdk.internal.misc.VM.getNanoTimeAdjustment(offsetSeconds);
        }
        long nanos = task.boot.node().clock().epochNanos();
        long seconds = nanos / 1_000_000_000 - offsetSeconds;
        return Math.abs(seconds) > 1L << 32 ? -1 : seconds * 1_000_000_000 + nanos % 1_000_000_000;
    }
}
