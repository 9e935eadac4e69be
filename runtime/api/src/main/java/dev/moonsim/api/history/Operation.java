package dev.moonsim.api.history;

import java.util.Objects;

/**
 * One operation of one client, as it stood when it was taken from a {@link History}.
 *
 * @param index         its place in the order of invocations of its history, from 0
 * @param client        who invoked it; shown by {@code toString}
 * @param input         what was asked
 * @param outcome       what is known of its end
 * @param output        what was answered; null unless the outcome is {@link Outcome#OK}, and possibly null then
 * @param invoked       the number of its invocation among all events of the history
 * @param returned      the number of its end among all events of the history, {@link #NEVER} while it is pending
 * @param invokedNanos  {@link System#nanoTime()} at the invocation
 * @param returnedNanos {@link System#nanoTime()} at the end; 0 while it is pending
 * @param <I>           inputs
 * @param <O>           outputs
 */
public record Operation<I, O>(
        int index,
        Object client,
        I input,
        Outcome outcome,
        O output,
        long invoked,
        long returned,
        long invokedNanos,
        long returnedNanos) {
    /** {@link #returned()} of an operation that has not ended. */
    public static final long NEVER = Long.MAX_VALUE;

    /** What is known of the end of an operation. */
    public enum Outcome {
        /** No end was recorded: it may take effect at any time after its invocation, or never. */
        PENDING,
        /** It was answered: it took effect once, between its invocation and its answer. */
        OK,
        /** It certainly took no effect and never will. */
        FAILED,
        /** Its client gave up (a timeout, a lost connection): as {@link #PENDING}. */
        UNKNOWN
    }

    /**
     * @throws IllegalArgumentException if it ends before it begins
     */
    public Operation {
        Objects.requireNonNull(outcome, "outcome");
        if (returned <= invoked) {
            throw new IllegalArgumentException("operation " + index + " of client " + client + " ends at event "
                    + returned + ", not after its invocation at event " + invoked);
        }
    }

    /** Whether it was answered, so that it must have taken effect before {@link #returned()}. */
    public boolean completed() {
        return outcome == Outcome.OK;
    }

    /** The same operation with nothing known of its end: what an observer at an earlier time would see. */
    Operation<I, O> relaxed() {
        return new Operation<>(index, client, input, Outcome.PENDING, null, invoked, NEVER, invokedNanos, 0);
    }

    @Override
    public String toString() {
        return client + ": " + input + " -> " + switch (outcome) {
            case OK -> String.valueOf(output);
            case FAILED -> "failed";
            case UNKNOWN -> "unknown";
            case PENDING -> "pending";
        };
    }
}
