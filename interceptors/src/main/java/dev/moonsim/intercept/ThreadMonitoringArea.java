package dev.moonsim.intercept;

import dev.moonsim.jdk.JdkInternals;
import dev.moonsim.node.Boot;
import dev.moonsim.sched.Task;
import java.lang.management.LockInfo;
import java.lang.management.MonitorInfo;
import java.lang.management.ThreadInfo;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import jdk.internal.misc.Unsafe;

/**
 * What the management bean of threads tells: the platform threads of the process, as the JDK counts no virtual ones. Who waits for
 * which lock is not told. Work takes no virtual time, so threads have used none of a processor.
 */
public final class ThreadMonitoringArea implements Area {
    private static final Unsafe UNSAFE = Unsafe.getUnsafe();
    private static final String THREADS = "sun/management/ThreadImpl";
    private static final String INFOS = "[Ljava/lang/management/ThreadInfo;";

    @Override
    public void declare(Catalog c) {
        Class<ThreadMonitoringArea> by = ThreadMonitoringArea.class;
        String bean = "(Ljava/lang/Object;)";
        c.body(THREADS, "getThreadCount", "()I").as(bean + "I").by(by, "count");
        c.body(THREADS, "getPeakThreadCount", "()I").as(bean + "I").by(by, "peak");
        c.body(THREADS, "resetPeakThreadCount", "()V").as(bean + "V").by(by, "resetPeak");
        c.body(THREADS, "getTotalStartedThreadCount", "()J").as(bean + "J").by(by, "started");
        c.body(THREADS, "getDaemonThreadCount", "()I").as(bean + "I").by(by, "daemons");
        for (String time : new String[] {"getCurrentThreadCpuTime", "getCurrentThreadUserTime"}) {
            c.body(THREADS, time, "()J").as(bean + "J").by(by, "none");
        }
        for (String time : new String[] {"getThreadCpuTime", "getThreadUserTime"}) {
            c.body(THREADS, time, "(J)J").as("(Ljava/lang/Object;J)J").by(by, "timeOf");
            c.body(THREADS, time, "([J)[J").as("(Ljava/lang/Object;[J)[J").by(by, "timesOf");
        }
        String scheduler = "com/sun/management/internal/VirtualThreadSchedulerImpls$VirtualThreadSchedulerImpl";
        c.body(scheduler, "getParallelism", "()I").as(bean + "I").by(by, "parallelism");
        c.body(scheduler, "setParallelism", "(I)V").as("(Ljava/lang/Object;I)V").by(by, "setParallelism");
        c.body(scheduler, "getPoolSize", "()I").as(bean + "I").by(by, "parallelism");
        c.body(scheduler, "getMountedVirtualThreadCount", "()I").as(bean + "I").by(by, "mounted");
        c.body(scheduler, "getQueuedVirtualThreadCount", "()J").as(bean + "J").by(by, "none");
        c.call(THREADS, "getTotalThreadAllocatedMemory", "()J").onlyIn(THREADS).by(by, "allocated");
        c.call(THREADS, "getThreadAllocatedMemory0", "(J)J").onlyIn(THREADS).by(by, "allocatedBy");
        c.call(THREADS, "getThreadAllocatedMemory1", "([J[J)V").onlyIn(THREADS).by(by, "allocatedByEach");
        for (String what : new String[] {"ThreadContentionMonitoring", "ThreadCpuTime", "ThreadAllocatedMemory"}) {
            c.body(THREADS, "is" + what + "Enabled", "()Z").as(bean + "Z").by(by, "is" + what);
            c.body(THREADS, "set" + what + "Enabled", "(Z)V").as("(Ljava/lang/Object;Z)V").by(by, "set" + what);
        }
        c.call(THREADS, "getThreads", "()[Ljava/lang/Thread;").onlyIn(THREADS).by(by, "threads");
        c.call(THREADS, "getThreadInfo1", "([JI" + INFOS + ")V").onlyIn(THREADS).by(by, "fill");
        c.call(THREADS, "dumpThreads0", "([JZZI)" + INFOS).onlyIn(THREADS).by(by, "dump");
        c.call(THREADS, "findMonitorDeadlockedThreads0", "()[Ljava/lang/Thread;").onlyIn(THREADS).by(by, "deadlocked");
        c.call(THREADS, "findDeadlockedThreads0", "()[Ljava/lang/Thread;").onlyIn(THREADS).by(by, "deadlocked");
    }

    public static int count(Object bean) {
        return threads().length;
    }

    public static int peak(Object bean) {
        return Boot.current().mostThreads();
    }

    public static void resetPeak(Object bean) {
        Boot.current().forgetMostThreads();
    }

    public static long started(Object bean) {
        return Boot.current().startedThreads();
    }

    public static int daemons(Object bean) {
        return (int) Arrays.stream(threads()).filter(Thread::isDaemon).count();
    }

    /** No time used, nobody waiting. */
    public static long none(Object bean) {
        return 0;
    }

    /** As the JDK: -1 for a thread that there is not. */
    public static long timeOf(Object bean, long id) {
        if (id <= 0) {
            throw new IllegalArgumentException("Invalid thread ID parameter: " + id);
        }
        return find(id) == null ? -1 : 0;
    }

