package dev.moonsim.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.moonsim.config.SeedRange;
import dev.moonsim.report.TraceFile;
import dev.moonsim.report.Tracing;
import dev.moonsim.run.RunResult;
import dev.moonsim.run.RunResult.Verdict;
import dev.moonsim.run.Scenario;
import dev.moonsim.run.Topology;
import dev.moonsim.sched.ScheduleCounts;
import dev.moonsim.trace.EventKind;
import dev.moonsim.trace.Trace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;

class DeterminismCheckTest {
    private static final Scenario NOTHING = Scenario.cluster("", Topology.of(List.of()));
    private static final int NEVER = Integer.MAX_VALUE;

    private final List<Long> same = new ArrayList<>();

    /** Runs of so many events; from the one that the number of the run leads to on, each is another than it should be. */
    private static final class Fake implements Runner {
        private final int events;
        private final IntUnaryOperator wrongFrom;
        private int runs;

        Fake(int events, IntUnaryOperator wrongFrom) {
            this.events = events;
            this.wrongFrom = wrongFrom;
        }

        @Override
        public RunResult run(long seed, Tracing tracing) {
            int wrong = wrongFrom.applyAsInt(runs++);
            long digest;
            if (tracing == null) {
                digest = digest(seed, null, wrong);
            } else {
                try (TraceFile file = TraceFile.create(tracing, NOTHING, 1)) {
                    digest = digest(seed, file, wrong);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
            return new RunResult(seed, Verdict.PASSED, "main ended", List.of(), events, events, 1, digest, Map.of(), Map.of(),
                    0, List.of(), ScheduleCounts.NONE);
        }

        private long digest(long seed, TraceFile file, int wrong) {
            Trace trace = new Trace(seed, file);
            for (int i = 1; i <= events; i++) {
                trace.event(i, i, -1, -1, EventKind.OUTPUT, i >= wrong ? runs : 0, 0, trace.detailed() ? "output " + i : null);
            }
            return trace.digest();
        }

        @Override
        public void close() {
        }
    }

    private DeterminismCheck.Mismatch check(Runner one, Runner other) throws InterruptedException {
        return new DeterminismCheck(List.of(new DeterminismCheck.Way("one", true, one),
                new DeterminismCheck.Way("other", true, other)), 1).run(SeedRange.parse("1..3", ""), result -> same.add(result.seed()));
    }

    @Test
    void equalRunsAreEqual() throws InterruptedException {
        assertNull(check(new Fake(50_000, run -> NEVER), new Fake(50_000, run -> NEVER)));
        assertEquals(List.of(1L, 2L, 3L), same);
    }

    @Test
    void theFirstEventThatDiffersIsFoundWhereverItIs() throws InterruptedException {
        for (int place : new int[] {1, 2, 3, 4_095, 4_096, 4_097, 33_333, 49_999, 50_000}) {
            DeterminismCheck.Mismatch mismatch = check(new Fake(50_000, run -> NEVER), new Fake(50_000, run -> place));
            assertEquals(place, mismatch.divergence().number());
            assertTrue(mismatch.divergence().describe("one", "other").contains("output \"output " + place + "\""));
        }
        assertEquals(List.of(), same);
    }

    @Test
    void aRunThatEndsEarlierDiffersBehindItsLastEvent() throws InterruptedException {
        for (int events : new int[] {7, 9_000, 49_999}) {
            Divergence found = check(new Fake(50_000, run -> NEVER), new Fake(events, run -> NEVER)).divergence();
            assertEquals(events + 1, found.number());
            assertTrue(found.other().isEmpty());
            assertTrue(found.describe("one", "other").contains("(the run had ended)"));
        }
    }

    @Test
    void whatDiffersElsewhereTheNextTimeIsFoundThere() throws InterruptedException {
        // The second seed differs; then the checkpoints have it at one place, the next runs at another, then all at a third.
        int[] places = {NEVER, 30_000, 30_000, 200, 40_000, 40_000};
        DeterminismCheck.Mismatch mismatch = check(new Fake(50_000, run -> NEVER), new Fake(50_000, run -> places[run]));
        assertEquals(2, mismatch.seed());
        assertEquals(40_000, mismatch.divergence().number());
    }

    @Test
    void onlySomeSeedsAreRunInFreshJvms() throws InterruptedException {
        Fake fresh = new Fake(100, run -> NEVER);
        Fake warm = new Fake(100, run -> NEVER);
        Fake other = new Fake(100, run -> run < 16 ? NEVER : 70);
        DeterminismCheck check = new DeterminismCheck(List.of(new DeterminismCheck.Way("fresh", true, fresh),
                new DeterminismCheck.Way("warm", false, warm), new DeterminismCheck.Way("other", false, other)), 10);
        DeterminismCheck.Mismatch mismatch = check.run(SeedRange.parse("1..30", ""), result -> same.add(result.seed()));
        assertEquals(17, mismatch.seed());
        assertEquals("warm", mismatch.first().name());
        assertEquals(70, mismatch.divergence().number());
        assertEquals(16, same.size());
        assertEquals(2, fresh.runs);
        assertEquals(2 + 17 + 17, check.runs());
    }

    @Test
    void whatHappensOnlyOnceIsSaidToBeRare() throws InterruptedException {
        DeterminismCheck.Mismatch mismatch = check(new Fake(100, run -> NEVER), new Fake(100, run -> run == 1 ? 50 : NEVER));
        assertEquals(List.of(1L), same);
        assertEquals(0, mismatch.divergence().number());
        assertTrue(mismatch.divergence().describe("one", "other").contains("rarely"));
    }
}
