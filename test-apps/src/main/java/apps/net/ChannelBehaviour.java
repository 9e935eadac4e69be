package apps.net;

import static apps.net.Transcript.of;
import static apps.parity.Cases.during;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** What socket channels, selectors and pipes do, above all when things do not go well. */
public final class ChannelBehaviour {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    private ChannelBehaviour() {}

    public static void main(String[] args) {
        connecting();
        endings();
        interruptions();
        adaptors();
        selectors();
        pipes();
        files();
    }

    private static ServerSocketChannel listen() throws IOException {
        return ServerSocketChannel.open().bind(new InetSocketAddress(LOOPBACK, 0));
    }

    private static SocketChannel[] pair() throws IOException {
        try (ServerSocketChannel server = listen()) {
            SocketChannel client = SocketChannel.open(server.getLocalAddress());
            return new SocketChannel[] {client, server.accept()};
        }
    }

    private static InetSocketAddress nobody() throws IOException {
        try (ServerSocketChannel server = listen()) {
            return (InetSocketAddress) server.getLocalAddress();
        }
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes());
    }

    private static String text(ByteBuffer buffer) {
        buffer.flip();
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return new String(bytes);
    }

    private static void connecting() {
        of("nobody listens", () -> SocketChannel.open(nobody()));
        of("nobody listens, without blocking", () -> {
            SocketChannel channel = SocketChannel.open();
            channel.configureBlocking(false);
            Selector selector = Selector.open();
            channel.register(selector, SelectionKey.OP_CONNECT);
            if (!channel.connect(nobody())) {
                selector.select();
                SelectionKey key = selector.selectedKeys().iterator().next();
                System.out.println("  connectable " + key.isConnectable());
            }
            return channel.finishConnect();
        });
        of("finished before begun", () -> SocketChannel.open().finishConnect());
        of("read before connected", () -> SocketChannel.open().read(ByteBuffer.allocate(1)));
        of("connected twice", () -> pair()[0].connect(nobody()));
        of("pending", () -> {
            try (ServerSocketChannel server = listen()) {
                SocketChannel channel = SocketChannel.open();
                channel.configureBlocking(false);
                channel.connect(server.getLocalAddress());
                while (!channel.finishConnect()) {
                    Thread.sleep(10);
                }
                return channel.isConnected() + " " + channel.isConnectionPending() + " "
                        + channel.getRemoteAddress().equals(server.getLocalAddress());
            }
        });
        of("port in use", () -> {
            try (ServerSocketChannel server = listen()) {
                return ServerSocketChannel.open().bind(server.getLocalAddress());
            }
        });
        of("accept without blocking", () -> {
            try (ServerSocketChannel server = listen()) {
                server.configureBlocking(false);
                return server.accept();
            }
        });
        of("accept unbound", () -> ServerSocketChannel.open().accept());
        of("unresolved", () -> SocketChannel.open(InetSocketAddress.createUnresolved("nowhere.invalid", 1)));
    }

    private static void endings() {
        of("end of stream", () -> {
            SocketChannel[] pair = pair();
            pair[0].write(bytes("last words"));
            pair[0].close();
            ByteBuffer buffer = ByteBuffer.allocateDirect(100);
            while (pair[1].read(buffer) >= 0) {
                // until the end
            }
            return text(buffer) + " " + pair[1].read(buffer);
        });
        of("without blocking", () -> {
            SocketChannel[] pair = pair();
            pair[1].configureBlocking(false);
            return pair[1].read(ByteBuffer.allocate(10)) + " " + pair[1].read(ByteBuffer.allocate(0));
        });
        of("the other's window fills", () -> {
            SocketChannel[] pair = pair();
            pair[0].configureBlocking(false);
            int n = 1;
            while (n > 0) {
                n = pair[0].write(ByteBuffer.allocate(10_000));
            }
            return n;
        });
        of("reset", () -> {
            SocketChannel[] pair = pair();
            pair[0].write(bytes("never read"));
            Thread.sleep(50);
            pair[1].close();
            Thread.sleep(50);
            return pair[0].read(ByteBuffer.allocate(10));
        });
        of("written after a reset", () -> {
            SocketChannel[] pair = pair();
            pair[1].socket().setSoLinger(true, 0);
            pair[1].close();
            Thread.sleep(50);
            return pair[0].write(bytes("anybody"));
        });
        of("shut down after a reset", () -> {
            SocketChannel[] pair = pair();
            pair[1].socket().setSoLinger(true, 0);
            pair[1].close();
            Thread.sleep(50);
            pair[0].shutdownInput();
            return pair[0].shutdownOutput().isConnected();
        });
        of("written after the peer closed", () -> {
            SocketChannel[] pair = pair();
            pair[1].close();
            for (int i = 0; i < 3; i++) {
                Thread.sleep(50);
                pair[0].write(bytes("x"));
            }
            return "written";
        });
        of("written after shutdown", () -> pair()[0].shutdownOutput().write(bytes("x")));
        of("scatter and gather", () -> {
            SocketChannel[] pair = pair();
            long sent = pair[0].write(new ByteBuffer[] {bytes("head "), bytes(""), bytes("and body")});
            pair[0].close();
            ByteBuffer[] parts = {ByteBuffer.allocate(4), ByteBuffer.allocateDirect(100)};
            while (pair[1].read(parts) >= 0) {
                // until the end
            }
            return sent + " " + text(parts[0]) + "|" + text(parts[1]);
        });
    }

    private static void interruptions() {
        for (boolean virtual : new boolean[] {false, true}) {
            String on = virtual ? " on a virtual thread" : " on a platform thread";
            of("closed while reading" + on, () -> {
                SocketChannel channel = pair()[0];
                return during(virtual, () -> channel.read(ByteBuffer.allocate(1)), t -> channel.close());
            });
            of("interrupted while reading" + on, () -> {
                SocketChannel channel = pair()[0];
                return during(virtual, () -> channel.read(ByteBuffer.allocate(1)), Thread::interrupt) + channel.isOpen();
            });
            of("closed while accepting" + on, () -> {
                ServerSocketChannel server = listen();
                return during(virtual, server::accept, t -> server.close());
            });
            of("interrupted while accepting" + on, () -> during(virtual, listen()::accept, Thread::interrupt));
            of("interrupted while writing" + on, () -> {
                SocketChannel channel = pair()[0];
                return during(virtual, () -> {
                    while (channel.write(ByteBuffer.allocate(50_000_000)) > 0) {
                        // a virtual thread writes what there is room for
                    }
                    return "all";
                }, Thread::interrupt);
            });
            of("interrupted while selecting" + on, () -> {
                Selector selector = Selector.open();
                return during(virtual, selector::select, Thread::interrupt) + " " + selector.isOpen();
            });
            of("closed while selecting" + on, () -> {
                Selector selector = Selector.open();
                return during(virtual, selector::select, t -> selector.close());
            });
            of("woken while selecting" + on, () -> {
                Selector selector = Selector.open();
                return during(virtual, selector::select, t -> selector.wakeup());
            });
        }
    }

    private static void adaptors() {
        of("adaptor with a time limit", () -> {
            Socket socket = pair()[0].socket();
            socket.setSoTimeout(50);
            return socket.getInputStream().read();
        });
        of("adaptor of a listening channel with a time limit", () -> {
            ServerSocketChannel server = listen();
            server.socket().setSoTimeout(50);
            return server.socket().accept();
        });
        of("adaptor", () -> {
            SocketChannel[] pair = pair();
            pair[0].socket().getOutputStream().write("through adaptors".getBytes());
            pair[0].socket().shutdownOutput();
            return new String(pair[1].socket().getInputStream().readAllBytes());
        });
        of("adaptor refused", () -> {
            SocketChannel.open().socket().connect(nobody(), 1000);
            return "connected";
        });
    }

    private static void selectors() {
        of("nothing to select", () -> Selector.open().selectNow());
        of("select with a time limit", () -> Selector.open().select(20));
        of("woken before", () -> Selector.open().wakeup().select());
        of("selected", () -> {
            SocketChannel[] pair = pair();
            Selector selector = Selector.open();
            pair[0].configureBlocking(false);
            SelectionKey key = pair[0].register(selector, SelectionKey.OP_READ | SelectionKey.OP_WRITE);
            String result = selector.select() + " " + key.readyOps();
            pair[1].write(bytes("x"));
            Thread.sleep(50);
            result += " " + selector.select() + " " + key.readyOps() + " " + selector.selectedKeys().size();
            result += " " + selector.selectNow(); // nothing new
            selector.selectedKeys().clear();
            result += " " + selector.selectNow() + " " + key.readyOps(); // still readable
            pair[0].read(ByteBuffer.allocate(10));
            key.interestOps(SelectionKey.OP_READ);
            selector.selectedKeys().clear();
            result += " " + selector.selectNow();
            pair[1].close();
            result += " " + selector.select() + " " + key.readyOps();
            key.cancel();
            result += " " + selector.keys().size() + " " + key.isValid() + " " + selector.selectNow();
            return result + " " + selector.keys().size() + " " + pair[0].isRegistered();
        });
        of("selected with an action", () -> {
            SocketChannel[] pair = pair();
            Selector selector = Selector.open();
            pair[0].configureBlocking(false);
            pair[0].register(selector, SelectionKey.OP_WRITE, "attached");
            StringBuilder seen = new StringBuilder();
            return selector.select(key -> seen.append(key.attachment())) + " " + seen;
        });
        of("closed while registered", () -> {
            SocketChannel[] pair = pair();
            Selector selector = Selector.open();
            pair[0].configureBlocking(false);
            pair[0].register(selector, SelectionKey.OP_READ);
            pair[0].close();
            Thread.sleep(50);
            return pair[1].read(ByteBuffer.allocate(1)) + " " + selector.selectNow() + " " + selector.keys().size();
        });
        of("blocking while registered", () -> {
            SocketChannel channel = pair()[0];
            channel.configureBlocking(false);
            channel.register(Selector.open(), SelectionKey.OP_READ);
            return channel.configureBlocking(true);
        });
        of("registered while blocking", () -> pair()[0].register(Selector.open(), SelectionKey.OP_READ));
        of("closed selector", () -> {
            Selector selector = Selector.open();
            selector.close();
            return selector.select();
        });
    }

    private static void pipes() {
        of("pipe", () -> {
            Pipe pipe = Pipe.open();
            pipe.sink().write(bytes("through a pipe"));
            pipe.sink().close();
            ByteBuffer buffer = ByteBuffer.allocate(100);
            while (pipe.source().read(buffer) >= 0) {
                // until the end
            }
            return text(buffer);
        });
        of("pipe without a reader", () -> {
            Pipe pipe = Pipe.open();
            pipe.source().close();
            return pipe.sink().write(bytes("x"));
        });
        of("pipe waited for", () -> {
            Pipe pipe = Pipe.open();
            return during(false, () -> pipe.source().read(ByteBuffer.allocate(5)), t -> pipe.sink().write(bytes("abc")));
        });
        of("pipe full", () -> {
            Pipe pipe = Pipe.open();
            pipe.sink().configureBlocking(false);
            int total = 0;
            int n;
            while ((n = pipe.sink().write(ByteBuffer.allocate(4096))) > 0) {
                total += n;
            }
            return total;
        });
        of("pipe selected", () -> {
            Pipe pipe = Pipe.open();
            Selector selector = Selector.open();
            pipe.source().configureBlocking(false);
            pipe.source().register(selector, SelectionKey.OP_READ);
            return during(false, selector::select, t -> pipe.sink().write(bytes("x")));
        });
    }

    private static void files() {
        of("file to channel and back", () -> {
            Path path = Files.createTempFile("transfer", ".bin");
            byte[] content = new byte[30_000];
            for (int i = 0; i < content.length; i++) {
                content[i] = (byte) (i * 11);
            }
            Files.write(path, content);
            SocketChannel[] pair = pair();
            try (FileChannel in = FileChannel.open(path)) {
                long sent = 0;
                while (sent < content.length) {
                    sent += in.transferTo(sent, content.length - sent, pair[0]);
                }
            }
            pair[0].close();
            Path copy = Files.createTempFile("transfer", ".copy");
            try (FileChannel out = FileChannel.open(copy, StandardOpenOption.WRITE)) {
                long n;
                long at = 0;
                while ((n = out.transferFrom(pair[1], at, 100_000)) > 0) {
                    at += n;
                }
            }
            return Files.mismatch(path, copy);
        });
    }
}
