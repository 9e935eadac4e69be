package dev.moonsim.run;

/**
 * How long the phases of a run, and the run as a whole, may take, in virtual nanoseconds. What takes longer is a failure.
 *
 * @param bootNanos until all nodes are ready
 * @param setupNanos until all workloads are set up
 * @param recoveryNanos from the end of chaos until all workloads are done: what does not answer again by then is not live
 * @param checkNanos until all workloads have checked
 * @param runNanos until the run has ended; a run that needs exactly so long passes. {@link #NONE} for no such limit, which is
 *     the default. The scenario's budget is another thing: a run that has used it up ends there, and passes
 */
public record Deadlines(long bootNanos, long setupNanos, long recoveryNanos, long checkNanos, long runNanos) {
    public static final long NONE = Long.MAX_VALUE;

    private static final long MINUTE = 60_000_000_000L;
    /** A minute each, and five for recovery. */
    public static final Deadlines DEFAULT = new Deadlines(MINUTE, MINUTE, 5 * MINUTE, MINUTE, NONE);

    public Deadlines withRun(long nanos) {
        return new Deadlines(bootNanos, setupNanos, recoveryNanos, checkNanos, nanos);
    }
}
