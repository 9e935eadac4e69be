package apps.storage;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.iq80.leveldb.DB;
import org.iq80.leveldb.Options;
import org.iq80.leveldb.WriteBatch;
import org.iq80.leveldb.WriteOptions;
import org.iq80.leveldb.impl.Iq80DBFactory;

/** The Java port of LevelDB, memory-mapped: durable is what was written with {@code sync}. The mistake: written without. */
final class LevelDb extends StoreProgram {
    private static final byte[] LAST = {'L'};

    public static void main(String[] args) throws Exception {
        main(new LevelDb(), args);
    }

    @Override
    Store open(Path directory, boolean careless) throws IOException {
        DB db = Iq80DBFactory.factory.open(directory.resolve("level").toFile(), new Options().writeBufferSize(1 << 16));
        return new Store() {
            @Override
            public void write(int number, String content, int old) throws IOException {
                try (WriteBatch batch = db.createWriteBatch()) {
                    batch.put(key(number), content.getBytes(StandardCharsets.US_ASCII));
                    batch.delete(key(old));
                    batch.put(LAST, key(number));
                    db.write(batch, new WriteOptions().sync(!careless));
                }
            }

            @Override
            public int last() {
                byte[] last = db.get(LAST);
                return last == null ? 0 : number(last);
            }

            @Override
            public SortedMap<Integer, String> records() throws IOException {
                SortedMap<Integer, String> records = new TreeMap<>();
                try (var entries = db.iterator()) {
                    for (entries.seekToFirst(); entries.hasNext(); ) {
                        Map.Entry<byte[], byte[]> entry = entries.next();
                        if (entry.getKey().length > 1) {
                            records.put(number(entry.getKey()), new String(entry.getValue(), StandardCharsets.US_ASCII));
                        }
                    }
                }
                return records;
            }

            @Override
            public void close() throws IOException {
                db.close();
            }
        };
    }

    private static byte[] key(int number) {
        return "%09d".formatted(number).getBytes(StandardCharsets.US_ASCII);
    }

    private static int number(byte[] key) {
        return Integer.parseInt(new String(key, StandardCharsets.US_ASCII));
    }
}
