package apps.net;

import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Blocking sockets: a thread a connection, echoing; clients check what comes back, a small and a large message each. */
public final class Echo {
    private static final int CLIENTS = 8;
    private static final int LARGE = 1_000_000;

    private Echo() {}

    public static void main(String[] args) throws Exception {
        try (ServerSocket server = new ServerSocket(0)) {
            Thread acceptor = new Thread(() -> accept(server), "acceptor");
            acceptor.setDaemon(true);
            acceptor.start();
            List<Thread> clients = new ArrayList<>();
            int[] bytes = new int[CLIENTS];
            for (int i = 0; i < CLIENTS; i++) {
                int client = i;
                Thread thread = new Thread(() -> bytes[client] = client(server.getLocalPort(), client), "client-" + i);
                clients.add(thread);
                thread.start();
            }
            for (Thread thread : clients) {
                thread.join();
            }
            System.out.println("echoed " + Arrays.stream(bytes).sum() + " bytes, " + System.nanoTime() / 1000 + " us");
        }
    }

    private static void accept(ServerSocket server) {
        try {
            while (true) {
                Socket socket = server.accept();
                Thread thread = new Thread(() -> echo(socket), "echo-" + socket.getPort());
                thread.setDaemon(true);
                thread.start();
            }
        } catch (Exception e) {
            System.out.println("acceptor: " + e);
        }
    }

    private static void echo(Socket socket) {
        try (socket) {
            InputStream in = socket.getInputStream();
            OutputStream out = socket.getOutputStream();
            byte[] buffer = new byte[10_000];
            int n;
            while ((n = in.read(buffer)) >= 0) {
                out.write(buffer, 0, n);
            }
        } catch (Exception e) {
            System.out.println("echo: " + e);
        }
    }

    private static int client(int port, int number) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            int done = exchange(socket, ("hello from " + number).getBytes());
            byte[] large = new byte[LARGE];
            for (int i = 0; i < large.length; i++) {
                large[i] = (byte) (i * 31 + number);
            }
            return done + exchange(socket, large);
        } catch (Exception e) {
            throw new IllegalStateException("client " + number, e);
        }
    }

    private static int exchange(Socket socket, byte[] message) throws Exception {
        Thread writer = new Thread(() -> {
            try {
                socket.getOutputStream().write(message);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        writer.start();
        byte[] back = socket.getInputStream().readNBytes(message.length);
        writer.join();
        if (!Arrays.equals(message, back)) {
            throw new IllegalStateException("came back different");
        }
        return back.length;
    }
}
