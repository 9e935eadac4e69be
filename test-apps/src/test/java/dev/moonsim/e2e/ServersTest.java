package dev.moonsim.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import apps.net.LookUps;
import apps.servers.Transports;
import dev.moonsim.e2e.Moonsim.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Servers and clients of the network, as shipped, on two machines with a network that misbehaves between them: each answer
 * is checked, and each request has one in the end. {@code docs/servers.md} has what the long runs measured.
 */
class ServersTest {
    private static final Path TARGET = Path.of("target").toAbsolutePath();

    @TempDir
    Path directory;

    /** A repetition with another digest would be an error of the run. The long runs have two fresh JVMs for all of them. */
    @ParameterizedTest
    @CsvSource({"netty-4.2, false", "grpc, true"})
    void someAnswersAreRightUnderChaosAndNothingEscapes(String scenario, boolean inAnotherJvm) throws IOException {
        answersAreRightUnderChaosAndNothingEscapes(scenario, inAnotherJvm);
    }

    @Tag("soak")
    @ParameterizedTest
    @CsvSource({"netty-4.1, true", "netty-4.2, true", "reactor-netty, true"})
    void answersAreRightUnderChaosAndNothingEscapes(String scenario, boolean inAnotherJvm) throws IOException {
        NetworkCalls calls = new NetworkCalls(directory);
        Path few = requests(scenario, 100, 1_000);
        Run repeated = Moonsim.scenario(few.toString()).seed(2).jvm("-Dmoonsim.repeat=2").on(calls.java()).run().passed();
        assertTrue(repeated.out().contains("passed: 100 requests, "), repeated.out());
        assertTrue(!scenario.startsWith("netty") || repeated.out().contains("serving by NioServerSocketChannel"),
                repeated.out());
        assertTrue(repeated.report().contains("\"native library libnetty_transport_native_epoll_x86_*.so\""),
                repeated.report());
        assertEquals(List.of(), calls.made());
        if (inAnotherJvm) {
            Run fresh = Moonsim.scenario(few.toString()).seed(2).jvm("-Xmx512m").run().passed();
            assertEquals(repeated.digest(), fresh.digest());
        }
    }

    @Test
    void nettyFindsNoNativeTransport() {
        String epoll = "io.netty.channel.epoll.Epoll";
        String uring = "io.netty.channel.uring.IoUring";
        Run run = Moonsim.onClassPath(Moonsim.CLASSES + ":" + TARGET.resolve("netty-4.2") + "/*", Transports.class.getName(),
                epoll, uring).seed(1).run().passed();
        String refused = " false: UnsatisfiedLinkError: moonsim: native library ";
        assertTrue(run.out().startsWith(epoll + refused) && run.out().contains("\n" + uring + refused), run.out());
    }

    /** Some libraries look names up by themselves, where the machine's files say. */
    @Test
    void aNameServerAnswers() {
        Run run = Moonsim.program(LookUps.class, "1", "node-0", "28", "NODE-0", "12", "1.1.0.10.in-addr.arpa",
                "1", "nobody", "12", "9.9.9.9.in-addr.arpa").seed(1).run().passed();
        assertEquals("""
                node-0
                127.0.0.1\tlocalhost
                10.0.1.1\tnode-0
                1 node-0: code 0 0a000101
                28 NODE-0: code 0
                12 1.1.0.10.in-addr.arpa: code 0 066e6f64652d3000
                1 nobody: code 3
                12 9.9.9.9.in-addr.arpa: code 3
                """, run.out());
    }

    /**
     * Between them the seeds have every kind of fault of the network. A program meets those that can concern it: no bits turn where no
     * checksum would find it, and none but Reactor Netty uses datagrams, for names.
     */
    @Tag("soak")
    @ParameterizedTest
    @CsvSource({"netty-4.1, bitflip udp.duplicate udp.loss udp.reorder", "netty-4.2, bitflip udp.duplicate udp.loss udp.reorder",
        "grpc, bitflip udp.duplicate udp.loss udp.reorder", "reactor-netty, bitflip"})
    void tenThousandRequestsUnderChaos(String scenario, String beside) {
        MetFaults met = new MetFaults();
        for (long seed : new long[] {1, 2, 3, 14}) {
            Run run = Moonsim.scenario(scenario + ".json").seed(seed).run().passed();
            assertTrue(run.out().contains("passed: 10000 requests, "), run.out());
            assertEquals(run.digest(), Moonsim.scenario(scenario + ".json").seed(seed).run().passed().digest());
            met.add(run);
        }
        assertEquals("", met.missing(beside));
    }

    /** The scenario with another number of requests, and pauses that let it meet some faults all the same. */
    private Path requests(String scenario, int requests, int pauseMillis) throws IOException {
        String text = Files.readString(Moonsim.SCENARIOS.resolve(scenario + ".json")).replace("../target", TARGET.toString())
                .replace("\"10000\"", "\"" + requests + "\", \"--pause\", \"" + pauseMillis + "\"");
        return Files.writeString(directory.resolve(scenario + ".json"), text);
    }
}
