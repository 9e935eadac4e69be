package apps.storage;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Two maps of a library. */
final class MapStore implements Store {
    private final Map<Integer, String> records;
    private final Map<String, Integer> numbers;
    private final Durability durability;
    private final AutoCloseable library;

    /** What the library needs behind the changes of a write so that they are durable. */
    interface Durability {
        void afterWrite(int number) throws Exception;
    }

    MapStore(Map<Integer, String> records, Map<String, Integer> numbers, Durability durability, AutoCloseable library) {
        this.records = records;
        this.numbers = numbers;
        this.durability = durability;
        this.library = library;
    }

    @Override
    public void write(int number, String content, int old) throws Exception {
        records.put(number, content);
        records.remove(old);
        numbers.put("last", number);
        durability.afterWrite(number);
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
    public void close() throws Exception {
        library.close();
    }
}
