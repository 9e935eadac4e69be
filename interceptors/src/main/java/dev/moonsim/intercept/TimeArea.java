package dev.moonsim.intercept;

import dev.moonsim.run.AllowedEscape;
import dev.moonsim.sched.Task;

/** Clocks: every one of the JDK's reads one of these three natives. */
public final class TimeArea implements Area {
    private static final StackWalker CALLER = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

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
        if (task == null) {
            return System.nanoTime();
        }
        if (AllowedEscape.HOST_CLOCK.isAllowed() && isCalledByTheProgram()) {
            return letIn(task, "System.nanoTime", System.nanoTime());
        }
        return task.boot.node().clock().nanoTime();
    }

    public static long currentTimeMillis() {
        Task task = Task.current();
        if (task == null) {
            return System.currentTimeMillis();
        }
        if (AllowedEscape.HOST_CLOCK.isAllowed() && isCalledByTheProgram()) {
            return letIn(task, "System.currentTimeMillis", System.currentTimeMillis());
        }
        return task.boot.node().clock().epochNanos() / 1_000_000;
    }

    /** The JDK's own classes stay with virtual time: their timers run on it. */
    private static boolean isCalledByTheProgram() {
        Task host = Task.enterHost(); // so that the walk shows this area's frames too
        try {
            return CALLER.walk(frames -> frames.map(StackWalker.StackFrame::getDeclaringClass)
                    .filter(type -> type != TimeArea.class).findFirst().map(TimeArea::isProgram).orElse(false));
        } finally {
            Task.leaveHost(host);
        }
    }

    private static boolean isProgram(Class<?> caller) {
        return caller.getClassLoader() != null && caller.getClassLoader() != ClassLoader.getPlatformClassLoader();
    }

    private static long letIn(Task task, String call, long value) {
        task.boot.simulation().letIn(AllowedEscape.HOST_CLOCK, task.boot.node(), () -> call + " was " + value);
        return value;
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
