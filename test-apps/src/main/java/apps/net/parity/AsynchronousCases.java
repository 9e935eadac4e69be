package apps.net.parity;

import apps.parity.Cases;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousChannelGroup;
import java.nio.channels.AsynchronousServerSocketChannel;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.CompletionHandler;
import java.nio.channels.spi.AsynchronousChannelProvider;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Asynchronous socket channels and their groups. */
final class AsynchronousCases extends Cases {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    /** Completes a future. */
    private static final class Done<V> extends CompletableFuture<V> implements CompletionHandler<V, Object> {
        @Override
        public void completed(V result, Object attachment) {
            complete(result);
        }

        @Override
        public void failed(Throwable t, Object attachment) {
            completeExceptionally(t);
        }

        V await() throws Exception {
            return get(5, TimeUnit.SECONDS);
        }
    }

    private record Pair(AsynchronousSocketChannel client, AsynchronousSocketChannel server) {}

    private static AsynchronousServerSocketChannel listening() throws Exception {
        return AsynchronousServerSocketChannel.open().bind(new InetSocketAddress(LOOPBACK, 0));
    }

    private static Pair pair() throws Exception {
        try (AsynchronousServerSocketChannel server = listening()) {
            Future<AsynchronousSocketChannel> accepted = server.accept();
            AsynchronousSocketChannel client = AsynchronousSocketChannel.open();
            client.connect(server.getLocalAddress()).get();
            return keep(new Pair(client, accepted.get()));
        }
    }

