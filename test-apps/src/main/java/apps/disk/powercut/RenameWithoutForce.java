package apps.disk.powercut;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** A file is replaced by a new one that is written beside it. The mistake: the new name may be on the disk before the content. */
final class RenameWithoutForce extends Planted {
    private static final int LENGTH = 700;

    public static void main(String[] args) throws IOException {
        main(new RenameWithoutForce(), args);
    }

    @Override
    void run() throws IOException {
        for (int version = 1; version <= 3; version++) {
            try (FileChannel next = open("next", StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
                write(next, 0, content(version, LENGTH));
                if (correct) {
                    next.force(true);
                }
            }
            Files.move(store.resolve("next"), store.resolve("current"), StandardCopyOption.ATOMIC_MOVE);
            syncStore();
        }
    }

    @Override
    void check(int promised) throws IOException {
        require(!exists("current") || number(read("current"), LENGTH) > 0, "current is whole");
    }
}
