package apps.disk.powercut;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A file is replaced by another. The mistake: after a crash the new one is written into what the crash has left of its
 * predecessor, which may be longer.
 */
final class TempFileOfTheCrash extends Planted {
    public static void main(String[] args) throws IOException {
        main(new TempFileOfTheCrash(), args);
    }

    @Override
    void run() throws IOException {
        save(1, 900);
        save(2, 800);
    }

    private void save(int version, int length) throws IOException {
        try (FileChannel next = correct
                ? open("next", StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)
                : open("next", StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            write(next, 0, content(version, length));
            next.force(true);
        }
        Files.move(store.resolve("next"), store.resolve("current"), StandardCopyOption.ATOMIC_MOVE);
        syncStore();
        promise(version);
    }

    @Override
    void check(int promised) throws IOException {
        if (promised == 0) {
            return;
        }
        byte[] current = read("current");
        require(number(current, current.length) >= promised, "version " + promised + " was promised");
        save(3, 100);
        require(number(read("current"), 100) == 3, "the next version is as it was written");
    }
}
