package apps.faults;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.HashMap;
import java.util.Map;

/**
 * Uses the network in all ways that faults strike, goes on whatever happens, and does not stop when it is asked to. Arguments:
 * the other nodes of its kind.
 */
public final class Busy {
    private static final int PORT = 7500;
    private static final int ROUND_MILLIS = 100;

    private Busy() {}

    public static void main(String[] args) throws IOException {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> forever(() -> Thread.sleep(1_000))));
        ServerSocket server = new ServerSocket(PORT);
        DatagramSocket datagrams = new DatagramSocket(PORT);
        start(() -> serve(server));
        start(() -> datagrams.receive(new DatagramPacket(new byte[100], 100)));
        Map<Integer, String> rounds = new HashMap<>();
        forever(() -> {
            Thread.sleep(ROUND_MILLIS);
            rounds.put(rounds.size() % 10, "round");
            for (String other : args) {
                InetAddress address = InetAddress.getByName(other);
                datagrams.send(new DatagramPacket(new byte[100], 100, address, PORT));
                ask(address);
            }
            new Thread(() -> { }).start();
        });
    }

    private interface Step {
        void run() throws Exception;
    }

    private static void start(Step step) {
        new Thread(() -> forever(step)).start();
    }

    private static void forever(Step step) {
        while (true) {
            try {
                step.run();
            } catch (Exception | OutOfMemoryError e) {
                // the next time it may succeed
            }
        }
    }

    private static void serve(ServerSocket server) throws IOException {
        try (Socket client = server.accept()) {
            client.setSoTimeout(ROUND_MILLIS);
            client.getOutputStream().write(client.getInputStream().readNBytes(100));
        }
    }

    private static void ask(InetAddress address) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, PORT), ROUND_MILLIS);
            socket.setSoTimeout(ROUND_MILLIS);
            socket.getOutputStream().write(new byte[100]);
            socket.getInputStream().readNBytes(100);
        }
    }
}
