package apps.disk.powercut;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** A file is replaced by another. The mistake: the promise is made before the directory is on the disk. */
final class RenameWithoutDirectorySync extends Planted {
    private static final int LENGTH = 100;

    public static void main(String[] args) throws IOException {
        main(new RenameWithoutDirectorySync(), args);
    }

    @Override
    void run() throws IOException {
        for (int version = 1; version <= 3; version++) {
            try (FileChannel next = open("next", StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
                write(next, 0, content(version, LENGTH));
                next.force(true);
            }
            Files.move(store.resolve("next"), store.resolve("current"), StandardCopyOption.ATOMIC_MOVE);
            if (correct) {
                syncStore();
            }
            promise(version);
        }
    }

    @Override
    void check(int promised) throws IOException {
        int found = exists("current") ? number(read("current"), LENGTH) : 0;
        require(found >= promised, "version " + promised + " was promised, found " + found);
    }
}
