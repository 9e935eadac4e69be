package dev.moonsim.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.moonsim.junit.SimulationFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** {@code @SimulationTest}, as JUnit meets it. */
@Isolated("it sets the system property moonsim.seed")
class SimulationTestTest {
    /** Names of the seeds that ended each way, and what the first failure was. */
    private static final class Outcome implements TestExecutionListener {
        final Map<TestExecutionResult.Status, List<String>> names = new TreeMap<>();
        Throwable failure;

        @Override
        public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            if (test.isTest()) {
                names.computeIfAbsent(result.getStatus(), status -> new ArrayList<>()).add(test.getDisplayName());
            }
            if (failure == null && result.getStatus() == TestExecutionResult.Status.FAILED) {
                failure = result.getThrowable().orElseThrow();
            }
        }

        int count(TestExecutionResult.Status status) {
            return names.getOrDefault(status, List.of()).size();
        }
    }

    private static Outcome run(String sample) {
        return run("apps.junit.HitSamples", sample);
    }

    private static Outcome run(String type, String sample) {
        Outcome outcome = new Outcome();
        LauncherFactory.create().execute(LauncherDiscoveryRequestBuilder.request()
                .selectors(DiscoverySelectors.selectMethod(type + "#" + sample + "(dev.moonsim.junit.Cluster)"))
                .build(), outcome);
        return outcome;
    }

    @Test
    void eachSeedOfACorrectServiceIsATestThatPasses() {
        Outcome outcome = run("hitsAreKept");
        assertEquals(20, outcome.count(TestExecutionResult.Status.SUCCESSFUL), () -> String.valueOf(outcome.failure));
        assertTrue(outcome.names.get(TestExecutionResult.Status.SUCCESSFUL).contains("seed 0xa"), outcome.names::toString);
    }

    @Test
    void aLostWriteIsFoundAndItsSeedFindsItAgain() {
        Outcome outcome = run("lazyHitsAreLost");
        assertEquals(1, outcome.count(TestExecutionResult.Status.FAILED), outcome.names::toString);
        Throwable failure = assertInstanceOf(SimulationFailure.class, outcome.failure);
        String seed = outcome.names.get(TestExecutionResult.Status.FAILED).getFirst().substring("seed ".length());
        assertTrue(failure.getMessage().startsWith("seed " + seed + ": java.lang.IllegalStateException: lost hits: "),
                failure.getMessage());
        assertTrue(failure.getMessage().contains(" lost in /var/lib/hits"), failure.getMessage());
        assertTrue(failure.getMessage().contains("-Dmoonsim.seed=" + seed + " "), failure.getMessage());
        assertTrue(List.of(failure.getCause().getStackTrace()).stream().anyMatch(frame -> frame.getMethodName().equals("hit")));

        System.setProperty("moonsim.seed", seed);
        try {
            Outcome again = run("lazyHitsAreLost");
            assertEquals(Map.of(TestExecutionResult.Status.FAILED, List.of("seed " + seed)), again.names);
            assertEquals(failure.getCause().toString(), again.failure.getCause().toString());
        } finally {
            System.clearProperty("moonsim.seed");
        }
    }

    @ParameterizedTest
    @CsvSource({"hastyEcho, every line that was read is echoed before the end", "carelessRoles, the leader has what was taken",
        "forgetfulStore, a read matches the model"})
    void theMistakesOfTheExamplesAreFound(String sample, String property) {
        Outcome outcome = run("apps.junit.ExampleSamples", sample);
        assertEquals(1, outcome.count(TestExecutionResult.Status.FAILED), outcome.names::toString);
        assertTrue(outcome.failure.getMessage().contains(property), outcome.failure.getMessage());
    }

    @Test
    void theFirstTestOfTheReadmeFindsItsBug() {
        Outcome outcome = run("apps.junit.FirstSample", "answeredHitsAreKept");
        assertEquals(1, outcome.count(TestExecutionResult.Status.FAILED), outcome.names::toString);
        assertTrue(outcome.failure.getMessage().contains("an answered hit is kept"), outcome.failure.getMessage());
    }

    @Test
    void aMistakeInTheClusterIsOneLine() {
        Outcome outcome = run("misspelt");
        assertTrue(outcome.failure.getMessage().endsWith("chaos.faults.atrition: unknown key, did you mean attrition?"),
                outcome.failure.getMessage());
    }
}
