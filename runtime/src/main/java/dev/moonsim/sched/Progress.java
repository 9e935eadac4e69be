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
    private long since;

    /** @param steps the run's budget, or 0 for none but the default number of turns */
    Progress(long steps) {
        this.limited = steps > 0;
        this.steps = limited ? steps : DEFAULT_STEPS;
    }

    /** @param readySequence how often tasks have become ready so far */
    void made(long readySequence) {
        turns = 0;
        since = readySequence;
    }

    void turn() {
        turns++;
    }

    /** Turns since something happened. */
    long turns() {
        return turns;
    }

    /** Also every task that is ready must have had its turn since something happened. */
    boolean isLivelock(Task[] ready, int count) {
        if (turns < Math.max(1, steps / 2)) {
            return false;
        }
        for (int i = 0; i < count; i++) {
            if (ready[i].readySince < since) {
                return false;
            }
        }
        return true;
    }

    boolean isUsedUp(long stepsMade) {
        return limited && stepsMade >= steps;
    }
}
