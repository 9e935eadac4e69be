package apps.net.parity;

import apps.parity.Cases;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.MulticastSocket;
import java.net.NetworkInterface;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.MembershipKey;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.List;
import java.util.TreeSet;

/** {@code DatagramChannel}, {@code MulticastSocket} and memberships; multicasts on the loopback interface. */
final class DatagramChannelCases extends Cases {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    private InetAddress group;
    private InetAddress other;
    private NetworkInterface netif;

    @Override
    protected void run() throws Exception {
        group = InetAddress.getByName("239.7.7.7");
        other = InetAddress.getByName("239.7.7.8");
        netif = NetworkInterface.getByInetAddress(InetAddress.getByName("127.0.0.1"));
        states();
        transfers();
        refusals();
        multicast();
        sockets();
        waits();
    }

    private static DatagramChannel local() throws IOException {
        return keep(DatagramChannel.open().bind(new InetSocketAddress(LOOPBACK, 0)));
    }

    private static InetSocketAddress closedPort() throws IOException {
        try (DatagramChannel c = local()) {
            return (InetSocketAddress) c.getLocalAddress();
        }
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes());
    }

    private static String text(ByteBuffer buffer) {
        return new String(buffer.array(), 0, buffer.position());
    }

    private static DatagramChannel[] pair() throws IOException {
        DatagramChannel a = local();
        DatagramChannel b = local();
        a.connect(b.getLocalAddress());
        b.connect(a.getLocalAddress());
        return keep(new DatagramChannel[] {a, b});
    }

    private void states() {
        of("new", () -> {
            DatagramChannel c = DatagramChannel.open();
            return c.isOpen() + " " + c.isConnected() + " " + c.isBlocking() + " " + c.getLocalAddress() + " "
                    + c.getRemoteAddress() + " " + c.validOps();
        });
        of("bound", () -> ((InetSocketAddress) DatagramChannel.open().bind(null).getLocalAddress()).getAddress());
        of("connected", () -> {
            DatagramChannel[] p = pair();
            return p[0].isConnected() + " " + p[0].getRemoteAddress().equals(p[1].getLocalAddress());
        });
        of("connected without bind", () -> {
            DatagramChannel c = DatagramChannel.open().connect(new InetSocketAddress(LOOPBACK, 9));
            return ((InetSocketAddress) c.getLocalAddress()).getAddress() + " " + c.getRemoteAddress();
        });
        of("disconnected", () -> {
            DatagramChannel c = DatagramChannel.open().bind(null);
            SocketAddress before = c.getLocalAddress();
            c.connect(new InetSocketAddress(LOOPBACK, 9)).disconnect().disconnect();
            return c.isConnected() + " " + c.getRemoteAddress() + " " + c.getLocalAddress().equals(before);
        });
        of("family", () -> DatagramChannel.open(StandardProtocolFamily.INET).isOpen());
        of("family without IPv6", () -> DatagramChannel.open(StandardProtocolFamily.INET6));
        of("names of options", () -> new TreeSet<>(DatagramChannel.open().supportedOptions().stream().map(o -> o.name()).toList()));
        of("options at first", () -> {
            DatagramChannel c = DatagramChannel.open();
            return c.getOption(StandardSocketOptions.SO_BROADCAST) + " " + c.getOption(StandardSocketOptions.IP_MULTICAST_TTL)
                    + " " + c.getOption(StandardSocketOptions.IP_MULTICAST_LOOP) + " "
                    + c.getOption(StandardSocketOptions.IP_MULTICAST_IF) + " "
                    + c.getOption(jdk.net.ExtendedSocketOptions.IP_DONTFRAGMENT);
        });
        of("options set", () -> {
            DatagramChannel c = DatagramChannel.open();
            c.setOption(StandardSocketOptions.IP_MULTICAST_TTL, 9).setOption(StandardSocketOptions.IP_MULTICAST_LOOP, false)
                    .setOption(StandardSocketOptions.IP_MULTICAST_IF, netif).setOption(StandardSocketOptions.SO_BROADCAST, true);
            return c.getOption(StandardSocketOptions.SO_BROADCAST) + " " + c.getOption(StandardSocketOptions.IP_MULTICAST_TTL)
                    + " " + c.getOption(StandardSocketOptions.IP_MULTICAST_LOOP) + " "
                    + c.getOption(StandardSocketOptions.IP_MULTICAST_IF).getName();
        });
        of("time to live of 256", () -> DatagramChannel.open().setOption(StandardSocketOptions.IP_MULTICAST_TTL, 256));
    }

    private void transfers() {
        of("send and receive", () -> {
            DatagramChannel a = local();
            DatagramChannel b = local();
            int n = a.send(bytes("hello"), b.getLocalAddress());
            ByteBuffer in = ByteBuffer.allocate(100);
            return n + " " + b.receive(in).equals(a.getLocalAddress()) + " " + text(in);
        });
        of("nothing there", () -> {
            DatagramChannel c = local();
            c.configureBlocking(false);
            return c.receive(ByteBuffer.allocate(1));
        });
        of("rest is lost", () -> {
            DatagramChannel[] p = pair();
            p[0].write(bytes("first one"));
            p[0].write(bytes("second"));
            ByteBuffer in = ByteBuffer.allocate(5);
            p[1].read(in);
            ByteBuffer next = ByteBuffer.allocate(50);
            p[1].read(next);
            return (text(in) + text(next)).length();
        });
        of("direct", () -> {
            DatagramChannel[] p = pair();
            p[0].write(ByteBuffer.allocateDirect(7).put(2, (byte) 5));
            ByteBuffer in = ByteBuffer.allocateDirect(9);
            return p[1].read(in) + " " + in.get(2);
        });
        of("gather and scatter", () -> {
            DatagramChannel[] p = pair();
            long n = p[0].write(new ByteBuffer[] {bytes("ab"), bytes("cde")});
            ByteBuffer[] in = {ByteBuffer.allocate(1), ByteBuffer.allocate(3)};
            return n + " " + p[1].read(in) + " " + text(in[0]) + text(in[1]);
        });
        of("part of an array", () -> {
            DatagramChannel[] p = pair();
            long n = p[0].write(new ByteBuffer[] {bytes("ab"), bytes("cde")}, 1, 1);
            ByteBuffer[] in = {ByteBuffer.allocate(1), ByteBuffer.allocate(9)};
            return n + " " + p[1].read(in, 1, 1) + " " + text(in[1]);
        });
        of("empty", () -> {
            DatagramChannel a = local();
            DatagramChannel b = local();
            return a.send(ByteBuffer.allocate(0), b.getLocalAddress()) + " "
                    + b.receive(ByteBuffer.allocate(9)).equals(a.getLocalAddress());
        });
        of("too large", () -> local().send(ByteBuffer.allocate(65_508), local().getLocalAddress()));
        of("too large, connected", () -> pair()[0].write(ByteBuffer.allocate(65_508)));
        of("full buffer drops", () -> {
            DatagramChannel a = local();
            DatagramChannel b = local();
            b.setOption(StandardSocketOptions.SO_RCVBUF, 20_000);
            for (int i = 0; i < 100; i++) {
                a.send(ByteBuffer.allocate(5_000), b.getLocalAddress());
            }
            Thread.sleep(30);
            b.configureBlocking(false);
            int n = 0;
            while (b.receive(ByteBuffer.allocate(6_000)) != null) {
                n++;
            }
            return n > 1 && n < 20;
        });
        of("selected", () -> {
            DatagramChannel[] p = pair();
            p[1].configureBlocking(false);
            Selector s = Selector.open();
            SelectionKey key = p[1].register(s, SelectionKey.OP_READ);
            int before = s.selectNow();
            p[0].write(bytes("x"));
            int n = s.select(1000);
            p[1].read(ByteBuffer.allocate(1));
            s.selectedKeys().clear();
            key.interestOps(SelectionKey.OP_WRITE | SelectionKey.OP_READ);
            s.select();
            return before + " " + n + " " + key.readyOps();
        });
        of("selected for the unreachable", () -> {
            DatagramChannel c = DatagramChannel.open().connect(closedPort());
            c.configureBlocking(false);
            Selector s = Selector.open();
            c.register(s, SelectionKey.OP_READ);
            c.write(bytes("x"));
            return s.select(1000) + " " + c.read(ByteBuffer.allocate(1));
        });
    }

    private void refusals() {
        of("read, not connected", () -> local().read(ByteBuffer.allocate(1)));
        of("write, not connected", () -> local().write(bytes("x")));
        of("connect twice", () -> pair()[0].connect(closedPort()));
        of("bind twice", () -> local().bind(null));
        of("port in use", () -> DatagramChannel.open().bind(local().getLocalAddress()));
        of("send elsewhere", () -> pair()[0].send(bytes("x"), closedPort()));
        of("send to port 0", () -> local().send(bytes("x"), new InetSocketAddress(LOOPBACK, 0)));
        of("send to unresolved", () -> local().send(bytes("x"), InetSocketAddress.createUnresolved("nowhere.invalid", 1)));
        of("send to null", () -> local().send(bytes("x"), null));
        of("receive into read-only", () -> local().receive(ByteBuffer.allocate(1).asReadOnlyBuffer()));
        of("unreachable", () -> {
            DatagramChannel c = DatagramChannel.open().connect(closedPort());
            c.write(bytes("x"));
            return c.read(ByteBuffer.allocate(1));
        });
        of("unreachable, told by write", () -> {
            DatagramChannel c = DatagramChannel.open().connect(closedPort());
            c.write(bytes("x"));
            Thread.sleep(30);
            return c.write(bytes("x"));
        });
        of("broadcast not allowed", () -> DatagramChannel.open().send(bytes("x"), new InetSocketAddress("255.255.255.255", 9)));
        for (String what : List.of("send", "receive", "connect", "bind", "address", "remote", "option", "read", "write", "join")) {
            of("closed, " + what, () -> {
                DatagramChannel c = DatagramChannel.open();
                c.close();
                return switch (what) {
                    case "send" -> c.send(bytes("x"), new InetSocketAddress(LOOPBACK, 9));
                    case "receive" -> c.receive(ByteBuffer.allocate(1));
                    case "connect" -> c.connect(new InetSocketAddress(LOOPBACK, 9));
                    case "bind" -> c.bind(null);
                    case "address" -> c.getLocalAddress();
                    case "remote" -> c.getRemoteAddress();
                    case "option" -> c.getOption(StandardSocketOptions.SO_RCVBUF);
                    case "read" -> c.read(ByteBuffer.allocate(1));
                    case "write" -> c.write(bytes("x"));
                    default -> c.join(group, netif);
                };
            });
        }
    }

    /** A channel that is a member, and its port. */
    private DatagramChannel member() throws IOException {
        return keep(DatagramChannel.open().setOption(StandardSocketOptions.SO_REUSEADDR, true).bind(new InetSocketAddress(0)));
    }

    private DatagramChannel sender() throws IOException {
        return local().setOption(StandardSocketOptions.IP_MULTICAST_IF, netif);
    }

    private static InetSocketAddress at(InetAddress group, DatagramChannel member) throws IOException {
        return new InetSocketAddress(group, ((InetSocketAddress) member.getLocalAddress()).getPort());
    }

    /** Whether something comes within a little time. */
    private static boolean hears(DatagramChannel c) throws Exception {
        c.configureBlocking(false);
        for (int i = 0; i < 10; i++) {
            if (c.receive(ByteBuffer.allocate(100)) != null) {
                return true;
            }
            Thread.sleep(2);
        }
        return false;
    }

    private void multicast() {
        of("member", () -> {
            DatagramChannel c = member();
            MembershipKey key = c.join(group, netif);
            sender().send(bytes("to all"), at(group, c));
            return hears(c) + " " + key.isValid() + " " + key.group() + " " + key.networkInterface().getName() + " "
                    + key.sourceAddress() + " " + (key.channel() == c);
        });
        of("not a member", () -> {
            DatagramChannel c = member();
            sender().send(bytes("to all"), at(group, c));
            return hears(c);
        });
        of("member of another group", () -> {
            DatagramChannel c = member();
            c.join(other, netif);
            sender().send(bytes("to all"), at(group, c));
            return hears(c);
        });
        of("left", () -> {
            DatagramChannel c = member();
            MembershipKey key = c.join(group, netif);
            key.drop();
            key.drop();
            sender().send(bytes("to all"), at(group, c));
            return hears(c) + " " + key.isValid();
        });
        of("two members of one port", () -> {
            DatagramChannel c = member();
            DatagramChannel d = DatagramChannel.open().setOption(StandardSocketOptions.SO_REUSEADDR, true)
                    .bind(c.getLocalAddress());
            c.join(group, netif);
            d.join(group, netif);
            sender().send(bytes("to all"), at(group, c));
            return hears(c) + " " + hears(d);
        });
        of("joined twice", () -> {
            DatagramChannel c = member();
            return c.join(group, netif) == c.join(group, netif);
        });
        of("one source", () -> {
            DatagramChannel c = member();
            MembershipKey key = c.join(group, netif, InetAddress.getByName("127.0.0.1"));
            sender().send(bytes("to all"), at(group, c));
            return hears(c) + " " + key.sourceAddress();
        });
        of("another source", () -> {
            DatagramChannel c = member();
            c.join(group, netif, InetAddress.getByName("127.0.0.9"));
            sender().send(bytes("to all"), at(group, c));
            return hears(c);
        });
        of("blocked source", () -> {
            DatagramChannel c = member();
            MembershipKey key = c.join(group, netif);
            key.block(InetAddress.getByName("127.0.0.1"));
            sender().send(bytes("to all"), at(group, c));
            boolean blocked = hears(c);
            key.unblock(InetAddress.getByName("127.0.0.1"));
            sender().send(bytes("to all"), at(group, c));
            return blocked + " " + hears(c);
        });
        of("without loopback", () -> {
            DatagramChannel c = member();
            c.join(group, netif);
            sender().setOption(StandardSocketOptions.IP_MULTICAST_LOOP, false).send(bytes("to all"), at(group, c));
            return hears(c);
        });
        of("time to live of 0", () -> {
            DatagramChannel c = member();
            c.join(group, netif);
            sender().setOption(StandardSocketOptions.IP_MULTICAST_TTL, 0).send(bytes("to all"), at(group, c));
            return hears(c);
        });
        of("source and all", () -> {
            DatagramChannel c = member();
            c.join(group, netif);
            return c.join(group, netif, InetAddress.getByName("127.0.0.1"));
        });
        of("no group", () -> member().join(LOOPBACK, netif));
        of("group of null", () -> member().join(null, netif));
        of("interface of null", () -> member().join(group, null));
        of("wildcard as source", () -> member().join(group, netif, InetAddress.getByName("0.0.0.0")));
        of("group as source", () -> member().join(group, netif, other));
        of("block after drop", () -> {
            MembershipKey key = member().join(group, netif);
            key.drop();
            return key.block(LOOPBACK);
        });
        of("unblock what is not blocked", () -> member().join(group, netif).unblock(LOOPBACK));
        of("closed with memberships", () -> {
            DatagramChannel c = member();
            MembershipKey key = c.join(group, netif);
            c.close();
            return key.isValid();
        });
    }

    @SuppressWarnings({"deprecation", "removal"})
    private void sockets() {
        of("multicast socket", () -> {
            try (MulticastSocket s = new MulticastSocket(0); MulticastSocket t = new MulticastSocket()) {
                s.joinGroup(new InetSocketAddress(group, 0), netif);
                s.setSoTimeout(1000);
                t.setNetworkInterface(netif);
                t.send(new DatagramPacket("many".getBytes(), 4, group, s.getLocalPort()));
                DatagramPacket p = new DatagramPacket(new byte[9], 9);
                s.receive(p);
                s.leaveGroup(new InetSocketAddress(group, 0), netif);
                return new String(p.getData(), 0, p.getLength()) + " " + s.getReuseAddress();
            }
        });
        of("multicast socket, settings", () -> {
            try (MulticastSocket s = new MulticastSocket(new InetSocketAddress(0))) {
                String before = s.getTimeToLive() + " " + s.getTTL() + " " + s.getLoopbackMode();
                s.setTimeToLive(200);
                int ttl = s.getTTL();
                s.setTTL((byte) 3);
                s.setLoopbackMode(true);
                s.setInterface(InetAddress.getByName("127.0.0.1"));
                return before + " " + ttl + " " + s.getTimeToLive() + " " + s.getLoopbackMode() + " " + s.getInterface() + " "
                        + s.getNetworkInterface().getName();
            }
        });
        of("multicast socket, sent with a time to live", () -> {
            try (MulticastSocket s = new MulticastSocket(0); MulticastSocket t = new MulticastSocket(null)) {
                s.joinGroup(new InetSocketAddress(group, 0), netif);
                s.setSoTimeout(1000);
                t.bind(null);
                t.setNetworkInterface(netif);
                t.send(new DatagramPacket(new byte[5], 5, group, s.getLocalPort()), (byte) 2);
                DatagramPacket p = new DatagramPacket(new byte[9], 9);
                s.receive(p);
                return p.getLength() + " " + t.getTimeToLive();
            }
        });
        of("multicast socket, options", () -> {
            try (MulticastSocket s = new MulticastSocket()) {
                return new TreeSet<>(s.supportedOptions().stream().map(o -> o.name()).toList());
            }
        });
        for (String what : List.of("join", "joined", "leave", "interface", "ttl", "closed", "plain", "old", "oldleave")) {
            does("multicast socket, refused " + what, () -> {
                try (MulticastSocket s = new MulticastSocket()) {
                    switch (what) {
                        case "join" -> s.joinGroup(new InetSocketAddress(LOOPBACK, 0), netif);
                        case "joined" -> {
                            s.joinGroup(new InetSocketAddress(group, 0), netif);
                            s.joinGroup(new InetSocketAddress(group, 0), netif);
                        }
                        case "leave" -> s.leaveGroup(new InetSocketAddress(group, 0), netif);
                        case "interface" -> s.setInterface(InetAddress.getByName("203.0.113.1"));
                        case "ttl" -> s.setTimeToLive(256);
                        case "old" -> s.joinGroup(LOOPBACK);
                        case "oldleave" -> s.leaveGroup(group);
                        case "plain" -> s.setNetworkInterface(null);
                        default -> {
                            s.close();
                            s.joinGroup(new InetSocketAddress(group, 0), netif);
                        }
                    }
                }
            });
        }
        of("joined by a plain socket", () -> {
            try (java.net.DatagramSocket s = new java.net.DatagramSocket()) {
                s.joinGroup(new InetSocketAddress(group, 0), netif);
                s.leaveGroup(new InetSocketAddress(group, 0), netif);
                return s.isBound();
            }
        });
        of("socket of a channel", () -> {
            DatagramChannel c = local();
            return (c.socket().getChannel() == c) + " " + c.socket().isBound() + " " + (c.socket() == c.socket());
        });
    }

    private void waits() {
        for (boolean virtual : new boolean[] {false, true}) {
            String who = virtual ? ", virtual thread" : ", platform thread";
            of("closed while it receives" + who, () -> {
                DatagramChannel c = local();
                return during(virtual, () -> c.receive(ByteBuffer.allocate(1)), t -> c.close());
            });
            of("interrupted while it receives" + who, () -> {
                DatagramChannel c = local();
                return during(virtual, () -> c.receive(ByteBuffer.allocate(1)), Thread::interrupt) + " " + c.isOpen();
            });
            of("closed while it reads" + who, () -> {
                DatagramChannel c = pair()[0];
                return during(virtual, () -> c.read(ByteBuffer.allocate(1)), t -> c.close());
            });
            of("sent while it receives" + who, () -> {
                DatagramChannel c = local();
                ByteBuffer in = ByteBuffer.allocate(9);
                return during(virtual, () -> {
                    c.receive(in);
                    return text(in);
                }, t -> local().send(bytes("now"), c.getLocalAddress()));
            });
        }
    }
}
