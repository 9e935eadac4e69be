package dev.moonsim.intercept;

import dev.moonsim.jdk.VirtualThreads;
import dev.moonsim.node.Boot;
import dev.moonsim.sched.Carriers;
import dev.moonsim.sched.Preemption;
import dev.moonsim.sched.Task;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import jdk.internal.access.SharedSecrets;
import jdk.internal.vm.ThreadContainer;

/**
 * Platform threads: each {@code Thread} object of the program stays what it is and becomes the facade of a task, whose
 * virtual thread is what the JDK's locks and thread locals see.
 */
public final class ThreadsArea implements Area {
    /** JDK classes that compare the current thread with one they made, so they must see the facade. */
    private static final String[] SEE_THE_FACADE = {
        "java/lang/Thread#<init>", "java/util/concurrent/ForkJoinPool", "java/util/concurrent/ForkJoinTask",
        "java/util/concurrent/ForkJoinTask$InterruptibleTask", "java/util/concurrent/ForkJoinWorkerThread",
        "java/util/concurrent/CompletableFuture", "java/util/concurrent/CompletableFuture$Signaller",
        "java/util/concurrent/CountedCompleter", "java/util/concurrent/DelayScheduler",
        "jdk/internal/net/http/HttpClientImpl", "jdk/internal/net/http/HttpClientImpl$SelectorManager",
        "java/util/concurrent/ForkJoinPool$DefaultForkJoinWorkerThreadFactory", "java/util/Timer", "java/util/TimerThread",
        "sun/net/httpserver/ServerImpl", "sun/net/httpserver/ServerImpl$Dispatcher", "sun/net/www/http/KeepAliveCache",
        "java/lang/ThreadGroup#<init>", "java/lang/Thread#getStackTrace", "java/lang/Thread#activeCount", "java/lang/Thread#enumerate",
        "java/util/concurrent/Executors$DefaultThreadFactory",
        "java/util/concurrent/ThreadPerTaskExecutor$TaskRunner", "java/util/concurrent/ThreadPoolExecutor",
        "java/util/stream/AbstractTask", "jdk/internal/misc/InnocuousThread#run",
    };
    /** JDK classes that tell their callers which threads wait for or own something. */
    private static final String[] TELL_THREADS = {
        "java/util/concurrent/locks/AbstractQueuedSynchronizer",
        "java/util/concurrent/locks/AbstractQueuedSynchronizer$ConditionObject",
        "java/util/concurrent/locks/AbstractQueuedLongSynchronizer",
        "java/util/concurrent/locks/AbstractQueuedLongSynchronizer$ConditionObject",
        "java/util/concurrent/locks/ReentrantLock$Sync", "java/util/concurrent/locks/ReentrantLock$NonfairSync",
        "java/util/concurrent/locks/ReentrantLock$FairSync", "java/util/concurrent/locks/ReentrantReadWriteLock$Sync",
    };

