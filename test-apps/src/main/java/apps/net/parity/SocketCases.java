package apps.net.parity;

import apps.parity.Cases;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.StandardSocketOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** {@code Socket} and {@code ServerSocket}. */
final class SocketCases extends Cases {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    @Override
    protected void run() throws Exception {
        states();
        streams();
        refusals();
        options();
        servers();
        waits();
        ports();
    }

    private static Socket[] pair() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 5, LOOPBACK)) {
            Socket client = new Socket(LOOPBACK, server.getLocalPort());
            return keep(new Socket[] {client, server.accept()});
        }
    }

    private static int closedPort() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 5, LOOPBACK)) {
            return server.getLocalPort();
        }
    }

    private void states() {
        of("new", () -> {
            try (Socket s = new Socket()) {
                return s.isBound() + " " + s.isConnected() + " " + s.isClosed() + " " + s.isInputShutdown() + " "
                        + s.isOutputShutdown() + " " + s.getLocalPort() + " " + s.getPort() + " " + s.getInetAddress() + " "
                        + s.getLocalAddress() + " " + s.getLocalSocketAddress() + " " + s.getRemoteSocketAddress() + " "
                        + s.getChannel() + " " + s;
            }
        });
        of("without a proxy", () -> {
            try (Socket s = new Socket(Proxy.NO_PROXY)) {
                return s.isBound();
            }
        });
        of("proxy of null", () -> new Socket((Proxy) null));
        of("bound", () -> {
            try (Socket s = new Socket()) {
                s.bind(new InetSocketAddress(LOOPBACK, 0));
                return s.isBound() + " " + s.getLocalAddress() + " " + (s.getLocalPort() > 0) + " " + s.isConnected();
            }
        });
        of("connected", () -> {
            Socket[] p = pair();
            return p[0].isBound() + " " + p[0].isConnected() + " " + p[0].getLocalAddress() + " " + p[0].getInetAddress() + " "
                    + p[0].getRemoteSocketAddress().equals(p[1].getLocalSocketAddress()) + " "
                    + (p[0].getPort() == p[1].getLocalPort());
        });
        of("connected by name", () -> {
            try (ServerSocket server = new ServerSocket(0, 5, LOOPBACK);
                    Socket s = new Socket("localhost", server.getLocalPort());
                    Socket t = new Socket("localhost", server.getLocalPort(), LOOPBACK, 0);
                    Socket u = new Socket(LOOPBACK, server.getLocalPort(), LOOPBACK, 0)) {
                return s.getInetAddress() + " " + t.getLocalAddress() + " " + u.isConnected();
            }
        });
        of("closed", () -> {
            Socket s = pair()[0];
            s.close();
            s.close();
            return s.isClosed() + " " + s.isConnected() + " " + s.isBound() + " " + s.getLocalAddress() + " "
                    + s.getInetAddress() + " " + (s.getLocalPort() > 0);
        });
        of("shut down", () -> {
            Socket s = pair()[0];
            s.shutdownInput();
            s.shutdownOutput();
            return s.isInputShutdown() + " " + s.isOutputShutdown() + " " + s.isClosed();
        });
        does("preferences", () -> new Socket().setPerformancePreferences(1, 2, 3));
        does("preferences, connected", () -> pair()[0].setPerformancePreferences(3, 2, 1));
        does("preferences of a server", () -> new ServerSocket().setPerformancePreferences(1, 2, 3));
    }

    private void streams() {
        of("there and back", () -> {
            Socket[] p = pair();
            p[0].getOutputStream().write("ping".getBytes());
            String there = new String(p[1].getInputStream().readNBytes(4));
            p[1].getOutputStream().write("pong".getBytes(), 1, 2);
            return there + new String(p[0].getInputStream().readNBytes(2));
        });
        of("one byte", () -> {
            Socket[] p = pair();
            p[0].getOutputStream().write(0x1fe);
            return p[1].getInputStream().read();
        });
        of("available", () -> {
            Socket[] p = pair();
            int before = p[1].getInputStream().available();
            p[0].getOutputStream().write(new byte[10]);
            p[1].getInputStream().read();
            return before + " " + p[1].getInputStream().available();
        });
        of("skip", () -> {
            Socket[] p = pair();
            p[0].getOutputStream().write("abcdef".getBytes());
            InputStream in = p[1].getInputStream();
            in.skipNBytes(3);
            return (char) in.read();
        });
        of("nothing", () -> {
            Socket[] p = pair();
            p[0].getOutputStream().write(new byte[0]);
            return p[1].getInputStream().read(new byte[0]);
        });
        of("end", () -> {
            Socket[] p = pair();
            p[0].getOutputStream().write(1);
            p[0].close();
            return p[1].getInputStream().read() + " " + p[1].getInputStream().read() + " " + p[1].getInputStream().available();
        });
        of("transfer", () -> {
            Socket[] p = pair();
            p[0].getOutputStream().write("to the end".getBytes());
            p[0].shutdownOutput();
            var copy = new java.io.ByteArrayOutputStream();
            return p[1].getInputStream().transferTo(copy) + " " + copy;
        });
        of("stream closed closes the socket", () -> {
            Socket s = pair()[0];
            s.getInputStream().close();
            return s.isClosed();
        });
        of("output closed closes the socket", () -> {
            Socket s = pair()[0];
            s.getOutputStream().close();
            return s.isClosed();
        });
        of("half closed", () -> {
            Socket[] p = pair();
            p[0].shutdownOutput();
            int end = p[1].getInputStream().read();
            p[1].getOutputStream().write(5);
            return end + " " + p[0].getInputStream().read();
        });
        of("read after shutdown", () -> {
            Socket s = pair()[0];
            s.shutdownInput();
            return s.getInputStream().read() + " " + s.getInputStream().available();
        });
        of("write after shutdown", () -> {
            Socket s = pair()[0];
            s.shutdownOutput();
            s.getOutputStream().write(1);
            return "written";
        });
        does("input stream after shutdown", () -> {
            Socket s = pair()[0];
            s.shutdownInput();
            s.getInputStream();
        });
        does("output stream after shutdown", () -> {
            Socket s = pair()[0];
            s.shutdownOutput();
            s.getOutputStream();
        });
        does("shut input twice", () -> {
            Socket s = pair()[0];
            s.shutdownInput();
            s.shutdownInput();
        });
        does("shut output twice", () -> {
            Socket s = pair()[0];
            s.shutdownOutput();
            s.shutdownOutput();
        });
        of("peer closed without reading", () -> {
            Socket[] p = pair();
            p[0].getOutputStream().write(new byte[10]);
            Thread.sleep(20);
            p[1].close();
            return p[0].getInputStream().read();
        });
        of("peer closed hard", () -> {
            Socket[] p = pair();
            p[1].setSoLinger(true, 0);
            p[1].close();
            return p[0].getInputStream().read();
        });
        of("write after reset", () -> {
            Socket[] p = pair();
            p[1].setSoLinger(true, 0);
            p[1].close();
            Thread.sleep(20);
            p[0].getOutputStream().write(1);
            return "written";
        });
        of("out of bounds", () -> pair()[0].getInputStream().read(new byte[2], 1, 2));
        does("write out of bounds", () -> pair()[0].getOutputStream().write(new byte[2], 1, 2));
        of("urgent data is dropped", () -> {
            Socket[] p = pair();
            p[0].getOutputStream().write('a');
            p[0].sendUrgentData('!');
            p[0].getOutputStream().write('b');
            p[0].close();
            return new String(p[1].getInputStream().readAllBytes());
        });
        of("urgent data in line", () -> {
            Socket[] p = pair();
            p[1].setOOBInline(true);
            p[0].getOutputStream().write('a');
            p[0].sendUrgentData('!');
            p[0].getOutputStream().write('b');
            p[0].close();
            return new String(p[1].getInputStream().readAllBytes());
        });
        does("urgent data, not connected", () -> new Socket().sendUrgentData(1));
        does("urgent data, closed", () -> {
            Socket s = pair()[0];
            s.close();
            s.sendUrgentData(1);
        });
    }

    private void refusals() {
        of("nobody listens", () -> new Socket(LOOPBACK, closedPort()));
        does("nobody listens, with a time limit",
                () -> new Socket().connect(new InetSocketAddress(LOOPBACK, closedPort()), 2000));
        of("unknown host", () -> new Socket("nowhere.invalid", 1));
        does("unresolved", () -> new Socket().connect(InetSocketAddress.createUnresolved("nowhere.invalid", 1)));
        does("connect to null", () -> new Socket().connect(null));
        does("negative time limit to connect", () -> new Socket().connect(new InetSocketAddress(LOOPBACK, 1), -1));
        of("port too high", () -> new Socket(LOOPBACK, 65536));
        of("host of null", () -> new Socket((String) null, closedPort()));
        does("connect twice", () -> pair()[0].connect(new InetSocketAddress(LOOPBACK, 1)));
        does("connect after refusal", () -> {
            Socket s = new Socket();
            try {
                s.connect(new InetSocketAddress(LOOPBACK, closedPort()));
            } catch (IOException e) {
                s.connect(new InetSocketAddress(LOOPBACK, closedPort()));
            }
        });
        does("connect, closed", () -> {
            Socket s = new Socket();
            s.close();
            s.connect(new InetSocketAddress(LOOPBACK, 1));
        });
        does("bind twice", () -> {
            Socket s = new Socket();
            s.bind(null);
            s.bind(null);
        });
        does("bind, closed", () -> {
            Socket s = new Socket();
            s.close();
            s.bind(null);
        });
        does("bind elsewhere", () -> new Socket().bind(new InetSocketAddress("203.0.113.7", 0)));
        does("bind to unresolved", () -> new Socket().bind(InetSocketAddress.createUnresolved("nowhere.invalid", 1)));
        for (String what : List.of("input", "output", "shutdownInput", "shutdownOutput")) {
            does("not connected, " + what, () -> act(new Socket(), what));
            does("closed, " + what, () -> {
                Socket s = pair()[0];
                s.close();
                act(s, what);
            });
        }
    }

    private static void act(Socket s, String what) throws IOException {
        switch (what) {
            case "input" -> s.getInputStream();
            case "output" -> s.getOutputStream();
            case "shutdownInput" -> s.shutdownInput();
            default -> s.shutdownOutput();
        }
    }

    private void options() {
        of("options at first", () -> {
            try (Socket s = new Socket()) {
                return s.getTcpNoDelay() + " " + s.getSoLinger() + " " + s.getOOBInline() + " " + s.getSoTimeout() + " "
                        + s.getKeepAlive() + " " + s.getTrafficClass() + " " + s.getReuseAddress();
            }
        });
        of("options set", () -> {
            try (Socket s = new Socket()) {
                s.setTcpNoDelay(true);
                s.setSoLinger(true, 7);
                s.setOOBInline(true);
                s.setSoTimeout(8);
                s.setKeepAlive(true);
                s.setTrafficClass(0x18);
                s.setReuseAddress(true);
                s.setSendBufferSize(20_000);
                s.setReceiveBufferSize(30_000);
                return s.getTcpNoDelay() + " " + s.getSoLinger() + " " + s.getOOBInline() + " " + s.getSoTimeout() + " "
                        + s.getKeepAlive() + " " + s.getTrafficClass() + " " + s.getReuseAddress() + " "
                        + s.getSendBufferSize() + " " + s.getReceiveBufferSize();
            }
        });
        of("linger switched off", () -> {
            Socket s = new Socket();
            s.setSoLinger(true, 100_000);
            int on = s.getSoLinger();
            s.setSoLinger(false, 1);
            return on + " " + s.getSoLinger();
        });
        does("negative linger", () -> new Socket().setSoLinger(true, -1));
        does("negative time limit", () -> new Socket().setSoTimeout(-1));
        does("traffic class of -1", () -> new Socket().setTrafficClass(-1));
        does("send buffer of 0", () -> new Socket().setSendBufferSize(0));
        does("receive buffer of 0", () -> new Socket().setReceiveBufferSize(0));
        of("names of options", () -> new TreeSet<>(new Socket().supportedOptions().stream().map(o -> o.name()).toList()));
        of("option by name", () -> {
            Socket s = new Socket();
            s.setOption(StandardSocketOptions.SO_LINGER, 3);
            return s.getOption(StandardSocketOptions.SO_LINGER) + " " + s.getSoLinger() + " "
                    + s.getOption(StandardSocketOptions.SO_REUSEPORT) + " "
                    + s.setOption(StandardSocketOptions.SO_REUSEPORT, true).getOption(StandardSocketOptions.SO_REUSEPORT);
        });
        of("extended options", () -> {
            Socket s = new Socket();
            s.setOption(jdk.net.ExtendedSocketOptions.TCP_KEEPIDLE, 11);
            s.setOption(jdk.net.ExtendedSocketOptions.TCP_KEEPCOUNT, 5);
            return s.getOption(jdk.net.ExtendedSocketOptions.TCP_KEEPIDLE) + " "
                    + s.getOption(jdk.net.ExtendedSocketOptions.TCP_KEEPINTERVAL) + " "
                    + s.getOption(jdk.net.ExtendedSocketOptions.TCP_KEEPCOUNT) + " "
                    + s.getOption(jdk.net.ExtendedSocketOptions.SO_INCOMING_NAPI_ID);
        });
        does("read-only option", () -> new Socket().setOption(jdk.net.ExtendedSocketOptions.SO_INCOMING_NAPI_ID, 1));
        does("option not supported", () -> new Socket().setOption(StandardSocketOptions.IP_MULTICAST_TTL, 1));
        does("option of null", () -> new Socket().setOption(StandardSocketOptions.SO_LINGER, null));
        for (String what : List.of("nodelay", "linger", "timeout", "keepalive", "sndbuf", "reuse", "tos", "oob", "option")) {
            does("closed, " + what, () -> {
                Socket s = new Socket();
                s.close();
                switch (what) {
                    case "nodelay" -> s.setTcpNoDelay(true);
                    case "linger" -> s.getSoLinger();
                    case "timeout" -> s.setSoTimeout(1);
                    case "keepalive" -> s.getKeepAlive();
                    case "sndbuf" -> s.setSendBufferSize(1);
                    case "reuse" -> s.getReuseAddress();
                    case "tos" -> s.getTrafficClass();
                    case "oob" -> s.setOOBInline(true);
                    default -> s.getOption(StandardSocketOptions.SO_LINGER);
                }
            });
        }
        of("server options at first", () -> {
            try (ServerSocket s = new ServerSocket()) {
                return s.getReuseAddress() + " " + s.getSoTimeout() + " " + s.isBound();
            }
        });
        of("server options set", () -> {
            try (ServerSocket s = new ServerSocket()) {
                s.setReuseAddress(false);
                s.setSoTimeout(9);
                s.setReceiveBufferSize(40_000);
                return s.getReuseAddress() + " " + s.getSoTimeout() + " " + s.getReceiveBufferSize();
            }
        });
        of("names of server options",
                () -> new TreeSet<>(new ServerSocket().supportedOptions().stream().map(o -> o.name()).toList()));
        of("server option by name", () -> new ServerSocket().setOption(StandardSocketOptions.SO_RCVBUF, 5_000)
                .getOption(StandardSocketOptions.SO_RCVBUF));
        does("server option not supported", () -> new ServerSocket().setOption(StandardSocketOptions.SO_LINGER, 1));
        does("server: negative time limit", () -> new ServerSocket().setSoTimeout(-1));
        does("server: receive buffer of 0", () -> new ServerSocket().setReceiveBufferSize(0));
        of("buffer of the server is the connection's", () -> {
            try (ServerSocket s = new ServerSocket()) {
                s.setReceiveBufferSize(50_000);
                s.bind(new InetSocketAddress(LOOPBACK, 0));
                try (Socket c = new Socket(LOOPBACK, s.getLocalPort()); Socket a = s.accept()) {
                    return a.getReceiveBufferSize();
                }
            }
        });
    }

    private void servers() {
        of("new server", () -> {
            try (ServerSocket s = new ServerSocket()) {
                return s.isBound() + " " + s.isClosed() + " " + s.getLocalPort() + " " + s.getInetAddress() + " "
                        + s.getLocalSocketAddress() + " " + s.getChannel() + " " + s;
            }
        });
        of("bound server", () -> {
            try (ServerSocket s = new ServerSocket(0); ServerSocket t = new ServerSocket(0, 5);
                    ServerSocket u = new ServerSocket(0, 5, LOOPBACK)) {
                return s.isBound() + " " + s.getInetAddress() + " " + t.getInetAddress() + " " + u.getInetAddress() + " "
                        + (u.getLocalPort() > 0) + " " + ((InetSocketAddress) u.getLocalSocketAddress()).getAddress();
            }
        });
        of("closed server", () -> {
            ServerSocket s = new ServerSocket(0);
            s.close();
            return s.isBound() + " " + s.isClosed() + " " + s.getInetAddress() + " " + (s.getLocalPort() > 0);
        });
        of("port in use", () -> {
            try (ServerSocket s = new ServerSocket(0)) {
                return new ServerSocket(s.getLocalPort());
            }
        });
        of("port in use at one address", () -> {
            try (ServerSocket s = new ServerSocket(0, 5, LOOPBACK)) {
                return new ServerSocket(s.getLocalPort());
            }
        });
        of("port shared by address", () -> {
            try (ServerSocket s = new ServerSocket(0, 5, LOOPBACK);
                    ServerSocket t = new ServerSocket(s.getLocalPort(), 5, InetAddress.getByName("127.0.0.2"))) {
                return t.getInetAddress();
            }
        });
        of("port shared by SO_REUSEPORT", () -> {
            try (ServerSocket s = new ServerSocket(); ServerSocket t = new ServerSocket()) {
                s.setOption(StandardSocketOptions.SO_REUSEPORT, true);
                t.setOption(StandardSocketOptions.SO_REUSEPORT, true);
                s.bind(new InetSocketAddress(LOOPBACK, 0));
                t.bind(s.getLocalSocketAddress());
                return t.getLocalPort() == s.getLocalPort();
            }
        });
        of("port shared by one only", () -> {
            try (ServerSocket s = new ServerSocket(); ServerSocket t = new ServerSocket()) {
                s.bind(new InetSocketAddress(LOOPBACK, 0));
                t.setOption(StandardSocketOptions.SO_REUSEPORT, true);
                t.bind(s.getLocalSocketAddress());
                return "bound";
            }
        });
        of("address elsewhere", () -> new ServerSocket(0, 5, InetAddress.getByName("203.0.113.7")));
        of("negative port", () -> new ServerSocket(-1));
        of("accept, not bound", () -> new ServerSocket().accept());
        of("accept, closed", () -> {
            ServerSocket s = new ServerSocket(0);
            s.close();
            return s.accept();
        });
        does("bind twice, server", () -> {
            try (ServerSocket s = new ServerSocket(0)) {
                s.bind(null);
            }
        });
        does("bind with a backlog", () -> {
            try (ServerSocket s = new ServerSocket()) {
                s.bind(new InetSocketAddress(LOOPBACK, 0), 3);
            }
        });
        does("bind to unresolved, server",
                () -> new ServerSocket().bind(InetSocketAddress.createUnresolved("nowhere.invalid", 1)));
        of("several connections in order", () -> {
            try (ServerSocket s = new ServerSocket(0, 5, LOOPBACK)) {
                List<Socket> clients = new ArrayList<>();
                boolean order = true;
                for (int i = 0; i < 3; i++) {
                    clients.add(new Socket(LOOPBACK, s.getLocalPort()));
                    Thread.sleep(5);
                }
                for (Socket client : clients) {
                    order &= s.accept().getPort() == client.getLocalPort();
                }
                return order;
            }
        });
        of("backlog lets connect before accept", () -> {
            try (ServerSocket s = new ServerSocket(0, 1, LOOPBACK); Socket c = new Socket(LOOPBACK, s.getLocalPort())) {
                c.getOutputStream().write(4);
                return s.accept().getInputStream().read();
            }
        });
        of("full backlog", () -> {
            try (ServerSocket s = new ServerSocket(0, 1, LOOPBACK)) {
                new Socket(LOOPBACK, s.getLocalPort());
                new Socket(LOOPBACK, s.getLocalPort());
                Socket third = new Socket();
                third.connect(s.getLocalSocketAddress(), 150);
                return "connected";
            }
        });
        of("closed before it was accepted", () -> {
            ServerSocket s = new ServerSocket(0, 5, LOOPBACK);
            Socket c = new Socket(LOOPBACK, s.getLocalPort());
            Thread.sleep(20);
            s.close();
            return c.getInputStream().read();
        });
        does("factory of null", () -> {
            @SuppressWarnings("deprecation")
            Body set = () -> {
                Socket.setSocketImplFactory(null);
                ServerSocket.setSocketFactory(null);
            };
            set.run();
        });
    }

    private void waits() {
        of("accept with a time limit", () -> {
            try (ServerSocket s = new ServerSocket(0)) {
                s.setSoTimeout(20);
                return s.accept();
            }
        });
        of("read with a time limit", () -> {
            Socket s = pair()[0];
            s.setSoTimeout(20);
            return s.getInputStream().read();
        });
        for (boolean virtual : new boolean[] {false, true}) {
            String who = virtual ? ", virtual thread" : ", platform thread";
            of("closed while it accepts" + who, () -> {
                ServerSocket s = new ServerSocket(0);
                return during(virtual, s::accept, t -> s.close());
            });
            of("closed while it reads" + who, () -> {
                Socket s = pair()[0];
                return during(virtual, () -> s.getInputStream().read(), t -> s.close());
            });
            of("closed while it writes" + who, () -> {
                Socket s = pair()[0];
                return during(virtual, () -> {
                    OutputStream out = s.getOutputStream();
                    while (true) {
                        out.write(new byte[100_000]);
                    }
                }, t -> s.close());
            });
            of("interrupted while it reads" + who, () -> {
                Socket s = pair()[0];
                s.setSoTimeout(200);
                return during(virtual, () -> s.getInputStream().read(), Thread::interrupt) + " " + s.isClosed();
            });
            of("interrupted while it accepts" + who, () -> {
                ServerSocket s = new ServerSocket(0);
                s.setSoTimeout(200);
                return during(virtual, s::accept, Thread::interrupt) + " " + s.isClosed();
            });
            of("shut while it reads" + who, () -> {
                Socket s = pair()[0];
                return during(virtual, () -> s.getInputStream().read(), t -> s.shutdownInput());
            });
        }
    }

    private void ports() {
        of("server starts again", () -> {
            int port;
            try (ServerSocket s = new ServerSocket(0, 5, LOOPBACK); Socket c = new Socket(LOOPBACK, s.getLocalPort());
                    Socket a = s.accept()) {
                port = s.getLocalPort();
                a.close(); // from this side first
                c.getInputStream().read();
            }
            try (ServerSocket again = new ServerSocket(port, 5, LOOPBACK)) {
                return again.isBound();
            }
        });
        of("server starts again without SO_REUSEADDR", () -> {
            int port;
            try (ServerSocket s = new ServerSocket(0, 5, LOOPBACK); Socket c = new Socket(LOOPBACK, s.getLocalPort());
                    Socket a = s.accept()) {
                port = s.getLocalPort();
                a.close();
                c.getInputStream().read();
            }
            Thread.sleep(20);
            try (ServerSocket again = new ServerSocket()) {
                again.setReuseAddress(false);
                again.bind(new InetSocketAddress(LOOPBACK, port));
                return again.isBound();
            }
        });
        of("port of a client that closed first", () -> {
            try (ServerSocket s = new ServerSocket(0, 5, LOOPBACK)) {
                Socket c = new Socket(LOOPBACK, s.getLocalPort());
                int port = c.getLocalPort();
                Socket a = s.accept();
                c.close();
                a.getInputStream().read();
                a.close();
                Thread.sleep(20);
                try (Socket again = new Socket()) {
                    again.bind(new InetSocketAddress(LOOPBACK, port));
                    return again.isBound();
                }
            }
        });
        of("client shares no port", () -> {
            try (Socket a = new Socket(); Socket b = new Socket()) {
                a.bind(new InetSocketAddress(LOOPBACK, 0));
                b.bind(a.getLocalSocketAddress());
                return "bound";
            }
        });
        does("socket exception", () -> {
            throw new SocketException("of the test");
        });
    }
}
