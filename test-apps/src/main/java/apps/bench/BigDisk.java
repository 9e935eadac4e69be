package apps.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Fills its disk at its first boot and then prints the time at each millisecond; at its second boot, it prints the time, looks at one
 * byte of the file and ends. Arguments: megabytes, and {@code synced} or {@code unsynced}.
 */
public final class BigDisk {
    private static final Path FILE = Path.of("/big");
    private static final int MEGABYTE = 1 << 20;

    private BigDisk() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        System.out.println("up " + System.nanoTime());
        if (Files.exists(Path.of("/written"))) {
            try (FileChannel file = FileChannel.open(FILE)) {
                file.read(ByteBuffer.allocate(1), file.size() / 2);
            }
            return;
        }
        int megabytes = Integer.parseInt(args[0]);
        try (FileChannel file = FileChannel.open(FILE, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            ByteBuffer buffer = ByteBuffer.allocateDirect(MEGABYTE);
            for (int i = 0; i < MEGABYTE; i += 64) {
                buffer.putLong(i, i);
            }
            file.force(true);
            try (FileChannel mark = FileChannel.open(Path.of("/written"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                mark.force(true);
            }
            try (FileChannel root = FileChannel.open(Path.of("/"))) {
                root.force(true);
            }
            for (int i = 0; i < megabytes; i++) {
                buffer.clear();
                while (buffer.hasRemaining()) {
                    file.write(buffer);
                }
            }
            if (args[1].equals("synced")) {
                file.force(true);
            }
        }
        Thread.sleep(1_000); // chaos has begun by then
        System.out.println("filled");
        while (true) {
            System.out.println("at " + System.nanoTime());
            Thread.sleep(1);
        }
    }
}