    private static int closedPort() throws Exception {
        try (AsynchronousServerSocketChannel server = listening()) {
            return ((InetSocketAddress) server.getLocalAddress()).getPort();
        }
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes());
    }

    private static String text(ByteBuffer buffer) {
        return new String(buffer.array(), 0, buffer.position());
    }

    @Override
    protected void run() throws Exception {
        states();
        transfers();
        refusals();
        timeouts();
        options();
        groups();
    }

    private void states() {
        of("new socket", () -> {
            try (AsynchronousSocketChannel c = AsynchronousSocketChannel.open()) {
                return c.isOpen() + " " + c.getLocalAddress() + " " + c.getRemoteAddress() + " "
                        + c.provider().equals(AsynchronousChannelProvider.provider());
            }
        });
        of("new server", () -> {
            try (AsynchronousServerSocketChannel c = AsynchronousServerSocketChannel.open()) {
                return c.isOpen() + " " + c.getLocalAddress() + " " + (c.provider() != null);
            }
        });
        of("bound", () -> {
            try (AsynchronousSocketChannel c = AsynchronousSocketChannel.open();
                    AsynchronousServerSocketChannel s = AsynchronousServerSocketChannel.open()) {
                c.bind(new InetSocketAddress(LOOPBACK, 0));
                s.bind(null, 5);
                return ((InetSocketAddress) c.getLocalAddress()).getAddress() + " "
                        + ((InetSocketAddress) s.getLocalAddress()).getAddress();
            }
        });
        of("connected", () -> {
            Pair p = pair();
            return p.client.getRemoteAddress().equals(p.server.getLocalAddress()) + " "
                    + p.server.getRemoteAddress().equals(p.client.getLocalAddress());
        });
        of("accept with a handler", () -> {
            try (AsynchronousServerSocketChannel server = listening();
                    AsynchronousSocketChannel client = AsynchronousSocketChannel.open()) {
                Done<AsynchronousSocketChannel> accepted = new Done<>();
                Done<Void> connected = new Done<>();
                server.accept(null, accepted);
                client.connect(server.getLocalAddress(), null, connected);
                return connected.await() + " " + accepted.await().isOpen();
            }
        });
    }

    private void transfers() {
        of("write and read, futures", () -> {
            Pair p = pair();
            int written = p.client.write(bytes("hello")).get();
            ByteBuffer in = ByteBuffer.allocate(100);
            return written + " " + p.server.read(in).get() + " " + text(in);
        });
        of("write and read, handlers", () -> {
            Pair p = pair();
            Done<Integer> read = new Done<>();
            Done<Integer> written = new Done<>();
            ByteBuffer in = ByteBuffer.allocate(100);
            p.server.read(in, null, read);
            p.client.write(bytes("hello"), null, written);
            return written.await() + " " + read.await() + " " + text(in);
        });
        of("scatter and gather", () -> {
            Pair p = pair();
            Done<Long> read = new Done<>();
            Done<Long> written = new Done<>();
            ByteBuffer[] in = {ByteBuffer.allocate(2), ByteBuffer.allocate(10)};
            p.client.write(new ByteBuffer[] {bytes("ab"), bytes("cde")}, 0, 2, 1, TimeUnit.SECONDS, null, written);
            long n = written.await();
            p.server.read(in, 0, 2, 1, TimeUnit.SECONDS, null, read);
            return n + " " + read.await() + " " + text(in[0]) + " " + text(in[1]);
        });
        of("end", () -> {
            Pair p = pair();
            p.client.shutdownOutput();
            return p.server.read(ByteBuffer.allocate(1)).get();
        });
        of("end of closed peer", () -> {
            Pair p = pair();
            Future<Integer> read = p.server.read(ByteBuffer.allocate(1));
            p.client.close();
            return read.get();
        });
        of("input shut", () -> {
            Pair p = pair();
            p.client.shutdownInput();
            return p.client.read(ByteBuffer.allocate(1)).get();
        });
        of("write after shutdown", () -> {
            Pair p = pair();
            p.client.shutdownOutput();
            return p.client.write(bytes("x")).get();
        });
        of("nothing to read into", () -> pair().client.read(ByteBuffer.allocate(0)).get());
        of("large", () -> {
            Pair p = pair();
            ByteBuffer out = ByteBuffer.allocate(300_000);
            CompletableFuture<Void> sent = CompletableFuture.runAsync(() -> {
                try {
                    while (out.hasRemaining()) {
                        p.client.write(out).get();
                    }
                    p.client.close();
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });
            long total = 0;
            ByteBuffer in = ByteBuffer.allocate(10_000);
            for (int n; (n = p.server.read(in.clear()).get()) >= 0; total += n) {
                // all of it
            }
            sent.get();
            return total;
        });
        of("order of handlers of one channel", () -> {
            Pair p = pair();
            StringBuilder order = new StringBuilder();
            for (int i = 0; i < 5; i++) {
                Done<Integer> written = new Done<>();
                p.client.write(bytes("m" + i), null, written);
                written.await();
                Done<Integer> read = new Done<>();
                ByteBuffer in = ByteBuffer.allocate(10);
                p.server.read(in, null, read);
                read.await();
                order.append(text(in));
            }
            return order;
        });
    }

    private void refusals() {
        of("nobody listens", () -> {
            AsynchronousSocketChannel c = AsynchronousSocketChannel.open();
            try {
                c.connect(new InetSocketAddress(LOOPBACK, closedPort())).get();
                return "connected";
            } catch (Exception e) {
                return outcome(e) + " " + c.isOpen();
            }
        });
        of("nobody listens, handler", () -> {
            Done<Void> connected = new Done<>();
            AsynchronousSocketChannel.open().connect(new InetSocketAddress(LOOPBACK, closedPort()), null, connected);
            return connected.await();
        });
        of("read, not connected", () -> AsynchronousSocketChannel.open().read(ByteBuffer.allocate(1)));
        of("write, not connected", () -> AsynchronousSocketChannel.open().write(ByteBuffer.allocate(1)));
        of("shutdown, not connected", () -> AsynchronousSocketChannel.open().shutdownInput());
        of("shutdown of output, not connected", () -> AsynchronousSocketChannel.open().shutdownOutput());
        of("accept, not bound", () -> AsynchronousServerSocketChannel.open().accept());
        of("accept twice", () -> {
            AsynchronousServerSocketChannel s = listening();
            s.accept();
            return s.accept();
        });
        of("read twice", () -> {
            Pair p = pair();
            p.client.read(ByteBuffer.allocate(1));
            return p.client.read(ByteBuffer.allocate(1));
        });
        of("read into a read-only buffer", () -> pair().client.read(ByteBuffer.allocate(1).asReadOnlyBuffer()));
        of("connect twice", () -> pair().client.connect(new InetSocketAddress(LOOPBACK, 9)));
        of("connect to unresolved",
                () -> AsynchronousSocketChannel.open().connect(InetSocketAddress.createUnresolved("nowhere.invalid", 1)));
        of("bind twice", () -> listening().bind(null));
        of("bind of connected", () -> pair().client.bind(null));
        of("port in use", () -> {
            try (AsynchronousServerSocketChannel s = listening()) {
                return AsynchronousServerSocketChannel.open().bind(s.getLocalAddress());
            }
        });
        of("closed, read", () -> {
            AsynchronousSocketChannel c = pair().client;
            c.close();
            return c.read(ByteBuffer.allocate(1)).get();
        });
        of("closed, connect", () -> {
            AsynchronousSocketChannel c = AsynchronousSocketChannel.open();
            c.close();
            return c.connect(new InetSocketAddress(LOOPBACK, 9)).get();
        });
        of("closed, accept", () -> {
            AsynchronousServerSocketChannel s = listening();
            s.close();
            return s.accept().get();
        });
        of("closed, address", () -> {
            AsynchronousServerSocketChannel s = listening();
            s.close();
            return s.getLocalAddress();
        });
        of("closed while it reads", () -> {
            Pair p = pair();
            Future<Integer> read = p.client.read(ByteBuffer.allocate(1));
            p.client.close();
            return read.get();
        });
        of("closed while it accepts, handler", () -> {
            AsynchronousServerSocketChannel s = listening();
            Done<AsynchronousSocketChannel> accepted = new Done<>();
            s.accept(null, accepted);
            s.close();
            return accepted.await();
        });
        of("cancelled", () -> {
            Pair p = pair();
            Future<Integer> read = p.client.read(ByteBuffer.allocate(1));
            return read.cancel(false) + " " + read.isCancelled() + " " + read.isDone();
        });
        of("read after cancel", () -> {
            Pair p = pair();
            p.client.read(ByteBuffer.allocate(1)).cancel(false);
            return p.client.read(ByteBuffer.allocate(1)).get();
        });
    }

    private void timeouts() {
        of("read with a time limit", () -> {
            Done<Integer> read = new Done<>();
            pair().client.read(ByteBuffer.allocate(1), 20, TimeUnit.MILLISECONDS, null, read);
            return read.await();
        });
        of("read in time", () -> {
            Pair p = pair();
            Done<Integer> read = new Done<>();
            p.client.read(ByteBuffer.allocate(1), 5, TimeUnit.SECONDS, null, read);
            p.server.write(bytes("x"), 5, TimeUnit.SECONDS, null, new Done<>());
            return read.await();
        });
        of("read after a time limit", () -> {
            Pair p = pair();
            Done<Integer> read = new Done<>();
            p.client.read(ByteBuffer.allocate(1), 20, TimeUnit.MILLISECONDS, null, read);
            try {
                read.await();
            } catch (Exception e) {
                return p.client.read(ByteBuffer.allocate(1)).get();
            }
            return "read";
        });
    }

    private void options() {
        of("options of a socket", () -> {
            try (AsynchronousSocketChannel c = AsynchronousSocketChannel.open()) {
                c.setOption(StandardSocketOptions.TCP_NODELAY, true);
                c.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
                c.setOption(StandardSocketOptions.SO_RCVBUF, 40_000);
                return c.getOption(StandardSocketOptions.TCP_NODELAY) + " "
                        + c.getOption(StandardSocketOptions.SO_KEEPALIVE) + " "
                        + c.getOption(StandardSocketOptions.SO_RCVBUF) + " "
                        + c.getOption(StandardSocketOptions.SO_REUSEADDR);
            }
        });
        of("options of a server", () -> {
            try (AsynchronousServerSocketChannel c = AsynchronousServerSocketChannel.open()) {
                boolean before = c.getOption(StandardSocketOptions.SO_REUSEADDR);
                c.setOption(StandardSocketOptions.SO_RCVBUF, 40_000);
                return before + " " + c.getOption(StandardSocketOptions.SO_RCVBUF);
            }
        });
        of("names of options of a socket", () -> new TreeSet<>(
                AsynchronousSocketChannel.open().supportedOptions().stream().map(o -> o.name()).toList()));
        of("names of options of a server", () -> new TreeSet<>(
                AsynchronousServerSocketChannel.open().supportedOptions().stream().map(o -> o.name()).toList()));
        of("option not supported",
                () -> AsynchronousSocketChannel.open().setOption(StandardSocketOptions.IP_MULTICAST_TTL, 1));
    }

    private void groups() {
        of("fixed group", () -> {
            AsynchronousChannelGroup group = AsynchronousChannelGroup.withFixedThreadPool(2, Executors.defaultThreadFactory());
            String before = group.isShutdown() + " " + group.isTerminated() + " "
                    + (group.provider() == AsynchronousChannelProvider.provider());
            group.shutdown();
            boolean ended = group.awaitTermination(5, TimeUnit.SECONDS);
            return before + " " + group.isShutdown() + " " + ended + " " + group.isTerminated();
        });
        of("group with an open channel", () -> {
            AsynchronousChannelGroup group = AsynchronousChannelGroup.withFixedThreadPool(1, Executors.defaultThreadFactory());
            AsynchronousSocketChannel c = AsynchronousSocketChannel.open(group);
            group.shutdown();
            boolean early = group.awaitTermination(20, TimeUnit.MILLISECONDS);
            c.close();
            return early + " " + group.awaitTermination(5, TimeUnit.SECONDS);
        });
        of("group ended now", () -> {
            AsynchronousChannelGroup group = AsynchronousChannelGroup.withThreadPool(Executors.newSingleThreadExecutor());
            AsynchronousServerSocketChannel s = AsynchronousServerSocketChannel.open(group).bind(null);
            Future<AsynchronousSocketChannel> accepting = s.accept();
            group.shutdownNow();
            try {
                return accepting.get();
            } catch (Exception e) {
                return outcome(e) + " " + s.isOpen() + " " + group.awaitTermination(5, TimeUnit.SECONDS);
            }
        });
        of("channel of a group that is shut down", () -> {
            AsynchronousChannelGroup group = AsynchronousChannelGroup.withFixedThreadPool(1, Executors.defaultThreadFactory());
            group.shutdown();
            return AsynchronousSocketChannel.open(group);
        });
        of("cached group", () -> {
            AsynchronousChannelGroup group = AsynchronousChannelGroup.withCachedThreadPool(Executors.newCachedThreadPool(), 1);
            try (AsynchronousServerSocketChannel server = AsynchronousServerSocketChannel.open(group).bind(null);
                    AsynchronousSocketChannel client = AsynchronousSocketChannel.open(group)) {
                Done<AsynchronousSocketChannel> accepted = new Done<>();
                server.accept(null, accepted);
                int port = ((InetSocketAddress) server.getLocalAddress()).getPort();
                client.connect(new InetSocketAddress(LOOPBACK, port)).get();
                accepted.await().close();
            }
            group.shutdown();
            return group.awaitTermination(5, TimeUnit.SECONDS);
        });
        of("group of the provider", () -> {
            AsynchronousChannelProvider provider = AsynchronousChannelProvider.provider();
            AsynchronousChannelGroup group = provider.openAsynchronousChannelGroup(1, Executors.defaultThreadFactory());
            AsynchronousChannelGroup other = provider.openAsynchronousChannelGroup(Executors.newSingleThreadExecutor(), 0);
            provider.openAsynchronousSocketChannel(group).close();
            provider.openAsynchronousServerSocketChannel(other).close();
            group.shutdownNow();
            other.shutdownNow();
            return group.awaitTermination(5, TimeUnit.SECONDS) + " " + other.awaitTermination(5, TimeUnit.SECONDS);
        });
        of("no threads", () -> AsynchronousChannelGroup.withFixedThreadPool(0, Executors.defaultThreadFactory()));
        of("handler in a thread of the group", () -> {
            AsynchronousChannelGroup group = AsynchronousChannelGroup.withFixedThreadPool(1, r -> new Thread(r, "of the group"));
            AsynchronousServerSocketChannel server = AsynchronousServerSocketChannel.open(group).bind(null);
            CompletableFuture<String> name = new CompletableFuture<>();
            server.accept(null, new CompletionHandler<AsynchronousSocketChannel, Object>() {
                @Override
                public void completed(AsynchronousSocketChannel channel, Object attachment) {
                    name.complete(Thread.currentThread().getName());
                }

                @Override
                public void failed(Throwable t, Object attachment) {
                    name.completeExceptionally(t);
                }
            });
            AsynchronousSocketChannel.open().connect(
                    new InetSocketAddress(LOOPBACK, ((InetSocketAddress) server.getLocalAddress()).getPort())).get();
            String in = name.get(5, TimeUnit.SECONDS);
            group.shutdownNow();
            return in;
        });
    }
}
