package dev.moonsim.api.history;

import java.util.List;

/**
 * A small part of a history that is not linearizable by itself.
 *
 * <p>It is found in three steps, each of which keeps this: if the history were linearizable, so would be the part.
 * <ol>
 * <li>One {@link Model#partition part} of the object is taken.</li>
 * <li>It is cut at the earliest answer that cannot be explained together with all answers before it, the answer of
 * {@link #culprit}. Nothing that was invoked later is looked at, and an operation that was still under way then may
 * have taken effect or not.</li>
 * <li>Operation after operation is asked whether the part still fails if that operation may have taken effect or not;
 * if so, this is left open. At the end there is no operation left for which it could be.</li>
 * </ol>
 * The {@link #operations} are those that must have taken effect, and those others without which a reader would not see
 * why each of these matters (the write of a value that is read). All the rest, {@link #leftOut}, may have taken effect,
 * in its time and with its answer, or not: the part fails in all these cases. It is smallest in this sense, and not
 * always the smallest there is. If the limits were reached during the third step, it is larger.
 *
 * <p>Where that leaves many operations (in a counter, each addition counts), the part may begin later instead, at a
 * moment at which the search knows all states the object may be {@link #from} which on. Operations under way at that
 * moment may take effect, again or at last, or not.
 *
 * @param <I> inputs
 * @param <O> outputs
 */
public final class FailingPart<I, O> {
    private final Object partition;
    private final List<String> from;
    private final List<Operation<I, O>> operations;
    private final Operation<I, O> culprit;
    private final List<String> states;
    private final int leftOut;
    private final String text;

    FailingPart(Object partition, List<String> from, List<Operation<I, O>> operations, Operation<I, O> culprit, 
            List<String> states, int leftOut, String text) {
        this.partition = partition;
        this.from = List.copyOf(from);
        this.operations = List.copyOf(operations);
        this.culprit = culprit;
        this.states = List.copyOf(states);
        this.leftOut = leftOut;
        this.text = text;
    }

    /** The {@link Model#partition part} of the object, such as the key. */
    public Object partition() {
        return partition;
    }

    /**
     * What the object may hold before all of them; empty if they begin with the history, at {@link Model#initial}.
     */
    public List<String> from() {
        return from;
    }

    /** The operations of the part, as they were recorded, in the order of their invocations. */
    public List<Operation<I, O>> operations() {
        return operations;
    }

    /** The one among them whose answer cannot be explained. */
    public Operation<I, O> culprit() {
        return culprit;
    }

    /**
     * What the object may hold right before the culprit takes effect, after all answers before (not only those that
     * are shown) have been explained. At most {@value Search#SHOWN_STATES}, then an ellipsis.
     */
    public List<String> states() {
        return states;
    }

    /** How many operations of the same part of the object, invoked before the culprit's answer, are not shown. */
    public int leftOut() {
        return leftOut;
    }

    /** A table: time runs down, a column for each client. */
    @Override
    public String toString() {
        return text;
    }
}
