package dev.moonsim.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.moonsim.e2e.Suite.Entry;
import dev.moonsim.e2e.WarmJvm.Outcome;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The long form of {@link SuiteTest}: thousands of runs of each program. A run that hangs ends its JVM, and the test. */
@Tag("soak")
class SuiteSoakTest {
    private static final int TWIN_RUNS = 10_000;
    /** Of all programs together, their twins included. */
    private static final int RUNS_TWICE = 10_000;

    static List<Entry> entries() {
        return Suite.ENTRIES;
    }

    @ParameterizedTest
    @MethodSource("entries")
    void correctTwinsPassTenThousandTimes(Entry entry) {
        try (WarmJvm jvm = entry.start(true)) {
            for (Outcome outcome : jvm.run(LongStream.rangeClosed(1, TWIN_RUNS).boxed().toList())) {
                assertTrue(outcome.passed(), outcome.text());
            }
        }
    }

    /** Each seed in two JVMs, and in another order: what ran before must make no difference. */
    @ParameterizedTest
    @MethodSource("entries")
    void randomSeedsAreTheSameRunTwice(Entry entry) {
        Random random = new Random();
        List<Long> seeds = random.longs(RUNS_TWICE / entries().size() / 2 + 1).boxed().toList();
        for (boolean fixed : new boolean[] {false, true}) {
            List<Outcome> first;
            List<Outcome> second;
            try (WarmJvm jvm = entry.start(fixed)) {
                first = jvm.run(seeds);
            }
            try (WarmJvm jvm = entry.start(fixed)) {
                second = new ArrayList<>(jvm.run(seeds.reversed()));
            }
            Collections.reverse(second);
            for (int i = 0; i < seeds.size(); i++) {
                assertEquals(first.get(i).text(), second.get(i).text(), entry.name() + (fixed ? " fixed" : ""));
            }
        }
    }
}
