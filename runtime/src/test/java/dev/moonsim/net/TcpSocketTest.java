package dev.moonsim.net;

import static dev.moonsim.net.TestNetwork.MILLIS;
import static dev.moonsim.net.TestNetwork.SECONDS;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.util.List;
import org.junit.jupiter.api.Test;
import sun.net.ConnectionResetException;

class TcpSocketTest {
    private final TestNetwork net = new TestNetwork(3);
    private TcpSocket listener;
    private TcpSocket client;
    private TcpSocket server;

    /** Host 0 listens on port 80, host 1 connects at once; both ends are there after ten milliseconds. */
    private void connected() {
        net.at(0, () -> {
            listener = net.listen(0, 80, 5);
            client = net.connect(1, 0, 80);
        });
        net.at(10 * MILLIS, () -> server = listener.accept());
    }

    private static byte[] pattern(int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (i * 31 ^ i >> 8);
        }
        return bytes;
    }

    @Test
    void connectingTakesARoundTrip() {
        connected();
        net.at(1 * MILLIS - 1, () -> assertFalse(client.finishConnect()));
        net.at(2 * MILLIS + 1, () -> assertTrue(client.finishConnect()));
        net.run();
        assertEquals(client.localPort(), server.remotePort());
        assertEquals(net.hosts.get(1).ip(), server.remoteIp());
        assertEquals(net.hosts.get(0).ip(), server.localIp());
    }

    @Test
    void bytesArriveInOrderHoweverTheyAreCut() {
        connected();
        byte[] sent = pattern(100_000);
        ByteArrayOutputStream got = new ByteArrayOutputStream();
        net.at(20 * MILLIS, () -> {
            for (int at = 0, size = 1; at < sent.length; at += size, size = size * 3 % 20_011 + 1) {
                size = Math.min(size, sent.length - at);
                TestNetwork.write(client, java.util.Arrays.copyOfRange(sent, at, at + size));
            }
        });
        for (int i = 0; i < 400; i++) {
            net.at(20 * MILLIS + i * 10_000, () -> got.writeBytes(TestNetwork.read(server, 777)));
        }
        net.run();
        assertArrayEquals(sent, got.toByteArray());
    }

    /** Segments of few bytes are used again by whichever connection writes next. */
    @Test
    void connectionsThatTakeTurnsDoNotMixTheirBytes() {
        connected();
        TcpSocket[] clients = new TcpSocket[4];
        TcpSocket[] servers = new TcpSocket[4];
        ByteArrayOutputStream[] sent = new ByteArrayOutputStream[4];
        ByteArrayOutputStream[] got = new ByteArrayOutputStream[4];
        for (int i = 0; i < 4; i++) {
            int k = i;
            sent[i] = new ByteArrayOutputStream();
            got[i] = new ByteArrayOutputStream();
            net.at(20 * MILLIS, () -> clients[k] = net.connect(1, 0, 80));
        }
        net.at(30 * MILLIS, () -> {
            for (int i = 0; i < 4; i++) {
                TcpSocket next = listener.accept();
                for (int k = 0; k < 4; k++) {
                    if (clients[k].localPort() == next.remotePort()) {
                        servers[k] = next;
                    }
                }
            }
        });
        java.util.Random random = new java.util.Random(7);
        for (int i = 0; i < 2_000; i++) {
            int k = i < 1_500 ? random.nextInt(4) : 1 + random.nextInt(3);
            byte[] message = new byte[1 + random.nextInt(400)];
            random.nextBytes(message);
            int wanted = 1 + random.nextInt(500);
            net.at(40 * MILLIS + i * 10_000L, () -> {
                TestNetwork.write(clients[k], message);
                sent[k].writeBytes(message);
                got[k].writeBytes(TestNetwork.read(servers[k], wanted));
            });
        }
        net.at(55 * MILLIS, () -> servers[0].close()); // with bytes that were not read
        net.at(1 * SECONDS, () -> {
            for (int k = 1; k < 4; k++) {
                got[k].writeBytes(TestNetwork.read(servers[k], 1_000_000));
            }
        });
        net.run();
        for (int k = 1; k < 4; k++) {
            assertArrayEquals(sent[k].toByteArray(), got[k].toByteArray());
        }
    }

    @Test
    void theWindowFillsAndOpensAgain() {
        connected();
        net.at(20 * MILLIS, () -> {
            assertEquals(2 * NetworkModel.BUFFER, TestNetwork.write(client, new byte[1_000_000]));
            assertEquals(Pollable.UNAVAILABLE, client.writable(1));
            assertEquals(0, client.ready() & Pollable.OUT);
        });
        net.at(30 * MILLIS, () -> assertEquals(2 * NetworkModel.BUFFER, TestNetwork.read(server, 1_000_000).length));
        net.at(40 * MILLIS, () -> {
            assertEquals(Pollable.OUT, client.ready() & Pollable.OUT);
            assertEquals(2 * NetworkModel.BUFFER, client.writable(1_000_000));
        });
        net.run();
    }

    @Test
    void nobodyListens() {
        net.at(0, () -> client = net.connect(1, 0, 80));
        net.at(5 * MILLIS, () -> assertEquals("Connection refused",
                assertThrows(ConnectException.class, client::finishConnect).getMessage()));
        net.run();
    }

    @Test
    void aHostThatIsDownDoesNotAnswer() {
        net.at(0, () -> {
            net.listen(0, 80, 5);
            net.hosts.get(0).crashed();
            client = net.connect(1, 0, 80);
        });
        net.at(126 * SECONDS, () -> assertFalse(client.finishConnect()));
        net.at(128 * SECONDS, () -> assertEquals("Connection timed out",
                assertThrows(ConnectException.class, client::finishConnect).getMessage()));
        net.run();
    }

    @Test
    void addressesThatNobodyHas() {
        net.at(0, () -> {
            client = new TcpSocket(net.hosts.get(0));
            client.connect(Ipv4.parse("10.0.9.9"), 80);
            assertEquals("Network is unreachable", assertThrows(SocketException.class,
                    () -> new TcpSocket(net.hosts.get(0)).connect(Ipv4.parse("93.184.216.34"), 80)).getMessage());
        });
        net.at(4 * SECONDS, () -> assertThrows(NoRouteToHostException.class, client::finishConnect));
        net.run();
    }

    @Test
    void portsAreTaken() throws IOException {
        listener = net.listen(0, 80, 5);
        assertThrows(BindException.class, () -> net.listen(0, 80, 5));
        net.listen(1, 80, 5); // another machine
        TcpSocket local = new TcpSocket(net.hosts.get(0));
        assertThrows(BindException.class, () -> local.bind(Ipv4.LOOPBACK, 80));
        assertThrows(BindException.class, () -> local.bind(net.hosts.get(1).ip(), 81));
        listener.close();
        local.bind(Ipv4.LOOPBACK, 80);
        local.listen(1);
        TcpSocket outward = new TcpSocket(net.hosts.get(0));
        outward.bind(net.hosts.get(0).ip(), 80);
    }

    @Test
    void loopbackIsWithinTheHost() {
        net.at(0, () -> {
            listener = new TcpSocket(net.hosts.get(0));
            listener.bind(Ipv4.LOOPBACK, 80);
            listener.listen(5);
            client = net.connect(1, 0, 80);
            server = new TcpSocket(net.hosts.get(0));
            server.connect(Ipv4.LOOPBACK, 80);
        });
        net.at(5 * MILLIS, () -> {
            assertThrows(ConnectException.class, client::finishConnect);
            assertTrue(server.finishConnect());
        });
        net.run();
    }

    @Test
    void aFullBacklogMakesClientsAskAgain() {
        TcpSocket[] clients = new TcpSocket[3];
        net.at(0, () -> {
            listener = net.listen(0, 80, 1);
            for (int i = 0; i < 3; i++) {
                clients[i] = net.connect(1, 0, 80);
            }
        });
        net.at(100 * MILLIS, () -> {
            assertEquals(2, List.of(clients).stream().filter(c -> c.ready() != 0).count());
            listener.accept();
            listener.accept();
        });
        net.at(1100 * MILLIS, () -> assertEquals(3, List.of(clients).stream().filter(c -> c.ready() != 0).count()));
        net.run();
    }

    @Test
    void anOrderlyEndIsAnEndOfStream() {
        connected();
        net.at(20 * MILLIS, () -> {
            TestNetwork.write(client, new byte[5]);
            net.hosts.get(1).processEnded();
        });
        net.at(30 * MILLIS, () -> {
            assertEquals(5, TestNetwork.read(server, 100).length);
            assertNull(TestNetwork.read(server, 100));
            assertEquals(1, TestNetwork.write(server, new byte[1])); // nobody knows yet
        });
        net.at(40 * MILLIS, () -> assertEquals("Broken pipe",
                assertThrows(IOException.class, () -> TestNetwork.write(server, new byte[1])).getMessage()));
        net.run();
    }

    @Test
    void aCrashIsAResetAfterWhatWasSent() {
        connected();
        net.at(20 * MILLIS, () -> {
            TestNetwork.write(client, new byte[5]);
            net.hosts.get(1).crashed();
        });
        net.at(30 * MILLIS, () -> {
            assertEquals(5, TestNetwork.read(server, 100).length);
            assertThrows(ConnectionResetException.class, () -> TestNetwork.read(server, 100));
            assertNull(TestNetwork.read(server, 100));
        });
        net.run();
    }

    @Test
    void unreadBytesMakeAClosingAReset() {
        connected();
        net.at(20 * MILLIS, () -> TestNetwork.write(client, new byte[5]));
        net.at(30 * MILLIS, () -> server.close());
        net.at(40 * MILLIS, () -> assertThrows(ConnectionResetException.class, () -> TestNetwork.read(client, 1)));
        net.run();
    }

    @Test
    void halfAConnection() {
        connected();
        net.at(20 * MILLIS, () -> client.shutdownOutput());
        net.at(30 * MILLIS, () -> {
            assertNull(TestNetwork.read(server, 1));
            TestNetwork.write(server, new byte[7]);
        });
        net.at(40 * MILLIS, () -> {
            assertEquals(7, TestNetwork.read(client, 100).length);
            assertThrows(IOException.class, () -> TestNetwork.write(client, new byte[1]));
        });
        net.run();
    }
}
