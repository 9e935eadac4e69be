package dev.moonsim.net;

import dev.moonsim.trace.EventKind;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The name server of the network, for programs that ask it themselves in place of the JDK: what {@code /etc/resolv.conf} of
 * each machine names. It knows the names of all machines, knows nothing of IPv6, and answers over UDP (RFC 1035). It is no
 * machine: ways to it have no faults but those of look-ups and of single datagrams.
 */
final class NameServer {
    static final int ADDRESS = Ipv4.parse("10.255.255.254");
    private static final int PORT = 53;
    /** Of each answer, in seconds. */
    private static final int TIME_TO_LIVE = 30;

    private static final int TYPE_A = 1;
    private static final int TYPE_PTR = 12;
    private static final int TYPE_ANY = 255;
    private static final int CLASS_IN = 1;
    private static final int HEADER = 12;
    /** A response, authoritative, and the asker's wish for recursion is kept. */
    private static final int RESPONSE = 0x8480;
    private static final int NOT_IMPLEMENTED = 4;
    private static final int NO_SUCH_NAME = 3;
    private static final String REVERSE = ".in-addr.arpa";

    private final Network network;
    private final Datagrams datagrams;

    NameServer(Network network, Datagrams datagrams) {
        this.network = network;
        this.datagrams = datagrams;
    }

    /** True for what is sent to it. */
    static boolean isFor(Datagram datagram) {
        return datagram.toIp == ADDRESS && datagram.toPort == PORT;
    }

    /**
     * Answers, after the time that a look-up takes; what is no question, or strikes a fault, gets no answer. Faults concern it where
     * they concern the asker or the machine that it asks for.
     */
    void ask(Datagram question, Host client) {
        String name = name(question.bytes);
        if (name == null) {
            return;
        }
        Host named = network.named(name);
        Host other = named == null ? client : named;
        long delay = 2 * network.model().latency().shortest();
        if (named == client) {
            reply(question, name, named, client, delay);
            return;
        }
        delay += network.faults().lookupDelay(client, other);
        if (network.faults().lookupFails(client, other)) {
            return;
        }
        int copies = datagrams.copies(client, other);
        if (copies == 0) {
            datagrams.event(EventKind.UDP_DROP, client, question);
        }
        for (int i = 0; i < copies; i++) {
            reply(question, name, named, client, delay + datagrams.delay(client, other));
        }
    }

    private void reply(Datagram question, String name, Host named, Host client, long delay) {
        Datagram answer = new Datagram(answer(question.bytes, name, named), ADDRESS, PORT, question.fromIp, question.fromPort);
        Host other = named == null ? client : named;
        int copies = named == client ? 1 : datagrams.copies(other, client);
        if (copies == 0) {
            datagrams.event(EventKind.UDP_DROP, client, answer);
        }
        for (int i = 0; i < copies; i++) {
            network.after(delay + (named == client ? 0 : datagrams.delay(other, client)), () -> arrive(answer, client));
        }
    }

    private void arrive(Datagram answer, Host client) {
        boolean heard = false;
        if (client.isUp()) {
            for (UdpSocket receiver : client.udp().receivers(answer, false)) {
                heard |= receiver.receive(answer);
            }
        }
        datagrams.event(heard ? EventKind.UDP_DELIVER : EventKind.UDP_DROP, client, answer);
    }

    /** The name in the one question of a query, or null. */
    private static String name(byte[] query) {
        ByteBuffer bytes = ByteBuffer.wrap(query);
        if (query.length < HEADER || query[2] < 0 || bytes.getShort(4) != 1) {
            return null;
        }
        StringBuilder name = new StringBuilder();
        bytes.position(HEADER);
        while (bytes.hasRemaining()) {
            int length = bytes.get();
            if (length == 0) {
                return bytes.remaining() < 4 ? null : name.toString();
            }
            if (length < 0 || length > bytes.remaining()) {
                return null;
            }
            name.append(name.isEmpty() ? "" : ".")
                    .append(new String(query, bytes.position(), length, StandardCharsets.ISO_8859_1));
            bytes.position(bytes.position() + length);
        }
        return null;
    }

    private byte[] answer(byte[] query, String name, Host named) {
        int end = HEADER + name.length() + (name.isEmpty() ? 1 : 2);
        ByteBuffer question = ByteBuffer.wrap(query, end, 4);
        int type = question.getShort();
        int code = 0;
        byte[] data = null;
        boolean reverse = name.toLowerCase(java.util.Locale.ROOT).endsWith(REVERSE);
        if ((query[2] & 0x78) != 0 || question.getShort() != CLASS_IN) {
            code = NOT_IMPLEMENTED;
        } else if (reverse) {
            String host = reverse(name.substring(0, name.length() - REVERSE.length()));
            code = host == null ? NO_SUCH_NAME : 0;
            data = host == null || type != TYPE_PTR && type != TYPE_ANY ? null : labels(host);
            type = TYPE_PTR;
        } else if (named == null) {
            code = NO_SUCH_NAME;
        } else if (type == TYPE_A || type == TYPE_ANY) {
            data = Ipv4.octets(named.ip());
            type = TYPE_A;
        }
        ByteBuffer answer = ByteBuffer.allocate(end + 4 + (data == null ? 0 : HEADER + data.length));
        answer.put(query, 0, end + 4);
        answer.putShort(2, (short) (RESPONSE | query[2] << 8 & 0x7900 | code));
        answer.putShort(6, (short) (data == null ? 0 : 1)).putInt(8, 0);
        if (data != null) {
            answer.putShort((short) (0xc000 | HEADER)).putShort((short) type).putShort((short) CLASS_IN);
            answer.putInt(TIME_TO_LIVE).putShort((short) data.length).put(data);
        }
        return answer.array();
    }

    /** @param octets an address with its last octet first */
    private String reverse(String octets) {
        String[] each = octets.split("\\.");
        try {
            return each.length != 4 ? null
                    : network.nameOf(Ipv4.parse(each[3] + "." + each[2] + "." + each[1] + "." + each[0]));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static byte[] labels(String name) {
        ByteArrayOutputStream labels = new ByteArrayOutputStream();
        for (String label : name.split("\\.")) {
            labels.write(label.length());
            labels.writeBytes(label.getBytes(StandardCharsets.ISO_8859_1));
        }
        labels.write(0);
        return labels.toByteArray();
    }
}
