package apps.net.parity;

import apps.parity.Cases;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;

/** {@code DatagramSocket} and {@code DatagramPacket}. */
final class DatagramSocketCases extends Cases {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    @Override
    protected void run() throws Exception {
        packets();
        states();
        exchange();
        refusals();
        options();
        waits();
    }

    private static DatagramSocket local() throws Exception {
        return new DatagramSocket(0, LOOPBACK);
    }

    private static DatagramPacket packet(String text, SocketAddress to) {
        return new DatagramPacket(text.getBytes(), text.length(), to);
    }

    private static DatagramPacket empty(int size) {
        return new DatagramPacket(new byte[size], size);
    }

    private static String text(DatagramPacket p) {
        return new String(p.getData(), p.getOffset(), p.getLength());
    }

    private static int closedPort() throws Exception {
        try (DatagramSocket socket = local()) {
            return socket.getLocalPort();
        }
    }

    private void packets() {
        of("packet", () -> {
            DatagramPacket p = new DatagramPacket(new byte[10], 4);
            return p.getLength() + " " + p.getOffset() + " " + p.getData().length + " " + p.getAddress() + " " + p.getPort();
        });
        of("packet with offset", () -> new DatagramPacket(new byte[10], 2, 4).getOffset());
        of("packet too long", () -> new DatagramPacket(new byte[10], 11));
        of("packet with an address", () -> {
            DatagramPacket p = new DatagramPacket(new byte[10], 1, 2, LOOPBACK, 99);
            return p.getSocketAddress() + " " + new DatagramPacket(new byte[1], 1, LOOPBACK, 5).getPort();
        });
        of("packet without address", () -> new DatagramPacket(new byte[10], 1).getSocketAddress());
        of("packet to unresolved", () -> packet("x", InetSocketAddress.createUnresolved("nowhere.invalid", 1)));
        of("set data", () -> {
            DatagramPacket p = empty(4);
            p.setData(new byte[9], 3, 5);
            p.setLength(2);
            p.setAddress(LOOPBACK);
            p.setPort(77);
            return p.getLength() + " " + p.getOffset() + " " + p.getSocketAddress();
        });
        does("set length too long", () -> empty(4).setLength(5));
        does("set port too high", () -> empty(4).setPort(65536));
        does("set data whole", () -> empty(1).setData(new byte[3]));
        does("set address of null", () -> empty(1).setSocketAddress(null));
    }

    private void states() {
        of("new", () -> {
            try (DatagramSocket s = new DatagramSocket()) {
                return s.isBound() + " " + s.isConnected() + " " + s.isClosed() + " " + (s.getLocalPort() > 0) + " "
                        + s.getLocalAddress() + " " + s.getInetAddress() + " " + s.getPort() + " "
                        + s.getRemoteSocketAddress() + " " + s.getChannel();
            }
        });
        of("unbound", () -> {
            try (DatagramSocket s = new DatagramSocket(null)) {
                return s.isBound() + " " + s.getLocalPort() + " " + s.getLocalAddress() + " " + s.getLocalSocketAddress();
            }
        });
        of("bound to a port", () -> {
            try (DatagramSocket s = local(); DatagramSocket any = new DatagramSocket(closedPort())) {
                return s.getLocalAddress() + " " + any.getLocalAddress() + " " + any.isBound();
            }
        });
        of("closed", () -> {
            DatagramSocket s = local();
            s.connect(LOOPBACK, 9);
            s.close();
            s.close();
            return s.isBound() + " " + s.isConnected() + " " + s.isClosed() + " " + s.getLocalPort() + " "
                    + s.getLocalAddress() + " " + s.getLocalSocketAddress() + " " + s.getPort();
        });
        of("connected", () -> {
            try (DatagramSocket s = new DatagramSocket()) {
                s.connect(LOOPBACK, 9);
                return s.isConnected() + " " + s.getInetAddress() + " " + s.getPort() + " " + s.getLocalAddress() + " "
                        + s.getRemoteSocketAddress();
            }
        });
        of("disconnected", () -> {
            try (DatagramSocket s = new DatagramSocket()) {
                int port = s.getLocalPort();
                s.connect(LOOPBACK, 9);
                s.disconnect();
                s.disconnect();
                return s.isConnected() + " " + s.getInetAddress() + " " + s.getPort() + " " + s.getLocalAddress() + " "
                        + (s.getLocalPort() == port);
            }
        });
        of("connected twice", () -> {
            try (DatagramSocket s = new DatagramSocket()) {
                s.connect(LOOPBACK, 9);
                s.connect(new InetSocketAddress(LOOPBACK, 10));
                return s.getPort();
            }
        });
        of("bind twice", () -> {
            try (DatagramSocket s = local()) {
                s.bind(null);
                return "bound";
            }
        });
        of("bind later", () -> {
            try (DatagramSocket s = new DatagramSocket(null)) {
                s.bind(null);
                return s.isBound() + " " + s.getLocalAddress();
            }
        });
    }

