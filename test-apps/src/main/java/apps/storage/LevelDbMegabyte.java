package apps.storage;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.iq80.leveldb.DB;
import org.iq80.leveldb.Options;
import org.iq80.leveldb.WriteOptions;
import org.iq80.leveldb.impl.Iq80DBFactory;

/**
 * Synced writes of 7,000 bytes to the Java port of LevelDB, whose log is mapped a megabyte at a time. {@code run N} writes and prints them,
 * {@code check} looks for those that were printed. The write that crosses the megabyte is in two maps, and only the second is forced.
 */
final class LevelDbMegabyte {
    private static final Path DIRECTORY = Path.of("/var/lib/store");

    private LevelDbMegabyte() {}

    public static void main(String[] args) throws Exception {
        Files.createDirectories(DIRECTORY);
        try (DB db = Iq80DBFactory.factory.open(DIRECTORY.toFile(), new Options())) {
            if (args[0].equals("run")) {
                StoreProgram.syncDirectory(DIRECTORY);
                StoreProgram.syncDirectory(DIRECTORY.getParent());
                for (int number = 1; number <= Integer.parseInt(args[1]); number++) {
                    db.put(key(number), content(number), new WriteOptions().sync(true));
                    System.out.println("stored " + number);
                }
                Runtime.getRuntime().halt(0); // the power goes before anything else is done
            }
            long promised = new String(System.in.readAllBytes(), StandardCharsets.UTF_8).lines().count();
            for (int number = 1; number <= promised; number++) {
                if (!Arrays.equals(content(number), db.get(key(number)))) {
                    throw new IllegalStateException("write " + number + " was promised, as were all up to " + promised + ", and is not there");
                }
            }
        }
    }

    private static byte[] key(int number) {
        return Integer.toString(number).getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] content(int number) {
        byte[] content = new byte[7_000];
        Arrays.fill(content, (byte) ('a' + number % 26));
        return content;
    }
}
