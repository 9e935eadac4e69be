package dev.moonsim.jdk;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.locks.AbstractOwnableSynchronizer;
import java.util.concurrent.locks.AbstractQueuedLongSynchronizer;
import java.util.concurrent.locks.AbstractQueuedSynchronizer;
import jdk.internal.misc.Unsafe;

/**
 * What a thread that does not run waits for, and who has it: from the JVM's own snapshot of a thread, which knows the
 * monitors of virtual threads too, and from the fields of the JDK's synchronizers. Looks only; nothing is changed.
 */
public final class Waits {
    private static final Unsafe UNSAFE = Unsafe.getUnsafe();

    private static final Class<?> SNAPSHOT = JdkInternals.type("jdk.internal.vm.ThreadSnapshot");
    private static final Class<?> LOCK = JdkInternals.type("jdk.internal.vm.ThreadSnapshot$ThreadLock");
    private static final long STACK = JdkInternals.offset(SNAPSHOT, "stackTrace", StackTraceElement[].class);
    private static final long LOCKS = JdkInternals.offset(SNAPSHOT, "locks", LOCK.arrayType());
    private static final long BLOCKER_KIND = JdkInternals.offset(SNAPSHOT, "blockerTypeOrdinal", int.class);
    private static final long BLOCKER = JdkInternals.offset(SNAPSHOT, "blockerObject", Object.class);
    private static final long LOCK_DEPTH = JdkInternals.offset(LOCK, "depth", int.class);
    private static final long LOCK_KIND = JdkInternals.offset(LOCK, "typeOrdinal", int.class);
    private static final long LOCK_OBJECT = JdkInternals.offset(LOCK, "obj", Object.class);
    private static final MethodHandle CREATE;

    private static final long OWNER =
            JdkInternals.offset(AbstractOwnableSynchronizer.class, "exclusiveOwnerThread", Thread.class);
    private static final long LATCH_SYNC = JdkInternals.offset(CountDownLatch.class, "sync",
            JdkInternals.type("java.util.concurrent.CountDownLatch$Sync"));
    private static final long TERMINATION = JdkInternals.offset(JdkInternals.type("java.lang.VirtualThread"),
            "termination", CountDownLatch.class);
    private static final long RUNNER = JdkInternals.offset(FutureTask.class, "runner", Thread.class);
    private static final Class<?> READ_WRITE_SYNC =
            JdkInternals.type("java.util.concurrent.locks.ReentrantReadWriteLock$Sync");
    private static final Class<?> HOLDS =
            JdkInternals.type("java.util.concurrent.locks.ReentrantReadWriteLock$Sync$ThreadLocalHoldCounter");
    private static final long READ_HOLDS = JdkInternals.offset(READ_WRITE_SYNC, "readHolds", HOLDS);
    private static final long FIRST_READER = JdkInternals.offset(READ_WRITE_SYNC, "firstReader", Thread.class);
    private static final Class<?> LOCALS = JdkInternals.type("java.lang.ThreadLocal$ThreadLocalMap");
    private static final long THREAD_LOCALS = JdkInternals.offset(Thread.class, "threadLocals", LOCALS);
    private static final long HOLD_COUNT = JdkInternals.offset(
            JdkInternals.type("java.util.concurrent.locks.ReentrantReadWriteLock$Sync$HoldCounter"), "count", int.class);
    private static final long ENTRY_VALUE = JdkInternals.offset(
            JdkInternals.type("java.lang.ThreadLocal$ThreadLocalMap$Entry"), "value", Object.class);
    private static final MethodHandle GET_ENTRY;
    private static final long CONDITION_OUTER = JdkInternals.offset(AbstractQueuedSynchronizer.ConditionObject.class,
            "this$0", AbstractQueuedSynchronizer.class);
    private static final long LONG_CONDITION_OUTER = JdkInternals.offset(
            AbstractQueuedLongSynchronizer.ConditionObject.class, "this$0", AbstractQueuedLongSynchronizer.class);
    private static final Class<?> WORKER = JdkInternals.type("java.util.concurrent.ThreadPoolExecutor$Worker");
    private static final long WORKER_POOL = JdkInternals.offset(WORKER, "this$0", ThreadPoolExecutor.class);

    /** Ordinals of {@code ThreadSnapshot.BlockerLockType}. */
    private static final int PARKED = 0;
    private static final int BLOCKED = 1;

    static {
        try {
            CREATE = JdkInternals.lookup(SNAPSHOT).findStatic(SNAPSHOT, "create", MethodType.methodType(SNAPSHOT, Thread.class))
                    .asType(MethodType.methodType(Object.class, Thread.class));
            MethodHandles.Lookup locals = JdkInternals.lookup(LOCALS);
            GET_ENTRY = locals.findVirtual(LOCALS, "getEntry", MethodType.methodType(
                            JdkInternals.type("java.lang.ThreadLocal$ThreadLocalMap$Entry"), ThreadLocal.class))
                    .asType(MethodType.methodType(Object.class, Object.class, ThreadLocal.class));
        } catch (ReflectiveOperationException e) {
            throw JdkInternals.missing(e.getMessage());
        }
    }

    /** How a thread waits. */
    public enum How { MONITOR, NOTIFICATION, PARK, OTHER }

    /** A monitor that a thread has taken, and in which frame of its stack, counted from the innermost. */
    public record Held(int depth, Object monitor) {
    }

