package dev.moonsim.api.history;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/**
 * A first-in first-out queue.
 *
 * <table>
 * <caption>Answers</caption>
 * <tr><th>operation</th><th>output</th></tr>
 * <tr><td>{@link #enqueue}</td><td>{@code false}: it was full, which only a bounded queue may say; anything else is
 * done</td></tr>
 * <tr><td>{@link #dequeue}</td><td>the oldest value, null if the queue was empty</td></tr>
 * </table>
 *
 * <p>Many enqueues at the same time that nobody dequeues are expensive to check, as each order of them is another
 * state: drain the queue now and then, and at the end.
 *
 * @param <V> values, compared with {@code equals}; not null
 */
public final class QueueModel<V> implements Model<QueueModel.Contents, QueueModel.Input<V>, Object> {
    private static final Contents EMPTY = new Contents(new Object[0]);

    private final int capacity;

    /** A queue without bound. */
    public QueueModel() {
        this(Integer.MAX_VALUE);
    }

    /** A queue that takes so many values. */
    public QueueModel(int capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException("capacity of a queue is " + capacity + ", should be 1 or more");
        }
        this.capacity = capacity;
    }

    /** Adds a value at the end. */
    public static <V> Input<V> enqueue(V value) {
        return new Input<>(Objects.requireNonNull(value, "value"));
    }

    /** Takes the oldest value. */
    public static <V> Input<V> dequeue() {
        return new Input<>(null);
    }

    @Override
    public Contents initial() {
        return EMPTY;
    }

    @Override
    public Collection<Contents> step(Contents state, Input<V> input, Object output) {
        if (input.value != null) {
            boolean full = state.values.length >= capacity;
            boolean refused = Boolean.FALSE.equals(output);
            return full != refused ? List.of() : List.of(refused ? state : state.with(input.value));
        }
        if (state.values.length == 0) {
            return Answers.when(output == null, state);
        }
        return state.values[0].equals(output) ? List.of(state.withoutFirst()) : List.of();
    }

    @Override
    public Collection<Contents> stepUnknown(Contents state, Input<V> input) {
        if (input.value != null) {
            return state.values.length >= capacity ? List.of() : List.of(state.with(input.value));
        }
        return state.values.length == 0 ? List.of() : List.of(state.withoutFirst());
    }

    @Override
    public boolean observes(Input<V> input, Object output) {
        return input.value == null ? output == null : Boolean.FALSE.equals(output);
    }

    @Override
    public String describe(Input<V> input, Object output) {
        if (input.value == null) {
            return output == null ? "empty" : output.toString();
        }
        return Boolean.FALSE.equals(output) ? "full" : "ok";
    }

    /** What is in a queue, oldest first. */
    public static final class Contents {
        private final Object[] values;
        private final int hash;

        private Contents(Object[] values) {
            this.values = values;
            hash = Arrays.hashCode(values);
        }

        private Contents with(Object value) {
            Object[] next = Arrays.copyOf(values, values.length + 1);
            next[values.length] = value;
            return new Contents(next);
        }

        private Contents withoutFirst() {
            return values.length == 1 ? EMPTY : new Contents(Arrays.copyOfRange(values, 1, values.length));
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Contents that && hash == that.hash && Arrays.equals(values, that.values);
        }

        @Override
        public int hashCode() {
            return hash;
        }

        @Override
        public String toString() {
            return Arrays.toString(values);
        }
    }

    /**
     * An operation on a queue.
     *
     * @param value what is enqueued; null to dequeue
     * @param <V>   values
     */
    public record Input<V>(V value) {
        @Override
        public String toString() {
            return value == null ? "dequeue()" : "enqueue(" + value + ")";
        }
    }
}
