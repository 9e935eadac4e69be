package apps.kv;

import java.util.ArrayList;
import java.util.List;

/** What a client knows of one key: all that it wrote, what was acknowledged and what was read. */
final class History {
    private final String key;
    private final List<String> written = new ArrayList<>();
    private long acknowledged;
    private long seen;

    History(String key) {
        this.key = key;
    }

    /** The next version to write. */
    synchronized Entry next(String filler) {
        String value = "v" + (written.size() + 1) + " " + filler;
        written.add(value);
        return new Entry(key, written.size(), value);
    }

    synchronized void acknowledged(Entry entry) {
        acknowledged = Math.max(acknowledged, entry.version());
    }

    /** The least version that a read which starts now may return. */
    synchronized long floor() {
        return Math.max(acknowledged, seen);
    }

    /**
     * Checks what a read returned.
     *
     * @param floor what {@link #floor} was when it started
     * @param version 0 where the key had no value
     * @throws IllegalStateException where the service broke its promise
     */
    synchronized void read(long floor, long version, String value) {
        if (version < floor) {
            throw new IllegalStateException("acked write is readable: key " + key + " expected v" + floor + ", was "
                    + (version == 0 ? "null" : "v" + version));
        }
        if (version > written.size() || version > 0 && !written.get((int) version - 1).equals(value)) {
            throw new IllegalStateException("only written values are read: key " + key + " returned " + value
                    + " as v" + version);
        }
        seen = Math.max(seen, version);
    }
}
