package dev.moonsim.net;

import static dev.moonsim.net.TestNetwork.MILLIS;
import static dev.moonsim.net.TestNetwork.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What arrives, and whose acknowledgements do not: a sender tries on, and gives up after 924.6 s. */
class AcknowledgementsTest {
    private final TestNetwork net = new TestNetwork(2);
    private TcpSocket listener;
    private TcpSocket client;
    private TcpSocket server;

    private void connected() {
        net.at(0, () -> {
            listener = net.listen(0, 80, 5);
            client = net.connect(1, 0, 80);
        });
        net.at(10 * MILLIS, () -> server = listener.accept());
    }

    private void givesUp(long sent) {
        net.at(sent + 924 * SECONDS, () -> assertEquals(0, TestNetwork.read(client, 1).length));
        net.at(sent + 925 * SECONDS, () -> assertEquals("Connection timed out",
                assertThrows(IOException.class, () -> TestNetwork.read(client, 1)).getMessage()));
        net.run();
    }

    private void stays() {
        net.at(3_000 * SECONDS, () -> assertEquals(0, TestNetwork.read(client, 1).length));
        net.run();
    }

    @Test
    void whoseWayBackIsSwallowedGivesUp() {
        connected();
        net.at(1 * SECONDS, () -> {
            server.out().swallow();
            TestNetwork.write(client, new byte[] {1});
        });
        net.at(2 * SECONDS, () -> assertEquals(1, TestNetwork.read(server, 10).length));
        givesUp(1 * SECONDS);
    }

    @Test
    void soDoesOneWhoseWayBackIsCut() {
        connected();
        net.at(1 * SECONDS, () -> {
            net.network.partitionOneWay(List.of(net.hosts.get(0)), List.of(net.hosts.get(1)));
            TestNetwork.write(client, new byte[] {1});
        });
        givesUp(1 * SECONDS);
    }

    @Test
    void whatWasAcknowledgedBeforeIsNotWaitedFor() {
        connected();
        net.at(1 * SECONDS, () -> TestNetwork.write(client, new byte[] {1}));
        net.at(2 * SECONDS, () -> server.out().swallow());
        stays();
    }

    @Test
    void theWayBackOpensInTime() {
        connected();
        net.at(1 * SECONDS, () -> {
            server.out().swallow();
            TestNetwork.write(client, new byte[] {1});
        });
        net.at(900 * SECONDS, () -> server.out().recover());
        stays();
    }

    @Test
    void theWayBackHealsInTimeThoughNothingWaitsOnIt() {
        connected();
        net.at(1 * SECONDS, () -> {
            net.network.partitionOneWay(List.of(net.hosts.get(0)), List.of(net.hosts.get(1)));
            TestNetwork.write(client, new byte[] {1});
        });
        net.at(900 * SECONDS, () -> net.network.heal());
        stays();
    }

    /** All was acknowledged, but that there is room again is not heard: it asks, and gets no answer. */
    @Test
    void aWindowThatNeverOpensIsGivenUp() {
        connected();
        net.at(1 * SECONDS, () -> TestNetwork.write(client, new byte[1_000_000]));
        net.at(2 * SECONDS, () -> {
            assertEquals(Pollable.UNAVAILABLE, client.writable(1));
            server.out().swallow();
            assertTrue(TestNetwork.read(server, 1_000_000).length > 0);
        });
        givesUp(2 * SECONDS);
    }
}
