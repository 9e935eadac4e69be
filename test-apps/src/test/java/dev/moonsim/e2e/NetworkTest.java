package dev.moonsim.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import apps.net.ChannelBehaviour;
import apps.net.Echo;
import apps.net.Http;
import apps.net.Names;
import apps.net.SelectorEcho;
import apps.net.SocketBehaviour;
import apps.net.Url;
import apps.net.PreferIpv4;
import apps.net.parity.All;
import dev.moonsim.e2e.Moonsim.Run;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sockets, channels, names and the JDK's HTTP in the simulation. */
class NetworkTest {
    /** What the plain JVM prints, taken from JDK 25 on Linux. */
    private static String expected(Class<?> program) throws IOException {
        try (InputStream in = NetworkTest.class.getResourceAsStream("/net/" + program.getSimpleName() + ".txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest
    @ValueSource(classes = {SocketBehaviour.class, ChannelBehaviour.class})
    void behavesAsThePlainJvm(Class<?> program) throws IOException {
        String expected = expected(program);
        assertEquals(expected + expected, Moonsim.program(program).seed(3).jvm("-Dmoonsim.repeat=2").run().passed().out());
    }

    /** On real time and a real network, so only where nothing else keeps the machine busy. */
    @Tag("soak")
    @ParameterizedTest
    @ValueSource(classes = {SocketBehaviour.class, ChannelBehaviour.class})
    void thePlainJvmStillBehavesSo(Class<?> program) throws IOException {
        assertEquals(expected(program), Moonsim.program(program).plain().run().passed().out());
    }

    @ParameterizedTest
    @ValueSource(classes = {Echo.class, SelectorEcho.class, Http.class, Url.class})
    void oneSeedIsOneRun(Class<?> program) {
        Run cold = Moonsim.program(program).seed(5).run().passed();
        Run warm = Moonsim.program(program).seed(5).jvm("-XX:+UseSerialGC", "-Dmoonsim.repeat=2").run().passed();
        assertEquals(cold.digest(), warm.digest());
        assertEquals(cold.out() + cold.out(), warm.out());
        assertFalse(cold.digest().equals(Moonsim.program(program).seed(6).run().passed().digest()));
    }

    @Test
    void namesResolveWithinTheSimulation() {
        String out = Moonsim.program(Names.class, "nowhere", "localhost", "node-0", "10.0.1.1").seed(1).run().passed().out();
        assertEquals("""
                nowhere: java.net.UnknownHostException: nowhere: Name or service not known
                localhost: [localhost/127.0.0.1]
                node-0: [node-0/10.0.1.1]
                10.0.1.1: [/10.0.1.1]
                local host: node-0/10.0.1.1 node-0
                loopback: localhost/127.0.0.1 localhost
                self: 10.0.1.1 to node-0/10.0.1.1
                reachable: true false
                nobody there: java.net.SocketTimeoutException: Connect timed out
                outside: java.net.SocketException: Network is unreachable
                lo: true true 65536 [/127.0.0.1] null
                eth0: true false 1500 [/10.0.1.1] [2, 0, 10, 0, 1, 1]
                """, out);
    }

    /**
     * The JDK's own outcome of each case, in a fresh JVM; then the simulation's, in a fresh and a warm one. The plain JDK runs
     * on real time: where a busy machine lets a thread come too late, it may try again.
     */
    @Test
    void eachPublicMethodOfTheNetworksClassesDoesAsThePlainJvm() {
        Run cold = Moonsim.program(All.class).seed(3).run().passed();
        Run warm = Moonsim.program(All.class).seed(3).jvm("-XX:+UseSerialGC", "-Dmoonsim.repeat=2").run().passed();
        assertEquals(cold.out() + cold.out(), warm.out());
        assertEquals(cold.digest(), warm.digest());
        assertFalse(cold.digest().equals(Moonsim.program(All.class).seed(4).run().passed().digest()));

        Set<String> left = new LinkedHashSet<>(cold.out().lines().toList());
        assertTrue(left.size() > 600, cold.out());
        String plain = "";
        for (int attempt = 0; attempt < 3 && !left.isEmpty(); attempt++) {
            plain = Moonsim.program(All.class).jvm("-Djava.net.preferIPv4Stack=true").plain().run().passed().out();
            plain.lines().toList().forEach(left::remove);
        }
        assertEquals(Set.of(), left, plain);
    }

    @Test
    void aProgramMayItselfPreferIpv4() {
        String plain = Moonsim.program(PreferIpv4.class).plain().run().passed().out();
        Run run = Moonsim.program(PreferIpv4.class).seed(1).jvm("-Dmoonsim.repeat=2").run().passed();
        assertEquals(plain + plain, run.out());
    }

    @Test
    void datagramsAndMulticastsReachTheOtherNodes() {
        Run cold = Moonsim.scenario("gossip.json").seed(5).run().passed();
        for (int node = 0; node < 3; node++) {
            assertTrue(cold.out().contains("gossip-" + node
                    + " heard of [gossip-0 at /10.0.1.1, gossip-1 at /10.0.1.2, gossip-2 at /10.0.1.3]"), cold.out());
        }
        Run warm = Moonsim.scenario("gossip.json").seed(5).jvm("-XX:+UseSerialGC", "-Dmoonsim.repeat=2").run().passed();
        assertEquals(cold.digest(), warm.digest());
        assertEquals(cold.digest(), Moonsim.scenario("gossip.json").seed(5).run().passed().digest());
    }

    /** A partition that lasts for longer than TCP tries, and one that does not. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        20m | socket again: -1 after 0 s, socket: java.net.SocketException: Connection timed out after 924 s, channel: java.io.IOException: Connection timed out after 924 s
        15m | socket: 2 after 889 s, channel: 1 after 889 s
        """)
    void aConnectionThatIsNotAnsweredGivesUp(String length, String expected, @TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("scenario.json"), """
                {"nodes": [{"name": "s", "main": "apps.net.Unanswered", "classPath": ["CLASSES"], "args": ["server"],
                            "ready": {"port": 7000}}],
                 "workloads": [{"name": "c", "main": "apps.net.Unanswered", "classPath": ["CLASSES"], "args": ["client", "s"]}],
                 "budget": "2h", "deadlines": {"recovery": "1h"},
                 "chaos": {"duration": "1h", "script": [{"at": "10s", "partition": ["s"], "for": "LENGTH"}]}}
                """.replace("CLASSES", Moonsim.CLASSES.toString()).replace("LENGTH", length));
        Run cold = Moonsim.scenario(file.toString()).seed(1).run().passed();
        Run warm = Moonsim.scenario(file.toString()).seed(1).jvm("-Dmoonsim.repeat=2").run().passed();
        assertEquals(cold.digest(), warm.digest());
        for (String line : expected.split(", ")) {
            assertTrue(cold.out().contains(line), cold.out());
        }
    }

    @Test
    void noRealSocket(@TempDir Path directory) throws IOException {
        NetworkCalls calls = new NetworkCalls(directory);
        Moonsim.program(All.class).on(calls.java()).seed(3).run().passed();
        assertEquals(List.of(), calls.made());
    }
}
