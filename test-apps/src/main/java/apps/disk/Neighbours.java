package apps.disk;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.concurrent.TimeUnit;

/**
 * Two processes of one machine: the first, {@code 0}, holds a lock, the second, {@code 1}, wants it; they see one another's
 * files, mapped memory and events of directories.
 */
public final class Neighbours {
    private static final Path SHARED = Path.of("/var/lib/neighbours");

    private Neighbours() {}

    public static void main(String[] args) throws Exception {
        Files.createDirectories(SHARED);
        try (FileChannel lock = open("lock"); FileChannel memory = open("memory")) {
            MappedByteBuffer map = memory.map(FileChannel.MapMode.READ_WRITE, 0, 4096);
            if (args[0].equals("0")) {
                holder(lock, map);
            } else {
                waiter(lock, map);
            }
        }
    }

    private static FileChannel open(String name) throws Exception {
        return FileChannel.open(SHARED.resolve(name), CREATE, READ, WRITE);
    }

    private static void holder(FileChannel lock, MappedByteBuffer map) throws Exception {
        FileLock first = lock.lock(0, 10, false);
        FileLock second = lock.lock(10, 10, false);
        map.putInt(0, 7);
        Thread.sleep(2000);
        Files.createFile(SHARED.resolve("ready"));
        Thread.sleep(5000);
        System.out.println("in memory: " + map.getInt(4));
        first.release();
        Thread.sleep(2000);
        System.out.println("the other's part: " + lock.tryLock(0, 10, false) + ", my own: " + second.isValid());
        Thread.sleep(60_000); // a crash comes before that
    }

    private interface Ending {
        void end(Thread thread, FileChannel channel) throws Exception;
    }

    /** A thread waits for the lock and is made to leave. */
    private static void leave(String how, Ending ending) throws Exception {
        FileChannel channel = open("lock");
        Thread thread = Thread.ofPlatform().start(() -> {
            try {
                channel.lock(0, 10, false);
            } catch (Exception e) {
                System.out.println(how + ": " + e);
            }
        });
        Thread.sleep(500);
        long start = System.nanoTime();
        ending.end(thread, channel);
        thread.join();
        System.out.println(how + ", and gone after " + (System.nanoTime() - start) / 1_000_000 + " ms");
        channel.close();
    }

    private static void waiter(FileChannel lock, MappedByteBuffer map) throws Exception {
        try (WatchService service = FileSystems.getDefault().newWatchService()) {
            WatchKey key = SHARED.register(service, StandardWatchEventKinds.ENTRY_CREATE);
            while (!Files.exists(SHARED.resolve("ready"))) {
                System.out.println("seen: " + service.poll(1, TimeUnit.HOURS).pollEvents().get(0).context());
                key.reset();
            }
        }
        System.out.println("in memory: " + map.getInt(0));
        map.putInt(4, 8);
        System.out.println("tried: " + lock.tryLock() + " " + lock.tryLock(0, 10, true));
        leave("closed", (thread, channel) -> channel.close());
        leave("interrupted", (thread, channel) -> thread.interrupt());
        long start = System.nanoTime();
        FileLock held = lock.lock(0, 10, false);
        System.out.println("locked after " + (System.nanoTime() - start) / 1_000_000_000 + " s: " + held.isValid());
        start = System.nanoTime();
        boolean all = lock.lock(10, 10, false).isValid();
        System.out.println("the rest after more than 10 s: " + (System.nanoTime() - start > 10_000_000_000L) + " " + all);
    }
}
