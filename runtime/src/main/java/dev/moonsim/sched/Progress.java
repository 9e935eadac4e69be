package dev.moonsim.sched;

/**
 * Tells a run that goes in circles from one that gets on. Whatever happens in the simulated world is progress: output, a
 * message, a disk operation, a thread that starts or ends, a timer that fires, a task that another one wakes. Turns are
 * steps that a task ended by itself though it could have gone on: a yield, an {@code onSpinWait}, a loop cut short. Steps
 * that a decision of the scheduler ended are no turns, and neither is a long computation, which makes one turn in 100,000 of
 * its loops.
 */
final class Progress {
    /** Steps of a run where nothing is said; half of them as turns without progress are a livelock. */
    static final long DEFAULT_STEPS = 20_000_000;

    private final long steps;
    private final boolean limited;
    private long turns;

    /** @param steps the run's budget, or 0 for none but the default number of turns */
    Progress(long steps) {
        this.limited = steps > 0;
        this.steps = limited ? steps : DEFAULT_STEPS;
    }

    void made() {
        turns = 0;
    }

    void turn() {
        turns++;
    }

    /** Turns since something happened. */
    long turns() {
        return turns;
    }

    boolean isLivelock() {
        return turns >= steps / 2 && turns > 0;
    }

    boolean isUsedUp(long stepsMade) {
        return limited && stepsMade >= steps;
    }
}