    @Override
    public void declare(Catalog c) {
        Class<ThreadsArea> by = ThreadsArea.class;
        String thread = "java/lang/Thread";
        c.call(thread, "currentThread", "()Ljava/lang/Thread;").alsoIn(SEE_THE_FACADE).by(by, "currentThread");
        c.call(thread, "currentThread", "()Ljava/lang/Thread;").onlyIn(TELL_THREADS).by(by, "ownerThread");
        c.call(thread, "onSpinWait", "()V").everywhere().by(by, "onSpinWaitInJdk");
        c.call(thread, "onSpinWait", "()V").by(by, "onSpinWait");
        c.body(thread, "start", "()V").when("startsTask").by(by, "start");
        c.body(thread, "start", "(Ljdk/internal/vm/ThreadContainer;)V").when("startsTaskIn").by(by, "startIn");
        c.body(thread, "alive", "()Z").when("isFacade").by(by, "alive");
        c.body(thread, "threadState", "()Ljava/lang/Thread$State;").when("isFacade").by(by, "state");
        c.body(thread, "interrupt", "()V").when("isFacade").by(by, "interrupt");
        c.body(thread, "setInterrupt", "()V").when("isWaitingCarrier").by(by, "interruptWaiter");
        c.body(thread, "isInterrupted", "()Z").when("isFacade").by(by, "isInterrupted");
        c.body(thread, "join", "(J)V").when("isJoinable").by(by, "join");
        c.body(thread, "getStackTrace", "()[Ljava/lang/StackTraceElement;").when("isOtherFacade").by(by, "stackTrace");
        c.body(thread, "getAllStackTraces", "()Ljava/util/Map;").by(by, "allStackTraces");
        c.body(thread, "getAllThreads", "()[Ljava/lang/Thread;").by(by, "allThreads");
        c.after(thread, "setContextClassLoader", "(Ljava/lang/ClassLoader;)V").by(by, "contextClassLoaderSet");
        c.after(thread, "setInheritableThreadLocals", "(Ljava/lang/ThreadLocal$ThreadLocalMap;)V")
                .as("(Ljava/lang/Thread;Ljava/lang/Object;)V").by(by, "inheritableSet");
        c.body(thread, "getDefaultUncaughtExceptionHandler", "()Ljava/lang/Thread$UncaughtExceptionHandler;")
                .by(by, "defaultHandler");
        c.body(thread, "setDefaultUncaughtExceptionHandler", "(Ljava/lang/Thread$UncaughtExceptionHandler;)V")
                .by(by, "setDefaultHandler");
        c.before(thread, "dispatchUncaughtException", "(Ljava/lang/Throwable;)V").by(by, "uncaught");
        c.body("java/lang/Thread$ThreadIdentifiers", "next", "()J").by(by, "nextId");
        c.body("java/lang/Thread$ThreadNumbering", "next", "()I").by(by, "nextNumber");

        String locks = "java/util/concurrent/locks/LockSupport";
        c.body(locks, "unpark", "(Ljava/lang/Thread;)V").when("isFacade").by(by, "unpark");
        c.body(locks, "getBlocker", "(Ljava/lang/Thread;)Ljava/lang/Object;").when("isFacade").by(by, "blocker");
        String unsafe = "sun/misc/Unsafe";
        c.body(unsafe, "park", "(ZJ)V").as("(Ljava/lang/Object;ZJ)V").by(by, "unsafePark");
        c.body(unsafe, "unpark", "(Ljava/lang/Object;)V").as("(Ljava/lang/Object;Ljava/lang/Object;)V")
                .by(by, "unsafeUnpark");
    }

    public static Thread currentThread() {
        Task task = Task.current();
        return task == null ? Thread.currentThread() : task.visibleThread();
    }

    /** Who owns a lock is the same inside Moonsim's own code, which may meet a lock that its caller holds. */
    public static Thread ownerThread() {
        Thread thread = Thread.currentThread();
        Task task = VirtualThreads.taskOf(thread);
        return task == null ? thread : task.visibleThread();
    }

    /** Lets others run: the loop around it waits for one of them. */
    public static void onSpinWait() {
        if (Task.isSimulated()) {
            Thread.yield();
        } else {
            Thread.onSpinWait();
        }
    }

    /** The JDK spins a fixed number of times before it parks; only a long spin is a wait for somebody. */
    public static void onSpinWaitInJdk() {
        if (!Task.isSimulated()) {
            Thread.onSpinWait();
        } else if (Preemption.countSpin()) {
            Thread.yield();
        }
    }

    public static boolean isFacade(Thread thread) {
        return thread != null && !thread.isVirtual() && VirtualThreads.taskOfFacade(thread) != null;
    }

    public static boolean startsTask(Thread thread) {
        return Task.isSimulated() && !thread.isVirtual();
    }

    public static boolean startsTaskIn(Thread thread, ThreadContainer container) {
        return startsTask(thread);
    }

    public static void start(Thread thread) {
        startNew(thread, null);
    }

    public static void startIn(Thread thread, ThreadContainer container) {
        startNew(thread, virtual -> SharedSecrets.getJavaLangAccess().start(virtual, container));
    }

    private static void startNew(Thread thread, Boot.ThreadStarter starter) {
        if (isFacade(thread)) {
            throw new IllegalThreadStateException();
        }
        if (Boot.current().node().refusesThread()) {
            throw new OutOfMemoryError("unable to create native thread: possibly out of memory or process/resource limits reached");
        }
        boolean interrupted = thread.isInterrupted();
        Boot.current().startPlatform(thread, starter);
        if (interrupted) {
            Task.of(thread).virtualThread().interrupt();
        }
    }

