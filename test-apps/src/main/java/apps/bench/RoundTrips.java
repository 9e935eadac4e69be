package apps.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Requests and answers of 100 bytes over TCP, in two styles: a thread for each connection, and one thread with a selector.
 *
 * <ul>
 * <li>{@code server STYLE PORT}: answers until its end
 * <li>{@code client STYLE HOST PORT CONNECTIONS ROUNDS}: so many round trips on each of so many connections
 * <li>{@code both STYLE CONNECTIONS ROUNDS}: a server and a client in one process, over loopback
 * <li>{@code live STYLE CONNECTIONS}: the same for as long as it gets numbers of rounds, a line each; answers with a mark and how
 * many nanoseconds they took
 * </ul>
 */
public final class RoundTrips {
    private static final int SIZE = 100;
    private static final int PORT = 7000;

    private RoundTrips() {}

    public static void main(String[] args) throws Exception {
        boolean selector = args[1].equals("selector");
        switch (args[0]) {
            case "server" -> serve(selector, Integer.parseInt(args[2])).join();
            case "client" -> client(selector, args[2], Integer.parseInt(args[3]), Integer.parseInt(args[4]),
                    Integer.parseInt(args[5]));
            case "both" -> {
                serve(selector, PORT);
                client(selector, "localhost", PORT, Integer.parseInt(args[2]), Integer.parseInt(args[3]));
                System.exit(0);
            }
            case "live" -> {
                serve(selector, PORT);
                byte[] line = new byte[64];
                for (int n = System.in.read(line); n > 0; n = System.in.read(line)) {
                    int rounds = Integer.parseInt(new String(line, 0, n).trim());
                    long start = System.nanoTime();
                    client(selector, "localhost", PORT, Integer.parseInt(args[2]), rounds);
                    System.out.println("\u0001moonsim " + (System.nanoTime() - start));
                }
                System.exit(0);
            }
            default -> throw new IllegalArgumentException(args[0]);
        }
    }

    private static Thread serve(boolean selector, int port) throws IOException {
        Thread thread;
        if (selector) {
            ServerSocketChannel server = ServerSocketChannel.open().bind(new InetSocketAddress(port), 1_000);
            thread = new Thread(() -> select(server));
        } else {
            ServerSocket server = new ServerSocket(port, 1_000);
            thread = new Thread(() -> accept(server));
        }
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static void client(boolean selector, String host, int port, int connections, int rounds) throws Exception {
        if (selector) {
            selectingClient(host, port, connections, rounds);
            return;
        }
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            Thread thread = new Thread(() -> ask(host, port, rounds));
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    // ---- a thread for each connection ----

    private static void accept(ServerSocket server) {
        try {
            while (true) {
                Socket socket = server.accept();
                Thread thread = new Thread(() -> answer(socket));
                thread.setDaemon(true);
                thread.start();
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void answer(Socket socket) {
        byte[] buffer = new byte[SIZE];
        try (socket) {
            socket.setTcpNoDelay(true);
            InputStream in = socket.getInputStream();
            OutputStream out = socket.getOutputStream();
            while (in.readNBytes(buffer, 0, SIZE) == SIZE) {
                out.write(buffer);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void ask(String host, int port, int rounds) {
        byte[] buffer = new byte[SIZE];
        try (Socket socket = new Socket(host, port)) {
            socket.setTcpNoDelay(true);
            InputStream in = socket.getInputStream();
            OutputStream out = socket.getOutputStream();
            for (int i = 0; i < rounds; i++) {
                buffer[0] = (byte) i;
                out.write(buffer);
                if (in.readNBytes(buffer, 0, SIZE) != SIZE || buffer[0] != (byte) i) {
                    throw new IllegalStateException("a wrong answer");
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    // ---- one thread with a selector ----

    private static void select(ServerSocketChannel server) {
        try (Selector selector = Selector.open()) {
            server.configureBlocking(false).register(selector, SelectionKey.OP_ACCEPT);
            while (true) {
                selector.select();
                for (Iterator<SelectionKey> keys = selector.selectedKeys().iterator(); keys.hasNext();) {
                    SelectionKey key = keys.next();
                    keys.remove();
                    if (key.isAcceptable()) {
                        SocketChannel accepted = server.accept();
                        accepted.configureBlocking(false).register(selector, SelectionKey.OP_READ, ByteBuffer.allocateDirect(SIZE));
                    } else if (!echo(key)) {
                        key.channel().close();
                    }
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean echo(SelectionKey key) throws IOException {
        ByteBuffer buffer = (ByteBuffer) key.attachment();
        SocketChannel channel = (SocketChannel) key.channel();
        int n = channel.read(buffer);
        if (n > 0 && !buffer.hasRemaining()) {
            buffer.flip();
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            buffer.clear();
        }
        return n >= 0;
    }

    private static void selectingClient(String host, int port, int connections, int rounds) throws IOException {
        try (Selector selector = Selector.open()) {
            for (int i = 0; i < connections; i++) {
                SocketChannel channel = SocketChannel.open(new InetSocketAddress(host, port));
                channel.configureBlocking(false);
                channel.write(ByteBuffer.allocateDirect(SIZE));
                channel.register(selector, SelectionKey.OP_READ, ByteBuffer.allocateDirect(SIZE + Integer.BYTES)
                        .putInt(0, 0).position(Integer.BYTES));
            }
            int open = connections;
            while (open > 0) {
                selector.select();
                for (Iterator<SelectionKey> keys = selector.selectedKeys().iterator(); keys.hasNext();) {
                    SelectionKey key = keys.next();
                    keys.remove();
                    if (isDone(key, rounds)) {
                        key.channel().close();
                        open--;
                    }
                }
            }
        }
    }

    /** The first bytes of the attached buffer count the rounds. */
    private static boolean isDone(SelectionKey key, int rounds) throws IOException {
        ByteBuffer buffer = (ByteBuffer) key.attachment();
        SocketChannel channel = (SocketChannel) key.channel();
        if (channel.read(buffer) < 0) {
            throw new IllegalStateException("no answer");
        }
        if (buffer.hasRemaining()) {
            return false;
        }
        int done = buffer.getInt(0) + 1;
        buffer.putInt(0, done).position(Integer.BYTES);
        if (done == rounds) {
            return true;
        }
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        buffer.position(Integer.BYTES);
        return false;
    }
}
