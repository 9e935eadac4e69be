package dev.moonsim.intercept;

import dev.moonsim.jdk.JdkInternals;
import dev.moonsim.jdk.ToolInterface;
import dev.moonsim.jdk.VirtualThreads;
import dev.moonsim.node.NodeClock;
import dev.moonsim.sched.PinnedWaits;
import dev.moonsim.sched.Scheduler;
import dev.moonsim.sched.Task;
import dev.moonsim.sched.ThreadDumps;
import dev.moonsim.sched.TimerFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import jdk.internal.misc.Unsafe;
import jdk.internal.misc.VM;
import jdk.internal.vm.ThreadContainer;

/** The JDK's virtual threads: their timers, their monitors, and what they do when they cannot leave their carrier. */
public final class VirtualThreadsArea implements Area {
    @Override
    public void declare(Catalog c) {
        Class<VirtualThreadsArea> by = VirtualThreadsArea.class;
        String type = "java/lang/VirtualThread";
        c.before(type, "start", "(Ljdk/internal/vm/ThreadContainer;)V")
                .as("(Ljava/lang/Thread;Ljdk/internal/vm/ThreadContainer;)V").by(by, "starting");
        c.before(type, "interrupt", "()V").as("(Ljava/lang/Thread;)V").by(by, "interrupting");
        c.body(type, "unblockVirtualThreads", "()V").always().by(by, "unblockNobody");
        c.body(type, "schedule", "(Ljava/lang/Runnable;JLjava/util/concurrent/TimeUnit;)Ljava/util/concurrent/Future;")
                .as("(Ljava/lang/Thread;Ljava/lang/Runnable;JLjava/util/concurrent/TimeUnit;)Ljava/util/concurrent/Future;")
                .when("isTask").by(by, "schedule");
        c.body(type, "parkNanos", "(J)V").as("(Ljava/lang/Thread;J)V").when("timePasses").by(by, "goOn");
        c.call("jdk/internal/misc/Unsafe", "park", "(ZJ)V").onlyIn(type + "#parkOnCarrierThread").by(by, "parkCarrier");
        c.call("jdk/internal/misc/Unsafe", "unpark", "(Ljava/lang/Object;)V").onlyIn(type + "#unpark")
                .by(by, "unparkCarrier");
        dumping(c, "dumpThreads", "(Ljava/lang/String;Z)[B");
        dumping(c, "dumpThreads", "(Ljava/io/OutputStream;)V");
        dumping(c, "dumpThreadsToJson", "(Ljava/lang/String;Z)[B");
        dumping(c, "dumpThreadsToJson", "(Ljava/io/OutputStream;)V");
        if (!hasNativeAgent()) {
            String body = type + "$VThreadContinuation$1";
            JdkInternals.type(body.replace('/', '.')); // all or none: the JVM would wait for what it is not told
            c.call(type, "notifyJvmtiStart", "()V").onlyIn(body).as("(Ljava/lang/Thread;)V").by(by, "begins");
            c.call(type, "notifyJvmtiEnd", "()V").onlyIn(body).as("(Ljava/lang/Thread;)V").by(by, "ends");
            c.call(type, "notifyJvmtiMount", "(Z)V").onlyIn(type).as("(Ljava/lang/Thread;Z)V").by(by, "mounts");
            c.call(type, "notifyJvmtiUnmount", "(Z)V").onlyIn(type).as("(Ljava/lang/Thread;Z)V").by(by, "unmounts");
        }
    }

    /** A dump of threads is made by somebody of the host; it must find all stacks as they are between two steps. */
    private static void dumping(Catalog c, String method, String descriptor) {
        String dumper = "jdk/internal/vm/ThreadDumper";
        c.before(dumper, method, descriptor).as("()V").by(VirtualThreadsArea.class, "dumpBegins");
        c.after(dumper, method, descriptor).as("()V").by(VirtualThreadsArea.class, "dumpEnds").alsoWhenThrown();
    }

    /** Debuggers and profilers want to know which virtual thread is where. */
    private static boolean hasNativeAgent() {
        for (String argument : VM.getRuntimeArguments()) {
            if (argument.startsWith("-agentlib:") || argument.startsWith("-agentpath:") || argument.startsWith("-Xrun")) {
                return true;
            }
        }
        return false;
    }

    public static void dumpBegins() {
        ThreadDumps.begins();
    }

    public static void dumpEnds() {
        ThreadDumps.ends();
    }

    public static void begins(Thread thread) {
        Task task = VirtualThreads.taskOf(thread);
        if (task == null) {
            ToolInterface.start(thread);
        }
    }

    public static void ends(Thread thread) {
        Task task = VirtualThreads.taskOf(thread);
        if (task == null) {
            ToolInterface.end(thread);
        } else {
            task.tools.taskEnds(thread);
        }
    }

    public static void mounts(Thread thread, boolean begins) {
        Task task = VirtualThreads.taskOf(thread);
        if (task == null) {
            ToolInterface.mount(thread, begins);
        } else {
            task.tools.taskMounts(thread, begins);
        }
    }

    public static void unmounts(Thread thread, boolean begins) {
        Task task = VirtualThreads.taskOf(thread);
        if (task == null) {
            ToolInterface.unmount(thread, begins);
        } else {
            task.tools.taskUnmounts(thread, begins);
        }
    }

    /** A virtual thread that the program made becomes a task when it starts. */
    public static void starting(Thread thread, ThreadContainer container) {
        Task creator = Task.current();
        if (creator != null && VirtualThreads.taskOf(thread) == null) {
            creator.boot.adoptVirtual(thread);
        }
    }

    public static void interrupting(Thread thread) {
        PinnedWaits.interrupting(thread);
    }

    /** In place of the JDK's own thread that unblocks waiters of monitors; the carrier does it, in order. */
    public static void unblockNobody() {}

    public static boolean isTask(Thread thread, Runnable action, long delay, TimeUnit unit) {
        return VirtualThreads.taskOf(thread) != null;
    }

    public static Future<?> schedule(Thread thread, Runnable action, long delay, TimeUnit unit) {
        Task task = VirtualThreads.taskOf(thread);
        Scheduler scheduler = task.boot.simulation().scheduler();
        return new TimerFuture(scheduler.timeout(task.boot.node().clock().realNanos(unit.toNanos(delay)), action, task));
    }

    /** Whether the wait is over already, for nothing could happen in it. */
    public static boolean timePasses(Thread thread, long nanos) {
        Task task = VirtualThreads.taskOf(thread);
        if (task == null || nanos <= 0 || !VirtualThreads.parks(thread)) {
            return false;
        }
        NodeClock clock = task.boot.node().clock();
        return !clock.isLate() && task.boot.simulation().scheduler().passes(task, clock.realNanos(nanos));
    }

    public static void goOn(Thread thread, long nanos) {}

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
