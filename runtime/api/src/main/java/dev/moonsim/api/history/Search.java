package dev.moonsim.api.history;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Looks for an order of the operations of one part of an object that explains all answers: the depth-first search of
 * Wing and Gong over a linked list of the invocations and answers that are still to be explained, with Lowe's memory
 * of the states that were visited.
 *
 * <p>Operations need not all take effect: an optional one does so inside its interval and with its answer, as far as
 * these are known, or never. They are kept beside the list, as nothing has to explain them, tried last, and only where
 * they make a difference: not if they leave the state as it is, not before an equal one that is older, and not right
 * before an operation that leads to the same state without them. An order with as few optional operations as possible
 * does none of this, and what is cut off leads to a state that is reached with fewer of them, from which everything is
 * possible that was possible; so no verdict changes.
 */
final class Search<S, I, O> {
    /** How many of the states before the inexplicable answer are remembered. */
    static final int SHOWN_STATES = 6;

    private final Model<S, I, O> model;
    private final S initial;
    private final Budget budget;
    /** The required operations, the optional ones with an answer, the others; each in the order of invocations. */
    private final List<Operation<I, O>> operations;
    private final int required;
    /** How many of the optional ones have an answer, after which they cannot take effect any more. */
    private final int ending;
    /** Where each of them is in the list that was given. */
    private final int[] positions;
    /** For each optional operation the last older one that is equal, or -1. */
    private final int[] older;

    // The list: the invocation of operation i is entry 2i + 1 and its answer entry 2i + 2; entry 0 is the head.
    private final int[] next;
    private final int[] previous;

    // Sets of operations that took effect: the required ones, and the optional ones.
    private final long[] done;
    private final long[] taken;
    private final long[] scratch;
    private final Set<Visited> visited = new HashSet<>();
    private long steps;
    private int left;

    private long furthest = -1;
    private Frame<S> best;
    private final Set<S> furthestStates = new LinkedHashSet<>();
    private final Set<S> finals = new LinkedHashSet<>();

    /**
     * @param initial  the state before all of them
     * @param part     no failed operations
     * @param required for each of them, whether it must take effect; only ones that were answered
     */
    Search(Model<S, I, O> model, S initial, List<Operation<I, O>> part, BitSet required, Budget budget) {
        this.model = model;
        this.initial = initial;
        this.budget = budget;
        positions = IntStream.range(0, part.size()).boxed()
                .sorted(Comparator.<Integer>comparingInt(i -> required.get(i) ? 0 : part.get(i).completed() ? 1 : 2)
                        .thenComparingLong(i -> part.get(i).invoked()))
                .mapToInt(Integer::intValue).toArray();
        operations = Arrays.stream(positions).mapToObj(part::get).toList();
        this.required = required.cardinality();
        left = this.required;
        int optional = operations.size() - left;
        ending = (int) operations.subList(left, operations.size()).stream().filter(Operation::completed).count();
        older = older(optional);
        next = new int[2 * left + 1];
        previous = new int[2 * left + 1];
        link();
        done = new long[left + 63 >> 6];
        taken = new long[optional + 63 >> 6];
        scratch = new long[taken.length];
    }

    private int[] older(int optional) {
        Map<I, Integer> last = new HashMap<>();
        int[] older = new int[optional];
        for (int i = 0; i < optional; i++) {
            Operation<I, O> operation = operations.get(required + i);
            Integer before = operation.completed() ? null : last.put(operation.input(), i);
            older[i] = before == null ? -1 : before;
        }
        return older;
    }

    private void link() {
        Integer[] entries = new Integer[2 * required];
        for (int i = 0; i < entries.length; i++) {
            entries[i] = i + 1;
        }
        // At the same number an invocation comes first: the operations then overlap, which excludes less.
        Arrays.sort(entries, Comparator.<Integer>comparingLong(this::number).thenComparing(e -> !isInvocation(e)));
        int last = 0;
        for (int entry : entries) {
            next[last] = entry;
            previous[entry] = last;
            last = entry;
        }
    }

    private long number(int entry) {
        Operation<I, O> operation = operations.get((entry - 1) / 2);
        return isInvocation(entry) ? operation.invoked() : operation.returned();
    }

    /** The number of an answer; none is due if there is none. */
    private long due(int entry) {
        return entry == 0 ? Operation.NEVER : number(entry);
    }

    private static boolean isInvocation(int entry) {
        return (entry & 1) == 1;
    }

    /** Searches for one order. */
    Verdict run() {
        return explore(0);
    }

