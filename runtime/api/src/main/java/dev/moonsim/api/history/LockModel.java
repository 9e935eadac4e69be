package dev.moonsim.api.history;

import java.util.Collection;
import java.util.List;
import java.util.Objects;

/**
 * A lock that one owner holds at a time.
 *
 * <table>
 * <caption>Answers</caption>
 * <tr><th>operation</th><th>output</th></tr>
 * <tr><td>{@link #acquire}</td><td>{@code true}, or with fencing the token, a whole number greater than that of every
 * acquisition before: it has the lock. {@code false}: another owner (or, unless the lock is re-entrant, it itself) has
 * it.</td></tr>
 * <tr><td>{@link #release}</td><td>{@code true}: it had the lock and gave it back; {@code false}: it did not have
 * it</td></tr>
 * </table>
 *
 * <p>A lock that the service takes away (a lease runs out, a session ends) is, for this model, a release: record a
 * {@link #release} of that owner when the lease may run out first, and leave its end unknown.
 */
public final class LockModel implements Model<LockModel.Holder, LockModel.Input, Object> {
    private final boolean fenced;
    private final boolean reentrant;

    /** A plain lock: neither fenced nor re-entrant. */
    public LockModel() {
        this(false, false);
    }

    private LockModel(boolean fenced, boolean reentrant) {
        this.fenced = fenced;
        this.reentrant = reentrant;
    }

    /** The same lock, whose acquisitions are answered with a fencing token. A re-entry may repeat the token. */
    public LockModel fenced() {
        return new LockModel(true, reentrant);
    }

    /** The same lock, which its owner may acquire again, and must release as often. */
    public LockModel reentrant() {
        return new LockModel(fenced, true);
    }

    /** Asks for the lock. */
    public static Input acquire(Object owner) {
        return new Input(true, Objects.requireNonNull(owner, "owner"));
    }

    /** Gives the lock back. */
    public static Input release(Object owner) {
        return new Input(false, Objects.requireNonNull(owner, "owner"));
    }

    @Override
    public Holder initial() {
        return new Holder(null, 0, Long.MIN_VALUE);
    }

    @Override
    public Collection<Holder> step(Holder state, Input input, Object output) {
        boolean mine = input.owner.equals(state.owner);
        if (!input.acquire) {
            boolean done = Answers.yes(input, output);
            return Answers.when(done == mine, done ? state.released() : state);
        }
        boolean granted = state.owner == null || mine && reentrant;
        if (Boolean.FALSE.equals(output)) {
            return Answers.when(!granted, state);
        }
        if (!fenced) {
            return Answers.when(Answers.yes(input, output) && granted, state.acquired(input.owner, state.token));
        }
        long token = Answers.number(input, output);
        return Answers.when(granted && (mine ? token >= state.token : token > state.token),
                state.acquired(input.owner, token));
    }

    @Override
    public Collection<Holder> stepUnknown(Holder state, Input input) {
        boolean mine = input.owner.equals(state.owner);
        if (!input.acquire) {
            return Answers.when(mine, mine ? state.released() : state);
        }
        // The smallest token that it can have got: every later one that any token allows is greater than this.
        long token = fenced && !mine && state.token != Long.MIN_VALUE ? state.token + 1 : state.token;
        return Answers.when(state.owner == null || mine && reentrant, state.acquired(input.owner, token));
    }

    @Override
    public boolean observes(Input input, Object output) {
        return Boolean.FALSE.equals(output);
    }

    /**
     * Who has a lock.
     *
     * @param owner the owner, null if it is free
     * @param count how often the owner must release it
     * @param token the last fencing token that was given out, or the least that it may be
     */
    public record Holder(Object owner, int count, long token) {
        private Holder acquired(Object by, long token) {
            return new Holder(by, count + 1, token);
        }

        private Holder released() {
            return new Holder(count == 1 ? null : owner, count - 1, token);
        }

        @Override
        public String toString() {
            String held = owner == null ? "free" : "held by " + owner + (count > 1 ? " " + count + " times" : "");
            return token == Long.MIN_VALUE ? held : held + ", token " + token;
        }
    }

    /**
     * An operation on a lock.
     *
     * @param acquire whether it asks for the lock, not gives it back
     * @param owner   who does
     */
    public record Input(boolean acquire, Object owner) {
        @Override
        public String toString() {
            return (acquire ? "acquire(" : "release(") + owner + ")";
        }
    }
}
