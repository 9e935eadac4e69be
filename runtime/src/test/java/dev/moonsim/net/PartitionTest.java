package dev.moonsim.net;

import static dev.moonsim.net.TestNetwork.MILLIS;
import static dev.moonsim.net.TestNetwork.SECONDS;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.moonsim.fault.Chaos;
import dev.moonsim.fault.FaultCatalog;
import dev.moonsim.fault.FaultSettings;
import dev.moonsim.fault.Range;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PartitionTest {
    private TcpSocket listener;
    private TcpSocket client;
    private TcpSocket server;

    @Test
    void segmentsWaitAndArriveInOrder() {
        TestNetwork net = new TestNetwork(3);
        byte[] first = new byte[50_000];
        byte[] second = new byte[20_000];
        byte[] third = new byte[10_000];
        java.util.Arrays.fill(first, (byte) 1);
        java.util.Arrays.fill(second, (byte) 2);
        java.util.Arrays.fill(third, (byte) 3);
        net.at(0, () -> {
            listener = net.listen(0, 80, 5);
            client = net.connect(1, 0, 80);
        });
        net.at(20 * MILLIS, () -> {
            server = listener.accept();
            TestNetwork.write(client, first); // under way when the way is cut
            net.network.partition(List.of(net.hosts.get(0)), List.of(net.hosts.get(1), net.hosts.get(2)));
        });
        net.at(1 * SECONDS, () -> {
            assertEquals(0, server.available());
            TestNetwork.write(client, second);
        });
        net.at(5 * SECONDS, () -> {
            TestNetwork.write(client, third); // arrives after the healing
            net.network.heal();
        });
        net.at(6 * SECONDS, () -> {
            byte[] got = TestNetwork.read(server, 100_000);
            byte[] sent = new byte[80_000];
            System.arraycopy(first, 0, sent, 0, first.length);
            System.arraycopy(second, 0, sent, first.length, second.length);
            System.arraycopy(third, 0, sent, first.length + second.length, third.length);
            assertArrayEquals(sent, got);
        });
        net.run();
    }

    @Test
    void whoeverConnectsWaitsForTheHealing() {
        TestNetwork net = new TestNetwork(2);
        net.at(0, () -> {
            listener = net.listen(0, 80, 5);
            net.network.partition(List.of(net.hosts.get(1)), List.of(net.hosts.get(0)));
            client = net.connect(1, 0, 80);
        });
        net.at(5 * SECONDS, () -> {
            assertFalse(client.finishConnect());
            net.network.heal();
        });
        net.at(8 * SECONDS, () -> assertTrue(client.finishConnect())); // the kernel asks again at 7 s
        net.run();
    }

    @Test
    void oneWayHoldsBackOneDirectionOnly() {
        TestNetwork net = new TestNetwork(2);
        net.at(0, () -> {
            listener = net.listen(0, 80, 5);
            client = net.connect(1, 0, 80);
        });
        net.at(20 * MILLIS, () -> {
            server = listener.accept();
            net.network.partitionOneWay(List.of(net.hosts.get(1)), List.of(net.hosts.get(0)));
            TestNetwork.write(client, new byte[10]);
            TestNetwork.write(server, new byte[20]);
        });
        net.at(1 * SECONDS, () -> {
            assertEquals(0, server.available());
            assertEquals(20, client.available());
            assertFalse(net.network.isReachable(net.hosts.get(0), net.hosts.get(1).ip()));
            net.network.heal();
        });
        net.at(2 * SECONDS, () -> assertEquals(10, server.available()));
        net.run();
    }

    @Test
    void othersStillReachBothSides() {
        TestNetwork net = new TestNetwork(3);
        net.at(0, () -> {
            listener = net.listen(0, 80, 5);
            net.network.partition(List.of(net.hosts.get(0)), List.of(net.hosts.get(1)));
            client = net.connect(2, 0, 80);
        });
        net.at(10 * MILLIS, () -> assertTrue(client.finishConnect()));
        net.run();
    }

    @Test
    void chaosPartitionsAndHealsBeforeItsEnd() {
        Chaos chaos = Chaos.listed(60 * SECONDS, new FaultSettings(FaultCatalog.kind("network.partition"))
                .set("interval", new Range(SECONDS, 2 * SECONDS)).set("duration", new Range(SECONDS, 30 * SECONDS)));
        TestNetwork net = new TestNetwork(4, 1, chaos);
        net.at(0, net.simulation.chaos()::start);
        net.at(60 * SECONDS, net.simulation.chaos()::stop);
        net.at(60 * SECONDS + 1, () -> {
            for (Host one : net.hosts) {
                for (Host other : net.hosts) {
                    assertTrue(net.network.isReachable(one, other.ip()));
                }
            }
        });
        net.run();
        assertTrue(net.simulation.faults().counts().get("network.partition") >= 2, net.simulation.faults().counts()::toString);
    }

    @Test
    void noChaosNoFaults() {
        TestNetwork net = new TestNetwork(4);
        net.at(0, net.simulation.chaos()::start);
        net.at(100 * SECONDS, () -> { });
        net.run();
        assertEquals(Map.of(), net.simulation.faults().counts());
    }
}
