package dev.moonsim.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import apps.statics.WaitingInitialisers;
import dev.moonsim.e2e.Moonsim.Run;
import org.junit.jupiter.api.Test;

/**
 * {@code Object.wait} of a task that cannot leave its carrier: it takes virtual time and holds nobody up, ends as on the plain JVM, and
 * is the same in fresh JVMs and in one that other seeds have run in.
 */
class PinnedWaitsTest {
    private static final int SEEDS = 2;
    private static final String[] JVMS = {"-Xint", "-XX:+UseZGC", "-XX:+UseCompactObjectHeaders", "-XX:TieredStopAtLevel=4"};
    private static final String CALM = "-Dmoonsim.spurious=off";

    @Test
    void theyEndAsOnThePlainJvm() {
        String plain = Moonsim.program(WaitingInitialisers.class).plain().run().passed().out();
        for (int seed = 1; seed <= SEEDS; seed++) {
            assertEquals(plain, Moonsim.program(WaitingInitialisers.class).seed(seed).jvm(CALM).run().passed().out(), "seed " + seed);
            for (String mode : new String[] {"-Dmoonsim.preempt=off", "-Dmoonsim.strategy=fifo"}) {
                assertEquals(plain, Moonsim.program(WaitingInitialisers.class).seed(seed).jvm(CALM, mode).run().passed().out(), mode);
            }
        }
    }

    @Test
    void theyTakeVirtualTimeAndAreTheSameEverywhere() {
        try (LiveJvm warm = LiveJvm.simulated(WaitingInitialisers.class, "turns")) {
            warm.send("101\n102\n");
            warm.answer();
            warm.answer();
            for (int seed = 1; seed <= SEEDS; seed++) {
                String out = sameInAll(seed, CALM, "exact");
                assertTrue(out.startsWith("nobody notifies after 1234000000\nand again after 2000000\nnotified after 220000000\n"), out);
                for (String spurious : new String[] {CALM, "-Dmoonsim.spurious=on"}) {
                    assertEquals("400 turns\n600 turns\ncompared true\n", sameInAll(seed, spurious, "turns"));
                }
                warm.send(seed + "\n");
                String answer = warm.answer();
                assertTrue(answer.startsWith("passed"), answer);
                assertEquals(Moonsim.program(WaitingInitialisers.class, "turns").seed(seed).run().passed().digest(),
                        String.format("%016x", Long.parseLong(answer.split(" ")[5])), "warm, seed " + seed);
            }
        }
    }

    private static String sameInAll(int seed, String spurious, String argument) {
        Run first = Moonsim.program(WaitingInitialisers.class, argument).seed(seed).jvm(spurious).run().passed();
        for (String jvm : JVMS) {
            Run again = Moonsim.program(WaitingInitialisers.class, argument).seed(seed).jvm(spurious, jvm).run().passed();
            assertEquals(first.out(), again.out(), jvm + " with seed " + seed);
            assertEquals(first.digest(), again.digest(), jvm + " with seed " + seed);
        }
        return first.out();
    }

    @Test
    void thoseThatNobodyNotifiesAreTold() {
        Run run = Moonsim.program(WaitingInitialisers.class, "ever").seed(1).jvm(CALM).run();
        assertTrue(run.err().contains("lost wake-up: nobody is left to wake any of the 2 tasks that wait: \"daemon\" waits for a notification"
                + " of Object#1; \"waiter\" waits for a notification of Object#1"), run.err());
    }

    @Test
    void aRunMayEndWithThem() {
        Run run = Moonsim.program(WaitingInitialisers.class, "exit").seed(1).jvm(CALM).run().exits(1);
        assertTrue(run.err().contains("exited with status 3"), run.err());
        try (LiveJvm warm = LiveJvm.simulated(WaitingInitialisers.class, "exit")) {
            String first = warm(warm, 1);
            warm(warm, 2);
            assertEquals(first, warm(warm, 1));
        }
    }

    private static String warm(LiveJvm jvm, int seed) {
        jvm.send(seed + "\n");
        String[] answer = jvm.answer().split(" ");
        return answer[0] + " " + answer[5];
    }

    @Test
    void aNodeMayCrashInThem() {
        for (int seed = 1; seed <= SEEDS; seed++) {
            Run first = Moonsim.scenario("waiting-initialisers.json").seed(seed).run().passed();
            Run again = Moonsim.scenario("waiting-initialisers.json").seed(seed).jvm("-Xint").run().passed();
            assertEquals(first.digest(), again.digest(), "seed " + seed);
        }
    }
}
