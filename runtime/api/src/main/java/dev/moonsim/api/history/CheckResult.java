package dev.moonsim.api.history;

import java.util.Optional;

/**
 * What {@link Linearizability#check} found out.
 *
 * @param <I> inputs
 * @param <O> outputs
 */
public final class CheckResult<I, O> {
    private final Verdict verdict;
    private final int operations;
    private final int partitions;
    private final int failed;
    private final int undecided;
    private final long states;
    private final long steps;
    private final FailingPart<I, O> failingPart;

    CheckResult(Verdict verdict, int operations, int partitions, int failed, int undecided, long states, long steps,
            FailingPart<I, O> failingPart) {
        this.verdict = verdict;
        this.operations = operations;
        this.partitions = partitions;
        this.failed = failed;
        this.undecided = undecided;
        this.states = states;
        this.steps = steps;
        this.failingPart = failingPart;
    }

    /** The verdict over all parts of the object: one that fails is enough to fail. */
    public Verdict verdict() {
        return verdict;
    }

    /** How many parts (see {@link Model#partition}) the history touches. */
    public int partitions() {
        return partitions;
    }

    /** How many of them are not linearizable. */
    public int failed() {
        return failed;
    }

    /** How many of them were not decided within the limits. */
    public int undecided() {
        return undecided;
    }

    /** How many states the search visited, without those of making the failing part small. */
    public long states() {
        return states;
    }

    /** How often it asked the model. */
    public long steps() {
        return steps;
    }

    /** The smallest failing part that was found; of several parts that fail, of the one that fails soonest. */
    public Optional<FailingPart<I, O>> failingPart() {
        return Optional.ofNullable(failingPart);
    }

    /**
     * Throws if the history is certainly not linearizable. Nothing happens if it is unknown.
     *
     * @return this
     * @throws AssertionError with the text of {@link #toString}
     */
    public CheckResult<I, O> orThrow() {
        if (verdict == Verdict.NOT_LINEARIZABLE) {
            throw new AssertionError(toString());
        }
        return this;
    }

    /** One line, and for a history that is not linearizable its failing part below. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(switch (verdict) {
            case LINEARIZABLE -> "linearizable";
            case NOT_LINEARIZABLE -> "not linearizable";
            case UNKNOWN -> "unknown whether linearizable: the limits were reached";
        });
        text.append(" (").append(operations).append(" operations");
        if (partitions > 1) {
            text.append(", ").append(partitions).append(" parts");
            if (failed > 0) {
                text.append(", ").append(failed).append(" not linearizable");
            }
            if (undecided > 0) {
                text.append(", ").append(undecided).append(" undecided");
            }
        }
        text.append(", ").append(states).append(" states)");
        if (failingPart != null) {
            text.append('\n').append(failingPart);
        }
        return text.toString();
    }
}
