package apps.kv;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;
import java.util.zip.CRC32;

/**
 * An append-only file of records. Each is four bytes of length, four of CRC-32 and the payload; the first record that does
 * not check is where a power cut tore the file, and everything from there on is cut off when it is opened.
 */
class Log implements Closeable {
    private static final int HEADER = 8;
    private static final int MAX_RECORD = 1 << 20;

    protected final FileChannel file;
    private boolean broken;

    /**
     * Opens the file, creating it where it is missing, and hands every record in it to {@code replay}.
     */
    Log(Path path, Consumer<ByteBuffer> replay) throws IOException {
        boolean isNew = !Files.exists(path);
        file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        long end = replay(replay);
        file.truncate(end);
        file.position(end);
        file.force(true);
        if (isNew) {
            syncDirectory(path.toAbsolutePath().getParent());
        }
    }

    /** A new file survives a power cut only when the directory that names it is on the disk too. */
    static void syncDirectory(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private long replay(Consumer<ByteBuffer> replay) throws IOException {
        ByteBuffer all = ByteBuffer.allocate((int) file.size());
        while (all.hasRemaining() && file.read(all) >= 0) {
            // the file is read in as many pieces as it takes
        }
        all.flip();
        while (all.remaining() >= HEADER) {
            int start = all.position();
            int length = all.getInt();
            int crc = all.getInt();
            if (length <= 0 || length > MAX_RECORD || length > all.remaining()) {
                return start;
            }
            ByteBuffer payload = all.slice(all.position(), length);
            if (crc != crcOf(payload)) {
                return start;
            }
            replay.accept(payload);
            all.position(all.position() + length);
        }
        return all.position();
    }

    /** Returns when the record is on the disk. */
    synchronized void append(ByteBuffer payload) throws IOException {
        write(payload);
        broken = true;
        file.force(false);
        broken = false;
    }

    /** Writes without waiting for the disk. After a failed write nothing more is accepted: the tail is unknown. */
    protected final void write(ByteBuffer payload) throws IOException {
        if (broken) {
            throw new IOException("an earlier write to the log failed");
        }
        ByteBuffer record = ByteBuffer.allocate(HEADER + payload.remaining());
        record.putInt(payload.remaining()).putInt(crcOf(payload)).put(payload).flip();
        broken = true;
        while (record.hasRemaining()) {
            file.write(record);
        }
        broken = false;
    }

    private static int crcOf(ByteBuffer payload) {
        CRC32 crc = new CRC32();
        crc.update(payload.duplicate());
        return (int) crc.getValue();
    }

    @Override
    public synchronized void close() throws IOException {
        if (file.isOpen()) {
            file.force(true);
            file.close();
        }
    }
}
