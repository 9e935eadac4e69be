package apps.kv;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What this node knows: the newest version of each key, in memory and in the log. */
final class Store implements Closeable {
    private final Map<String, Entry> entries = new ConcurrentHashMap<>();
    private final Log log;

    Store(Path directory, boolean groupCommit) throws IOException {
        Path path = directory.toAbsolutePath();
        if (!Files.isDirectory(path)) {
            Files.createDirectories(path);
            Log.syncDirectory(path.getParent());
        }
        Path file = path.resolve("kv.log");
        log = groupCommit
                ? new FastLog(file, bytes -> remember(Entry.fromBytes(bytes)))
                : new Log(file, bytes -> remember(Entry.fromBytes(bytes)));
    }

    /** The newest version of the key, or null. */
    Entry get(String key) {
        return entries.get(key);
    }

    /** Keeps the entry where it is newer than what is known; returns when that is in the log. */
    synchronized void put(Entry entry) throws IOException {
        Entry known = entries.get(entry.key());
        if (known == null || known.version() < entry.version()) {
            log.append(entry.toBytes());
            // Only now: a reader must not be told of what a power cut could still take back.
            remember(entry);
        }
    }

    private void remember(Entry entry) {
        entries.merge(entry.key(), entry, (old, now) -> now.version() > old.version() ? now : old);
    }

    int size() {
        return entries.size();
    }

    @Override
    public void close() throws IOException {
        log.close();
    }
}
