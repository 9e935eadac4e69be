package apps.net.parity;

import apps.parity.Cases;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.Pipe;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.SelectorProvider;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.TreeSet;

/** {@code SocketChannel}, {@code ServerSocketChannel}, {@code Pipe} and their provider. */
final class ChannelCases extends Cases {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    @Override
    protected void run() throws Exception {
        states();
        transfers();
        refusals();
        options();
        adaptors();
        pipes();
        providers();
        waits();
    }

    private static ServerSocketChannel listening() throws IOException {
        return keep(ServerSocketChannel.open().bind(new InetSocketAddress(LOOPBACK, 0)));
    }

    private static SocketChannel[] pair() throws IOException {
        try (ServerSocketChannel server = listening()) {
            SocketChannel client = SocketChannel.open(server.getLocalAddress());
            return keep(new SocketChannel[] {client, server.accept()});
        }
    }

    private static InetSocketAddress closedPort() throws IOException {
        try (ServerSocketChannel server = listening()) {
            return (InetSocketAddress) server.getLocalAddress();
        }
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes());
    }

    private static String read(SocketChannel c) throws IOException {
        ByteBuffer in = ByteBuffer.allocate(100);
        int n = c.read(in);
        return n + " " + new String(in.array(), 0, in.position());
    }

    private void states() {
        of("new", () -> {
            try (SocketChannel c = SocketChannel.open()) {
                return c.isOpen() + " " + c.isConnected() + " " + c.isConnectionPending() + " " + c.isBlocking() + " "
                        + c.isRegistered() + " " + c.getLocalAddress() + " " + c.getRemoteAddress() + " " + c.validOps() + " " + c;
            }
        });
        of("new server", () -> {
            try (ServerSocketChannel c = ServerSocketChannel.open()) {
                return c.isOpen() + " " + c.isBlocking() + " " + c.getLocalAddress() + " " + c.validOps() + " " + c;
            }
        });
        of("bound", () -> {
            SocketChannel c = SocketChannel.open().bind(new InetSocketAddress(LOOPBACK, 0));
            ServerSocketChannel s = ServerSocketChannel.open().bind(null, 0);
            return ((InetSocketAddress) c.getLocalAddress()).getAddress() + " " + s.isOpen();
        });
        of("bound address", () -> ((InetSocketAddress) SocketChannel.open().bind(null).getLocalAddress()).getAddress());
        of("server with backlog", () -> ServerSocketChannel.open().bind(new InetSocketAddress(LOOPBACK, 0), 3).isOpen());
        of("connected", () -> {
            SocketChannel[] p = pair();
            return p[0].isConnected() + " " + p[0].getRemoteAddress().equals(p[1].getLocalAddress()) + " "
                    + p[1].getRemoteAddress().equals(p[0].getLocalAddress()) + " " + p[0].finishConnect();
        });
        of("not blocking", () -> {
            SocketChannel c = SocketChannel.open();
            boolean before = c.connect(listening().getLocalAddress());
            c.configureBlocking(false);
            return before + " " + c.isBlocking() + " " + (c.blockingLock() != null) + " " + (c.keyFor(null) == null);
        });
        of("connect without blocking", () -> {
            ServerSocketChannel server = listening();
            SocketChannel c = SocketChannel.open();
            c.configureBlocking(false);
            c.connect(server.getLocalAddress());
            for (int i = 0; i < 100 && !c.finishConnect(); i++) {
                Thread.sleep(5);
            }
            return c.isConnected() + " " + c.isConnectionPending();
        });
        of("accept without blocking", () -> {
            ServerSocketChannel server = listening();
            server.configureBlocking(false);
            return server.accept();
        });
        of("closed", () -> {
            SocketChannel c = pair()[0];
            c.close();
            c.close();
            return c.isOpen() + " " + c.isConnected() + " " + c;
        });
        of("family", () -> SocketChannel.open(StandardProtocolFamily.INET).isOpen() + " "
                + ServerSocketChannel.open(StandardProtocolFamily.INET).isOpen());
        of("family without IPv6", () -> SocketChannel.open(StandardProtocolFamily.INET6));
        of("server family without IPv6", () -> ServerSocketChannel.open(StandardProtocolFamily.INET6));
    }

    private void transfers() {
        of("there and back", () -> {
            SocketChannel[] p = pair();
            int n = p[0].write(bytes("ping"));
            String there = read(p[1]);
            p[1].write(bytes("pong"));
            return n + there + read(p[0]);
        });
        of("gather and scatter", () -> {
            SocketChannel[] p = pair();
            long n = p[0].write(new ByteBuffer[] {bytes("ab"), bytes("cde"), bytes("f")});
            Thread.sleep(20);
            ByteBuffer[] in = {ByteBuffer.allocate(1), ByteBuffer.allocateDirect(2), ByteBuffer.allocate(9)};
            return n + " " + p[1].read(in) + " " + in[2].position();
        });
        of("part of an array", () -> {
            SocketChannel[] p = pair();
            long n = p[0].write(new ByteBuffer[] {bytes("ab"), bytes("cde"), bytes("f")}, 1, 1);
            ByteBuffer[] in = {ByteBuffer.allocate(1), ByteBuffer.allocate(5)};
            return n + " " + p[1].read(in, 1, 1) + in[0].position();
        });
        of("direct", () -> {
            SocketChannel[] p = pair();
            ByteBuffer out = ByteBuffer.allocateDirect(10);
            out.put(3, (byte) 42);
            p[0].write(out);
            ByteBuffer in = ByteBuffer.allocateDirect(20);
            return p[1].read(in) + " " + in.get(3);
        });
        of("nothing there", () -> {
            SocketChannel[] p = pair();
            p[0].configureBlocking(false);
            return read(p[0]);
        });
        of("into nothing", () -> pair()[0].read(ByteBuffer.allocate(0)));
        of("end", () -> {
            SocketChannel[] p = pair();
            p[1].write(bytes("x"));
            p[1].close();
            return read(p[0]) + read(p[0]);
        });
        of("half closed", () -> {
            SocketChannel[] p = pair();
            p[0].shutdownOutput();
            String end = read(p[1]);
            p[1].write(bytes("x"));
            return end + read(p[0]);
        });
        of("input shut", () -> read(pair()[0].shutdownInput()));
        of("output shut", () -> pair()[0].shutdownOutput().write(bytes("x")));
        of("full", () -> {
            SocketChannel[] p = pair();
            p[0].configureBlocking(false);
            ByteBuffer big = ByteBuffer.allocate(1 << 20);
            int n;
            do {
                n = p[0].write(big.clear());
            } while (n > 0);
            return n;
        });
        of("streams over a channel", () -> {
            SocketChannel[] p = pair();
            Channels.newOutputStream(p[0]).write("stream".getBytes());
            p[0].shutdownOutput();
            return new String(Channels.newInputStream(p[1]).readAllBytes());
        });
        of("file to socket and back", () -> {
            SocketChannel[] p = pair();
            Path file = Files.createTempFile("parity", null);
            try (FileChannel f = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                f.write(bytes("from a file"));
                long n = f.transferTo(5, 100, p[0]);
                p[0].shutdownOutput();
                long back = f.transferFrom(p[1], 0, 6);
                return n + " " + back + " " + Files.readString(file);
            } finally {
                Files.delete(file);
            }
        });
        of("reset", () -> {
            SocketChannel[] p = pair();
            p[1].setOption(StandardSocketOptions.SO_LINGER, 0);
            p[1].close();
            return read(p[0]);
        });
    }

    private void refusals() {
        of("nobody listens", () -> SocketChannel.open(closedPort()));
        of("unresolved", () -> SocketChannel.open(InetSocketAddress.createUnresolved("nowhere.invalid", 1)));
        of("connect to null", () -> SocketChannel.open().connect(null));
        of("read, not connected", () -> read(SocketChannel.open()));
        of("write, not connected", () -> SocketChannel.open().write(bytes("x")));
        of("finish, not connecting", () -> SocketChannel.open().finishConnect());
        of("shut input, not connected", () -> SocketChannel.open().shutdownInput());
        of("shut output, not connected", () -> SocketChannel.open().shutdownOutput());
        of("accept, not bound", () -> ServerSocketChannel.open().accept());
        of("connect twice", () -> pair()[0].connect(closedPort()));
        of("connect while connecting", () -> {
            SocketChannel c = SocketChannel.open();
            c.configureBlocking(false);
            c.connect(new InetSocketAddress("127.0.0.1", ((InetSocketAddress) listening().getLocalAddress()).getPort()));
            return c.isConnected() ? "connected" : c.connect(closedPort());
        });
        of("bind twice", () -> SocketChannel.open().bind(null).bind(null));
        of("bind server twice", () -> listening().bind(null));
        of("bind of connected", () -> pair()[0].bind(null));
        of("port in use", () -> ServerSocketChannel.open().bind(listening().getLocalAddress()));
        of("bind elsewhere", () -> ServerSocketChannel.open().bind(new InetSocketAddress("203.0.113.7", 0)));
        of("read-only buffer", () -> pair()[0].read(ByteBuffer.allocate(1).asReadOnlyBuffer()));
        of("buffer of null", () -> pair()[0].read((ByteBuffer) null));
        of("out of bounds", () -> pair()[0].read(new ByteBuffer[1], 1, 1));
        for (String what : List.of("read", "write", "connect", "bind", "address", "remote", "option", "shut", "blocking")) {
            of("closed, " + what, () -> {
                SocketChannel c = SocketChannel.open();
                c.close();
                return switch (what) {
                    case "read" -> read(c);
                    case "write" -> c.write(bytes("x"));
                    case "connect" -> c.connect(new InetSocketAddress(LOOPBACK, 1));
                    case "bind" -> c.bind(null);
                    case "address" -> c.getLocalAddress();
                    case "remote" -> c.getRemoteAddress();
                    case "option" -> c.getOption(StandardSocketOptions.TCP_NODELAY);
                    case "shut" -> c.shutdownInput();
                    default -> c.configureBlocking(false);
                };
            });
        }
        of("closed server, accept", () -> {
            ServerSocketChannel s = listening();
            s.close();
            return s.accept();
        });
    }

    private void options() {
        of("names of options", () -> new TreeSet<>(SocketChannel.open().supportedOptions().stream().map(o -> o.name()).toList()));
        of("names of server options",
                () -> new TreeSet<>(ServerSocketChannel.open().supportedOptions().stream().map(o -> o.name()).toList()));
        of("options at first", () -> {
            SocketChannel c = SocketChannel.open();
            return c.getOption(StandardSocketOptions.TCP_NODELAY) + " " + c.getOption(StandardSocketOptions.SO_KEEPALIVE) + " "
                    + c.getOption(StandardSocketOptions.SO_LINGER) + " " + c.getOption(StandardSocketOptions.SO_REUSEADDR) + " "
                    + c.getOption(StandardSocketOptions.SO_REUSEPORT) + " " + c.getOption(StandardSocketOptions.IP_TOS);
        });
        of("options set", () -> {
            SocketChannel c = SocketChannel.open();
            c.setOption(StandardSocketOptions.TCP_NODELAY, true).setOption(StandardSocketOptions.IP_TOS, 8)
                    .setOption(StandardSocketOptions.SO_LINGER, -5).setOption(StandardSocketOptions.SO_SNDBUF, 9_000);
            return c.getOption(StandardSocketOptions.TCP_NODELAY) + " " + c.getOption(StandardSocketOptions.IP_TOS) + " "
                    + c.getOption(StandardSocketOptions.SO_LINGER) + " " + c.getOption(StandardSocketOptions.SO_SNDBUF);
        });
        of("server option", () -> {
            ServerSocketChannel c = ServerSocketChannel.open();
            return c.getOption(StandardSocketOptions.SO_REUSEADDR) + " "
                    + c.setOption(StandardSocketOptions.SO_RCVBUF, 9_000).getOption(StandardSocketOptions.SO_RCVBUF);
        });
        of("option not supported", () -> SocketChannel.open().setOption(StandardSocketOptions.SO_BROADCAST, true));
        of("option of null", () -> SocketChannel.open().setOption(StandardSocketOptions.SO_LINGER, null));
        of("negative buffer", () -> SocketChannel.open().setOption(StandardSocketOptions.SO_RCVBUF, -1));
    }

    private void adaptors() {
        of("socket of a channel", () -> {
            SocketChannel[] p = pair();
            p[0].write(bytes("through"));
            byte[] in = p[1].socket().getInputStream().readNBytes(7);
            return new String(in) + " " + (p[1].socket().getChannel() == p[1]) + " " + p[1].socket().isConnected();
        });
        of("socket of a channel: time limit", () -> {
            SocketChannel[] p = pair();
            p[0].socket().setSoTimeout(20);
            return p[0].socket().getInputStream().read();
        });
        of("socket of a channel that does not block", () -> {
            SocketChannel[] p = pair();
            p[0].configureBlocking(false);
            return p[0].socket().getInputStream().read();
        });
        of("server socket of a channel", () -> {
            ServerSocketChannel s = listening();
            s.socket().setSoTimeout(20);
            return s.socket().isBound() + " " + s.socket().accept();
        });
        of("urgent data of a channel", () -> {
            SocketChannel[] p = pair();
            p[1].socket().setOOBInline(true);
            p[0].socket().sendUrgentData('u');
            return read(p[1]);
        });
    }

    private void pipes() {
        of("pipe", () -> {
            Pipe pipe = Pipe.open();
            return pipe.sink().write(bytes("ab")) + " " + pipe.source().read(ByteBuffer.allocate(9)) + " "
                    + pipe.source().validOps() + " " + pipe.sink().validOps();
        });
        of("pipe, gather and scatter", () -> {
            Pipe pipe = Pipe.open();
            long n = pipe.sink().write(new ByteBuffer[] {bytes("ab"), bytes("c")}) + pipe.sink().write(
                    new ByteBuffer[] {bytes("d")}, 0, 1);
            ByteBuffer[] in = {ByteBuffer.allocate(1), ByteBuffer.allocate(2)};
            return n + " " + pipe.source().read(in) + " " + pipe.source().read(new ByteBuffer[] {ByteBuffer.allocate(3)}, 0, 1);
        });
        of("pipe, end", () -> {
            Pipe pipe = Pipe.open();
            pipe.sink().close();
            return pipe.source().read(ByteBuffer.allocate(1));
        });
        of("pipe, nobody reads", () -> {
            Pipe pipe = Pipe.open();
            pipe.source().close();
            return pipe.sink().write(bytes("x"));
        });
        of("pipe, nothing there", () -> {
            Pipe pipe = Pipe.open();
            pipe.source().configureBlocking(false);
            return pipe.source().read(ByteBuffer.allocate(1));
        });
        of("pipe, closed", () -> {
            Pipe pipe = Pipe.open();
            pipe.source().close();
            return pipe.source().read(ByteBuffer.allocate(1));
        });
        of("pipe, full", () -> {
            Pipe pipe = Pipe.open();
            pipe.sink().configureBlocking(false);
            return pipe.sink().write(ByteBuffer.allocate(100_000)) + " " + pipe.sink().write(ByteBuffer.allocate(1));
        });
    }

    private void providers() {
        of("provider", () -> {
            SelectorProvider p = SelectorProvider.provider();
            return p.openSocketChannel().isOpen() + " " + p.openServerSocketChannel().isOpen() + " "
                    + p.openDatagramChannel().isOpen() + " " + p.openSelector().isOpen() + " " + p.openPipe().source().isOpen()
                    + " " + p.inheritedChannel() + " " + (p == SocketChannel.open().provider());
        });
        of("provider by family", () -> {
            SelectorProvider p = SelectorProvider.provider();
            return p.openSocketChannel(StandardProtocolFamily.INET).isOpen() + " "
                    + p.openServerSocketChannel(StandardProtocolFamily.UNIX).isOpen() + " "
                    + p.openDatagramChannel(StandardProtocolFamily.INET).isOpen();
        });
        of("datagrams of the Unix domain", () -> SelectorProvider.provider().openDatagramChannel(StandardProtocolFamily.UNIX));
        of("inherited channel", System::inheritedChannel);
    }

    private void waits() {
        for (boolean virtual : new boolean[] {false, true}) {
            String who = virtual ? ", virtual thread" : ", platform thread";
            of("closed while it accepts" + who, () -> {
                ServerSocketChannel s = listening();
                return during(virtual, s::accept, t -> s.close());
            });
            of("interrupted while it accepts" + who, () -> {
                ServerSocketChannel s = listening();
                return during(virtual, s::accept, Thread::interrupt) + " " + s.isOpen();
            });
            of("closed while it reads" + who, () -> {
                SocketChannel c = pair()[0];
                return during(virtual, () -> read(c), t -> c.close());
            });
            of("interrupted while it reads" + who, () -> {
                SocketChannel c = pair()[0];
                return during(virtual, () -> read(c), Thread::interrupt) + " " + c.isOpen();
            });
            of("input shut while it reads" + who, () -> {
                SocketChannel c = pair()[0];
                return during(virtual, () -> read(c), t -> c.shutdownInput());
            });
            of("pipe closed while it reads" + who, () -> {
                Pipe pipe = Pipe.open();
                return during(virtual, () -> pipe.source().read(ByteBuffer.allocate(1)), t -> pipe.source().close());
            });
        }
        of("closed while it writes", () -> {
            SocketChannel c = pair()[0];
            return during(false, () -> {
                while (true) {
                    c.write(ByteBuffer.allocate(100_000));
                }
            }, t -> c.close());
        });
        of("interrupted before it reads", () -> {
            SocketChannel c = pair()[0];
            Thread.currentThread().interrupt();
            try {
                return read(c);
            } finally {
                Thread.interrupted();
            }
        });
    }
}
