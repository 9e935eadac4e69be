package apps.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Iterator;

/** One selector serves the listening channel, the accepted channels and the clients, all without blocking. */
public final class SelectorEcho {
    private static final int CLIENTS = 20;
    private static final int MESSAGE = 300_000;

    private final Selector selector = Selector.open();
    private int finished;
    private long echoed;

    private SelectorEcho() throws IOException {}

    /** What a client has sent and got back. */
    private static final class Progress {
        final ByteBuffer out = ByteBuffer.allocateDirect(MESSAGE);
        int received;
    }

    public static void main(String[] args) throws Exception {
        new SelectorEcho().run();
    }

    private void run() throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open();
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        server.configureBlocking(false);
        server.register(selector, SelectionKey.OP_ACCEPT);
        for (int i = 0; i < CLIENTS; i++) {
            SocketChannel client = SocketChannel.open();
            client.configureBlocking(false);
            Progress progress = new Progress();
            while (progress.out.hasRemaining()) {
                progress.out.put((byte) (progress.out.position() * 7));
            }
            progress.out.flip();
            client.register(selector, client.connect(server.getLocalAddress()) ? SelectionKey.OP_WRITE
                    : SelectionKey.OP_CONNECT, progress);
        }
        while (finished < CLIENTS) {
            selector.select(10_000);
            Iterator<SelectionKey> keys = selector.selectedKeys().iterator();
            while (keys.hasNext()) {
                SelectionKey key = keys.next();
                keys.remove();
                if (key.isAcceptable()) {
                    SocketChannel accepted = server.accept();
                    accepted.configureBlocking(false);
                    accepted.register(selector, SelectionKey.OP_READ, ByteBuffer.allocate(4096));
                } else if (key.attachment() instanceof Progress progress) {
                    client(key, progress);
                } else {
                    echo(key, (ByteBuffer) key.attachment());
                }
            }
        }
        server.close();
        selector.selectNow();
        System.out.println("echoed " + echoed + " bytes to " + finished + " clients, " + selector.keys().size() + " keys left");
        selector.close();
    }

    private void client(SelectionKey key, Progress progress) throws IOException {
        SocketChannel channel = (SocketChannel) key.channel();
        if (key.isConnectable() && channel.finishConnect()) {
            key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
        }
        if (key.isWritable()) {
            channel.write(progress.out);
            if (!progress.out.hasRemaining()) {
                key.interestOps(SelectionKey.OP_READ);
            }
        }
        if (key.isReadable()) {
            ByteBuffer[] parts = {ByteBuffer.allocate(100), ByteBuffer.allocateDirect(5000)};
            channel.read(parts);
            for (ByteBuffer part : parts) {
                part.flip();
                while (part.hasRemaining()) {
                    if (part.get() != (byte) (progress.received++ * 7)) {
                        throw new IllegalStateException("byte " + (progress.received - 1) + " came back different");
                    }
                }
            }
            if (progress.received == MESSAGE) {
                finished++;
                channel.close();
            }
        }
    }

    private void echo(SelectionKey key, ByteBuffer buffer) throws IOException {
        SocketChannel channel = (SocketChannel) key.channel();
        if (key.isReadable() && channel.read(buffer) < 0) {
            channel.close();
            return;
        }
        buffer.flip();
        echoed += channel.write(buffer);
        buffer.compact();
        key.interestOps(buffer.position() == 0 ? SelectionKey.OP_READ
                : buffer.hasRemaining() ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_WRITE);
    }
}
