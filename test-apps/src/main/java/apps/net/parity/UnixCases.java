package apps.net.parity;

import static java.net.StandardProtocolFamily.UNIX;

import apps.parity.Cases;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.TreeSet;

/** Sockets of the Unix domain. */
final class UnixCases extends Cases {
    private Path directory;
    private int names;

    private UnixDomainSocketAddress name() {
        return UnixDomainSocketAddress.of(directory.resolve("s" + names++));
    }

    private ServerSocketChannel listening() throws Exception {
        return ServerSocketChannel.open(UNIX).bind(name());
    }

    private SocketChannel[] pair() throws Exception {
        try (ServerSocketChannel server = listening()) {
            SocketChannel client = SocketChannel.open(server.getLocalAddress());
            return keep(new SocketChannel[] {client, server.accept()});
        }
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes());
    }

    private static String read(SocketChannel c) throws Exception {
        ByteBuffer in = ByteBuffer.allocate(100);
        int n = c.read(in);
        return n + " " + new String(in.array(), 0, in.position());
    }

    @Override
    protected String shown(String line) {
        return line.replace(directory.toString(), "DIR");
    }

    @Override
    protected void run() throws Exception {
        directory = Files.createTempDirectory("u");
        names();
        transfers();
        refusals();
        rest();
        try (var files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(directory);
    }

    private void names() {
        of("address", () -> {
            UnixDomainSocketAddress a = UnixDomainSocketAddress.of("/tmp/x");
            return a + " " + a.getPath() + " " + a.equals(UnixDomainSocketAddress.of(Path.of("/tmp/x"))) + " "
                    + (a.hashCode() == UnixDomainSocketAddress.of("/tmp/x").hashCode());
        });
        of("bound", () -> {
            UnixDomainSocketAddress name = name();
            try (ServerSocketChannel s = ServerSocketChannel.open(UNIX)) {
                String before = s.getLocalAddress() + " " + s.isOpen();
                s.bind(name);
                return before + " " + s.getLocalAddress().equals(name) + " " + Files.exists(name.getPath());
            }
        });
        of("the name is a file", () -> {
            UnixDomainSocketAddress name = name();
            try (ServerSocketChannel s = ServerSocketChannel.open(UNIX).bind(name)) {
                BasicFileAttributes a = Files.readAttributes(name.getPath(), BasicFileAttributes.class);
                return a.isOther() + " " + a.isRegularFile() + " " + a.isDirectory() + " " + a.size() + " "
                        + ((int) Files.getAttribute(name.getPath(), "unix:mode") >>> 12);
            }
        });
        of("the file cannot be opened", () -> {
            UnixDomainSocketAddress name = name();
            try (ServerSocketChannel s = ServerSocketChannel.open(UNIX).bind(name)) {
                return Files.readString(name.getPath());
            }
        });
        of("the name stays", () -> {
            UnixDomainSocketAddress name = name();
            ServerSocketChannel.open(UNIX).bind(name).close();
            return Files.exists(name.getPath());
        });
        of("bound again", () -> {
            UnixDomainSocketAddress name = name();
            ServerSocketChannel.open(UNIX).bind(name).close();
            return ServerSocketChannel.open(UNIX).bind(name);
        });
        of("bound again after delete", () -> {
            UnixDomainSocketAddress name = name();
            ServerSocketChannel.open(UNIX).bind(name).close();
            Files.delete(name.getPath());
            try (ServerSocketChannel s = ServerSocketChannel.open(UNIX).bind(name)) {
                return s.isOpen();
            }
        });
        of("a file is there", () -> {
            UnixDomainSocketAddress name = name();
            Files.writeString(name.getPath(), "x");
            return ServerSocketChannel.open(UNIX).bind(name);
        });
        of("no directory", () -> ServerSocketChannel.open(UNIX).bind(UnixDomainSocketAddress.of("/nowhere-at-all/x")));
        of("name too long", () -> ServerSocketChannel.open(UNIX).bind(UnixDomainSocketAddress.of("/tmp/" + "x".repeat(120))));
        of("name chosen by the system", () -> {
            try (ServerSocketChannel s = ServerSocketChannel.open(UNIX).bind(null)) {
                Path path = ((UnixDomainSocketAddress) s.getLocalAddress()).getPath();
                Files.delete(path);
                return path.getParent().equals(Path.of(System.getProperty("java.io.tmpdir"))) + " " + path.getFileName().toString().startsWith("socket_");
            }
        });
        of("unnamed server", () -> ServerSocketChannel.open(UNIX).bind(UnixDomainSocketAddress.of("")));
        of("client with a name", () -> {
            UnixDomainSocketAddress name = name();
            try (ServerSocketChannel server = listening(); SocketChannel client = SocketChannel.open(UNIX).bind(name)) {
                client.connect(server.getLocalAddress());
                SocketChannel accepted = server.accept();
                return accepted.getRemoteAddress().equals(name) + " " + client.getLocalAddress().equals(name);
            }
        });
        of("client bound to nothing", () -> {
            try (SocketChannel client = SocketChannel.open(UNIX).bind(null)) {
                return "[" + client.getLocalAddress() + "]";
            }
        });
        of("addresses", () -> {
            SocketChannel[] p = pair();
            return "[" + p[0].getLocalAddress() + "] " + p[0].getRemoteAddress().equals(p[1].getLocalAddress()) + " ["
                    + p[1].getRemoteAddress() + "]";
        });
    }

    private void transfers() {
        of("there and back", () -> {
            SocketChannel[] p = pair();
            p[0].write(bytes("ping"));
            String there = read(p[1]);
            p[1].write(bytes("pong!"));
            return there + " " + read(p[0]);
        });
        of("several writes are one read", () -> {
            SocketChannel[] p = pair();
            p[0].write(bytes("a"));
            p[0].write(new ByteBuffer[] {bytes("b"), bytes("c")});
            return read(p[1]);
        });
        of("end", () -> {
            SocketChannel[] p = pair();
            p[0].write(bytes("last"));
            p[0].close();
            return read(p[1]) + read(p[1]);
        });
        of("half closed", () -> {
            SocketChannel[] p = pair();
            p[0].shutdownOutput();
            String end = read(p[1]);
            p[1].write(bytes("still"));
            return end + read(p[0]);
        });
        of("write after shutdown", () -> {
            SocketChannel[] p = pair();
            p[0].shutdownOutput();
            return p[0].write(bytes("x"));
        });
        of("read after shutdown", () -> {
            SocketChannel[] p = pair();
            p[0].shutdownInput();
            return read(p[0]);
        });
        of("write to a closed peer", () -> {
            SocketChannel[] p = pair();
            p[1].close();
            return p[0].write(bytes("x"));
        });
        of("peer closed without reading", () -> {
            SocketChannel[] p = pair();
            p[0].write(bytes("unread"));
            p[1].close();
            return read(p[0]);
        });
        of("nothing there", () -> {
            SocketChannel[] p = pair();
            p[0].configureBlocking(false);
            return read(p[0]);
        });
        of("full", () -> {
            SocketChannel[] p = pair();
            p[0].configureBlocking(false);
            ByteBuffer big = ByteBuffer.allocate(2_000_000);
            int n = p[0].write(big);
            return n > 0 && n < 2_000_000 ? p[0].write(big) : "all of it";
        });
        of("large", () -> {
            SocketChannel[] p = pair();
            Thread writer = new Thread(() -> {
                try (SocketChannel c = p[0]) {
                    ByteBuffer out = ByteBuffer.allocateDirect(1_000_000);
                    while (out.hasRemaining()) {
                        c.write(out);
                    }
                } catch (java.io.IOException e) {
                    throw new IllegalStateException(e);
                }
            });
            writer.start();
            long total = 0;
            ByteBuffer in = ByteBuffer.allocate(30_000);
            for (int n; (n = p[1].read(in.clear())) >= 0; total += n) {
                // all of it
            }
            writer.join();
            return total;
        });
        of("selector", () -> {
            SocketChannel[] p = pair();
            try (Selector selector = Selector.open()) {
                p[1].configureBlocking(false);
                SelectionKey key = p[1].register(selector, SelectionKey.OP_READ);
                int before = selector.selectNow();
                p[0].write(bytes("x"));
                return before + " " + selector.select(1000) + " " + key.isReadable();
            }
        });
        of("selector accepts", () -> {
            try (Selector selector = Selector.open(); ServerSocketChannel server = listening()) {
                server.configureBlocking(false);
                Object nobody = server.accept();
                server.register(selector, SelectionKey.OP_ACCEPT);
                SocketChannel client = SocketChannel.open(server.getLocalAddress());
                return nobody + " " + selector.select(1000) + " " + (server.accept() != null) + client.isConnected();
            }
        });
        of("non-blocking connect", () -> {
            try (ServerSocketChannel server = listening(); SocketChannel client = SocketChannel.open(UNIX)) {
                client.configureBlocking(false);
                return client.connect(server.getLocalAddress()) + " " + client.isConnected();
            }
        });
    }

    private void refusals() {
        of("nobody listens", () -> {
            UnixDomainSocketAddress name = name();
            ServerSocketChannel.open(UNIX).bind(name).close();
            return SocketChannel.open(name);
        });
        of("no such name", () -> SocketChannel.open(name()));
        of("a plain file", () -> {
            UnixDomainSocketAddress name = name();
            Files.writeString(name.getPath(), "x");
            return SocketChannel.open(name);
        });
        of("connect to the unnamed", () -> SocketChannel.open(UnixDomainSocketAddress.of("")));
        of("connect to the internet", () -> SocketChannel.open(UNIX).connect(new InetSocketAddress("127.0.0.1", 1)));
        of("bind to the internet", () -> ServerSocketChannel.open(UNIX).bind(new InetSocketAddress("127.0.0.1", 0)));
        of("internet to a name", () -> SocketChannel.open().connect(name()));
        of("bind twice", () -> listening().bind(name()));
        of("accept, not bound", () -> ServerSocketChannel.open(UNIX).accept());
        of("read, not connected", () -> SocketChannel.open(UNIX).read(ByteBuffer.allocate(1)));
        of("connect twice", () -> pair()[0].connect(name()));
        of("socket", () -> pair()[0].socket());
        of("server socket", () -> listening().socket());
        of("closed while it accepts", () -> {
            ServerSocketChannel s = listening();
            return during(false, s::accept, t -> s.close());
        });
        of("closed while it reads", () -> {
            SocketChannel[] p = pair();
            return during(true, () -> read(p[0]), t -> p[0].close());
        });
        of("interrupted while it reads", () -> {
            SocketChannel[] p = pair();
            return during(false, () -> read(p[0]), Thread::interrupt);
        });
    }

    private void rest() {
        of("options", () -> new TreeSet<>(SocketChannel.open(UNIX).supportedOptions().stream().map(o -> o.name()).toList()));
        of("options of a server",
                () -> new TreeSet<>(ServerSocketChannel.open(UNIX).supportedOptions().stream().map(o -> o.name()).toList()));
        of("buffers", () -> {
            SocketChannel c = SocketChannel.open(UNIX);
            String before = c.getOption(StandardSocketOptions.SO_SNDBUF) + " " + c.getOption(StandardSocketOptions.SO_RCVBUF);
            c.setOption(StandardSocketOptions.SO_SNDBUF, 50_000);
            return before + " " + c.getOption(StandardSocketOptions.SO_SNDBUF);
        });
        of("option of TCP", () -> SocketChannel.open(UNIX).setOption(StandardSocketOptions.TCP_NODELAY, true));
        of("who is there", () -> {
            var who = pair()[0].getOption(jdk.net.ExtendedSocketOptions.SO_PEERCRED);
            return who.user().getName().equals(System.getProperty("user.name")) + " " + (who.group() != null);
        });
    }
}
