package dev.moonsim.api.history;

import java.util.Collection;
import java.util.List;

/**
 * A number that is added to.
 *
 * <table>
 * <caption>Answers</caption>
 * <tr><th>operation</th><th>output</th></tr>
 * <tr><td>{@link #get}</td><td>{@code Long} or {@code Integer}: the number</td></tr>
 * <tr><td>{@link #add}</td><td>{@code Long} or {@code Integer}: the number after it; anything else is not looked
 * at</td></tr>
 * </table>
 */
public final class CounterModel implements Model<Long, CounterModel.Input, Object> {
    private final long initial;

    /** A counter that begins at 0. */
    public CounterModel() {
        this(0);
    }

    /** A counter that begins at a number. */
    public CounterModel(long initial) {
        this.initial = initial;
    }

    /** Reads the number. */
    public static Input get() {
        return new Input(false, 0);
    }

    /** Adds to the number; a negative one takes away. */
    public static Input add(long delta) {
        return new Input(true, delta);
    }

    @Override
    public Long initial() {
        return initial;
    }

    @Override
    public Collection<Long> step(Long state, Input input, Object output) {
        long next = state + input.delta;
        boolean told = !input.add || output instanceof Number;
        return Answers.when(!told || Answers.number(input, output) == next, next);
    }

    @Override
    public Collection<Long> stepUnknown(Long state, Input input) {
        return List.of(state + input.delta);
    }

    @Override
    public boolean observes(Input input, Object output) {
        return !input.add;
    }

    @Override
    public String describe(Input input, Object output) {
        return input.add && !(output instanceof Number) ? "ok" : String.valueOf(output);
    }

    /**
     * An operation on a counter.
     *
     * @param add   whether it adds, not only reads
     * @param delta what it adds
     */
    public record Input(boolean add, long delta) {
        @Override
        public String toString() {
            return add ? "add(" + delta + ")" : "get()";
        }
    }
}