    private void exchange() {
        of("one datagram", () -> {
            try (DatagramSocket a = local(); DatagramSocket b = local()) {
                a.send(packet("hello", b.getLocalSocketAddress()));
                DatagramPacket p = empty(100);
                b.receive(p);
                return text(p) + " " + p.getAddress() + " " + (p.getPort() == a.getLocalPort());
            }
        });
        of("in order, one at a time", () -> {
            try (DatagramSocket a = local(); DatagramSocket b = local()) {
                StringBuilder all = new StringBuilder();
                for (int i = 0; i < 5; i++) {
                    a.send(packet("m" + i, b.getLocalSocketAddress()));
                    DatagramPacket p = empty(10);
                    b.receive(p);
                    all.append(text(p));
                    b.send(packet("r" + i, p.getSocketAddress()));
                    a.receive(p = empty(10));
                    all.append(text(p));
                }
                return all;
            }
        });
        of("cut to the buffer", () -> {
            try (DatagramSocket a = local(); DatagramSocket b = local()) {
                a.send(packet("0123456789", b.getLocalSocketAddress()));
                DatagramPacket p = new DatagramPacket(new byte[10], 2, 4);
                b.receive(p);
                return text(p) + " " + p.getLength() + " " + p.getOffset();
            }
        });
        of("length grows again", () -> {
            try (DatagramSocket a = local(); DatagramSocket b = local()) {
                DatagramPacket p = empty(20);
                a.send(packet("ab", b.getLocalSocketAddress()));
                b.receive(p);
                a.send(packet("abcdef", b.getLocalSocketAddress()));
                b.receive(p);
                return text(p);
            }
        });
        of("empty datagram", () -> {
            try (DatagramSocket a = local(); DatagramSocket b = local()) {
                a.send(packet("", b.getLocalSocketAddress()));
                DatagramPacket p = empty(20);
                b.receive(p);
                return p.getLength() + " " + (p.getPort() == a.getLocalPort());
            }
        });
        of("largest datagram", () -> {
            try (DatagramSocket a = local(); DatagramSocket b = local()) {
                a.send(new DatagramPacket(new byte[65_507], 65_507, b.getLocalSocketAddress()));
                DatagramPacket p = empty(70_000);
                b.receive(p);
                return p.getLength();
            }
        });
        of("too large", () -> {
            try (DatagramSocket a = local(); DatagramSocket b = local()) {
                a.send(new DatagramPacket(new byte[65_508], 65_508, b.getLocalSocketAddress()));
                return "sent";
            }
        });
        of("too large, connected", () -> {
            try (DatagramSocket a = local(); DatagramSocket b = local()) {
                a.connect(b.getLocalSocketAddress());
                a.send(new DatagramPacket(new byte[65_508], 65_508));
                return "sent";
            }
        });
        of("connected pair", () -> {
            try (DatagramSocket a = local(); DatagramSocket b = local(); DatagramSocket c = local()) {
                a.connect(b.getLocalSocketAddress());
                b.connect(a.getLocalSocketAddress());
                c.send(packet("from a stranger", a.getLocalSocketAddress()));
                b.send(new DatagramPacket("from b".getBytes(), 6));
                DatagramPacket p = empty(20);
                a.receive(p);
                return text(p) + " " + p.getSocketAddress().equals(b.getLocalSocketAddress());
            }
        });
        of("to itself", () -> {
            try (DatagramSocket a = local()) {
                a.send(packet("me", a.getLocalSocketAddress()));
                DatagramPacket p = empty(20);
                a.receive(p);
                return text(p) + (p.getPort() == a.getLocalPort());
            }
        });
        of("to the unspecified address", () -> {
            try (DatagramSocket a = new DatagramSocket(); DatagramSocket b = new DatagramSocket()) {
                a.send(packet("any", new InetSocketAddress("0.0.0.0", b.getLocalPort())));
                DatagramPacket p = empty(20);
                b.receive(p);
                return text(p) + " " + p.getAddress();
            }
        });
        of("what is received before connecting is forgotten", () -> {
            try (DatagramSocket a = local(); DatagramSocket b = local(); DatagramSocket c = local()) {
                c.send(packet("early", a.getLocalSocketAddress()));
                Thread.sleep(30);
                a.connect(b.getLocalSocketAddress());
                b.send(packet("late", a.getLocalSocketAddress()));
                DatagramPacket p = empty(20);
                a.receive(p);
                return text(p);
            }
        });
    }

