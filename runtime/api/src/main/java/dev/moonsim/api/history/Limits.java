package dev.moonsim.api.history;

import java.time.Duration;
import java.util.Objects;

/**
 * How much work a check may do before it answers {@link Verdict#UNKNOWN}. To decide is NP-complete, so some histories
 * need more than there is.
 *
 * @param states   how many states the search may visit, over all parts of the object: a state is a set of operations
 *                 that took effect and what the object holds then. Each takes about 100 bytes of heap until its part
 *                 is decided. The search also ends when it has asked the model {@value #STEPS_PER_STATE} times as
 *                 often. The same history, model and limit always give the same verdict. Making a failing part small
 *                 may visit as many again, with a tenth of the steps.
 * @param duration the longest time by {@link System#nanoTime()}, null for no limit. Outside a simulation it makes the
 *                 verdict depend on the machine; inside, computing takes no virtual time, so that it hardly matters.
 */
public record Limits(long states, Duration duration) {
    /** {@link #states} by default. */
    public static final long DEFAULT_STATES = 1_000_000;
    /** How many times a check may ask its model for each state it may visit. */
    public static final int STEPS_PER_STATE = 50;
    /** {@link #DEFAULT_STATES} and no limit of time. */
    public static final Limits DEFAULT = new Limits(DEFAULT_STATES, null);

    /**
     * @throws IllegalArgumentException if a limit is not positive
     */
    public Limits {
        if (states < 1) {
            throw new IllegalArgumentException("limit of states is " + states + ", should be 1 or more");
        }
        if (duration != null && (duration.isNegative() || duration.isZero())) {
            throw new IllegalArgumentException("limit of time is " + duration + ", should be more than nothing");
        }
    }

    /** So many states and no limit of time. */
    public static Limits states(long states) {
        return new Limits(states, null);
    }

    /** The same with a limit of time. */
    public Limits within(Duration duration) {
        return new Limits(states, Objects.requireNonNull(duration, "duration"));
    }
}
