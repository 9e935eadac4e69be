package apps.disk.powercut;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Numbered snapshots, of which the last one is kept. The mistake: the greatest name is taken for the last one, and 9 is greater
 * than 10; which matters only where a crash has left two.
 */
final class SequenceWithoutPadding extends Planted {
    private static final int FIRST = 8;

    public static void main(String[] args) throws IOException {
        main(new SequenceWithoutPadding(), args);
    }

    private String name(int number) {
        return correct ? "snapshot-%04d".formatted(number) : "snapshot-" + number;
    }

    @Override
    void run() throws IOException {
        for (int number = FIRST; number < FIRST + 4; number++) {
            try (FileChannel file = create(name(number))) {
                write(file, 0, sealed(number, content(number, 50)));
                file.force(true);
            }
            syncStore();
            promise(number);
            Files.deleteIfExists(store.resolve(name(number - 1)));
        }
    }

    @Override
    void check(int promised) throws IOException {
        int found = 0;
        if (exists(".")) {
            try (Stream<Path> files = Files.list(store)) {
                List<String> names = files.map(file -> file.getFileName().toString()).sorted(Comparator.reverseOrder()).toList();
                for (int i = 0; i < names.size() && found == 0; i++) {
                    found = unsealed(read(names.get(i)), 0);
                }
            }
        }
        require(found >= promised, "snapshot " + promised + " was promised, found " + found);
    }
}
