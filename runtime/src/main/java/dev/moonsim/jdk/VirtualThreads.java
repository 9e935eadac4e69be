package dev.moonsim.jdk;

import dev.moonsim.sched.Task;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.Executor;
import jdk.internal.misc.Unsafe;
import jdk.internal.vm.Continuation;
import jdk.internal.vm.ContinuationScope;

/**
 * The parts of the JDK's virtual threads that Moonsim is built on, as they are in JDK 25: the constructor that takes a
 * scheduler, the {@code runContinuation} handed to it, the states that the JVM and the class share, and the list of
 * threads whose monitor came free. A part that the running JDK lacks stops the start with its name.
 */
public final class VirtualThreads {
    private static final Unsafe UNSAFE = Unsafe.getUnsafe();
    private static final Class<?> TYPE = JdkInternals.type("java.lang.VirtualThread");

    private static final long SCHEDULER = JdkInternals.offset(TYPE, "scheduler", Executor.class);
    private static final long RUN_CONTINUATION = JdkInternals.offset(TYPE, "runContinuation", Runnable.class);
    private static final long STATE = JdkInternals.offset(TYPE, "state", int.class);
    private static final long PARK_PERMIT = JdkInternals.offset(TYPE, "parkPermit", boolean.class);
    private static final long INTERRUPTED = JdkInternals.offset(Thread.class, "interrupted", boolean.class);
    private static final long ON_WAITING_LIST = JdkInternals.offset(TYPE, "onWaitingList", boolean.class);
    private static final long NEXT = JdkInternals.offset(TYPE, "next", TYPE);
    /** Unused in a platform thread that never runs itself: its place for the link from facade to task. */
    private static final long PARK_BLOCKER = JdkInternals.offset(Thread.class, "parkBlocker", Object.class);
    private static final long THREAD_ID = JdkInternals.offset(Thread.class, "tid", long.class);
    private static final long INHERITABLE = JdkInternals.offset(Thread.class, "inheritableThreadLocals",
            JdkInternals.type("java.lang.ThreadLocal$ThreadLocalMap"));
    private static final long RANDOM_SEED = JdkInternals.offset(Thread.class, "threadLocalRandomSeed", long.class);
    private static final long RANDOM_PROBE = JdkInternals.offset(Thread.class, "threadLocalRandomProbe", int.class);
    private static final long RANDOM_SECONDARY =
            JdkInternals.offset(Thread.class, "threadLocalRandomSecondarySeed", int.class);

    private static final long CONTEXT_LOADER =
            JdkInternals.offset(Thread.class, "contextClassLoader", ClassLoader.class);
    private static final long HOLDER = JdkInternals.offset(Thread.class, "holder",
            JdkInternals.type("java.lang.Thread$FieldHolder"));
    private static final long HOLDER_TASK =
            JdkInternals.offset(JdkInternals.type("java.lang.Thread$FieldHolder"), "task", Runnable.class);

    private static final long GROUP_PARENT = JdkInternals.offset(ThreadGroup.class, "parent", ThreadGroup.class);
    private static final long GROUP_NAME = JdkInternals.offset(ThreadGroup.class, "name", String.class);
    private static final long GROUP_PRIORITY = JdkInternals.offset(ThreadGroup.class, "maxPriority", int.class);

    /** What a thread holds on to: all of it can be let go once it never runs again. */
    private static final long[] HELD = {
        SCHEDULER,
        RUN_CONTINUATION,
        JdkInternals.offset(Thread.class, "threadLocals", JdkInternals.type("java.lang.ThreadLocal$ThreadLocalMap")),
        INHERITABLE,
        CONTEXT_LOADER,
        JdkInternals.offset(Thread.class, "scopedValueBindings", Object.class),
        JdkInternals.offset(Thread.class, "uncaughtExceptionHandler", Thread.UncaughtExceptionHandler.class),
        PARK_BLOCKER
    };
    private static final long CARRIER = JdkInternals.offset(TYPE, "carrierThread", Thread.class);
    private static final long CONTINUATION = JdkInternals.offset(TYPE, "cont", Continuation.class);
    /** In place of a stack that is let go: the JVM looks at the stack of each virtual thread that it finds, and never for a missing one. */
    private static final Continuation NO_STACK = new Continuation(new ContinuationScope("forsaken"), () -> {});

