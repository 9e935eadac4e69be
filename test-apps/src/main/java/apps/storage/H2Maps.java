package apps.storage;

import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;

/** H2's MVStore by itself: durable is what {@code sync} has returned for. The mistake: {@code commit} only. */
final class H2Maps extends StoreProgram {
    public static void main(String[] args) throws Exception {
        main(new H2Maps(), args);
    }

    @Override
    Store open(Path directory, boolean careless) throws Exception {
        MVStore store = new MVStore.Builder().fileName(directory.resolve("maps.mv").toString()).autoCommitDisabled().open();
        syncDirectory(directory); // the file itself: H2 leaves that to the file system
        MVMap<Integer, String> records = store.openMap("records");
        MVMap<String, Integer> numbers = store.openMap("numbers");
        return new Store() {
            @Override
            public void write(int number, String content, int old) {
                records.put(number, content);
                records.remove(old);
                numbers.put("last", number);
                store.commit();
                if (!careless) {
                    store.sync();
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
                store.close();
            }
        };
    }
}
