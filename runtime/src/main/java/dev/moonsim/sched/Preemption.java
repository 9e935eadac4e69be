package dev.moonsim.sched;

/**
 * Ends busy-waiting: application code counts its loop back-edges here, and after a fixed number within one step the task
 * yields and virtual time has passed. Counting restarts with each step, so the point is the same in every run of a seed.
 */
public final class Preemption {
    /** Back-edges a task may take in one step. */
    private static final int BACK_EDGES = 100_000;
    /** What they cost: a nanosecond each. */
    private static final long COST_NANOS = 100_000;

    /** Spins of the JDK's own code that are no scheduling point. */
    private static final int SPINS = 512;

    private static int left = BACK_EDGES;
    private static int spins;

    private Preemption() {}

    static void refill() {
        left = BACK_EDGES;
        spins = 0;
    }

    /** Counts a spin of the JDK's own code; true where it has gone on for so long that others must run. */
    public static boolean countSpin() {
        return ++spins >= SPINS;
    }

    /** Called at every loop back-edge of application code. */
    public static void backEdge() {
        if (--left < 0) {
            exhausted();
        }
    }

    private static void exhausted() {
        left = BACK_EDGES;
        Task task = Task.current();
        if (task != null) {
            task.scheduler.spend(COST_NANOS);
            Thread.yield();
        }
    }
}