    private static final MethodHandle NEW;
    private static final MethodHandle TAKE_UNBLOCKED;
    private static final MethodHandle UNBLOCK;
    private static final MethodHandle WAIT_HERE;
    private static final MethodHandle LOOK_AT_STACK;

    /** Values of {@code VirtualThread.state}. */
    private static final int RUNNING = 2;
    private static final int PINNED = 5;
    private static final int TIMED_PINNED = 8;
    private static final int YIELDED = 11;
    private static final int BLOCKING = 12;
    private static final int BLOCKED = 13;
    private static final int UNBLOCKED = 14;
    private static final int WAITING = 15;
    private static final int WAIT = 16;
    private static final int TIMED_WAITING = 17;
    private static final int TIMED_WAIT = 18;
    private static final int TERMINATED = 99;
    private static final int NO_INHERIT_THREAD_LOCALS = 1 << 2;

    static {
        MethodHandles.Lookup lookup = JdkInternals.lookup(TYPE);
        try {
            NEW = lookup.findConstructor(TYPE,
                            MethodType.methodType(void.class, Executor.class, String.class, int.class, Runnable.class))
                    .asType(MethodType.methodType(Thread.class, Executor.class, String.class, int.class, Runnable.class));
            TAKE_UNBLOCKED = lookup.findStatic(TYPE, "takeVirtualThreadListToUnblock", MethodType.methodType(TYPE))
                    .asType(MethodType.methodType(Thread.class));
            UNBLOCK = lookup.findVirtual(TYPE, "unblock", MethodType.methodType(void.class))
                    .asType(MethodType.methodType(void.class, Thread.class));
            WAIT_HERE = JdkInternals.lookup(Object.class)
                    .findSpecial(Object.class, "wait0", MethodType.methodType(void.class, long.class), Object.class);
            LOOK_AT_STACK = JdkInternals.lookup(Thread.class)
                    .findVirtual(Thread.class, "getStackTrace0", MethodType.methodType(Object.class));
        } catch (ReflectiveOperationException e) {
            throw JdkInternals.missing(e.getMessage());
        }
    }

    private VirtualThreads() {}

    /** Makes the JDK initialise its virtual threads now. */
    public static void initialise() {
        UNSAFE.ensureClassInitialized(TYPE);
        ToolInterface.initialise();
    }

    /** A virtual thread on the given scheduler; nothing is inherited from the caller. */
    public static Thread create(Executor scheduler, String name, Runnable body) {
        try {
            return (Thread) NEW.invokeExact(scheduler, name, NO_INHERIT_THREAD_LOCALS, body);
        } catch (Throwable t) {
            throw JdkInternals.rethrow(t);
        }
    }

    /**
     * A thread that never runs again lets go of its stack and of all else. The JVM holds a thread in {@code Object.wait} for as
     * long as nobody notifies it, which here is for ever, and with it all that a run has made. To dumps of heap and threads it has
     * ended. One that holds a carrier stays as it is.
     */
    public static void forsake(Thread thread) {
        if (UNSAFE.getReferenceVolatile(thread, CARRIER) == null) {
            UNSAFE.putIntVolatile(thread, STATE, TERMINATED);
            UNSAFE.putReferenceVolatile(thread, CONTINUATION, NO_STACK);
            for (long field : HELD) {
                UNSAFE.putReference(thread, field, null);
            }
        }
    }

