package dev.moonsim.api.history;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/**
 * One value that is read, written, and compared and set.
 *
 * <table>
 * <caption>Answers</caption>
 * <tr><th>operation</th><th>output</th></tr>
 * <tr><td>{@link #read}</td><td>the value</td></tr>
 * <tr><td>{@link #write}</td><td>not looked at</td></tr>
 * <tr><td>{@link #compareAndSet}</td><td>{@code Boolean}: whether it was set</td></tr>
 * </table>
 *
 * @param <V> values, compared with {@code equals}; null is one
 */
public final class RegisterModel<V> implements Model<V, RegisterModel.Input<V>, Object> {
    private final V initial;

    /** A register that holds null at first. */
    public RegisterModel() {
        this(null);
    }

    /** A register that holds a value at first. */
    public RegisterModel(V initial) {
        this.initial = initial;
    }

    /** Reads the value. */
    public static <V> Input<V> read() {
        return new Input<>(Kind.READ, null, null);
    }

    /** Writes a value. */
    public static <V> Input<V> write(V value) {
        return new Input<>(Kind.WRITE, null, value);
    }

    /** Writes a value if another one is there. */
    public static <V> Input<V> compareAndSet(V expected, V value) {
        return new Input<>(Kind.CAS, expected, value);
    }

    @Override
    public V initial() {
        return initial;
    }

    @Override
    public Collection<V> step(V state, Input<V> input, Object output) {
        return switch (input.kind) {
            case READ -> Answers.when(Objects.equals(state, output), state);
            case WRITE -> Collections.singletonList(input.value);
            case CAS -> {
                boolean set = Objects.equals(state, input.expected);
                yield Answers.when(set == Answers.yes(input, output), set ? input.value : state);
            }
        };
    }

    @Override
    public Collection<V> stepUnknown(V state, Input<V> input) {
        return switch (input.kind) {
            case READ -> List.of();
            case WRITE -> Collections.singletonList(input.value);
            case CAS -> Answers.when(Objects.equals(state, input.expected), input.value);
        };
    }

    @Override
    public boolean observes(Input<V> input, Object output) {
        return input.kind == Kind.READ || input.kind == Kind.CAS && Boolean.FALSE.equals(output);
    }

    @Override
    public String describe(Input<V> input, Object output) {
        return input.kind == Kind.WRITE ? "ok" : String.valueOf(output);
    }

    private enum Kind { READ, WRITE, CAS }

    /**
     * An operation on a register.
     *
     * @param <V> values
     */
    public static final class Input<V> {
        private final Kind kind;
        private final V expected;
        private final V value;

        private Input(Kind kind, V expected, V value) {
            this.kind = kind;
            this.expected = expected;
            this.value = value;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Input<?> that && kind == that.kind && Objects.equals(expected, that.expected)
                    && Objects.equals(value, that.value);
        }

        @Override
        public int hashCode() {
            return (kind.ordinal() * 31 + Objects.hashCode(expected)) * 31 + Objects.hashCode(value);
        }

        @Override
        public String toString() {
            return switch (kind) {
                case READ -> "read()";
                case WRITE -> "write(" + value + ")";
                case CAS -> "cas(" + expected + ", " + value + ")";
            };
        }
    }
}
