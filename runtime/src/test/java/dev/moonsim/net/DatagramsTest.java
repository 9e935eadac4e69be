package dev.moonsim.net;

import static dev.moonsim.net.TestNetwork.MILLIS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.moonsim.fault.Chaos;
import dev.moonsim.fault.FaultCatalog;
import dev.moonsim.fault.FaultSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DatagramsTest {
    private static final int SENT = 1_000;

    /** One each millisecond; those that arrive, by number, in the order in which they do. */
    private static List<Integer> arrivals(TestNetwork net) {
        List<Integer> arrived = new ArrayList<>();
        UdpSocket sender = new UdpSocket(net.hosts.get(0));
        UdpSocket receiver = new UdpSocket(net.hosts.get(1));
        net.at(0, () -> {
            receiver.bind(Ipv4.ANY, 7);
            sender.connect(net.hosts.get(1).ip(), 7);
            net.simulation.chaos().start();
        });
        for (int i = 0; i < SENT; i++) {
            byte[] bytes = {(byte) (i >> 8), (byte) i};
            net.at(10 * i * MILLIS, () -> {
                sender.write(bytes);
                take(receiver, arrived);
            });
        }
        net.at(10L * (SENT + 100) * MILLIS, () -> take(receiver, arrived));
        net.at(10L * SENT * MILLIS, () -> net.simulation.chaos().stop());
        net.run();
        return arrived;
    }

    private static void take(UdpSocket receiver, List<Integer> arrived) throws IOException {
        for (byte[] got = receiver.receive(); got != null; got = receiver.receive()) {
            arrived.add((got[0] & 0xff) << 8 | got[1] & 0xff);
        }
    }

    private static List<Integer> arrivals(String kind) {
        return arrivals(new TestNetwork(2, 0, Chaos.listed(1, new FaultSettings(FaultCatalog.kind(kind)))));
    }

    @Test
    void eachArrivesOnce() {
        List<Integer> arrived = arrivals(new TestNetwork(2));
        assertEquals(SENT, arrived.size());
        assertEquals(arrived.stream().sorted().toList(), arrived);
    }

    @Test
    void someGetLost() {
        assertEquals(SENT * 0.95, arrivals("network.udp.loss").size(), 20);
    }

    @Test
    void someArriveTwice() {
        List<Integer> arrived = arrivals("network.udp.duplicate");
        assertEquals(SENT * 1.05, arrived.size(), 20);
        assertEquals(SENT, arrived.stream().distinct().count());
    }

    @Test
    void someAreOvertaken() {
        List<Integer> arrived = arrivals("network.udp.reorder");
        assertEquals(SENT, arrived.size());
        int overtaken = 0;
        for (int i = 1; i < SENT; i++) {
            overtaken += arrived.get(i) < arrived.get(i - 1) ? 1 : 0;
        }
        assertTrue(overtaken > 10 && overtaken < 60, "overtaken: " + overtaken);
    }

    @Test
    void aPartitionLosesThem() {
        TestNetwork net = new TestNetwork(2);
        Network.Cut[] cut = new Network.Cut[1];
        net.at(1, () -> cut[0] = net.network.partition(net.hosts.subList(0, 1), net.hosts.subList(1, 2)));
        net.at(5_000 * MILLIS, () -> cut[0].heal());
        assertEquals(SENT / 2, arrivals(net).size(), 2);
    }

    /** Those of a name server that is no machine are datagrams too: the question and the answer. */
    @Test
    void questionsToTheNameServerGetLostAndDoubledToo() {
        assertEquals(SENT, answers(Chaos.OFF), "without faults");
        assertEquals(SENT * 0.95 * 0.95, answers(Chaos.listed(1, new FaultSettings(FaultCatalog.kind("network.udp.loss")))), 25);
        assertEquals(SENT * 1.05 * 1.05, answers(Chaos.listed(1, new FaultSettings(FaultCatalog.kind("network.udp.duplicate")))), 25);
    }

    private static int answers(Chaos chaos) {
        TestNetwork net = new TestNetwork(2, 1, chaos);
        UdpSocket asker = new UdpSocket(net.hosts.get(1));
        byte[] question = "\0\1\1\0\0\1\0\0\0\0\0\0\6node-0\0\0\1\0\1".getBytes(StandardCharsets.ISO_8859_1);
        List<byte[]> answers = new ArrayList<>();
        net.at(0, () -> {
            asker.connect(NameServer.ADDRESS, 53);
            net.simulation.chaos().start();
        });
        for (int i = 0; i < SENT; i++) {
            net.at(i * MILLIS, () -> asker.write(question.clone()));
            net.at(i * MILLIS + 10 * MILLIS, () -> {
                for (byte[] got = asker.receive(); got != null; got = asker.receive()) {
                    answers.add(got);
                }
            });
        }
        net.at(SENT * MILLIS, () -> net.simulation.chaos().stop());
        net.run();
        answers.forEach(answer -> assertEquals(question.length + 16, answer.length));
        return answers.size();
    }
}
