package dev.moonsim.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.moonsim.junit.SimulationFailure;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** {@code @SimulatedTest}, as JUnit meets it. */
@Isolated("it sets the system property moonsim.seed")
class SimulatedTestTest {
    /** What the sample fails with, or null. */
    private static Throwable fails(String sample) {
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherFactory.create().execute(LauncherDiscoveryRequestBuilder.request()
                .selectors(DiscoverySelectors.selectMethod("apps.junit.AccountSamples#" + sample)).build(), listener);
        assertEquals(1, listener.getSummary().getTestsStartedCount(), sample);
        return listener.getSummary().getFailures().isEmpty() ? null : listener.getSummary().getFailures().getFirst().getException();
    }

    @Test
    void aRaceOnAPlainFieldIsFoundAndItsSeedFindsItAgain() {
        Throwable failure = assertInstanceOf(SimulationFailure.class, fails("depositsAddUp"));
        assertTrue(failure.getMessage().contains("expected: <115> but was: <"), failure.getMessage());
        assertTrue(failure.getMessage().contains("run again in a fresh JVM: same failure, same digest"), failure.getMessage());
        assertTrue(failure.getCause().toString().startsWith("org.opentest4j.AssertionFailedError: expected: <115>"));
        assertTrue(List.of(failure.getCause().getStackTrace()).stream()
                .anyMatch(frame -> frame.getMethodName().equals("depositsAddUp") && frame.getLineNumber() > 0));

        Matcher seed = Pattern.compile("-Dmoonsim.seed=(0x[0-9a-f]+) ").matcher(failure.getMessage());
        assertTrue(seed.find(), failure.getMessage());
        System.setProperty("moonsim.seed", seed.group(1));
        try {
            Throwable again = assertInstanceOf(SimulationFailure.class, fails("depositsAddUp"));
            assertEquals(failure.getCause().toString(), again.getCause().toString());
            assertTrue(again.getMessage().startsWith("seed " + seed.group(1) + ": "), again.getMessage());
        } finally {
            System.clearProperty("moonsim.seed");
        }
    }

    @Test
    void aCorrectTestPassesUnderAllSeeds() {
        assertNull(fails("synchronizedDepositsAddUp"));
        assertNull(fails("aPoolThatIsLeftRunningDoesNotKeepTheTest"));
    }

    @Test
    void aDeadlockIsAFailure() {
        Throwable failure = assertInstanceOf(SimulationFailure.class, fails("transfersEnd"));
        assertTrue(failure.getMessage().contains("deadlock"), failure.getMessage());
        assertTrue(failure.getMessage().contains("apps.junit.AccountSamples.transfer(AccountSamples.java:"), failure.getMessage());
    }

    @Test
    void whatCannotRunInsideIsRefusedByName() {
        Throwable failure = fails("needsJUnitInside(java.nio.file.Path)");
        assertEquals("moonsim: @SimulatedTest apps.junit.AccountSamples.needsJUnitInside: has parameters, and JUnit does not run"
                + " inside the simulation", failure.getMessage());
    }
}
