package dev.moonsim.api.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RandomHistoriesTest {
    static List<Subjects.Subject<?, ?>> subjects() {
        return Subjects.all();
    }

    @ParameterizedTest
    @MethodSource("subjects")
    <S, I> void whatACorrectObjectDoesIsLinearizable(Subjects.Subject<S, I> subject) {
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            History<I, Object> history =
                    Clients.run(subject, random, 2 + random.nextInt(5), 60, random.nextBoolean() ? 0 : 40);
            CheckResult<I, Object> result = Linearizability.check(history, subject.model());
            assertEquals(Verdict.LINEARIZABLE, result.verdict(), () -> result + "\n" + history);
        }
    }

    @ParameterizedTest
    @MethodSource("subjects")
    <S, I> void randomAnswersAreJudgedAsByBruteForce(Subjects.Subject<S, I> subject) {
        int linearizable = 0;
        int cases = 2_000;
        for (int seed = 0; seed < cases; seed++) {
            List<Operation<I, Object>> operations = randomAnswers(subject, new Random(seed));
            linearizable += compare(subject.model(), operations) ? 1 : 0;
        }
        assertTrue(linearizable > cases / 50 && linearizable < cases - cases / 50, linearizable + " of " + cases);
    }

    @ParameterizedTest
    @MethodSource("subjects")
    <S, I> void aWrongAnswerIsJudgedAsByBruteForce(Subjects.Subject<S, I> subject) {
        int linearizable = 0;
        int cases = 500;
        for (int seed = 0; seed < cases; seed++) {
            Random random = new Random(seed);
            List<Operation<I, Object>> operations =
                    Clients.run(subject, random, 3, 7, random.nextBoolean() ? 0 : 100).operations();
            int changed = random.nextInt(operations.size());
            Operation<I, Object> old = operations.get(changed);
            if (old.completed()) {
                operations.set(changed, answered(old, subject.output().apply(random, old.input())));
            }
            linearizable += compare(subject.model(), operations) ? 1 : 0;
        }
        assertTrue(linearizable > cases / 10 && linearizable < cases - cases / 50, linearizable + " of " + cases);
    }

    @ParameterizedTest
    @MethodSource("subjects")
    <S, I> void aPartThatBeginsLateNeverFailsWhereTheWholeDoesNot(Subjects.Subject<S, I> subject) {
        int known = 0;
        for (int seed = 0; seed < 50; seed++) {
            Random random = new Random(seed);
            List<Operation<I, Object>> whole =
                    Clients.run(subject, random, 4, 20, random.nextBoolean() ? 0 : 100).operations().stream()
                            .filter(operation -> operation.outcome() != Operation.Outcome.FAILED).toList();
            for (List<Operation<I, Object>> part : parts(subject.model(), whole)) {
                for (Operation<I, Object> from : part) {
                    for (Operation<I, Object> to : part) {
                        if (to.completed() && to.invoked() >= from.invoked()) {
                            Reduction<S, I, Object> late = Reduction.cut(subject.model(), part, from.invoked(),
                                    to.returned(), 20, new Budget(Limits.DEFAULT));
                            known += late == null ? 0 : 1;
                            assertFalse(late != null && late.fails(), () -> part + " " + from + " " + to);
                        }
                    }
                }
            }
        }
        assertTrue(known > 500, known + " known");
    }

    @ParameterizedTest
    @MethodSource("subjects")
    <S, I> void whatIsShownOfALongHistoryIsShort(Subjects.Subject<S, I> subject) {
        int found = 0;
        int together = 0;
        for (int seed = 0; seed < 60; seed++) {
            Random random = new Random(seed);
            List<Operation<I, Object>> operations = Clients.run(subject, random, 3, 60, 0).operations();
            int changed = 50 + random.nextInt(10);
            Operation<I, Object> old = operations.get(changed);
            operations.set(changed, answered(old, subject.output().apply(random, old.input())));
            CheckResult<I, Object> result = Linearizability.check(operations, subject.model(), Limits.states(20_000));
            if (result.verdict() == Verdict.NOT_LINEARIZABLE) {
                found++;
                together += result.failingPart().orElseThrow().operations().size();
            }
        }
        assertTrue(found > 5 && together <= found * 10, together + " operations in " + found);
    }

    private static <I> Operation<I, Object> answered(Operation<I, Object> old, Object output) {
        return new Operation<>(old.index(), old.client(), old.input(), old.outcome(), output, old.invoked(),
                old.returned(), old.invokedNanos(), old.returnedNanos());
    }

    private static <S, I> List<Operation<I, Object>> randomAnswers(Subjects.Subject<S, I> subject, Random random) {
        List<Operation<I, Object>> operations = new ArrayList<>();
        int count = 2 + random.nextInt(5);
        int spread = 2 + random.nextInt(3 * count);
        for (int i = 0; i < count; i++) {
            I input = subject.input().apply(random, random.nextInt(3));
            // Numbers may coincide, which stands for an overlap.
            long invoked = random.nextInt(3 * count);
            long returned = invoked + 1 + random.nextInt(spread);
            operations.add(random.nextInt(4) == 0
                    ? new Operation<>(i, "c" + i, input, Operation.Outcome.PENDING, null, invoked, Operation.NEVER, 0, 0)
                    : new Operation<>(i, "c" + i, input, Operation.Outcome.OK, subject.output().apply(random, input),
                            invoked, returned, 0, 0));
        }
        return operations;
    }

    /** Everything that is promised, against the definition. */
    private static <S, I> boolean compare(Model<S, I, Object> model, List<Operation<I, Object>> operations) {
        operations = operations.stream().filter(operation -> operation.outcome() != Operation.Outcome.FAILED).toList();
        boolean expected = parts(model, operations).stream().allMatch(part -> BruteForce.linearizable(model, part));
        CheckResult<I, Object> result = Linearizability.check(operations, model, Limits.DEFAULT);
        List<Operation<I, Object>> shown = operations;
        assertEquals(expected ? Verdict.LINEARIZABLE : Verdict.NOT_LINEARIZABLE, result.verdict(),
                () -> shown + "\n" + result);
        if (!expected) {
            FailingPart<I, Object> part = result.failingPart().orElseThrow();
            assertFalse(BruteForce.linearizable(model, part.operations()), part::toString);
            assertTrue(part.operations().contains(part.culprit()));
            for (List<Operation<I, Object>> whole : parts(model, operations)) {
                if (!BruteForce.linearizable(model, whole)) {
                    reduce(model, whole);
                }
            }
        }
        return expected;
    }

    private static <S, I> void reduce(Model<S, I, Object> model, List<Operation<I, Object>> part) {
        BitSet all = new BitSet();
        for (int i = 0; i < part.size(); i++) {
            all.set(i, part.get(i).completed());
        }
        Search<S, I, Object> search =
                new Search<>(model, model.initial(), part, all, new Budget(Limits.DEFAULT));
        assertEquals(Verdict.NOT_LINEARIZABLE, search.run());
        Reduction<S, I, Object> reduction =
                Reduction.smallest(model, part, search.furthest(), Limits.DEFAULT, new Budget(Limits.DEFAULT));
        // It fails whatever the others did, even with the operations that came after it.
        BitSet required = reduction.requiredOf(part);
        assertFalse(BruteForce.linearizable(model, part, required), () -> part + " " + required);
        // Every operation in it counts: both among all, and among those that are shown.
        List<Operation<I, Object>> before = part.stream()
                .filter(operation -> operation.invoked() <= search.furthest()).toList();
        for (int i = required.nextSetBit(0); i >= 0; i = required.nextSetBit(i + 1)) {
            Operation<I, Object> relaxed = part.get(i);
            if (part.stream().filter(o -> o.completed() && o.returned() == search.furthest()).count() > 1) {
                continue;
            }
            assertTrue(BruteForce.linearizable(model, before, without(before, part, required, relaxed)));
            assertTrue(BruteForce.linearizable(model, reduction.shown(),
                    without(reduction.shown(), part, required, relaxed)));
        }
    }

    private static <I> BitSet without(List<Operation<I, Object>> among, List<Operation<I, Object>> part,
            BitSet required, Operation<I, Object> relaxed) {
        BitSet bits = new BitSet();
        for (int i = 0; i < among.size(); i++) {
            bits.set(i, among.get(i) != relaxed && required.get(part.indexOf(among.get(i))));
        }
        return bits;
    }

    private static <S, I> List<List<Operation<I, Object>>> parts(Model<S, I, Object> model,
            List<Operation<I, Object>> operations) {
        return operations.stream().map(operation -> model.partition(operation.input())).distinct()
                .map(partition -> operations.stream()
                        .filter(o -> Objects.equals(partition, model.partition(o.input()))).toList())
                .toList();
    }
}
