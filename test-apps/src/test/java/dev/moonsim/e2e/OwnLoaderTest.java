package dev.moonsim.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import apps.statics.OwnLoader;
import dev.moonsim.e2e.Moonsim.Run;
import org.junit.jupiter.api.Test;

/**
 * A class loader of the program's own: when the JVM calls it, and in which order, shifts nothing, and the hash codes of the classes
 * are the same in fresh JVMs and in one that other seeds have run in.
 */
class OwnLoaderTest {
    private static final int SEEDS = 4;

    @Test
    void whatTheJvmAsksAProgramsLoaderForShiftsNothing() {
        try (LiveJvm warm = LiveJvm.simulated(OwnLoader.class)) {
            warm.send("101\n102\n");
            warm.answer();
            warm.answer();
            for (int seed = 1; seed <= SEEDS; seed++) {
                Run first = Moonsim.program(OwnLoader.class).seed(seed).run().passed();
                assertTrue(first.out().contains("raced to"), first.out());
                for (String jvm : new String[] {"-Xint", "-XX:+UseZGC", "-XX:+UseCompactObjectHeaders"}) {
                    Run again = Moonsim.program(OwnLoader.class).seed(seed).jvm(jvm).run().passed();
                    assertEquals(first.out(), again.out(), jvm + " with seed " + seed);
                    assertEquals(first.digest(), again.digest(), jvm + " with seed " + seed);
                }
                warm.send(seed + "\n");
                String answer = warm.answer();
                assertTrue(answer.startsWith("passed"), answer);
                assertEquals(first.digest(), String.format("%016x", Long.parseLong(answer.split(" ")[5])), "warm, seed " + seed);
            }
        }
    }
}
