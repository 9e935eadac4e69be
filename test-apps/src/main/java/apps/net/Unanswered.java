package apps.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** Sends into a network that has been cut ten seconds ago, and says after how many seconds the connection gives up. */
public final class Unanswered {
    private static final int PORT = 7000;

    private Unanswered() {}

    public static void main(String[] args) throws Exception {
        if (args[0].equals("server")) {
            try (ServerSocket server = new ServerSocket(PORT)) {
                while (true) {
                    Socket socket = server.accept();
                    Thread.ofPlatform().daemon().start(() -> echo(socket));
                }
            }
        }
        try (Socket socket = new Socket(args[1], PORT);
                SocketChannel channel = SocketChannel.open(new InetSocketAddress(args[1], PORT))) {
            socket.getOutputStream().write(1);
            socket.getInputStream().read();
            Thread.sleep(20_000);
            Thread other = Thread.ofPlatform().start(() -> tell("channel", () -> {
                channel.write(ByteBuffer.wrap(new byte[] {2}));
                return channel.read(ByteBuffer.allocate(1));
            }));
            boolean answered = tell("socket", () -> {
                socket.getOutputStream().write(2);
                return socket.getInputStream().read();
            });
            if (!answered) {
                tell("socket again", () -> socket.getInputStream().read());
            }
            other.join();
        }
    }

    private interface Body {
        int run() throws IOException;
    }

    private static boolean tell(String what, Body body) {
        long start = System.nanoTime();
        String outcome;
        boolean answered = true;
        try {
            outcome = Integer.toString(body.run());
        } catch (IOException e) {
            outcome = e.toString();
            answered = false;
        }
        System.out.println(what + ": " + outcome + " after " + (System.nanoTime() - start) / 1_000_000_000 + " s");
        return answered;
    }

    private static void echo(Socket socket) {
        try (socket) {
            for (int read = socket.getInputStream().read(); read >= 0; read = socket.getInputStream().read()) {
                socket.getOutputStream().write(read);
            }
        } catch (IOException e) {
            System.out.println("server: " + e.getMessage());
        }
    }
}
