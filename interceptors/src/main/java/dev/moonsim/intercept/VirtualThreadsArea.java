package dev.moonsim.intercept;

import dev.moonsim.jdk.VirtualThreads;
import dev.moonsim.sched.Scheduler;
import dev.moonsim.sched.Task;
import dev.moonsim.sched.TimerFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import jdk.internal.misc.Unsafe;
import jdk.internal.vm.ThreadContainer;

/** The JDK's virtual threads: their timers, their monitors, and what they do when they cannot leave their carrier. */
public final class VirtualThreadsArea implements Area {
    @Override
    public void declare(Catalog c) {
        Class<VirtualThreadsArea> by = VirtualThreadsArea.class;
        String type = "java/lang/VirtualThread";
        c.before(type, "start", "(Ljdk/internal/vm/ThreadContainer;)V")
                .as("(Ljava/lang/Thread;Ljdk/internal/vm/ThreadContainer;)V").by(by, "starting");
        c.body(type, "unblockVirtualThreads", "()V").always().by(by, "unblockNobody");
        c.body(type, "schedule", "(Ljava/lang/Runnable;JLjava/util/concurrent/TimeUnit;)Ljava/util/concurrent/Future;")
                .as("(Ljava/lang/Thread;Ljava/lang/Runnable;JLjava/util/concurrent/TimeUnit;)Ljava/util/concurrent/Future;")
                .when("isTask").by(by, "schedule");
        c.call("jdk/internal/misc/Unsafe", "park", "(ZJ)V").onlyIn(type + "#parkOnCarrierThread").by(by, "parkCarrier");
        c.call("jdk/internal/misc/Unsafe", "unpark", "(Ljava/lang/Object;)V").onlyIn(type + "#unpark")
                .by(by, "unparkCarrier");
    }

    /** A virtual thread that the program made becomes a task when it starts. */
    public static void starting(Thread thread, ThreadContainer container) {
        Task creator = Task.current();
        if (creator != null && VirtualThreads.taskOf(thread) == null) {
            creator.boot.adoptVirtual(thread);
        }
    }

    /** In place of the JDK's own thread that unblocks waiters of monitors; the carrier does it, in order. */
    public static void unblockNobody() {}

    public static boolean isTask(Thread thread, Runnable action, long delay, TimeUnit unit) {
        return VirtualThreads.taskOf(thread) != null;
    }

    public static Future<?> schedule(Thread thread, Runnable action, long delay, TimeUnit unit) {
        Task task = VirtualThreads.taskOf(thread);
        Scheduler scheduler = task.boot.simulation().scheduler();
        return new TimerFuture(scheduler.after(unit.toNanos(delay), action, task.boot));
    }

    public static void parkCarrier(Unsafe unsafe, boolean absolute, long nanos) {
        Task task = VirtualThreads.taskOf(Thread.currentThread());
        if (task == null) {
            unsafe.park(absolute, nanos);
        } else {
            task.boot.simulation().scheduler().carriers().parkPinned(nanos);
        }
    }

    public static void unparkCarrier(Unsafe unsafe, Object carrier) {
        if (!dev.moonsim.sched.Carriers.unparkPinned((Thread) carrier)) {
            unsafe.unpark(carrier);
        }
    }
}
