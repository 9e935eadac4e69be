package dev.moonsim.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import apps.mains.FirstResource;
import apps.statics.JvmHistory;
import apps.statics.Statics;
import dev.moonsim.e2e.Moonsim.Run;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs that use the classes of earlier runs again print what a run in a fresh JVM prints, and are the same run. */
class WarmRunsTest {
    private static final int RUNS = 5;

    /** Parts that keep a boot's classes from being used again (interfaces, failing) stand apart from those that do not. */
    @ParameterizedTest
    @ValueSource(strings = {"", "fields enums strings nested monitors lambdas holders records cycles objects",
        "caches reflection handles", "threads serialization", "interfaces", "failing fields"})
    void staticsAreThoseOfAFreshJvm(String parts) {
        String[] arguments = parts.isEmpty() ? new String[0] : parts.split(" ");
        Run fresh = Moonsim.program(Statics.class, arguments).seed(5).run().passed();
        Run warm = Moonsim.program(Statics.class, arguments).seed(5).jvm("-Dmoonsim.repeat=" + RUNS).run().passed();
        assertEquals(fresh.digest(), warm.digest());
        assertEquals(fresh.out().repeat(RUNS), warm.out());
    }

    @Test
    void theFirstResourceThatIsLookedForTakesNoLongerThanLaterOnes() {
        Run warm = Moonsim.program(FirstResource.class).seed(1).jvm("-Dmoonsim.repeat=2").run().passed();
        assertEquals(warm.out().substring(0, warm.out().length() / 2).repeat(2), warm.out());
    }

    /** Names, hashes and random numbers that the JDK takes from what happened in the JVM before. */
    @ParameterizedTest
    @ValueSource(longs = {1, 4})
    void nothingTellsTheHistoryOfTheJvm(long seed) {
        Run fresh = Moonsim.program(JvmHistory.class).seed(seed).run().passed();
        Run again = Moonsim.program(JvmHistory.class).seed(seed).run().passed();
        Run warm = Moonsim.program(JvmHistory.class).seed(seed).jvm("-Dmoonsim.repeat=3").run().passed();
        assertEquals(fresh.out(), again.out());
        assertEquals(fresh.out().repeat(3), warm.out());
        assertEquals(fresh.digest(), again.digest());
        assertEquals(fresh.digest(), warm.digest());
    }
}
