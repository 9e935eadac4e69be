package dev.moonsim.sched;

import dev.moonsim.decide.DecisionStream;
import dev.moonsim.decide.Decisions;
import dev.moonsim.decide.Domain;

/**
 * Holds a runnable task back while virtual time goes on, as an operating system, a hypervisor or a garbage collector may
 * do between any two instructions. What a task believes because of a clock it read may be false when it goes on.
 */
final class Stalls {
    /** One seed in so many has stalls where the seed decides. */
    private static final int SEEDS = 4;
    /** Chances between two stalls: 2^3 to 2^9, by seed. */
    private static final int DENSEST_LOG = 3;
    private static final int SPARSEST_LOG = 9;
    /** Log2 of the shortest and the longest stall that has nothing to do with a timer: about 1 µs and 8 s. */
    private static final int SHORTEST_LOG = 10;
    private static final int LONGEST_LOG = 33;
    private static final long BEYOND_THE_TIMER_NANOS = 1_000_000;

    private final DecisionStream draws;
    private final int mean;
    private int chances;
    private long notBefore;
    private long count;

    private Stalls(DecisionStream draws) {
        this.draws = draws;
        mean = 1 << draws.between(DENSEST_LOG, SPARSEST_LOG);
        chances = draws.below(2 * mean);
    }

    /** Null where a run has none. */
    static Stalls of(ScheduleOptions options, Decisions decisions) {
        DecisionStream draws = decisions.stream(Domain.STALL, 0);
        return options.stalls().isOn(draws, SEEDS) ? new Stalls(draws) : null;
    }

    /** Whether a task that has become ready is held back. */
    boolean holdsBack(Task task) {
        if (task.toStall) {
            task.toStall = false;
            return true;
        }
        return false;
    }

    /** Points that may be passed before {@link #stallsAtPoint} is asked. */
    int stride() {
        return chances;
    }

    /** Asked at a point of the running task; now is virtual time. */
    boolean stallsAtPoint(long now) {
        if (now < notBefore) {
            chances = mean;
            return false;
        }
        chances = draws.below(2 * mean);
        return true;
    }

    /**
     * Half of the stalls end just after the next timer, where what the task believes is most likely to have changed.
     *
     * @param untilTimer nanoseconds until the next timer, 0 where there is none
     */
    long duration(long untilTimer, long now) {
        count++;
        long nanos = untilTimer > 0 && draws.below(2) == 0 ? untilTimer + draws.between(1, BEYOND_THE_TIMER_NANOS)
                : draws.between(1, 1L << draws.between(SHORTEST_LOG, LONGEST_LOG));
        // A program gets as much time as stalls take from it, so that it comes to an end.
        notBefore = now + nanos + draws.between(0, 2 * nanos);
        return nanos;
    }

    long count() {
        return count;
    }
}