    /**
     * Searches for all orders instead.
     *
     * @return the states that the required operations may leave behind, together with any of the optional ones; null
     *         if they are more than a number or the budget is spent
     */
    Set<S> finals(int most) {
        return explore(most) == Verdict.UNKNOWN || finals.size() > most ? null : finals;
    }

    private Verdict explore(int most) {
        Frame<S> frame = new Frame<>(null, initial, -1, -1, Long.MIN_VALUE, next[0], 0);
        while (true) {
            if (left == 0) {
                best = frame;
                if (most == 0 || finals.add(frame.state) && finals.size() > most) {
                    return Verdict.LINEARIZABLE;
                }
            }
            Frame<S> child = descend(frame);
            if (child == null) {
                if (!budget.allows(visited.size(), steps)) {
                    return Verdict.UNKNOWN;
                }
                if (left > 0) {
                    stuck(frame);
                }
                if (frame.parent == null) {
                    return finals.isEmpty() ? Verdict.NOT_LINEARIZABLE : Verdict.LINEARIZABLE;
                }
                undo(frame.last);
                child = frame.parent;
            }
            frame = child;
        }
    }

    /** Lets the next operation take effect that leads to a new state, null if none does. */
    private Frame<S> descend(Frame<S> frame) {
        while (choose(frame)) {
            int chosen = frame.chosen;
            apply(chosen);
            int highest = chosen < required ? Math.max(frame.highest, chosen >> 6) : frame.highest;
            long latest = Math.max(frame.latest, operations.get(chosen).invoked());
            if (visited.add(visit(frame.choice, highest, latest))) {
                int first = frame.first;
                while (first < ending && isOver(first, latest)) {
                    first++;
                }
                return new Frame<>(frame, frame.choice, chosen, highest, latest, next[0], first);
            }
            undo(chosen);
        }
        return null;
    }

    /** The next operation and state to try from a frame; false if there is none or the budget is spent. */
    private boolean choose(Frame<S> frame) {
        while (true) {
            while (frame.choices.hasNext()) {
                frame.choice = frame.choices.next();
                if (!pointless(frame)) {
                    return true;
                }
            }
            if (!budget.allows(visited.size(), steps)) {
                return false;
            }
            if (isInvocation(frame.entry)) {
                frame.chosen = (frame.entry - 1) / 2;
                frame.entry = next[frame.entry];
                if (observe(frame)) {
                    return true;
                }
            } else if (frame.optional == older.length) {
                return false;
            } else {
                int optional = frame.optional++;
                if (operations.get(required + optional).invoked() > due(frame.entry)) {
                    // Only those that never end are left, or nothing.
                    frame.optional = optional < ending ? ending : older.length;
                    continue;
                }
                if (isTaken(optional) || isOver(optional, frame.latest)
                        || older[optional] >= 0 && !isTaken(older[optional])) {
                    continue;
                }
                frame.chosen = required + optional;
            }
            frame.choices = step(frame.state, frame.chosen).iterator();
        }
    }

    /**
     * If the chosen operation only observes, and what it observed is there now, this is as good a moment for it as any
     * later one: nothing else needs to be tried. (Unless it would end the time of optional operations.)
     */
    private boolean observe(Frame<S> frame) {
        Operation<I, O> operation = operations.get(frame.chosen);
        if (ending > 0 && operation.invoked() > frame.latest
                || !model.observes(operation.input(), operation.output())) {
            return false;
        }
        Collection<S> same = step(frame.state, frame.chosen);
        if (same.isEmpty()) {
            return false;
        }
        frame.choice = same.iterator().next();
        if (same.size() > 1 || !Objects.equals(frame.choice, frame.state)) {
            throw new IllegalArgumentException("the model says that operation " + operation.index() + " (" + operation
                    + ") only observes, but it changes the state from " + model.describeState(frame.state) + " to "
                    + model.describeState(frame.choice));
        }
        frame.choices = Collections.emptyIterator();
        while (isInvocation(frame.entry)) {
            frame.entry = next[frame.entry];
        }
        frame.optional = older.length;
        return true;
    }

    private boolean pointless(Frame<S> frame) {
        if (frame.chosen >= required && Objects.equals(frame.choice, frame.state)) {
            return true;
        }
        return frame.last >= required && step(frame.parent.state, frame.chosen).contains(frame.choice);
    }

