package dev.moonsim.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import apps.statics.LockedClasses;
import apps.statics.OwnLoader;
import apps.statics.SharedJar;
import dev.moonsim.e2e.Moonsim.Run;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * A class loader of the program's own: when the JVM calls it, and in which order, shifts nothing, what it has to wait for holds nobody
 * up, and the hash codes of the classes are the same in fresh JVMs and in one that other seeds have run in.
 */
class OwnLoaderTest {
    private static final int SEEDS = 3;
    private static final String[] JVMS = {"-Xint", "-XX:+UseZGC", "-XX:+UseCompactObjectHeaders"};

    @Test
    void whatTheJvmAsksAProgramsLoaderForShiftsNothing() {
        assertSameEverywhere(OwnLoader.class, "raced to");
    }

    @Test
    void itMayAskAMethodThatTheLoaderOverrides() {
        assertSameEverywhere(OwnLoader.class, "raced to", "direct");
        Set<String> points = new HashSet<>();
        for (int counts = 0; counts < 3; counts++) {
            Run run = Moonsim.program(OwnLoader.class, "direct").seed(1).jvm("-Dcounts=" + counts).run().passed();
            points.add(run.err().replaceAll("(?s).* ([0-9,]+ points).*", "$1"));
        }
        assertEquals(1, points.size(), "what is done there counts for nothing: " + points);
    }

    @Test
    void whatTheJvmCallsWaitsForAMonitorThatAnotherTaskHas() {
        assertSameEverywhere(SharedJar.class, "read true");
    }

    @Test
    void aCircleThroughAStaticInitialiserIsADeadlock() {
        for (String jvm : JVMS) {
            Run run = Moonsim.program(SharedJar.class, "deadlock").seed(1).jvm(jvm).run();
            assertTrue(run.err().contains("deadlock: \"main\" waits for the monitor of Object#1, held by \"owner\"; "
                    + "\"owner\" waits for the initialisation of class apps.statics.SharedJar$Second"), run.err());
        }
    }

    @Test
    void theHashCodeOfAClassIsByItsNameAlsoWhereItIsSomebodysMonitor() {
        assertSameEverywhere(LockedClasses.class, "java.util.zip.Adler32=");
    }

    /** Each seed in two fresh JVMs and a warm one; another kind of JVM a seed. */
    private static void assertSameEverywhere(Class<?> program, String printed, String... arguments) {
        try (LiveJvm warm = LiveJvm.simulated(program, arguments)) {
            warm.send("101\n102\n");
            warm.answer();
            warm.answer();
            for (int seed = 1; seed <= SEEDS; seed++) {
                Run first = Moonsim.program(program, arguments).seed(seed).run().passed();
                assertTrue(first.out().contains(printed), first.out());
                String jvm = JVMS[seed % JVMS.length];
                Run again = Moonsim.program(program, arguments).seed(seed).jvm(jvm).run().passed();
                assertEquals(first.out(), again.out(), jvm + " with seed " + seed);
                assertEquals(first.digest(), again.digest(), jvm + " with seed " + seed);
                warm.send(seed + "\n");
                String answer = warm.answer();
                assertTrue(answer.startsWith("passed"), answer);
                assertEquals(first.digest(), String.format("%016x", Long.parseLong(answer.split(" ")[5])), "warm, seed " + seed);
            }
        }
    }
}
