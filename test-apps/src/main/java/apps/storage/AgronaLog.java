package apps.storage;

import java.io.File;
import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32;
import org.agrona.IoUtil;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A log in files mapped by Agrona, as Aeron's are: frames of length, number, checksum and content, the length published last. Durable
 * is what the mapped buffer was forced for. The mistake: it is not.
 */
final class AgronaLog extends StoreProgram {
    private static final int SEGMENT = 1 << 17;
    private static final int HEADER = 16;

    public static void main(String[] args) throws Exception {
        main(new AgronaLog(), args);
    }

    @Override
    Store open(Path directory, boolean careless) throws IOException {
        return new Log(directory, careless);
    }

    private static final class Log implements Store {
        private final Path directory;
        private final boolean careless;
        private final SortedMap<Integer, String> kept = new TreeMap<>();
        private MappedByteBuffer mapped;
        private UnsafeBuffer buffer;
        private int segment;
        private int position;
        private int last;

        Log(Path directory, boolean careless) throws IOException {
            this.directory = directory;
            this.careless = careless;
            do {
                map(++segment);
                scan();
            } while (file(segment + 1).exists());
        }

        private File file(int number) {
            return directory.resolve("segment-" + number).toFile();
        }

        private void map(int number) throws IOException {
            if (mapped != null) {
                IoUtil.unmap(mapped);
            }
            File file = file(number);
            // A file that the power cut left short or in part is grown; what is behind its last frame is not read.
            mapped = file.exists() && file.length() == SEGMENT ? IoUtil.mapExistingFile(file, "segment") : created(file);
            buffer = new UnsafeBuffer(mapped);
            position = 0;
        }

        private MappedByteBuffer created(File file) throws IOException {
            IoUtil.deleteIfExists(file);
            MappedByteBuffer created = IoUtil.mapNewFile(file, SEGMENT, true);
            created.force();
            syncDirectory(directory);
            return created;
        }

        private void scan() {
            while (position + HEADER <= SEGMENT) {
                int length = buffer.getIntVolatile(position);
                if (length <= 0 || length > SEGMENT - position - HEADER || buffer.getInt(position + 4) != last + 1) {
                    return;
                }
                byte[] content = new byte[length - 1];
                buffer.getBytes(position + HEADER, content);
                if (buffer.getLong(position + 8) != checksum(last + 1, content)) {
                    return;
                }
                keep(last + 1, new String(content, StandardCharsets.US_ASCII));
                position += frame(content.length);
            }
        }

        private void keep(int number, String content) {
            kept.put(number, content);
            kept.remove(number - 12);
            last = number;
        }

        @Override
        public void write(int number, String content, int old) throws IOException {
            byte[] bytes = content.getBytes(StandardCharsets.US_ASCII);
            if (position + frame(bytes.length) > SEGMENT) {
                map(++segment);
            }
            buffer.putInt(position + 4, number);
            buffer.putLong(position + 8, checksum(number, bytes));
            buffer.putBytes(position + HEADER, bytes);
            buffer.putIntOrdered(position, bytes.length + 1);
            if (!careless) {
                mapped.force();
            }
            position += frame(bytes.length);
            keep(number, content);
        }

        private static int frame(int length) {
            return HEADER + (length + 15) / 16 * 16;
        }

        private static long checksum(int number, byte[] content) {
            CRC32 crc = new CRC32();
            crc.update(number);
            crc.update(content);
            return crc.getValue();
        }

        @Override
        public int last() {
            return last;
        }

        @Override
        public SortedMap<Integer, String> records() {
            return kept;
        }

        @Override
        public void close() {
            IoUtil.unmap(mapped);
        }
    }
}
