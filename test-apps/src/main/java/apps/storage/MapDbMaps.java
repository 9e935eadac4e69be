package apps.storage;

import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentMap;
import org.mapdb.DB;
import org.mapdb.DBMaker;
import org.mapdb.Serializer;

/** MapDB with transactions, memory-mapped: durable is what is committed. The mistake: every fifth write is committed only. */
final class MapDbMaps extends StoreProgram {
    public static void main(String[] args) throws Exception {
        main(new MapDbMaps(), args);
    }

    @Override
    Store open(Path directory, boolean careless) {
        DB db = DBMaker.fileDB(directory.resolve("maps").toFile()).fileMmapEnable().transactionEnable().make();
        ConcurrentMap<Integer, String> records = db.treeMap("records", Serializer.INTEGER, Serializer.STRING).createOrOpen();
        ConcurrentMap<String, Integer> numbers = db.hashMap("numbers", Serializer.STRING, Serializer.INTEGER).createOrOpen();
        return new Store() {
            @Override
            public void write(int number, String content, int old) {
                records.put(number, content);
                records.remove(old);
                numbers.put("last", number);
                if (!careless || number % 5 == 0) {
                    db.commit();
                }
            }

            @Override
            public int last() {
                return numbers.getOrDefault("last", 0);
            }

            @Override
            public SortedMap<Integer, String> records() {
                return new TreeMap<>(records);
            }

            @Override
            public void close() {
                db.close();
            }
        };
    }
}