    public static boolean alive(Thread thread) {
        Task task = Task.of(thread);
        return !task.isFacadeDone() && task.virtualThread().isAlive();
    }

    public static Thread.State state(Thread thread) {
        Task task = Task.of(thread);
        return task.isFacadeDone() ? Thread.State.TERMINATED
                : task.entering() != null ? Thread.State.BLOCKED : task.virtualThread().getState();
    }

    public static void interrupt(Thread thread) {
        Task.of(thread).virtualThread().interrupt();
    }

    public static boolean isWaitingCarrier(Thread carrier) {
        return Carriers.isWaitingInside(carrier);
    }

    public static void interruptWaiter(Thread carrier) {
        Carriers.interruptWaiter(carrier);
    }

    public static boolean isInterrupted(Thread thread) {
        return Task.of(thread).virtualThread().isInterrupted();
    }

    public static boolean isJoinable(Thread thread, long millis) {
        return millis >= 0 && isFacade(thread);
    }

    public static void join(Thread thread, long millis) throws InterruptedException {
        Task.of(thread).virtualThread().join(millis);
    }

    /** Its own stack a thread sees by the JDK's code. */
    public static boolean isOtherFacade(Thread thread) {
        return isFacade(thread) && thread != currentThread();
    }

    public static StackTraceElement[] stackTrace(Thread thread) {
        Task task = Task.of(thread);
        return task.isFacadeDone() ? new StackTraceElement[0]
                : StackTracesArea.shown(task.virtualThread().getStackTrace());
    }

    public static Thread[] allThreads() {
        List<Task> tasks = Boot.current().liveTasks();
        return tasks.stream().filter(Task::isFacade).map(Task::visibleThread).toArray(Thread[]::new);
    }

    public static Map<Thread, StackTraceElement[]> allStackTraces() {
        Map<Thread, StackTraceElement[]> traces = new LinkedHashMap<>();
        for (Thread thread : allThreads()) {
            traces.put(thread, thread.getStackTrace());
        }
        return traces;
    }

    /** Keeps a facade and its virtual thread of one mind about the context class loader. */
    public static void contextClassLoaderSet(Thread thread, ClassLoader loader) {
        Task task = Task.of(thread);
        if (task != null && task.isFacade()) {
            VirtualThreads.copyContextClassLoader(thread, task);
        }
    }

    public static void inheritableSet(Thread thread, Object map) {
        Task task = Task.of(thread);
        if (task != null && task.isFacade() && thread.isVirtual()) {
            VirtualThreads.copyInheritable(thread, task.visibleThread());
        }
    }

    public static Thread.UncaughtExceptionHandler defaultHandler() {
        return Boot.current().defaultHandler();
    }

    public static void setDefaultHandler(Thread.UncaughtExceptionHandler handler) {
        Boot.current().setDefaultHandler(handler);
    }

    /** A virtual thread of the program ends by an exception; for facades the task's body sees to it. */
    public static void uncaught(Thread thread, Throwable thrown) {
        Task task = Task.current();
        if (task != null && !task.isFacade() && task.virtualThread() == thread) {
            boolean handled = task.boot.defaultHandler() != null
                    || thread.getUncaughtExceptionHandler() != thread.getThreadGroup();
            task.boot.simulation().uncaught(task.boot, task, thrown, handled);
        }
    }

    public static long nextId() {
        return Boot.current().nextThreadId();
    }

    public static int nextNumber() {
        return Boot.current().nextThreadNumber();
    }

    public static void unpark(Thread thread) {
        LockSupport.unpark(Task.of(thread).virtualThread());
    }

    public static Object blocker(Thread thread) {
        return LockSupport.getBlocker(Task.of(thread).virtualThread());
    }

    public static void unsafePark(Object unsafe, boolean absolute, long time) {
        if (absolute) {
            LockSupport.parkUntil(time);
        } else if (time == 0) {
            LockSupport.park();
        } else {
            LockSupport.parkNanos(time);
        }
    }

    public static void unsafeUnpark(Object unsafe, Object thread) {
        LockSupport.unpark((Thread) thread);
    }
}
