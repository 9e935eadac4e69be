package dev.moonsim.api.history;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ten clients, ten thousand operations; counted in states, as no clock is to be trusted. */
class LongHistoriesTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 10, 100})
    void aMapTakesAFewStatesAnOperation(int keys) {
        check(Subjects.keyValue(keys, 1_000), keys == 1 ? 0 : 10, keys == 1 ? 200_000 : 50_000);
    }

    private static <S, I> void check(Subjects.Subject<S, I> subject, int lost, long states) {
        List<Operation<I, Object>> operations = Clients.run(subject, new Random(1), 10, 10_000, lost).operations();
        CheckResult<I, Object> result = Linearizability.check(operations, subject.model(), Limits.states(states));
        assertEquals(Verdict.LINEARIZABLE, result.verdict(), result::toString);
        assertEquals(result.states(),
                Linearizability.check(operations, subject.model(), Limits.states(states)).states());
    }
}
