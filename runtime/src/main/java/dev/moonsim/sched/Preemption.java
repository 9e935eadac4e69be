package dev.moonsim.sched;

import dev.moonsim.jdk.IdentityHash;

/**
 * Where a task can be made to give way between two of its own blocking operations. Application code is rewritten to pass
 * here: at points, before it touches what threads share, and at loop back-edges. Both are a compare and a countdown;
 * the scheduler says how far the next question is.
 */
public final class Preemption {
    /** The bit of an operation that may write. */
    public static final int WRITE = 1;

    /** Back-edges a task may take in one step. */
    private static final int BACK_EDGES = 100_000;
    /** What they cost: a nanosecond each. */
    private static final long COST_NANOS = 100_000;
    /** Spins of the JDK's own code that are no scheduling point. */
    private static final int SPINS = 512;

    /** The task's thread that runs; others that run application code, such as the JVM's cleaners, pass uncounted. */
    private static Thread running;
    private static int left;
    private static int granted;
    private static long passed;
    private static int backEdges = BACK_EDGES;
    private static int spins;

    private Preemption() {}

    /** A run begins. */
    static void reset() {
        running = null;
        left = 0;
        granted = 0;
        passed = 0;
    }

    /** A step of the thread begins. */
    static void begin(Thread thread, int stride) {
        running = thread;
        backEdges = BACK_EDGES;
        spins = 0;
        grant(stride);
    }

    /** From here on so many points may be passed before the scheduler is asked. */
    static void grant(int stride) {
        passed += granted - left;
        granted = stride;
        left = stride;
    }

    /** Points passed since the run began. */
    static long passed() {
        return passed + granted - left;
    }

    /**
     * Called before an operation on what threads may share.
     *
     * @param operation a hash of what it is about, the same for all operations on one field, kind of array or class of the
     *     JDK, with {@link #WRITE} where it may write
     */
    public static void point(int operation) {
        if (Thread.currentThread() == running && --left < 0) {
            ask(operation);
        }
    }

    private static void ask(int operation) {
        Task task = Task.current();
        if (task == null || task.unpreemptible > 0 || IdentityHash.isHeld()) {
            passed++;
            left = 0; // the next point asks again
        } else {
            task.scheduler.askAt(task, operation);
        }
    }

    /** Counts a spin of the JDK's own code; true where it has gone on for so long that others must run. */
    public static boolean countSpin() {
        return ++spins >= SPINS;
    }

    /** Called at every loop back-edge of application code. */
    public static void backEdge() {
        if (Thread.currentThread() == running && --backEdges < 0) {
            exhausted();
        }
    }

    private static void exhausted() {
        backEdges = BACK_EDGES;
        Task task = Task.current();
        if (task != null) {
            task.scheduler.spin(COST_NANOS);
            Thread.yield();
        }
    }
}