    private void refusals() {
        of("port in use", () -> {
            try (DatagramSocket s = local(); DatagramSocket t = new DatagramSocket(s.getLocalPort(), LOOPBACK)) {
                return t;
            }
        });
        of("port in use by any", () -> {
            try (DatagramSocket s = new DatagramSocket(); DatagramSocket t = new DatagramSocket(s.getLocalPort(), LOOPBACK)) {
                return t;
            }
        });
        of("port shared", () -> {
            try (DatagramSocket s = new DatagramSocket(null); DatagramSocket t = new DatagramSocket(null)) {
                s.setReuseAddress(true);
                t.setReuseAddress(true);
                s.bind(new InetSocketAddress(LOOPBACK, 0));
                t.bind(s.getLocalSocketAddress());
                return t.getLocalPort() == s.getLocalPort();
            }
        });
        of("address of nobody here", () -> new DatagramSocket(0, InetAddress.getByName("203.0.113.7")));
        of("port out of range", () -> new DatagramSocket(65536));
        of("send without address", () -> {
            try (DatagramSocket s = local()) {
                s.send(empty(1));
                return "sent";
            }
        });
        of("send to port 0", () -> {
            try (DatagramSocket s = local()) {
                s.send(packet("x", new InetSocketAddress(LOOPBACK, 0)));
                return "sent";
            }
        });
        of("send elsewhere than connected", () -> {
            try (DatagramSocket s = local()) {
                s.connect(LOOPBACK, 9);
                s.send(packet("x", new InetSocketAddress(LOOPBACK, 10)));
                return "sent";
            }
        });
        of("send, closed", () -> {
            DatagramSocket s = local();
            s.close();
            s.send(packet("x", new InetSocketAddress(LOOPBACK, 10)));
            return "sent";
        });
        of("receive, closed", () -> {
            DatagramSocket s = local();
            s.close();
            s.receive(empty(1));
            return "received";
        });
        of("connect to null", () -> {
            try (DatagramSocket s = local()) {
                s.connect(null);
                return "connected";
            }
        });
        of("connect to null address", () -> {
            try (DatagramSocket s = local()) {
                s.connect(null, 7);
                return "connected";
            }
        });
        of("connect to port 0", () -> {
            try (DatagramSocket s = local()) {
                s.connect(new InetSocketAddress(LOOPBACK, 0));
                return "connected";
            }
        });
        of("connect to negative port", () -> {
            try (DatagramSocket s = local()) {
                s.connect(LOOPBACK, -1);
                return "connected";
            }
        });
        of("connect to unresolved", () -> {
            try (DatagramSocket s = local()) {
                s.connect(InetSocketAddress.createUnresolved("nowhere.invalid", 1));
                return "connected";
            }
        });
        of("nobody has the port, not connected", () -> {
            try (DatagramSocket s = local()) {
                s.setSoTimeout(100);
                s.send(packet("x", new InetSocketAddress(LOOPBACK, closedPort())));
                s.receive(empty(1));
                return "received";
            }
        });
        of("nobody has the port, connected", () -> {
            try (DatagramSocket s = local()) {
                s.setSoTimeout(3000);
                s.connect(LOOPBACK, closedPort());
                s.send(new DatagramPacket(new byte[1], 1));
                s.receive(empty(1));
                return "received";
            }
        });
        of("nobody has the port, told by the next send", () -> {
            try (DatagramSocket s = local()) {
                s.connect(LOOPBACK, closedPort());
                s.send(new DatagramPacket(new byte[1], 1));
                Thread.sleep(50);
                s.send(new DatagramPacket(new byte[1], 1));
                return "sent";
            }
        });
        of("nobody has the port, told once", () -> {
            try (DatagramSocket s = local()) {
                s.setSoTimeout(100);
                s.connect(LOOPBACK, closedPort());
                s.send(new DatagramPacket(new byte[1], 1));
                Thread.sleep(50);
                try {
                    s.receive(empty(1));
                } catch (java.net.PortUnreachableException e) {
                    s.receive(empty(1));
                }
                return "received";
            }
        });
        of("broadcast forbidden", () -> {
            try (DatagramSocket s = new DatagramSocket()) {
                s.setBroadcast(false);
                s.send(packet("x", new InetSocketAddress("255.255.255.255", 9)));
                return "sent";
            }
        });
    }

