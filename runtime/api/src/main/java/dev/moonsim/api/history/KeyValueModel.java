package dev.moonsim.api.history;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/**
 * A map, each key of which is checked by itself. A key that is not there has the value null.
 *
 * <table>
 * <caption>Answers</caption>
 * <tr><th>operation</th><th>output</th></tr>
 * <tr><td>{@link #get}</td><td>the value, null if there is none</td></tr>
 * <tr><td>{@link #put}, {@link #append}</td><td>not looked at</td></tr>
 * <tr><td>{@link #delete}</td><td>{@code Boolean}: whether it was there; anything else is not looked at</td></tr>
 * <tr><td>{@link #compareAndSet}</td><td>{@code Boolean}: whether it was set</td></tr>
 * </table>
 *
 * @param <K> keys, compared with {@code equals}
 * @param <V> values, compared with {@code equals}
 */
public final class KeyValueModel<K, V> implements Model<V, KeyValueModel.Input<K, V>, Object> {
    /** Reads the value of a key. */
    public static <K, V> Input<K, V> get(K key) {
        return new Input<>(Kind.GET, key, null, null);
    }

    /** Sets the value of a key. */
    public static <K, V> Input<K, V> put(K key, V value) {
        return new Input<>(Kind.PUT, key, null, value);
    }

    /** Removes a key. */
    public static <K, V> Input<K, V> delete(K key) {
        return new Input<>(Kind.DELETE, key, null, null);
    }

    /** Sets the value of a key if another one is there; null stands for none in both. */
    public static <K, V> Input<K, V> compareAndSet(K key, V expected, V value) {
        return new Input<>(Kind.CAS, key, expected, value);
    }

    /** Appends to the value of a key, which is empty if it is not there. */
    public static <K> Input<K, String> append(K key, String suffix) {
        return new Input<>(Kind.APPEND, key, null, Objects.requireNonNull(suffix, "suffix"));
    }

    @Override
    public V initial() {
        return null;
    }

    @Override
    public Object partition(Input<K, V> input) {
        return input.key;
    }

    @Override
    public Collection<V> step(V state, Input<K, V> input, Object output) {
        return switch (input.kind) {
            case GET -> Answers.when(Objects.equals(state, output), state);
            case DELETE -> Answers.when(!(output instanceof Boolean) || (state != null) == (Boolean) output, null);
            case CAS -> {
                boolean set = Objects.equals(state, input.expected);
                yield Answers.when(set == Answers.yes(input, output), set ? input.value : state);
            }
            case PUT, APPEND -> stepUnknown(state, input);
        };
    }

    @Override
    @SuppressWarnings("unchecked") // Only a map of strings takes an append.
    public Collection<V> stepUnknown(V state, Input<K, V> input) {
        return switch (input.kind) {
            case GET -> List.of();
            case PUT -> Collections.singletonList(input.value);
            case DELETE -> Collections.singletonList(null);
            case CAS -> Answers.when(Objects.equals(state, input.expected), input.value);
            case APPEND -> Collections.singletonList(state == null ? input.value : (V) ((String) state + input.value));
        };
    }

    @Override
    public boolean observes(Input<K, V> input, Object output) {
        return switch (input.kind) {
            case GET -> true;
            case CAS, DELETE -> Boolean.FALSE.equals(output);
            case PUT, APPEND -> false;
        };
    }

    @Override
    public String describe(Input<K, V> input, Object output) {
        return switch (input.kind) {
            case PUT, APPEND -> "ok";
            case DELETE -> output instanceof Boolean ? output.toString() : "ok";
            case GET, CAS -> String.valueOf(output);
        };
    }

    private enum Kind { GET, PUT, DELETE, CAS, APPEND }

    /**
     * An operation on a map.
     *
     * @param <K> keys
     * @param <V> values
     */
    public static final class Input<K, V> {
        private final Kind kind;
        private final K key;
        private final V expected;
        private final V value;

        private Input(Kind kind, K key, V expected, V value) {
            this.kind = kind;
            this.key = key;
            this.expected = expected;
            this.value = value;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Input<?, ?> that && kind == that.kind && Objects.equals(key, that.key)
                    && Objects.equals(expected, that.expected) && Objects.equals(value, that.value);
        }

        @Override
        public int hashCode() {
            int hash = kind.ordinal() * 31 + Objects.hashCode(key);
            return (hash * 31 + Objects.hashCode(expected)) * 31 + Objects.hashCode(value);
        }

        @Override
        public String toString() {
            return switch (kind) {
                case GET -> "get(" + key + ")";
                case PUT -> "put(" + key + ", " + value + ")";
                case DELETE -> "delete(" + key + ")";
                case CAS -> "cas(" + key + ", " + expected + ", " + value + ")";
                case APPEND -> "append(" + key + ", " + value + ")";
            };
        }
    }
}
