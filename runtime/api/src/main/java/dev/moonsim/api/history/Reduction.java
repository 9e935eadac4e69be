package dev.moonsim.api.history;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/**
 * Makes a part of a history that is not linearizable small enough to read.
 *
 * <p>Only one thing is ever done to an operation: it need no longer take effect. An order that explains a history
 * also explains it with operations that need not take effect, so if there is none for the latter, there is none for
 * the former. Therefore what is left over is evidence, whatever the rest did. (To take an operation out would prove
 * nothing: without the write, every read of its value is wrong.)
 */
final class Reduction<S, I, O> {
    private static final long SETUP = 4;
    /** A part with more operations than this is tried to be cut at its beginning too. */
    private static final int MANY = 10;
    /** So many states may be possible where it is cut. */
    private static final int STATES = 4;

    private final Model<S, I, O> model;
    private final Budget budget;
    /** The states one of which the part begins with; null if it is at the beginning of the history. */
    private final List<S> cutStates;
    private final List<Operation<I, O>> operations;
    private final int culprit;
    /** The operations that must take effect. */
    private BitSet required;
    /** The operations that are shown. */
    private BitSet shown;
    private boolean newestFirst;

    /**
     * @param part      operations of one part of the object, not linearizable
     * @param cutStates what it may hold at first; null for the initial state of the model
     * @param from      operations that were invoked earlier need not take effect
     * @param furthest  the number of the answer that the search could not explain
     */
    private Reduction(Model<S, I, O> model, List<Operation<I, O>> part, List<S> cutStates, long from, long furthest,
            Budget budget) {
        this.model = model;
        this.budget = budget;
        this.cutStates = cutStates;
        // The search got stuck at that answer, so it never used anything that began later, and it had explained all
        // answers before. Of the operations under way then, those that took effect did so with their own answers.
        operations = part.stream().filter(o -> o.invoked() <= furthest && o.returned() >= from).toList();
        required = new BitSet();
        int at = -1;
        for (int i = 0; i < operations.size(); i++) {
            Operation<I, O> operation = operations.get(i);
            required.set(i, operation.completed() && operation.returned() <= furthest && operation.invoked() >= from);
            at = at < 0 && operation.completed() && operation.returned() == furthest ? i : at;
        }
        culprit = at;
    }

    /**
     * The smallest failing part that is found of one part of the object.
     *
     * @param part     all operations on it, in the order of their invocations
     * @param furthest the number of the answer that their search could not explain
     */
    static <S, I, O> Reduction<S, I, O> smallest(Model<S, I, O> model, List<Operation<I, O>> part, long furthest,
            Limits limits, Budget budget) {
        Reduction<S, I, O> whole = new Reduction<>(model, part, null, Long.MIN_VALUE, furthest,
                budget.reduction(limits));
        whole.run();
        Reduction<S, I, O> late = whole.shown.cardinality() <= MANY ? null
                : late(model, part, furthest, budget.reduction(limits));
        return late != null && late.shown.cardinality() < whole.shown.cardinality() ? late : whole;
    }

    /**
     * The object of a long history may hold so much (a count, who has the lock) that each operation counts. So this
     * one begins late, at a moment when all possible states are known. Operations under way at that moment may have
     * taken effect in these states, do so afterwards, or not at all, which leaves open a little more than there is.
     */
    private static <S, I, O> Reduction<S, I, O> late(Model<S, I, O> model, List<Operation<I, O>> part, long furthest,
            Budget budget) {
        List<Operation<I, O>> before = part.stream().filter(operation -> operation.invoked() <= furthest).toList();
        for (int span = 1; span < before.size() && !budget.spent(); span *= 2) {
            long from = quietest(model, before, before.size() - 2 * span, before.size() - span);
            Reduction<S, I, O> late = cut(model, part, from, furthest, STATES, budget);
            if (late != null && late.fails()) {
                late.run();
                return late;
            }
        }
        return null;
    }

    /** A part that begins at an invocation; null if there are more states then than a number, or nobody knows. */
    static <S, I, O> Reduction<S, I, O> cut(Model<S, I, O> model, List<Operation<I, O>> part, long from,
            long furthest, int most, Budget budget) {
        List<Operation<I, O>> past = part.stream().filter(operation -> operation.invoked() < from).toList();
        BitSet ended = new BitSet();
        for (int i = 0; i < past.size(); i++) {
            ended.set(i, past.get(i).completed() && past.get(i).returned() < from);
        }
        Search<S, I, O> search = new Search<>(model, model.initial(), past, ended, budget.share(1));
        Set<S> states = search.finals(most);
        budget.spend(search.states(), search.steps() + SETUP * past.size());
        return states == null ? null
                : new Reduction<>(model, part, new ArrayList<>(states), from, furthest, budget);
    }

    /** The invocation in a range of operations at which the fewest others are under way that may change something. */
    private static <S, I, O> long quietest(Model<S, I, O> model, List<Operation<I, O>> operations, int from, int to) {
        long quietest = 0;
        long fewest = Long.MAX_VALUE;
        for (int i = Math.max(0, from); i < to; i++) {
            long moment = operations.get(i).invoked();
            long others = operations.stream().filter(o -> o.invoked() < moment && o.returned() > moment
                    && !(o.completed() && model.observes(o.input(), o.output()))).count();
            if (others <= fewest) {
                fewest = others;
                quietest = moment;
            }
        }
        return quietest;
    }

