package dev.moonsim.api.history;

import java.util.Collection;
import java.util.Collections;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * What an object does when its operations come one after the other: its sequential specification.
 *
 * <p>States are values: they are never changed, and {@code equals} and {@code hashCode} compare what they hold (null
 * is a state too). A step has no side effects and depends on its arguments only.
 *
 * @param <S> states
 * @param <I> inputs
 * @param <O> outputs
 */
public interface Model<S, I, O> {
    /** The state before the first operation. */
    S initial();

    /**
     * An operation that was answered.
     *
     * @return the states it may leave behind: none if the answer is not legal in this state; several if the object
     *         may choose. The order decides in which order they are tried, so it must be the same each time.
     * @throws IllegalArgumentException if the output makes no sense for the input, such as a number where the answer
     *                                  is yes or no
     */
    Collection<S> step(S state, I input, O output);

    /**
     * An operation that takes effect without its answer being known.
     *
     * @return the states it may leave behind, whatever the answer; none if it cannot take effect in this state
     */
    Collection<S> stepUnknown(S state, I input);

    /**
     * The part of the object that an operation touches, such as a key of a map. Operations of different parts must
     * not influence each other: each part is checked by itself, from {@link #initial()}, which is what makes long
     * histories cheap (Horn and Kroening's P-compositionality). By default there is one part.
     *
     * @return anything with {@code equals} and {@code hashCode}; null is a part too
     */
    default Object partition(I input) {
        return null;
    }

    /**
     * Whether an operation with this answer never changes the state, in whichever state the answer is legal: a read,
     * or a compare-and-set that was refused. It may always say false; true makes checks faster.
     */
    default boolean observes(I input, O output) {
        return false;
    }

    /** How an input is shown. By default its {@code toString}. */
    default String describe(I input) {
        return String.valueOf(input);
    }

    /** How an output is shown. By default its {@code toString}. */
    default String describe(I input, O output) {
        return String.valueOf(output);
    }

    /** How a state is shown. By default its {@code toString}. */
    default String describeState(S state) {
        return String.valueOf(state);
    }

    /**
     * A state and an answer.
     *
     * @param state  the state after an operation
     * @param output its answer
     * @param <S>    states
     * @param <O>    outputs
     */
    record Transition<S, O>(S state, O output) { }

    /**
     * The model of an object with one legal answer to everything, as one function. Outputs are compared with
     * {@code equals}.
     *
     * @param initial the state before the first operation
     * @param apply   from a state and an input to the next state and the answer; must not change the state it gets
     */
    static <S, I, O> Model<S, I, O> of(S initial, BiFunction<? super S, ? super I, Transition<S, O>> apply) {
        return of(initial, input -> null, apply);
    }

    /**
     * As {@link #of(Object, BiFunction)}, with {@link #partition}.
     *
     * @param initial   the state of each part before the first operation
     * @param partition the part that an input touches
     * @param apply     from the state of a part and an input to its next state and the answer
     */
    static <S, I, O> Model<S, I, O> of(S initial, Function<? super I, ?> partition,
            BiFunction<? super S, ? super I, Transition<S, O>> apply) {
        Objects.requireNonNull(partition, "partition");
        Objects.requireNonNull(apply, "apply");
        return new Model<>() {
            @Override
            public S initial() {
                return initial;
            }

            @Override
            public Collection<S> step(S state, I input, O output) {
                Transition<S, O> transition = transition(state, input);
                return Objects.equals(transition.output(), output)
                        ? Collections.singletonList(transition.state())
                        : Collections.emptyList();
            }

            @Override
            public Collection<S> stepUnknown(S state, I input) {
                return Collections.singletonList(transition(state, input).state());
            }

            @Override
            public Object partition(I input) {
                return partition.apply(input);
            }

            private Transition<S, O> transition(S state, I input) {
                int before = Objects.hashCode(state);
                Transition<S, O> transition = apply.apply(state, input);
                // The mistake that is easiest to make, and hardest to see in a wrong verdict.
                if (Objects.hashCode(state) != before) {
                    throw new IllegalStateException("the model changed a state in place at " + input
                            + ", now " + state + ": return a new state instead");
                }
                return transition;
            }
        };
    }
}
