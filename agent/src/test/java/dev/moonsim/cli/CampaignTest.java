package dev.moonsim.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.moonsim.config.SeedRange;
import dev.moonsim.config.UsageError;
import dev.moonsim.report.Tracing;
import dev.moonsim.run.Failure;
import dev.moonsim.run.RunResult;
import dev.moonsim.run.RunResult.Verdict;
import dev.moonsim.sched.ScheduleCounts;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CampaignTest {
    private final Queue<Long> coldSeeds = new ConcurrentLinkedQueue<>();
    private LongFunction<RunResult> warm = seed -> passed(seed, seed);
    private LongFunction<RunResult> cold = seed -> warm.apply(seed);

    private static RunResult passed(long seed, long digest) {
        return new RunResult(seed, Verdict.PASSED, "workloads done", List.of(), 10, 1000, 1, digest,
                Map.of("node.crash", 1L), Map.of(), 0, List.of(), ScheduleCounts.NONE);
    }

    private static RunResult failed(long seed, long digest, String what) {
        return new RunResult(seed, Verdict.FAILED, "failure", List.of(new Failure(what, what, "kv-0", null, 5, "")), 10, 1000,
                1, digest, Map.of(), Map.of(), 0, List.of(), ScheduleCounts.NONE);
    }

    private record Fake(LongFunction<RunResult> results) implements Runner {
        @Override
        public RunResult run(long seed, Tracing trace) {
            return results.apply(seed);
        }

        @Override
        public void close() {
        }
    }

    private Campaign.Result run(String seeds, int jobs, boolean keepGoing, int checkEvery) throws InterruptedException {
        coldSeeds.clear();
        return new Campaign(new Campaign.Settings(SeedRange.parse(seeds, ""), jobs, keepGoing, checkEvery, false),
                () -> new Fake(seed -> warm.apply(seed)),
                () -> new Fake(seed -> {
                    coldSeeds.add(seed);
                    return cold.apply(seed);
                }), (run, failures) -> { }).run();
    }

    @Test
    void allPass() throws InterruptedException {
        Campaign.Result result = run("1..200", 4, false, 50);
        assertEquals(Verdict.PASSED, result.verdict());
        assertEquals(200, result.seedsRun());
        assertEquals(Map.of("node.crash", 200L), result.faults());
        assertEquals(4, result.checked());
        assertEquals(List.of(1L, 51L, 101L, 151L), coldSeeds.stream().sorted().toList());
    }

    @Test
    void stopsAtTheFirstFailingSeedWhateverTheNumberOfWorkers() throws InterruptedException {
        warm = seed -> seed >= 37 && seed % 2 == 1 ? failed(seed, seed, "deadlock") : passed(seed, seed);
        for (int jobs : new int[] {1, 2, 3, 8, 32}) {
            Campaign.Result result = run("1..1000", jobs, false, 10);
            assertEquals(37, result.seedsRun(), "with " + jobs + " workers");
            assertEquals(36, result.faults().get("node.crash"));
            assertEquals(1, result.failures().size());
            assertEquals(37, result.failures().getFirst().result().seed());
            assertEquals(List.of(37L), result.failures().getFirst().seeds());
            assertTrue(result.failures().getFirst().reproduced());
            assertEquals(4, result.checked());
            assertEquals(Verdict.FAILED, result.verdict());
        }
    }

    @Test
    void anEarlierSeedThatFailsLaterIsTheOneReported() throws InterruptedException {
        CountDownLatch laterOneFailed = new CountDownLatch(1);
        warm = seed -> {
            if (seed == 1) {
                await(laterOneFailed);
                return failed(1, 1, "exit status 1");
            }
            laterOneFailed.countDown();
            return failed(seed, seed, "deadlock");
        };
        cold = seed -> failed(seed, seed, "exit status 1");
        Campaign.Result result = run("1..10", 2, false, 0);
        assertEquals(1, result.seedsRun());
        assertEquals(1, result.failures().getFirst().result().seed());
        assertEquals(1, result.failures().size());
    }

    @Test
    void keepsGoingAndReportsFailuresOfOneKindOnce() throws InterruptedException {
        warm = seed -> seed % 10 == 0 ? failed(seed, seed, "deadlock") : seed % 25 == 0 ? failed(seed, seed, "exit status 1")
                : passed(seed, seed);
        Campaign.Result result = run("1..100", 4, true, 0);
        assertEquals(100, result.seedsRun());
        assertEquals(2, result.failures().size());
        assertEquals(List.of(10L, 20L, 30L, 40L, 50L, 60L, 70L, 80L, 90L, 100L), result.failures().get(0).seeds());
        assertEquals(List.of(25L, 75L), result.failures().get(1).seeds());
        assertEquals(List.of(10L, 25L), coldSeeds.stream().toList());
        assertEquals(Verdict.FAILED, result.verdict());
    }

    @Test
    void aFailureThatAFreshJvmDoesNotHaveIsAnError() throws InterruptedException {
        warm = seed -> seed == 3 ? failed(3, 3, "deadlock") : passed(seed, seed);
        cold = seed -> passed(seed, seed);
        Campaign.Result result = run("1..10", 2, false, 0);
        assertFalse(result.failures().getFirst().reproduced());
        assertEquals(Verdict.ERROR, result.verdict());

        cold = seed -> failed(seed, 99, "deadlock");
        assertEquals(Verdict.ERROR, run("1..10", 2, false, 0).verdict());

        cold = seed -> failed(seed, seed, "exit status 1");
        assertEquals(Verdict.ERROR, run("1..10", 2, false, 0).verdict());
    }

    @Test
    void aPassingSeedWithAnotherDigestInAFreshJvmIsAnError() throws InterruptedException {
        cold = seed -> passed(seed, seed == 21 ? 7 : seed);
        Campaign.Result result = run("1..100", 3, false, 10);
        assertEquals(21, result.seedsRun());
        assertEquals(Verdict.ERROR, result.verdict());
        assertEquals("nondeterminism", result.failures().getFirst().result().failures().getFirst().what());
        assertEquals("digest 0000000000000015 after other runs in the same JVM, 0000000000000007 in a fresh JVM",
                result.failures().getFirst().result().failures().getFirst().message());
    }

    @Test
    void aRunnerThatCannotStartEndsTheCampaign() {
        warm = seed -> {
            throw new UsageError("scenario kv.json: no such file");
        };
        assertEquals("scenario kv.json: no such file",
                assertThrows(UsageError.class, () -> run("1..100", 4, true, 10)).getMessage());
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