    /** A thread group that its parent does not know, so that it is gone when nobody uses it. */
    public static ThreadGroup newGroup(ThreadGroup parent, String name) {
        try {
            // Its constructor would enter it in the parent's list, which grows with each run and is searched.
            ThreadGroup group = (ThreadGroup) UNSAFE.allocateInstance(ThreadGroup.class);
            UNSAFE.putReference(group, GROUP_PARENT, parent);
            UNSAFE.putReference(group, GROUP_NAME, name);
            UNSAFE.putInt(group, GROUP_PRIORITY, Thread.MAX_PRIORITY);
            return group;
        } catch (InstantiationException e) {
            throw new IllegalStateException(e);
        }
    }

    public static Runnable continuationOf(Thread thread) {
        return (Runnable) UNSAFE.getReference(thread, RUN_CONTINUATION);
    }

    /** From here on the JDK hands the task to the scheduler in place of its own continuation. */
    public static void bind(Thread thread, Task task) {
        UNSAFE.putReference(thread, RUN_CONTINUATION, task);
    }

    /** Links a platform thread to its task and lets the virtual thread pass for it where the JDK looks at ids. */
    public static void bindFacade(Thread facade, Task task) {
        UNSAFE.putReferenceVolatile(facade, PARK_BLOCKER, task);
        Thread thread = task.virtualThread();
        UNSAFE.putLong(thread, THREAD_ID, facade.threadId());
        UNSAFE.putReference(thread, INHERITABLE, UNSAFE.getReference(facade, INHERITABLE));
        thread.setContextClassLoader(facade.getContextClassLoader());
    }

    /** What a platform thread was made to run, or null. */
    public static Runnable bodyOf(Thread thread) {
        return (Runnable) UNSAFE.getReference(UNSAFE.getReference(thread, HOLDER), HOLDER_TASK);
    }

    /** Copies the context class loader just set on a facade or its virtual thread to the other of the two. */
    public static void copyContextClassLoader(Thread from, Task task) {
        Thread to = from == task.virtualThread() ? task.visibleThread() : task.virtualThread();
        UNSAFE.putReference(to, CONTEXT_LOADER, UNSAFE.getReference(from, CONTEXT_LOADER));
    }

    public static void copyInheritable(Thread from, Thread to) {
        UNSAFE.putReference(to, INHERITABLE, UNSAFE.getReference(from, INHERITABLE));
    }

    public static void setThreadId(Thread thread, long id) {
        UNSAFE.putLong(thread, THREAD_ID, id);
    }

    /** The task that a virtual thread runs; null for every other thread. */
    public static Task taskOf(Thread thread) {
        return thread.getClass() == TYPE && UNSAFE.getReference(thread, RUN_CONTINUATION) instanceof Task task
                ? task : null;
    }

    public static Task taskOfFacade(Thread thread) {
        return UNSAFE.getReferenceVolatile(thread, PARK_BLOCKER) instanceof Task task ? task : null;
    }

    /** Whether a call of {@code park} by the thread itself would not return at once. */
    public static boolean parks(Thread thread) {
        return !UNSAFE.getBooleanVolatile(thread, PARK_PERMIT) && !UNSAFE.getBooleanVolatile(thread, INTERRUPTED);
    }

    public static boolean waitsForMonitor(Thread thread) {
        int state = UNSAFE.getIntVolatile(thread, STATE);
        return state == BLOCKED || state == WAIT || state == TIMED_WAIT;
    }

    /**
     * Ends the wait of a thread that has left its carrier for it, as if its time were out; what the JVM has on its list of waiters it
     * takes away when the thread goes on.
     *
     * @return false where it is in no such wait
     */
    public static boolean endWait(Thread thread) {
        return UNSAFE.compareAndSetInt(thread, STATE, WAIT, UNBLOCKED) || UNSAFE.compareAndSetInt(thread, STATE, TIMED_WAIT, UNBLOCKED);
    }

    /** Whether it is in {@code Object.wait} without a carrier, and nothing has ended that yet. */
    public static boolean isInWait(Thread thread) {
        int state = UNSAFE.getIntVolatile(thread, STATE);
        return state == WAIT || state == TIMED_WAIT;
    }

