package apps.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A service that counts upwards in an append-only file, rewrites a snapshot now and then, and at each start checks that
 * it lost nothing it had promised. The argument says how it writes: {@code force} as it must, {@code lazy} without.
 */
public final class Ledger {
    private static final Path LOG = Path.of("ledger.log");
    private static final Path SNAPSHOT = Path.of("snapshot");
    private static final Path PROMISED = Path.of("promised");

    private Ledger() {}

    public static void main(String[] args) throws Exception {
        boolean lazy = args.length > 0 && args[0].equals("lazy");
        long promised = Files.exists(PROMISED) ? Long.parseLong(Files.readString(PROMISED).strip()) : 0;
        long last = lastRecord();
        System.out.println("promised " + promised + ", found " + last);
        if (last < promised) {
            throw new IllegalStateException("lost records: promised " + promised + ", found " + last);
        }
        try (FileChannel log = FileChannel.open(LOG, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileChannel witness = FileChannel.open(PROMISED, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            log.truncate(last * Long.BYTES).position(last * Long.BYTES);
            while (true) {
                last++;
                log.write(ByteBuffer.allocate(Long.BYTES).putLong(0, last));
                if (!lazy) {
                    log.force(false);
                }
                // What the outside world saw: always durable.
                witness.write(ByteBuffer.wrap("%12d\n".formatted(last).getBytes()), 0);
                witness.force(true);
                if (last % 50 == 0) {
                    snapshot(last);
                }
                Thread.sleep(5);
            }
        }
    }

    private static long lastRecord() throws IOException {
        if (!Files.exists(LOG)) {
            return 0;
        }
        ByteBuffer all = ByteBuffer.wrap(Files.readAllBytes(LOG));
        long last = 0;
        while (all.remaining() >= Long.BYTES && all.getLong() == last + 1) {
            last++;
        }
        return last;
    }

    private static void snapshot(long last) throws IOException {
        Path next = Path.of("snapshot.next");
        try (FileChannel channel = FileChannel.open(next, StandardOpenOption.CREATE, StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING)) {
            channel.write(ByteBuffer.wrap(Long.toString(last).getBytes()));
            channel.force(true);
        }
        Files.move(next, SNAPSHOT, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
