package dev.moonsim.sched;

import dev.moonsim.jdk.IdentityHash;
import dev.moonsim.jdk.ToolInterface;
import dev.moonsim.jdk.VirtualThreads;
import dev.moonsim.node.Boot;
import java.util.concurrent.locks.LockSupport;

/**
 * One logical thread of a node. It runs on a JDK virtual thread whose scheduler is ours; what the program sees is either
 * that virtual thread itself or, for a platform thread, the program's own {@code Thread} object as a facade.
 *
 * <p>The task replaces the virtual thread's {@code runContinuation}, so the JDK hands the task itself to the scheduler and
 * no look-up stands between a thread and its task.
 */
public final class Task implements Runnable {
    /** Ordinal in the run, in order of creation. */
    public final int id;
    public final Boot boot;
    final Thread thread;
    final Scheduler scheduler;
    private final Runnable continuation;
    /** The program's own object for a platform thread, null for a virtual thread of the program. */
    private final Thread facade;
    /** What the JVM's tool interface knows of it. */
    public final ToolInterface tools = new ToolInterface();

    /** Above zero while Moonsim's own code runs on the task: every hook then sees the plain JDK. */
    private int hostDepth;
    boolean ready;
    /** Held back by decision, though it could run. */
    boolean stalled;
    /** It is to be held back when it yields next. */
    boolean toStall;
    /** Above zero where the task must not be made to give way: the JVM waits for it in class initialisation or loading. */
    int unpreemptible;
    /** How many loop back-edges it may take in a step. */
    int backEdges = Preemption.BACK_EDGES;
    /** For the strategy. */
    long priority;
    /** For the strategy: the operation it is about to do, as {@link Preemption#point} has it. */
    int operation;
    /** New, and not to run before the task that made it has given way by itself; for strategies. */
    boolean held;
    /** Counts the times that any task became ready. */
    long readySince;
    /** Behind it in the queue in which it waits. */
    Task nextWaiting;
    /** The queue in which it waited has woken it. */
    boolean woken;
    /** Its wait has lasted for as long as it was to. */
    boolean expired;
    /** Ends its wait in a queue when the time is out. */
    final Runnable expiry;
    private boolean facadeDone;
    /** The carrier that this task holds while it is parked with a native frame on its stack. */
    Carrier pinnedOn;
    /** Of the direct buffer that it is about to make. */
    public int directBytes;
    /** Position among the tasks that wait for a monitor, or -1. */
    int monitorIndex = -1;
    /** The monitor for which it waits with a native frame on its stack, where the JVM could only block its carrier; or null. */
    Object entering;
    /** Who had that monitor when it was looked for; null where the monitor itself can be asked. */
    Task holder;
    /** The object for whose notification it waits on its carrier, in the JVM; or null. */
    Object pinnedWait;
    /** A notification has ended the wait it is in, where the simulation and not the JVM chose it. */
    boolean notified;
    /** The step in which it began to wait for the notification of {@link #awaited}. */
    long awaitedSince;
    /** It has tried to leave its carrier, only to learn whether it can. */
    boolean probing;
    /** What the task waits for, for people; null while it runs or when the JDK knows better. */
    private Awaited waitingFor;
    private Object awaited;
    private StackTraceElement[] startedAt;

    Task(int id, Boot boot, Scheduler scheduler, Thread thread, Thread facade, Runnable continuation) {
        this.id = id;
        this.boot = boot;
        this.scheduler = scheduler;
        this.thread = thread;
        this.facade = facade;
        this.continuation = continuation;
        expiry = () -> {
            expired = true;
            LockSupport.unpark(thread);
        };
    }

    /**
     * The task that runs this code, or null on a thread that the simulation does not own (its own carrier, the garbage
     * collector's helpers, a debugger) and while Moonsim's own code runs on a task.
     */
    public static Task current() {
        Task task = VirtualThreads.taskOf(Thread.currentThread());
        return task != null && task.hostDepth == 0 ? task : null;
    }

    /** The default guard of every hook: is the caller simulated? */
    public static boolean isSimulated() {
        return current() != null;
    }

    /** The task behind a thread object: a facade or the virtual thread itself; null for any other thread. */
    public static Task of(Thread thread) {
        return thread.isVirtual() ? VirtualThreads.taskOf(thread) : VirtualThreads.taskOfFacade(thread);
    }

    /** From here to {@link #leaveHost} the hooks let this task's calls through to the plain JDK. */
    public static Task enterHost() {
        Task task = VirtualThreads.taskOf(Thread.currentThread());
        if (task != null) {
            task.hostDepth++;
        }
        return task;
    }

    /** @param entered what {@link #enterHost} returned; null is fine */
    public static void leaveHost(Task entered) {
        if (entered != null) {
            entered.hostDepth--;
        }
    }

    /** Reads all that going on needs of it, for {@link ParkedTasks}. */
    int touch() {
        return (int) priority + id + (facade == null ? 0 : 1) + (startedAt == null ? 0 : 1) + tools.touch();
    }

    /** What the program's {@code Thread.currentThread()} returns. */
    public Thread visibleThread() {
        return facade != null ? facade : thread;
    }

    public Thread virtualThread() {
        return thread;
    }

    public boolean isFacade() {
        return facade != null;
    }

    /** The platform thread that this task plays has ended, though its last step is still running. */
    public void facadeDone() {
        facadeDone = true;
    }

    public boolean isFacadeDone() {
        return facadeDone;
    }

    public boolean isDaemon() {
        return facade == null || facade.isDaemon();
    }

    /** Runs the task from one scheduling point to the next; called on the carrier. */
    @Override
    public void run() {
        continuation.run();
    }

    /**
     * Where the task is; it must be the current one, on its carrier or about to be resumed. Capturing leaves no mark on the
     * run: no hash drawn, no state of the task changed.
     */
    public StackTraceElement[] stack() {
        IdentityHash.hold();
        Task host = enterHost();
        boolean wasReady = ready;
        ready = true; // the JDK hands a runnable thread to the scheduler once more when it has read its stack
        try {
            return Thread.currentThread() == thread ? new Throwable().getStackTrace() : thread.getStackTrace();
        } finally {
            ready = wasReady;
            leaveHost(host);
            IdentityHash.release();
        }
    }

    /** Where the program started it. */
    public void startedAt(StackTraceElement[] stack) {
        startedAt = stack;
    }

    /** Null where it was not asked for. */
    public StackTraceElement[] startedAt() {
        return startedAt;
    }

    void waitsFor(Awaited what) {
        waitingFor = what;
    }

    /** It is in no wait any more: it has gone on and has the monitor again, which takes more than one step where others want it too. */
    void goesOn() {
        awaited = null;
    }

    /** It is about to wait for a notification of the object. The JVM tells which only while it interprets the wait. */
    public void awaits(Object object) {
        awaited = object;
        awaitedSince = scheduler.steps();
        notified = false;
    }

    /** The object of the wait it is in; null or an older one where it is in none. */
    public Object awaited() {
        return awaited;
    }

    /** The monitor that the simulation, and not the JVM, lets it wait for; or null. */
    public Object entering() {
        return entering;
    }

    /** What it waits for in the simulated world, or null. */
    public String waitingFor() {
        return waitingFor == null ? null : waitingFor.what();
    }

    /** True where it waits for something that only a party outside this program could bring, such as a connection. */
    public boolean waitsForOutside() {
        return waitingFor != null && waitingFor.isOutside();
    }

    @Override
    public String toString() {
        return "task " + id + " \"" + visibleThread().getName() + "\"";
    }
}
