package dev.moonsim.sched;

/**
 * How much a run was interleaved; zeros in all of it mean that nothing was.
 *
 * @param strategy what chose: {@code random}, {@code pct:3}
 * @param points places passed in the program's code where another task could have run
 * @param switches steps that ran another task than the step before
 * @param preemptions switches away from a task that could have gone on
 * @param stalls tasks held back while virtual time went on
 * @param spurious waits that ended without cause
 * @param spinLimits steps cut short because they made too many loop turns or clock reads
 */
public record ScheduleCounts(String strategy, long points, long switches, long preemptions, long stalls, long spurious,
        long spinLimits) {
    /** Of a run that never began. */
    public static final ScheduleCounts NONE = new ScheduleCounts("", 0, 0, 0, 0, 0, 0);
}