    /** Whether it is certain, before anything is relaxed, that the part is not linearizable. */
    boolean fails() {
        return new Trial(required, null).verdict == Verdict.NOT_LINEARIZABLE;
    }

    /** Reduces from either end and keeps what shows less. */
    private void run() {
        BitSet all = required;
        BitSet bestRequired = null;
        BitSet bestShown = null;
        for (boolean newest : new boolean[] {true, false}) {
            newestFirst = newest;
            required = (BitSet) all.clone();
            relax(0, operations.size());
            show();
            if (bestShown == null || shown.cardinality() < bestShown.cardinality()) {
                bestRequired = required;
                bestShown = shown;
            }
        }
        required = bestRequired;
        shown = bestShown;
    }

    /**
     * Relaxes as much of a range as can be. Whatever could not be relaxed alone cannot be when more is relaxed, so
     * once over all of it is enough.
     */
    private void relax(int from, int to) {
        BitSet range = new BitSet();
        range.set(from, to);
        range.and(required);
        range.clear(culprit);
        if (range.isEmpty()) {
            return;
        }
        BitSet rest = (BitSet) required.clone();
        rest.andNot(range);
        if (new Trial(rest, null).verdict == Verdict.NOT_LINEARIZABLE) {
            required = rest;
        } else if (to - from > 1) {
            int middle = from + to >>> 1;
            relax(newestFirst ? middle : from, newestFirst ? to : middle);
            relax(newestFirst ? from : middle, newestFirst ? middle : to);
        }
    }

    /**
     * Decides which of the relaxed operations a reader has to see: those without which an operation that must take
     * effect would seem to be there without need.
     */
    private void show() {
        shown = (BitSet) required.clone();
        for (int i = required.nextSetBit(0); i >= 0; i = required.nextSetBit(i + 1)) {
            Trial trial = without(i, null);
            if (trial.verdict == Verdict.LINEARIZABLE) {
                trial.order.forEach(shown::set);
            }
        }
        for (int i = shown.nextSetBit(0); i >= 0; i = shown.nextSetBit(i + 1)) {
            if (!required.get(i)) {
                shown.clear(i);
                if (!everyOneCounts()) {
                    shown.set(i);
                }
            }
        }
    }

    private boolean everyOneCounts() {
        for (int i = required.nextSetBit(0); i >= 0; i = required.nextSetBit(i + 1)) {
            if (without(i, shown).verdict != Verdict.LINEARIZABLE) {
                return false;
            }
        }
        return true;
    }

    private Trial without(int index, BitSet among) {
        BitSet rest = (BitSet) required.clone();
        rest.clear(index);
        return new Trial(rest, among);
    }

    /** The operations that must take effect, those that may, and nothing of the others. */
    List<Operation<I, O>> shown() {
        return shown.stream().mapToObj(operations::get).toList();
    }

    /** The operation whose answer cannot be explained. */
    Operation<I, O> culprit() {
        return operations.get(culprit);
    }

    /** How many operations there were. */
    int size() {
        return operations.size();
    }

    /** What the object may hold before all of them; empty if they begin with the history. */
    List<S> initials() {
        return cutStates == null ? List.of() : cutStates;
    }

    /** Which of the operations of a list are in it and must take effect. */
    BitSet requiredOf(List<Operation<I, O>> part) {
        BitSet among = new BitSet();
        required.stream().map(i -> part.indexOf(operations.get(i))).forEach(among::set);
        return among;
    }

    /** A search over some of the operations. */
    private final class Trial {
        final Verdict verdict;
        final List<Integer> order = new ArrayList<>();

        /**
         * @param required which must take effect
         * @param among    which there are, null for all
         */
        Trial(BitSet required, BitSet among) {
            if (budget.spent()) {
                verdict = Verdict.UNKNOWN;
                return;
            }
            List<Integer> places = new ArrayList<>();
            BitSet chosen = new BitSet();
            for (int i = 0; i < operations.size(); i++) {
                if (among == null || among.get(i)) {
                    chosen.set(places.size(), required.get(i));
                    places.add(i);
                }
            }
            List<Operation<I, O>> part = places.stream().map(operations::get).toList();
            Verdict all = Verdict.NOT_LINEARIZABLE;
            for (S initial : cutStates == null ? Collections.singletonList(model.initial()) : cutStates) {
                Search<S, I, O> search = new Search<>(model, initial, part, chosen, budget.share(1));
                all = search.run();
                // To set up a search costs time too.
                budget.spend(search.states(), search.steps() + SETUP * part.size());
                if (all == Verdict.LINEARIZABLE) {
                    search.order().forEach(position -> order.add(places.get(position)));
                }
                if (all != Verdict.NOT_LINEARIZABLE) {
                    break;
                }
            }
            verdict = all;
        }
    }
}