    /**
     * @param on what it waits for, or null where that is not known
     * @param held monitors, each once, by the outermost frame that took it, innermost frame first
     */
    public record State(How how, Object on, StackTraceElement[] stack, List<Held> held) {
        public boolean holds(Object monitor) {
            for (Held one : held) {
                if (one.monitor() == monitor) {
                    return true;
                }
            }
            return false;
        }

        /** The same thread, of which is known that it waits to enter a monitor. */
        public State entering(Object monitor) {
            return new State(How.MONITOR, monitor, stack, held);
        }
    }

    private Waits() {}

    /**
     * The state of a thread that has been started and does not run now. It must read the same whatever the JVM has compiled:
     * a frame of {@code Object.wait} that is compiled does not tell the object, and a monitor that is taken twice is recorded
     * once or twice.
     *
     * @param awaited the object of its last {@code Object.wait}
     */
    public static State of(Thread thread, Object awaited) {
        Object snapshot;
        try {
            snapshot = CREATE.invokeExact(thread);
        } catch (Throwable t) {
            throw JdkInternals.rethrow(t);
        }
        if (snapshot == null) {
            return new State(How.OTHER, null, new StackTraceElement[0], List.of());
        }
        StackTraceElement[] stack = (StackTraceElement[]) UNSAFE.getReference(snapshot, STACK);
        Object[] locks = (Object[]) UNSAFE.getReference(snapshot, LOCKS);
        Object on = UNSAFE.getReference(snapshot, BLOCKER);
        int kind = UNSAFE.getInt(snapshot, BLOCKER_KIND);
        boolean waits = isInWait(stack) && (on == null || kind != BLOCKED);
        if (waits) {
            on = awaited;
        }
        List<Held> held = new ArrayList<>();
        if (locks != null) {
            for (Object lock : locks) {
                Object monitor = UNSAFE.getReference(lock, LOCK_OBJECT);
                if (UNSAFE.getInt(lock, LOCK_KIND) == 0 && monitor != on) {
                    held.removeIf(inner -> inner.monitor() == monitor);
                    held.add(new Held(UNSAFE.getInt(lock, LOCK_DEPTH), monitor));
                }
            }
        }
        How how = on == null ? How.OTHER : waits ? How.NOTIFICATION
                : kind == PARKED ? How.PARK : kind == BLOCKED ? How.MONITOR : How.NOTIFICATION;
        return new State(how, on, stack == null ? new StackTraceElement[0] : stack, held);
    }

    private static boolean isInWait(StackTraceElement[] stack) {
        return stack != null && stack.length > 0 && stack[0].getMethodName().equals("wait0")
                && stack[0].getClassName().equals("java.lang.Object");
    }

    /** The thread that has a lock of {@code java.util.concurrent} for itself, or null. */
    public static Thread exclusiveOwner(Object blocker) {
        return blocker instanceof AbstractOwnableSynchronizer ? (Thread) UNSAFE.getReference(blocker, OWNER) : null;
    }

    /** Whether the thread has the lock that {@code blocker} belongs to for reading. */
    public static boolean readsWith(Object blocker, Thread thread) {
        if (!READ_WRITE_SYNC.isInstance(blocker)) {
            return false;
        }
        if (UNSAFE.getReference(blocker, FIRST_READER) == thread) {
            return true;
        }
        Object locals = UNSAFE.getReference(thread, THREAD_LOCALS);
        if (locals == null) {
            return false;
        }
        try {
            Object entry = GET_ENTRY.invokeExact(locals, (ThreadLocal<?>) UNSAFE.getReference(blocker, READ_HOLDS));
            Object counter = entry == null ? null : UNSAFE.getReference(entry, ENTRY_VALUE);
            return counter != null && UNSAFE.getInt(counter, HOLD_COUNT) > 0;
        } catch (Throwable t) {
            throw JdkInternals.rethrow(t);
        }
    }

    /** Whether {@code blocker} is what a {@code join} of the virtual thread waits for. */
    public static boolean isTermination(Object blocker, Thread thread) {
        Object latch = UNSAFE.getReference(thread, TERMINATION);
        return latch != null && UNSAFE.getReference(latch, LATCH_SYNC) == blocker;
    }

    /** The lock that a condition of {@code java.util.concurrent} belongs to. */
    public static Object lockOf(Object condition) {
        return UNSAFE.getReference(condition, condition instanceof AbstractQueuedSynchronizer.ConditionObject
                ? CONDITION_OUTER : LONG_CONDITION_OUTER);
    }

    /**
     * Whether {@code blocker} is a task that waits in the queue of the pool whose thread {@code worker} is. Pools and queues
     * of the JDK only: no code of the program is called.
     */
    public static boolean isQueuedBehind(Object blocker, Thread worker) {
        if (!(blocker instanceof FutureTask) || worker.isVirtual()) {
            return false;
        }
        Runnable body = VirtualThreads.bodyOf(worker);
        if (body == null || body.getClass() != WORKER) {
            return false;
        }
        BlockingQueue<?> queue = ((ThreadPoolExecutor) UNSAFE.getReference(body, WORKER_POOL)).getQueue();
        if (!queue.getClass().getName().startsWith("java.util.concurrent.")) {
            return false;
        }
        for (Object queued : queue.toArray()) {
            if (queued == blocker) {
                return true;
            }
        }
        return false;
    }

    /** The thread that runs the future task that {@code blocker} is, or null. */
    public static Thread runnerOf(Object blocker) {
        return blocker instanceof FutureTask ? (Thread) UNSAFE.getReference(blocker, RUNNER) : null;
    }
}
