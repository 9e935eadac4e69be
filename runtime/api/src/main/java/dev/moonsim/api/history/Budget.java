package dev.moonsim.api.history;

/** What is left of the {@link Limits} of a check. */
final class Budget {
    private static final int STEPS_PER_CLOCK = 1_024;

    private final boolean timed;
    private final long deadline;
    private long states;
    private long steps;
    private long nextClock;
    private boolean late;

    Budget(Limits limits) {
        this(limits.states(), limits.duration() != null,
                limits.duration() == null ? 0 : System.nanoTime() + nanos(limits));
    }

    private Budget(long states, boolean timed, long deadline) {
        this.timed = timed;
        this.deadline = deadline;
        this.states = states;
        steps = states > Long.MAX_VALUE / Limits.STEPS_PER_STATE ? Long.MAX_VALUE : states * Limits.STEPS_PER_STATE;
    }

    /** A share for one of so many parts; what the part does not {@link #spend} stays here for the others. */
    Budget share(int parts) {
        Budget share = new Budget(Math.max(1, states / parts), timed, deadline);
        share.steps = Math.min(share.steps, steps);
        return share;
    }

    /** For making a failing part small: a tenth of the steps, until the same deadline. */
    Budget reduction(Limits limits) {
        Budget budget = new Budget(limits.states(), timed, deadline);
        budget.steps = Math.max(1, budget.steps / 10);
        return budget;
    }

    void spend(long states, long steps) {
        this.states = Math.max(0, this.states - states);
        this.steps = Math.max(0, this.steps - steps);
    }

    /** Whether a search that has used so much may go on. */
    boolean allows(long states, long steps) {
        if (timed && steps >= nextClock) {
            // Reading the clock costs more than a step.
            nextClock = steps + STEPS_PER_CLOCK;
            late |= System.nanoTime() - deadline >= 0;
        }
        return states < this.states && steps < this.steps && !late;
    }

    boolean spent() {
        return states == 0 || steps == 0 || timed && System.nanoTime() - deadline >= 0;
    }

    private static long nanos(Limits limits) {
        try {
            return Math.min(limits.duration().toNanos(), Long.MAX_VALUE / 2);
        } catch (ArithmeticException tooLong) {
            return Long.MAX_VALUE / 2;
        }
    }
}