    private void options() {
        of("broadcast", () -> {
            try (DatagramSocket s = local()) {
                boolean before = s.getBroadcast();
                s.setBroadcast(false);
                return before + " " + s.getBroadcast();
            }
        });
        of("reuse address", () -> {
            try (DatagramSocket s = new DatagramSocket(null)) {
                boolean before = s.getReuseAddress();
                s.setReuseAddress(true);
                return before + " " + s.getReuseAddress();
            }
        });
        of("buffers", () -> {
            try (DatagramSocket s = local()) {
                s.setReceiveBufferSize(32_768);
                s.setSendBufferSize(16_384);
                return s.getReceiveBufferSize() + " " + s.getSendBufferSize();
            }
        });
        of("smallest buffers", () -> {
            try (DatagramSocket s = local()) {
                s.setReceiveBufferSize(1);
                s.setSendBufferSize(1);
                return s.getReceiveBufferSize() + " " + s.getSendBufferSize();
            }
        });
        of("buffers at first", () -> {
            try (DatagramSocket s = local()) {
                return s.getReceiveBufferSize() + " " + s.getSendBufferSize();
            }
        });
        does("receive buffer of 0", () -> local().setReceiveBufferSize(0));
        does("send buffer of 0", () -> local().setSendBufferSize(0));
        of("traffic class", () -> {
            try (DatagramSocket s = local()) {
                int before = s.getTrafficClass();
                s.setTrafficClass(0x10);
                return before + " " + s.getTrafficClass();
            }
        });
        does("traffic class of 256", () -> local().setTrafficClass(256));
        of("time limit", () -> {
            try (DatagramSocket s = local()) {
                int before = s.getSoTimeout();
                s.setSoTimeout(1234);
                return before + " " + s.getSoTimeout();
            }
        });
        does("negative time limit", () -> local().setSoTimeout(-1));
        of("supported options", () -> {
            try (DatagramSocket s = local()) {
                return new java.util.TreeSet<>(s.supportedOptions().stream().map(o -> o.name()).toList());
            }
        });
        of("option by name", () -> {
            try (DatagramSocket s = local()) {
                s.setOption(StandardSocketOptions.SO_RCVBUF, 20_000);
                return s.getOption(StandardSocketOptions.SO_RCVBUF) + " " + s.getOption(StandardSocketOptions.IP_MULTICAST_TTL)
                        + " " + s.getOption(StandardSocketOptions.IP_MULTICAST_LOOP) + " "
                        + s.getOption(StandardSocketOptions.IP_MULTICAST_IF) + " "
                        + s.getOption(StandardSocketOptions.SO_REUSEPORT);
            }
        });
        does("option of TCP", () -> local().setOption(StandardSocketOptions.TCP_NODELAY, true));
        for (String what : new String[] {"timeout", "broadcast", "reuse", "buffer", "class", "option"}) {
            does("closed, " + what, () -> {
                DatagramSocket s = local();
                s.close();
                switch (what) {
                    case "timeout" -> s.setSoTimeout(1);
                    case "broadcast" -> s.setBroadcast(true);
                    case "reuse" -> s.getReuseAddress();
                    case "buffer" -> s.setReceiveBufferSize(1);
                    case "class" -> s.getTrafficClass();
                    default -> s.getOption(StandardSocketOptions.SO_RCVBUF);
                }
            });
        }
        does("closed, bind", () -> {
            DatagramSocket s = new DatagramSocket(null);
            s.close();
            s.bind(null);
        });
        does("closed, connect", () -> {
            DatagramSocket s = new DatagramSocket(null);
            s.close();
            s.connect(LOOPBACK, 9);
        });
        does("factory twice", () -> {
            @SuppressWarnings("deprecation")
            Body set = () -> DatagramSocket.setDatagramSocketImplFactory(null);
            set.run();
        });
    }

    private void waits() {
        of("receive with a time limit", () -> {
            try (DatagramSocket s = local()) {
                s.setSoTimeout(20);
                s.receive(empty(1));
                return "received";
            }
        });
        of("receive before a time limit", () -> {
            try (DatagramSocket a = local(); DatagramSocket b = local()) {
                b.setSoTimeout(5000);
                return during(false, () -> {
                    DatagramPacket p = empty(9);
                    b.receive(p);
                    return text(p);
                }, t -> a.send(packet("at last", b.getLocalSocketAddress())));
            }
        });
        for (boolean virtual : new boolean[] {false, true}) {
            String who = virtual ? ", virtual thread" : ", platform thread";
            of("closed while it waits" + who, () -> {
                DatagramSocket s = local();
                return during(virtual, () -> {
                    s.receive(empty(1));
                    return "received";
                }, t -> s.close());
            });
            of("closed while it waits with a time limit" + who, () -> {
                DatagramSocket s = local();
                s.setSoTimeout(9000);
                return during(virtual, () -> {
                    s.receive(empty(1));
                    return "received";
                }, t -> s.close());
            });
            of("interrupted while it waits" + who, () -> {
                try (DatagramSocket s = local()) {
                    s.setSoTimeout(300);
                    return during(virtual, () -> {
                        s.receive(empty(1));
                        return "received";
                    }, Thread::interrupt) + " " + s.isClosed();
                }
            });
        }
    }
}
