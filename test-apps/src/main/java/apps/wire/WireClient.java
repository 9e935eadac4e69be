package apps.wire;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import java.util.Random;
import java.util.Set;

/**
 * Asks a server for so long and checks each answer, and that each comes in time. The correct client has time-outs, connects
 * anew after whatever went wrong, and asks again. Arguments: servers' names with commas between, seconds, and mistakes:
 * <ul>
 * <li>{@code stale}: asks again on the same connection, and takes whatever comes next for the answer;
 * <li>{@code trusting}: looks at no checksum;
 * <li>{@code hasty}: takes for granted that one read brings a message, and looks at no checksum;
 * <li>{@code halfway}: takes for granted that one write takes a message;
 * <li>{@code brittle}: a connection that ends is the end;
 * <li>{@code patient}: waits for an answer as long as it takes;
 * <li>{@code dialling}: waits for a connection as long as it takes;
 * <li>{@code refused}: a server that refuses is the end;
 * <li>{@code nameless}: a name that does not resolve is the end.
 * </ul>
 * {@code unhurried} is none: answers may take their time.
 */
public final class WireClient {
    private static final int CONNECT_MILLIS = 1_000;
    private static final int READ_MILLIS = 1_500;
    private static final int STALE_MILLIS = 60;
    private static final long IN_TIME_NANOS = 20_000_000_000L;
    private static final int LARGEST = 4_000;

    private final String[] servers;
    private final Set<String> mistakes;
    private final Random random = new Random();
    private SocketChannel channel;
    private DataInputStream in;
    private int attempts;
    private long number;

    private WireClient(String[] servers, Set<String> mistakes) {
        this.servers = servers;
        this.mistakes = mistakes;
    }

    public static void main(String[] args) throws Exception {
        WireClient client = new WireClient(args[0].split(","), Set.of(args));
        long end = System.nanoTime() + Long.parseLong(args[1]) * 1_000_000_000L;
        int answers = 0;
        while (System.nanoTime() < end) {
            client.ask();
            answers++;
            Thread.sleep(client.random.nextInt(100));
        }
        client.close();
        System.out.println("answers " + (answers > 0 ? "came" : "did not come"));
    }

    private void ask() throws Exception {
        byte[] payload = new byte[1 + random.nextInt(LARGEST)];
        random.nextBytes(payload);
        byte[] expected = Frames.answer(payload);
        long request = ++number;
        long start = System.nanoTime();
        while (true) {
            byte[] answer = attempt(request, payload);
            if (answer != null && !Arrays.equals(expected, answer)) {
                throw new IllegalStateException("a wrong answer");
            }
            if (System.nanoTime() - start > IN_TIME_NANOS && !mistakes.contains("unhurried")) {
                throw new IllegalStateException("an answer came late");
            }
            if (answer != null) {
                return;
            }
        }
    }

    /** Null where it must be tried again. */
    private byte[] attempt(long request, byte[] payload) throws Exception {
        try {
            if (channel == null) {
                connect();
            }
            send(Frames.encode(request, payload));
            Frames.Frame frame = Frames.read(in, mistakes.contains("trusting") || mistakes.contains("hasty"), mistakes.contains("hasty"));
            if (frame.request() != request && !mistakes.contains("stale")) {
                throw new IllegalStateException("the answer to another request");
            }
            return frame.payload();
        } catch (SocketTimeoutException e) {
            if (!mistakes.contains("stale")) {
                close();
            }
        } catch (UnknownHostException e) {
            if (mistakes.contains("nameless")) {
                throw e;
            }
            again();
        } catch (ConnectException e) {
            if (mistakes.contains("refused")) {
                throw e;
            }
            again();
        } catch (Frames.Damaged | EOFException e) {
            close();
        } catch (IOException e) {
            if (mistakes.contains("brittle")) {
                throw e;
            }
            again();
        }
        return null;
    }

    private void again() throws Exception {
        close();
        Thread.sleep(20 + random.nextInt(100));
    }

    private void connect() throws IOException {
        String server = servers[attempts++ % servers.length];
        InetSocketAddress address = new InetSocketAddress(InetAddress.getByName(server), Frames.PORT);
        SocketChannel opened = SocketChannel.open();
        try {
            opened.socket().connect(address, mistakes.contains("dialling") ? 0 : CONNECT_MILLIS);
        } catch (IOException e) {
            opened.close();
            throw e;
        }
        opened.socket().setSoTimeout(mistakes.contains("patient") ? 0 : mistakes.contains("stale") ? STALE_MILLIS : READ_MILLIS);
        channel = opened;
        in = new DataInputStream(opened.socket().getInputStream());
    }

    /** A channel in non-blocking mode takes what there is room for. */
    private void send(ByteBuffer frame) throws Exception {
        channel.configureBlocking(false);
        long start = System.nanoTime();
        do {
            if (channel.write(frame) == 0) {
                Thread.sleep(1);
                if (System.nanoTime() - start > READ_MILLIS * 1_000_000L) {
                    throw new IOException("no room to write");
                }
            }
        } while (frame.hasRemaining() && !mistakes.contains("halfway"));
        channel.configureBlocking(true);
    }

    private void close() {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            // it is over either way
        }
        channel = null;
    }
}