    /** Whether its wait, or its wait for a monitor, has ended, and it has not gone on yet. */
    public static boolean isUnblocked(Thread thread) {
        return UNSAFE.getIntVolatile(thread, STATE) == UNBLOCKED;
    }

    // What a thread that waits for a notification on its carrier shows to those who ask for its state; the JVM would show the carrier's.

    public static void waitsPinned(Thread thread, boolean timed) {
        UNSAFE.putIntVolatile(thread, STATE, timed ? TIMED_PINNED : PINNED);
    }

    public static void blockedPinned(Thread thread) {
        UNSAFE.putIntVolatile(thread, STATE, BLOCKED);
    }

    public static void runsPinned(Thread thread) {
        UNSAFE.putIntVolatile(thread, STATE, RUNNING);
    }

    /** The JVM's wait without end, which blocks the platform thread. An interrupt of that thread ends it, whatever is mounted on it. */
    public static void waitHere(Object object) throws InterruptedException {
        try {
            WAIT_HERE.invokeExact(object, 0L);
        } catch (Throwable t) {
            throw JdkInternals.<InterruptedException>rethrow(t);
        }
    }

    /** Returns when the platform thread is at a place where the JVM lets others look at its stack: not on its way out of a monitor. */
    public static void awaitStill(Thread platformThread) {
        try {
            Object stack = LOOK_AT_STACK.invokeExact(platformThread);
        } catch (Throwable t) {
            throw JdkInternals.rethrow(t);
        }
    }

    /** Called while it is unmounted: whether the JVM did that, as it found the monitor taken or was to wait. */
    static boolean isLeavingAMonitor(Thread thread) {
        int state = UNSAFE.getIntVolatile(thread, STATE);
        return state == BLOCKING || state == WAITING || state == TIMED_WAITING;
    }

    /** Whether it waits to enter a monitor. */
    public static boolean isBlocked(Thread thread) {
        return UNSAFE.getIntVolatile(thread, STATE) == BLOCKED;
    }

    /** Called where the JDK hands the thread to its scheduler: whether it came there by a yield. */
    public static boolean hasYielded(Thread thread) {
        return UNSAFE.getIntVolatile(thread, STATE) == YIELDED;
    }

    public static boolean onUnblockList(Thread thread) {
        return UNSAFE.getBooleanVolatile(thread, ON_WAITING_LIST);
    }

    /** Takes the JVM's list of threads whose monitor came free; blocks where it is empty, so look first. */
    public static void unblockAllListed() {
        try {
            Thread thread = (Thread) TAKE_UNBLOCKED.invokeExact();
            while (thread != null) {
                Thread next = (Thread) UNSAFE.getReference(thread, NEXT);
                UNSAFE.putReference(thread, NEXT, null);
                UNSAFE.putBooleanVolatile(thread, ON_WAITING_LIST, false);
                if (UNSAFE.getReference(thread, SCHEDULER) != null) { // else its run is over
                    UNBLOCK.invokeExact(thread);
                }
                thread = next;
            }
        } catch (Throwable t) {
            throw JdkInternals.rethrow(t);
        }
    }

    /** What {@code ThreadLocalRandom} and the striped counters of the JDK read from a thread. */
    public static void seedThreadLocalRandom(Thread thread, long a, long b) {
        UNSAFE.putLong(thread, RANDOM_SEED, a);
        UNSAFE.putInt(thread, RANDOM_PROBE, (int) b | 1);
        UNSAFE.putInt(thread, RANDOM_SECONDARY, (int) (b >>> 32) | 1);
    }

    /** What striped counters and pools take for the thread's place among others; never 0. */
    public static int probe(Thread thread) {
        return UNSAFE.getInt(thread, RANDOM_PROBE);
    }

    public static void probe(Thread thread, int probe) {
        UNSAFE.putInt(thread, RANDOM_PROBE, probe);
    }
}
