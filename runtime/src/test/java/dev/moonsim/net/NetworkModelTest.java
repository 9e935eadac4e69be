package dev.moonsim.net;

import static dev.moonsim.net.TestNetwork.MILLIS;
import static dev.moonsim.net.TestNetwork.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.moonsim.decide.DecisionStream;
import dev.moonsim.decide.Decisions;
import dev.moonsim.decide.Domain;
import dev.moonsim.fault.Chaos;
import dev.moonsim.fault.Range;
import dev.moonsim.net.NetworkModel.Placed;
import dev.moonsim.net.NetworkModel.StablePort;
import dev.moonsim.node.Placement;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a scenario can say about a network that nothing is wrong with. */
class NetworkModelTest {
    private static final int DRAWS = 100_000;

    private final DecisionStream decide = new Decisions(7).stream(Domain.NET_LATENCY, 1);

    private static Latency fixed(long millis) {
        return new Latency.Uniform(Range.of(millis * MILLIS));
    }

    @Test
    void exponentialLatencyHasItsMeanAndItsMinimum() {
        Latency latency = new Latency.Exponential(MILLIS, 3 * MILLIS);
        long sum = 0;
        int aboveTenTimes = 0;
        for (int i = 0; i < DRAWS; i++) {
            long drawn = latency.draw(decide);
            assertTrue(drawn >= MILLIS);
            sum += drawn;
            aboveTenTimes += drawn > 21 * MILLIS ? 1 : 0;
        }
        assertEquals(3.0, (double) sum / DRAWS / MILLIS, 0.05);
        assertEquals(DRAWS * Math.exp(-10), aboveTenTimes, 10);
    }

    @Test
    void bimodalLatencyIsSlowInItsShare() {
        Latency latency = new Latency.Bimodal(new Range(MILLIS, 2 * MILLIS), new Range(50 * MILLIS, 60 * MILLIS), 0.01);
        int slow = 0;
        for (int i = 0; i < DRAWS; i++) {
            long drawn = latency.draw(decide);
            assertTrue(drawn >= MILLIS && drawn <= 2 * MILLIS || drawn >= 50 * MILLIS && drawn <= 60 * MILLIS);
            slow += drawn > 2 * MILLIS ? 1 : 0;
        }
        assertEquals(DRAWS / 100, slow, 100);
        assertEquals(MILLIS, latency.shortest());
    }

    @Test
    void theCloserTwoNodesStandTheFasterTheyAre() {
        NetworkModel model = new NetworkModel(fixed(40), new Placed(fixed(1), fixed(2), fixed(4), fixed(8)), Range.of(0), 0, 1460,
                65_536, 65_536, 10, List.of());
        List<Placement> places = List.of(Placement.of(1, 1, 1), Placement.of(1, 1, 1), Placement.of(1, 1, 2), Placement.of(1, 2, 1),
                Placement.of(2, 1, 1), Placement.NOWHERE, Placement.NOWHERE);
        TestNetwork net = new TestNetwork(places.size(), 0, Chaos.OFF, model, places::get);
        long[] expected = {1, 2, 4, 8, 40, 40};
        for (int to = 0; to < expected.length; to++) {
            assertEquals(expected[to] * MILLIS, net.network.link(net.hosts.getFirst(), net.hosts.get(to)).latency());
        }
        assertEquals(40 * MILLIS, net.network.link(net.hosts.get(5), net.hosts.get(6)).latency(), "nobody says they are close");
    }

    @Test
    void somePairsAreSlowAllTheTime() {
        NetworkModel model = new NetworkModel(fixed(1), Placed.NONE, new Range(0, 100 * MILLIS), 0, 1460, 65_536, 65_536, 10, List.of());
        TestNetwork net = new TestNetwork(3, 0, Chaos.OFF, model, host -> Placement.NOWHERE);
        long one = net.network.link(net.hosts.get(0), net.hosts.get(1)).latency();
        assertEquals(one, net.network.link(net.hosts.get(0), net.hosts.get(1)).latency());
        assertTrue(one != net.network.link(net.hosts.get(1), net.hosts.get(0)).latency());
        assertTrue(one >= MILLIS && one <= 101 * MILLIS);
    }

    /** A megabyte a second: 100,000 bytes in segments of 1,000, each with 40 bytes of headers, take 104 ms. */
    @Test
    void aLinkCarriesSoManyBytesASecond() {
        NetworkModel model = new NetworkModel(fixed(1), Placed.NONE, Range.of(0), 1_000_000, 1_000, 65_536, 65_536, 10, List.of());
        TestNetwork net = new TestNetwork(2, 0, Chaos.OFF, model, host -> Placement.NOWHERE);
        TcpSocket[] ends = new TcpSocket[3];
        net.at(0, () -> {
            ends[0] = net.listen(0, 80, 5);
            ends[1] = net.connect(1, 0, 80);
        });
        net.at(10 * MILLIS, () -> ends[2] = ends[0].accept());
        net.at(1 * SECONDS, () -> assertEquals(100_000, TestNetwork.write(ends[1], new byte[100_000])));
        net.at(1 * SECONDS + 52 * MILLIS, () -> assertEquals(49_000, ends[2].available(), 1_000));
        net.at(1 * SECONDS + 104 * MILLIS, () -> assertEquals(99_000, ends[2].available()));
        net.at(1 * SECONDS + 106 * MILLIS, () -> assertEquals(100_000, ends[2].available()));
        net.run();
    }

    @Test
    void theQueueOfConnectionsIsNotLongerThanTheSystemAllows() {
        NetworkModel model = new NetworkModel(fixed(1), Placed.NONE, Range.of(0), 0, 1460, 65_536, 65_536, 1, List.of());
        TestNetwork net = new TestNetwork(2, 0, Chaos.OFF, model, host -> Placement.NOWHERE);
        TcpSocket[] clients = new TcpSocket[3];
        net.at(0, () -> {
            net.listen(0, 80, 50);
            for (int i = 0; i < clients.length; i++) {
                clients[i] = net.connect(1, 0, 80);
            }
        });
        net.at(500 * MILLIS, () -> {
            assertTrue(clients[0].finishConnect());
            assertTrue(clients[1].finishConnect());
            assertFalse(clients[2].finishConnect());
            clients[2].close();
        });
        net.run();
    }

    @Test
    void faultsSpareStableConnections() {
        NetworkModel model = new NetworkModel(fixed(1), Placed.NONE, Range.of(0), 0, 1460, 65_536, 65_536, 1,
                List.of(new StablePort("node-0", 80)));
        TestNetwork net = new TestNetwork(2, 0, Chaos.OFF, model, host -> Placement.NOWHERE);
        TcpSocket[] clients = new TcpSocket[2];
        net.at(0, () -> {
            net.listen(0, 80, 50);
            net.listen(0, 81, 50);
            net.network.partition(net.hosts.subList(0, 1), net.hosts.subList(1, 2));
            clients[0] = net.connect(1, 0, 80);
            clients[1] = net.connect(1, 0, 81);
        });
        net.at(500 * MILLIS, () -> {
            assertTrue(clients[0].finishConnect());
            assertFalse(clients[1].finishConnect());
            clients[1].close();
        });
        net.run();
    }
}
