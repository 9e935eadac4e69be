package apps.races.net;

import static apps.races.Program.check;
import static apps.races.Program.isFixed;
import static apps.races.Program.together;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** One read is expected to return all that was written in two. */
public final class TcpPartialRead {
    private TcpPartialRead() {}

    private static void write(int port) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            OutputStream out = socket.getOutputStream();
            out.write(new byte[] {1, 2});
            out.write(new byte[] {3, 4});
        }
    }

    private static void read(ServerSocket server, boolean fixed) throws IOException {
        try (Socket socket = server.accept()) {
            InputStream in = socket.getInputStream();
            byte[] message = new byte[4];
            int length = fixed ? in.readNBytes(message, 0, 4) : in.read(message);
            check(length == 4, "bytes read: " + length);
        }
    }

    public static void main(String[] args) throws Exception {
        boolean fixed = isFixed(args);
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            int port = server.getLocalPort();
            together(() -> read(server, fixed), () -> write(port));
        }
    }
}
