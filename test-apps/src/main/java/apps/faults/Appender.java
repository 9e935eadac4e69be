package apps.faults;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Appends records to a log for twenty seconds, and reads the log again now and then. A write that fails may have left a part of its
 * record: {@code careful} cuts it off, {@code naive} appends the next one behind it.
 */
public final class Appender {
    private static final int RECORD = 200;

    private Appender() {}

    public static void main(String[] args) throws Exception {
        boolean careful = args[0].equals("careful");
        try (FileChannel log = FileChannel.open(Path.of("/var/log.bin"), StandardOpenOption.CREATE, StandardOpenOption.READ,
                StandardOpenOption.WRITE)) {
            long good = 0;
            for (int i = 0; i < 1_000; i++) {
                Thread.sleep(20);
                try {
                    append(log, careful ? good : log.size());
                    good += RECORD;
                } catch (IOException e) {
                    if (careful) {
                        log.truncate(good);
                    }
                }
                if (i % 50 == 49) {
                    check(log);
                }
            }
        } catch (java.nio.file.FileSystemException e) {
            // not even the log could be made
        }
    }

    private static void append(FileChannel log, long at) throws IOException {
        ByteBuffer record = ByteBuffer.allocate(RECORD);
        record.put(0, (byte) '<').put(RECORD - 1, (byte) '>');
        while (record.hasRemaining()) {
            log.write(record, at + record.position());
        }
    }

    private static void check(FileChannel log) throws IOException {
        ByteBuffer all = ByteBuffer.allocate((int) log.size());
        while (all.hasRemaining() && log.read(all, all.position()) > 0) {
            // until all is read
        }
        for (int at = 0; at < all.capacity(); at += RECORD) {
            if (at + RECORD > all.capacity() || all.get(at) != '<' || all.get(at + RECORD - 1) != '>') {
                throw new IllegalStateException("no record at " + at + " of " + all.capacity());
            }
        }
    }
}
