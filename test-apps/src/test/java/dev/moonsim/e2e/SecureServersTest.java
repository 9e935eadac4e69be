package dev.moonsim.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import apps.servers.ProcessWide;
import apps.servers.TlsSockets;
import dev.moonsim.e2e.Moonsim.Run;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * TLS, and web and Redis servers with their clients, as shipped, under the faults of the network: every answer is the right one,
 * and one seed is one run. {@code test-apps/docs/servers-web.md} has what the long runs showed.
 */
class SecureServersTest {
    private static final int FEW = 40;
    private static final int MANY = 10_000;
    private static final String PASSED = "(?s).*passed: %d requests, \\d+ retries.*";

    @TempDir
    private Path directory;

    /** In what order two threads print is theirs. The identifiers of the sessions, at the ends of lines, are the seed's. */
    @Test
    void tlsDoesAsOnThePlainJvmAndItsSessionsAreTheSeeds() throws IOException {
        String expected;
        try (InputStream in = SecureServersTest.class.getResourceAsStream("/net/TlsSockets.txt")) {
            expected = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        Run fresh = Moonsim.program(TlsSockets.class, "ids").seed(1).run().passed();
        assertEquals(expected.lines().sorted().toList(),
                fresh.out().lines().map(line -> line.replaceFirst(" [0-9a-f]{64}$", "")).sorted().toList());
        Run warm = Moonsim.program(TlsSockets.class, "ids").seed(1).jvm("-XX:+UseSerialGC", "-Dmoonsim.repeat=2").run()
                .passed();
        assertEquals(fresh.out() + fresh.out(), warm.out());
        assertEquals(fresh.digest(), warm.digest());
        assertNotEquals(fresh.out(), Moonsim.program(TlsSockets.class, "ids").seed(2).run().passed().out());
    }

    /** What the JDK keeps in static fields and a process has for itself: nothing of it reaches the next run. */
    @Test
    void whatAProcessSetsForItselfEndsWithIt() {
        String out = Moonsim.program(ProcessWide.class).seed(1).jvm("-Dmoonsim.repeat=2").run().passed().out();
        assertEquals(out.substring(0, out.length() / 2).repeat(2), out);
        assertTrue(out.contains("at last: Own version 1") && out.contains("factory already defined"), out);
    }

    /** A repetition with another digest would not pass. */
    @ParameterizedTest
    @ValueSource(strings = {"https-jetty", "redis-lettuce"})
    void someRequestsAreAnsweredTheSameInAFreshJvmAndAWarmOne(String scenario) throws IOException {
        aFewRequestsAreAnsweredTheSameInAFreshJvmAndAWarmOne(scenario);
    }

    @Tag("soak")
    @ParameterizedTest
    @ValueSource(strings = {"https-jdk", "https-tomcat", "redis-jedis"})
    void aFewRequestsAreAnsweredTheSameInAFreshJvmAndAWarmOne(String scenario) throws IOException {
        run(scenario, FEW, 1, "-Dmoonsim.repeat=2");
    }

    /**
     * Between them the seeds have every kind of fault of the network. A program meets those that can concern it; Lettuce asks a
     * name server, but few times.
     */
    @Tag("soak")
    @ParameterizedTest
    @CsvSource({"https-jdk, udp.duplicate udp.loss udp.reorder", "https-jetty, udp.duplicate udp.loss udp.reorder",
        "https-tomcat, udp.duplicate udp.loss udp.reorder", "redis-jedis, bitflip udp.duplicate udp.loss udp.reorder",
        "redis-lettuce, bitflip udp.loss udp.reorder"})
    void tenThousandRequestsHaveTheirAnswers(String scenario, String beside) throws IOException {
        MetFaults met = new MetFaults();
        for (long seed : new long[] {1, 2, 3, 14}) {
            Run fresh = run(scenario, MANY, seed);
            assertEquals(fresh.digest(), run(scenario, MANY, seed, "-Dmoonsim.repeat=2", "-XX:+UseSerialGC").digest());
            met.add(fresh);
        }
        assertEquals("", met.missing(beside));
    }

    @Tag("soak")
    @ParameterizedTest
    @ValueSource(strings = {"https-jdk", "https-jetty", "https-tomcat"})
    void anOlderTlsToo(String scenario) throws IOException {
        Path file = copy(scenario, 1_000);
        Files.writeString(file, Files.readString(file).replace("\"any\"", "\"TLSv1.2\""));
        run(file, 1_000, 3);
    }

    @Tag("soak")
    @ParameterizedTest
    @ValueSource(strings = {"https-jdk", "https-jetty", "https-tomcat", "redis-jedis", "redis-lettuce"})
    void noRealSocket(String scenario) throws IOException {
        NetworkCalls calls = new NetworkCalls(directory);
        Moonsim.scenarioAt(copy(scenario, FEW)).on(calls.java()).seed(1).run().passed();
        assertEquals(List.of(), calls.made());
    }

    private Run run(String scenario, int requests, long seed, String... jvm) throws IOException {
        return run(copy(scenario, requests), requests, seed, jvm);
    }

    private static Run run(Path scenario, int requests, long seed, String... jvm) {
        Run run = Moonsim.scenarioAt(scenario).seed(seed).jvm(jvm).run().passed();
        assertTrue(run.out().matches(PASSED.formatted(requests)), run.out());
        return run;
    }

    /** The scenario with so many requests. */
    private Path copy(String scenario, int requests) throws IOException {
        String text = Files.readString(Moonsim.SCENARIOS.resolve(scenario + ".json"));
        Path file = directory.resolve(scenario + ".json");
        return Files.writeString(file, text.replace("\"" + MANY + "\"", "\"" + requests + "\"")
                .replace("../target", Moonsim.CLASSES.getParent().toString()));
    }
}