    private Collection<S> step(S state, int index) {
        steps++;
        Operation<I, O> operation = operations.get(index);
        try {
            return operation.completed()
                    ? model.step(state, operation.input(), operation.output())
                    : model.stepUnknown(state, operation.input());
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("the model cannot judge operation " + operation.index() + " ("
                    + operation + ") in state " + model.describeState(state) + ": " + e.getMessage(), e);
        }
    }

    private void apply(int index) {
        if (index < required) {
            done[index >> 6] |= 1L << index;
            left--;
            lift(2 * index + 1);
            lift(2 * index + 2);
        } else {
            taken[index - required >> 6] |= 1L << index - required;
        }
    }

    private void undo(int index) {
        if (index < required) {
            done[index >> 6] &= ~(1L << index);
            left++;
            unlift(2 * index + 2);
            unlift(2 * index + 1);
        } else {
            taken[index - required >> 6] &= ~(1L << index - required);
        }
    }

    private void lift(int entry) {
        next[previous[entry]] = next[entry];
        previous[next[entry]] = previous[entry];
    }

    private void unlift(int entry) {
        next[previous[entry]] = entry;
        previous[next[entry]] = entry;
    }

    private boolean isTaken(int optional) {
        return (taken[optional >> 6] & 1L << optional) != 0;
    }

    /** Whether an optional operation was answered before one that took effect was invoked: it cannot come any more. */
    private boolean isOver(int optional, long latest) {
        Operation<I, O> operation = operations.get(required + optional);
        return operation.completed() && operation.returned() < latest;
    }

    /**
     * The set of operations that took effect and the state. Words of required ones that are all ones at the front or
     * all zeros at the end are left out, and optional ones that could not come any more.
     */
    private Visited visit(S state, int highest, long latest) {
        int first = (next[0] - 1) / 2 >> 6;
        int head = Math.max(0, highest + 1 - first);
        int from = 0;
        int to = 0;
        for (int w = 0; w < taken.length; w++) {
            long word = taken[w];
            for (long rest = word; rest != 0; rest &= rest - 1) {
                int bit = Long.numberOfTrailingZeros(rest);
                if (isOver((w << 6) + bit, latest)) {
                    word &= ~(1L << bit);
                }
            }
            scratch[w] = word;
            if (word != 0) {
                from = to == 0 ? w : from;
                to = w + 1;
            }
        }
        long[] words = new long[head + to - from];
        System.arraycopy(done, first, words, 0, head);
        System.arraycopy(scratch, from, words, head, to - from);
        return new Visited(first, head, from, words, state);
    }

    /** Nothing explains the first answer that is left: remembers how far that is. */
    private void stuck(Frame<S> frame) {
        int entry = next[0];
        while (isInvocation(entry)) {
            entry = next[entry];
        }
        long number = number(entry);
        if (number > furthest) {
            furthest = number;
            best = frame;
            furthestStates.clear();
        }
        if (number == furthest && furthestStates.size() <= SHOWN_STATES) {
            furthestStates.add(frame.state);
        }
    }

    long states() {
        return visited.size();
    }

    long steps() {
        return steps;
    }

    /** The number of the earliest answer that no order explains together with everything before it. */
    long furthest() {
        return furthest;
    }

    /** What the object may hold when that answer is due; one more than is shown if there are more. */
    List<S> furthestStates() {
        return new ArrayList<>(furthestStates);
    }

    /** The positions of the operations in an order that explains everything, or everything before that answer. */
    List<Integer> order() {
        List<Integer> order = new ArrayList<>();
        for (Frame<S> frame = best; frame != null && frame.last >= 0; frame = frame.parent) {
            order.add(positions[frame.last]);
        }
        Collections.reverse(order);
        return order;
    }

    /** A state, how the search came there, and what it has tried from there. */
    private static final class Frame<S> {
        final Frame<S> parent;
        final S state;
        /** The operation that led here, -1 at first. */
        final int last;
        /** The last word of the set of required operations that holds a one. */
        final int highest;
        /** The number of the latest invocation among the operations that took effect. */
        final long latest;
        /** The next entry of the list to try; an answer when all have been. */
        int entry;
        /** The first optional operation that may still come. */
        final int first;
        /** The next optional operation to try. */
        int optional;
        int chosen;
        Iterator<S> choices = Collections.emptyIterator();
        S choice;

        Frame(Frame<S> parent, S state, int last, int highest, long latest, int entry, int first) {
            this.parent = parent;
            this.state = state;
            this.last = last;
            this.highest = highest;
            this.latest = latest;
            this.entry = entry;
            this.first = first;
            optional = first;
        }
    }
}
