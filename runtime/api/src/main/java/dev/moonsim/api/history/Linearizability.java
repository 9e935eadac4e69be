package dev.moonsim.api.history;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Checks whether a history is linearizable: whether each operation can be given one moment between its invocation and
 * its answer at which it took effect, such that one after the other in the order of these moments they do what the
 * model says. Operations whose end is unknown may have taken effect at any time after their invocation, or never.
 *
 * <p>The definition is Herlihy and Wing's (<i>Linearizability: A Correctness Condition for Concurrent Objects</i>,
 * TOPLAS 12(3), 1990), the search Wing and Gong's (<i>Testing and Verifying Concurrent Objects</i>, Journal of Parallel
 * and Distributed Computing 17, 1993) with the memory of visited states by Lowe (<i>Testing for Linearizability</i>,
 * Concurrency and Computation: Practice and Experience 29(4), 2017); that each part of an object can be checked by
 * itself follows from locality and is used as by Horn and Kroening (<i>Faster Linearizability Checking via
 * P-compositionality</i>, FORTE 2015).
 *
 * <p>The check is deterministic: the same history, model and number of states give the same result, in any JVM. It
 * begins no threads. It may take time that is exponential in the number of operations at the same time, and in that of
 * operations whose end is unknown; see {@link Limits}.
 */
public final class Linearizability {
    private Linearizability() { }

    /** Checks what a history holds now, within {@link Limits#DEFAULT}. */
    public static <S, I, O> CheckResult<I, O> check(History<I, O> history, Model<S, I, O> model) {
        return check(history, model, Limits.DEFAULT);
    }

    /** Checks what a history holds now. */
    public static <S, I, O> CheckResult<I, O> check(History<I, O> history, Model<S, I, O> model, Limits limits) {
        return check(history.operations(), model, limits);
    }

    /**
     * Checks operations from anywhere.
     *
     * @param operations the operations in any order; those with the outcome {@link Operation.Outcome#FAILED} are left
     *                   out. An operation that is answered at the number at which another one is invoked overlaps it.
     * @throws IllegalArgumentException if the model refuses an operation, with its reason
     */
    public static <S, I, O> CheckResult<I, O> check(List<Operation<I, O>> operations, Model<S, I, O> model,
            Limits limits) {
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(limits, "limits");
        List<Part<S, I, O>> parts = parts(operations, model);
        Budget budget = new Budget(limits);
        long states = 0;
        long steps = 0;
        // Once with fair shares, then those that this was not enough for with what the others have left.
        for (int round = 0; round < 2 && !budget.spent(); round++) {
            List<Part<S, I, O>> open = parts.stream().filter(part -> part.verdict == Verdict.UNKNOWN).toList();
            for (int i = 0; i < open.size(); i++) {
                Search<S, I, O> search = open.get(i).search(model, budget.share(open.size() - i));
                budget.spend(search.states(), search.steps());
                states += search.states();
                steps += search.steps();
            }
        }
        int undecided = 0;
        int failed = 0;
        Part<S, I, O> worst = null;
        for (Part<S, I, O> part : parts) {
            if (part.verdict == Verdict.UNKNOWN) {
                undecided++;
            } else if (part.verdict == Verdict.NOT_LINEARIZABLE) {
                failed++;
                worst = worst == null || part.length < worst.length ? part : worst;
            }
        }
        Verdict verdict = failed > 0 ? Verdict.NOT_LINEARIZABLE
                : undecided > 0 ? Verdict.UNKNOWN : Verdict.LINEARIZABLE;
        FailingPart<I, O> failing = worst == null ? null
                : worst.failing(model, limits, budget, Tables.start(operations));
        int count = parts.stream().mapToInt(part -> part.operations.size()).sum();
        return new CheckResult<>(verdict, count, parts.size(), failed, undecided, states, steps, failing);
    }

    /** The parts of the object, the small ones first: what they leave of the limits is for the large ones. */
    private static <S, I, O> List<Part<S, I, O>> parts(List<Operation<I, O>> operations, Model<S, I, O> model) {
        Map<Object, Part<S, I, O>> parts = new LinkedHashMap<>();
        operations.stream().filter(operation -> operation.outcome() != Operation.Outcome.FAILED)
                .sorted(Comparator.comparingLong(Operation::invoked))
                .forEach(operation -> parts.computeIfAbsent(model.partition(operation.input()), Part::new)
                        .operations.add(operation));
        List<Part<S, I, O>> sorted = new ArrayList<>(parts.values());
        sorted.sort(Comparator.comparingInt(part -> part.operations.size()));
        return sorted;
    }

    private static final class Part<S, I, O> {
        final Object partition;
        final List<Operation<I, O>> operations = new ArrayList<>();
        Verdict verdict = Verdict.UNKNOWN;
        // Where it fails, if it does: the number of the answer, how many operations there are until then, and what the
        // object may hold.
        long furthest;
        long length;
        List<String> states;

        Part(Object partition) {
            this.partition = partition;
        }

        Search<S, I, O> search(Model<S, I, O> model, Budget budget) {
            BitSet required = new BitSet();
            for (int i = 0; i < operations.size(); i++) {
                required.set(i, operations.get(i).completed());
            }
            Search<S, I, O> search = new Search<>(model, model.initial(), operations, required, budget);
            verdict = search.run();
            if (verdict == Verdict.NOT_LINEARIZABLE) {
                furthest = search.furthest();
                length = operations.stream().filter(operation -> operation.invoked() <= furthest).count();
                states = new ArrayList<>();
                for (S state : search.furthestStates()) {
                    states.add(states.size() < Search.SHOWN_STATES ? model.describeState(state) : "...");
                }
            }
            return search;
        }

        FailingPart<I, O> failing(Model<S, I, O> model, Limits limits, Budget budget, long start) {
            Reduction<S, I, O> reduction = Reduction.smallest(model, operations, furthest, limits, budget);
            List<Operation<I, O>> shown = reduction.shown();
            List<String> from = reduction.initials().stream().map(model::describeState).toList();
            int leftOut = reduction.size() - shown.size();
            String text = Tables.failing(model, partition, from, shown, reduction.culprit(), states, leftOut, start);
            return new FailingPart<>(partition, from, shown, reduction.culprit(), states, leftOut, text);
        }
    }
}
