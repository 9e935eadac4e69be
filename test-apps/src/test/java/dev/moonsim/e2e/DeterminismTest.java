package dev.moonsim.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import apps.bench.RoundTrips;
import apps.mains.Collected;
import apps.mains.JvmMessages;
import apps.random.Sources;
import apps.threads.Everything;
import dev.moonsim.e2e.Moonsim.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same seed is the same run, in whatever JVM; another seed is another run. */
class DeterminismTest {
    private static final List<String> JVMS = List.of("-Xshare:auto", "-Xint", "-XX:+UseSerialGC", "-XX:+UseParallelGC",
            "-XX:+UseZGC", "-XX:+UseCompactObjectHeaders", "-Xmx256m", "-XX:TieredStopAtLevel=4", "-Xshare:off");

    @Test
    void everythingIsTheSameRunInEveryJvm() {
        String digest = Moonsim.program(Everything.class).seed(7).run().passed().digest();
        for (String jvm : JVMS) {
            assertEquals(digest, Moonsim.program(Everything.class).seed(7).jvm(jvm).run().passed().digest(), jvm);
        }
    }

    @Test
    void aClusterUnderChaosIsTheSameRunInEveryJvm() {
        String digest = Moonsim.scenario("raft.json").seed(7).run().passed().digest();
        for (String jvm : JVMS) {
            assertEquals(digest, Moonsim.scenario("raft.json").seed(7).jvm(jvm).run().passed().digest(), jvm);
        }
    }

    /** So many segments under way that what they will wake is read ahead, in whatever way the JVM lays it out. */
    @Test
    void manyConnectionsAreTheSameRunInEveryJvm() {
        for (String style : List.of("blocking", "selector")) {
            String digest = Moonsim.program(RoundTrips.class, "both", style, "150", "20").seed(7).run().passed().digest();
            for (String jvm : JVMS) {
                assertEquals(digest, Moonsim.program(RoundTrips.class, "both", style, "150", "20").seed(7).jvm(jvm).run().passed()
                        .digest(), jvm);
            }
            Moonsim.program(RoundTrips.class, "both", style, "150", "20").seed(7).jvm("-Dmoonsim.repeat=3").run().passed();
        }
    }

    @Test
    void whenTheCollectorComesIsNotSeen() {
        Run first = Moonsim.program(Collected.class).seed(7).run().passed();
        assertEquals("""
                after garbage: queued 0, cleared 0, in the map 10, cleaned 0, finalized 0, ticks 1, sockets 60
                after System.gc(): queued 20, cleared 20, in the map 0, cleaned 10, finalized 0, ticks 1, sockets 60
                """, first.out());
        for (String jvm : List.of("-Xmx100m", "-XX:+UseSerialGC", "-XX:+UseZGC")) {
            Run run = Moonsim.program(Collected.class).seed(7).jvm(jvm).run().passed();
            assertEquals(first.out(), run.out(), jvm);
            assertEquals(first.digest(), run.digest(), jvm);
        }
        Moonsim.program(Collected.class).seed(7).jvm("-Dmoonsim.repeat=3", "-Xmx100m").run().passed();
    }

    @Test
    void messagesOfTheJvmAreTheSameInEveryRun() {
        Run first = Moonsim.program(JvmMessages.class).seed(7).run().passed();
        assertTrue(first.out().contains("are in unnamed module of loader 'app')"), first.out());
        assertEquals(first.out(), Moonsim.program(JvmMessages.class).seed(7).jvm("-Xint").run().passed().out());
        Moonsim.program(JvmMessages.class).seed(7).jvm("-Dmoonsim.repeat=3").run().passed();
    }

    @Test
    void aRepetitionInTheSameJvmIsTheSameRun() {
        // Moonsim compares the digests itself and ends with 3 where they differ.
        Moonsim.program(Everything.class).seed(8).jvm("-Dmoonsim.repeat=3").run().passed();
        Moonsim.program(Sources.class).seed(8).jvm("-Dmoonsim.repeat=3").run().passed();
        Moonsim.scenario("kv.json").seed(8).jvm("-Dmoonsim.repeat=3").run().passed();
    }

    @Test
    void fiftySeedsAreFiftyRuns(@TempDir Path directory) throws IOException {
        Path results = directory.resolve("results");
        Moonsim.cli("explore", "--seeds", "1..50", "--jobs", "1", "--check-every", "10", "--stalls", "off", "--spurious", "off",
                "--resume", results.toString(), "--", "-cp", Moonsim.CLASSES.toString(), Everything.class.getName(), "pool", "waitnotify")
                .run().exits(0);
        Set<String> digests = new HashSet<>();
        for (String line : Files.readAllLines(results)) {
            Matcher passed = Pattern.compile("\\tpassed \\d+ \\d+ \\d+ \\d+ (-?\\d+) .*").matcher(line);
            if (passed.matches()) {
                digests.add(passed.group(1));
            }
        }
        assertEquals(50, digests.size());
    }

    @Test
    void allThatIsRandomComesFromTheSeed() {
        Run first = Moonsim.program(Sources.class).seed(1).run().passed();
        Run again = Moonsim.program(Sources.class).seed(1).jvm("-Xmx256m").run().passed();
        Run other = Moonsim.program(Sources.class).seed(2).run().passed();
        assertEquals(first.out(), again.out());
        assertEquals(first.digest(), again.digest());
        String[] one = first.out().split("\n");
        String[] two = other.out().split("\n");
        assertEquals(one.length, two.length);
        for (int i = 0; i < one.length; i++) {
            String name = one[i].split(":")[0];
            if (Set.of("Random", "ThreadLocalRandom", "SplittableRandom", "Math.random", "RandomGenerator",
                    "L64X128MixRandom", "SecureRandom", "SecureRandom.getInstance", "strong", "UUID", "identityHashCode",
                    "hashCode", "HashSet", "in a thread", "in a virtual thread", "temp file").contains(name)) {
                assertNotEquals(one[i], two[i]);
            }
        }
    }

    @Test
    void aFixedSeedInTheProgramKeepsItsMeaning() {
        Run run = Moonsim.program(Sources.class, "--no-files").seed(3).run().passed();
        assertEquals("Random(7): " + new java.util.Random(7).nextLong(), run.out().lines().skip(1).findFirst().orElseThrow());
    }
}
