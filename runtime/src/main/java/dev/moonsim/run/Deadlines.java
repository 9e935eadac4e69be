package dev.moonsim.run;

/**
 * How long the phases of a run may take, in virtual nanoseconds. One that takes longer is a failure of the run.
 *
 * @param bootNanos until all nodes are ready
 * @param setupNanos until all workloads are set up
 * @param recoveryNanos from the end of chaos until all workloads are done: what does not answer again by then is not live
 * @param checkNanos until all workloads have checked
 */
public record Deadlines(long bootNanos, long setupNanos, long recoveryNanos, long checkNanos) {
    private static final long MINUTE = 60_000_000_000L;
    /** A minute each, and five for recovery. */
    public static final Deadlines DEFAULT = new Deadlines(MINUTE, MINUTE, 5 * MINUTE, MINUTE);
}
