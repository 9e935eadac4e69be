package dev.moonsim.api.history;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

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

    private final Model<S, I, O> model;
    private final Budget budget;
    private final List<Operation<I, O>> operations;
    private final int culprit;
    /** The operations that must take effect. */
    private BitSet required;
    /** The operations that are shown. */
    private BitSet shown;
    private boolean newestFirst;

    /**
     * @param part     one part of a history, not linearizable
     * @param furthest the number of the answer that its search could not explain
     */
    Reduction(Model<S, I, O> model, List<Operation<I, O>> part, long furthest, Budget budget) {
        this.model = model;
        this.budget = budget;
        // The search got stuck at that answer, so it never used anything that began later, and it had explained all
        // answers before. Of the operations under way then, those that took effect did so with their own answers.
        operations = new ArrayList<>(part.stream().filter(operation -> operation.invoked() <= furthest).toList());
        int at = 0;
        while (!operations.get(at).completed() || operations.get(at).returned() != furthest) {
            at++;
        }
        culprit = at;
    }

    /** Reduces from either end and keeps what shows less. */
    void run(long furthest) {
        BitSet all = new BitSet();
        for (int i = 0; i < operations.size(); i++) {
            if (operations.get(i).completed() && operations.get(i).returned() <= furthest) {
                all.set(i);
            }
        }
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
            Search<S, I, O> search = new Search<>(model, part, chosen, budget.share(1));
            verdict = search.run();
            // To set up a search costs time too.
            budget.spend(search.states(), search.steps() + SETUP * part.size());
            for (int position : search.order()) {
                order.add(places.get(position));
            }
        }
    }
}
