package apps.examples.hits;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Counts hits, and keeps the count in a file. With argument {@code lazy} it does not wait for the disk before it answers. */
public final class HitServer {
    public static final int PORT = 7000;
    private static final Path FILE = Path.of("/var/lib/hits");

    private HitServer() {}

    public static void main(String[] args) throws IOException {
        boolean lazy = args.length > 0 && args[0].equals("lazy");
        Files.createDirectories(FILE.getParent());
        try (FileChannel file = FileChannel.open(FILE, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
                FileChannel directory = FileChannel.open(FILE.getParent(), StandardOpenOption.READ);
                ServerSocket server = new ServerSocket(PORT)) {
            directory.force(true);
            ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES);
            long hits = file.read(bytes, 0) == Long.BYTES ? bytes.getLong(0) : 0;
            while (true) {
                try (Socket client = server.accept()) {
                    BufferedReader in = new BufferedReader(new InputStreamReader(client.getInputStream()));
                    OutputStream out = client.getOutputStream();
                    while (in.readLine() != null) {
                        hits++;
                        file.write(bytes.clear().putLong(hits).flip(), 0);
                        if (!lazy) {
                            file.force(true);
                        }
                        out.write((hits + "\n").getBytes());
                    }
                } catch (IOException e) {
                    // the client is gone; the next one comes
                }
            }
        }
    }
}
