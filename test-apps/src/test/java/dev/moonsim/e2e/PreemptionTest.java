package dev.moonsim.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import apps.threads.Everything;
import apps.threads.JdkInitialisation;
import apps.threads.Spin;
import apps.threads.Unsynchronized;
import apps.threads.Waits;
import dev.moonsim.e2e.Moonsim.Run;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where tasks give way, to whom, and what waits may do; each of it decided by the seed and switchable. */
class PreemptionTest {
    @ParameterizedTest
    @ValueSource(strings = {"mix", "random", "pct:2", "pct:5", "pos", "fifo"})
    void everyStrategyIsTheSameRunAgain(String strategy) {
        String[] options = {"-Dmoonsim.strategy=" + strategy, "-Dmoonsim.stalls=on", "-Dmoonsim.preempt=jdk"};
        Run first = Moonsim.program(Everything.class, "pool", "waitnotify", "locks").seed(9).jvm(options)
                .jvm("-Dmoonsim.spurious=on", "-Dmoonsim.repeat=3").run().passed();
        Run again = Moonsim.program(Everything.class, "pool", "waitnotify", "locks").seed(9).jvm(options)
                .jvm("-Dmoonsim.spurious=on", "-Xint").run().passed();
        assertEquals(first.digest(), again.digest());
        assertTrue(Long.parseLong(first.field("points")) > 0, first.report());
        if (!strategy.equals("mix")) {
            assertEquals(strategy, first.field("strategy"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"random", "pct:2", "pct:5", "pos", "fifo"})
    void busyWaitingEndsUnderEveryStrategy(String strategy) {
        Moonsim.program(Spin.class).seed(1).jvm("-Dmoonsim.strategy=" + strategy).run().passed();
    }

    @Test
    void offMeansNowhere() {
        Run run = Moonsim.program(Everything.class, "pool").seed(1).jvm("-Dmoonsim.preempt=off").run().passed();
        assertEquals("0", run.field("points"));
        assertEquals("0", run.field("preemptions"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"map", "list", "format"})
    void racesInsideTheCollectionsOfTheJdkAreFoundWhereAskedFor(String kind) {
        assertTrue(explored(Unsynchronized.class, kind, "--preempt", "jdk").err().contains("AssertionError"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void tasksThatMeetInTheInitialisationOfTheJdkGoOn(int seed) {
        Run run = Moonsim.program(JdkInitialisation.class).seed(seed).jvm("-Dmoonsim.preempt=jdk", "-Dmoonsim.repeat=2").run();
        assertEquals("42\n42\n", run.passed().out());
    }

    @ParameterizedTest
    @CsvSource({"wait, woken though nothing was set", "await, woken though nothing was set", "order, woken in the order"})
    void waitsEndWithoutCauseAndNotificationsChoose(String kind, String message) {
        assertTrue(explored(Waits.class, kind, "--spurious", "on").err().contains(message));
        Moonsim.program(Waits.class, kind).seed(1).run().passed();
    }

    private static Run explored(Class<?> program, String argument, String... options) {
        String[] words = new String[options.length + 8];
        System.arraycopy(new String[] {"explore", "--seeds", "1..200"}, 0, words, 0, 3);
        System.arraycopy(options, 0, words, 3, options.length);
        System.arraycopy(new String[] {"--", "-cp", Moonsim.CLASSES.toString(), program.getName(), argument}, 0, words,
                3 + options.length, 5);
        return Moonsim.cli(words).run().exits(1);
    }
}
