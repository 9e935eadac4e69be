package apps.faults;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;

/** Remembers how many records a {@link DiskSymptoms} has seen safe, over all its lives, for a number of seconds. */
public final class DiskWitness {
    static final int PORT = 7400;

    private DiskWitness() {}

    public static void main(String[] args) throws IOException {
        long end = System.nanoTime() + Long.parseLong(args[0]) * 1_000_000_000L;
        long records = 0;
        try (ServerSocket server = new ServerSocket(PORT)) {
            server.setSoTimeout(1_000);
            while (System.nanoTime() < end) {
                try (Socket node = server.accept()) {
                    node.setSoTimeout(1_000);
                    node.getOutputStream().write(ByteBuffer.allocate(8).putLong(records).array());
                    DataInputStream in = new DataInputStream(node.getInputStream());
                    while (System.nanoTime() < end) {
                        records = in.readLong();
                    }
                } catch (SocketTimeoutException | EOFException | java.net.SocketException e) {
                    // it crashed, or its disk stands still
                }
            }
        }
    }
}