    public static long[] timesOf(Object bean, long[] ids) {
        long[] times = new long[ids.length];
        for (int i = 0; i < ids.length; i++) {
            times[i] = timeOf(bean, ids[i]);
        }
        return times;
    }

    // ---- the scheduler of virtual threads, which on a simulated machine has a carrier for each processor and nobody waiting ----

    public static int parallelism(Object bean) {
        return ProcessArea.processors(Runtime.getRuntime());
    }

    public static void setParallelism(Object bean, int size) {
        throw new UnsupportedOperationException("moonsim: the parallelism of virtual threads is not simulated");
    }

    public static int mounted(Object bean) {
        return Thread.currentThread().isVirtual() && !Task.current().isFacade() ? 1 : 0;
    }

    /** What is allocated differs between compiled and interpreted code. */
    public static long allocated() {
        return 0;
    }

    /** @param id 0 for the caller */
    public static long allocatedBy(long id) {
        return id == 0 || find(id) != null ? 0 : -1;
    }

    public static void allocatedByEach(long[] ids, long[] sizes) {
        for (int i = 0; i < ids.length; i++) {
            sizes[i] = allocatedBy(ids[i]);
        }
    }

    // ---- what is measured: a setting of each process, and nothing more, as all that is measured is 0 ----

    public static boolean isThreadContentionMonitoring(Object bean) {
        return Boot.current().own("contention monitoring", () -> new AtomicBoolean()).get();
    }

    public static void setThreadContentionMonitoring(Object bean, boolean enable) {
        Boot.current().own("contention monitoring", () -> new AtomicBoolean()).set(enable);
    }

    public static boolean isThreadCpuTime(Object bean) {
        return Boot.current().own("thread times", () -> new AtomicBoolean(true)).get();
    }

    public static void setThreadCpuTime(Object bean, boolean enable) {
        Boot.current().own("thread times", () -> new AtomicBoolean(true)).set(enable);
    }

    public static boolean isThreadAllocatedMemory(Object bean) {
        return Boot.current().own("thread memory", () -> new AtomicBoolean(true)).get();
    }

    public static void setThreadAllocatedMemory(Object bean, boolean enable) {
        Boot.current().own("thread memory", () -> new AtomicBoolean(true)).set(enable);
    }

    /** In the order of their starts; none for a thread of the JVM that asks. */
    public static Thread[] threads() {
        return Boot.current() == null ? new Thread[0] : ThreadsArea.allThreads();
    }

    private static Thread find(long id) {
        for (Thread thread : threads()) {
            if (thread.threadId() == id) {
                return thread;
            }
        }
        return null;
    }

    /** @param depth of the stacks, -1 for all of it */
    public static void fill(long[] ids, int depth, ThreadInfo[] infos) {
        for (int i = 0; i < ids.length; i++) {
            Thread thread = find(ids[i]);
            infos[i] = thread == null ? null : info(thread, depth < 0 ? Integer.MAX_VALUE : depth);
        }
    }

    /** @param ids null for all */
    public static ThreadInfo[] dump(long[] ids, boolean monitors, boolean synchronizers, int depth) {
        long[] wanted = ids == null ? Arrays.stream(threads()).mapToLong(Thread::threadId).toArray() : ids;
        ThreadInfo[] infos = new ThreadInfo[wanted.length];
        fill(wanted, depth, infos);
        return infos;
    }

    /** A deadlock ends the run with its circle: nobody is left to ask for it but who is no part of it. */
    public static Thread[] deadlocked() {
        return null;
    }

    /** The JVM alone constructs them. */
    private static ThreadInfo info(Thread thread, int depth) {
        try {
            ThreadInfo info = (ThreadInfo) UNSAFE.allocateInstance(ThreadInfo.class);
            StackTraceElement[] stack = depth == 0 ? new StackTraceElement[0] : thread.getStackTrace();
            set(info, "threadName", String.class, thread.getName());
            UNSAFE.putLong(info, offset("threadId", long.class), thread.threadId());
            UNSAFE.putLong(info, offset("blockedTime", long.class), -1);
            UNSAFE.putLong(info, offset("waitedTime", long.class), -1);
            UNSAFE.putLong(info, offset("lockOwnerId", long.class), -1);
            UNSAFE.putBoolean(info, offset("daemon", boolean.class), thread.isDaemon());
            UNSAFE.putInt(info, offset("priority", int.class), thread.getPriority());
            set(info, "threadState", Thread.State.class, thread.getState());
            set(info, "stackTrace", StackTraceElement[].class, stack.length <= depth ? stack : Arrays.copyOf(stack, depth));
            set(info, "lockedMonitors", MonitorInfo[].class, new MonitorInfo[0]);
            set(info, "lockedSynchronizers", LockInfo[].class, new LockInfo[0]);
            return info;
        } catch (InstantiationException e) {
            throw JdkInternals.missing("instance of " + ThreadInfo.class.getName());
        }
    }

    private static void set(ThreadInfo info, String field, Class<?> type, Object value) {
        UNSAFE.putReference(info, offset(field, type), value);
    }

    private static long offset(String field, Class<?> type) {
        return JdkInternals.offset(ThreadInfo.class, field, type);
    }
}
