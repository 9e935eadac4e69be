package apps.disk.powercut;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;

/** Snapshots, of which the last one is kept. The mistake: the old one is deleted before the new one is on the disk. */
final class DeleteBeforeTheNewIsDurable extends Planted {
    private static final int LENGTH = 300;

    public static void main(String[] args) throws IOException {
        main(new DeleteBeforeTheNewIsDurable(), args);
    }

    @Override
    void run() throws IOException {
        for (int snapshot = 1; snapshot <= 3; snapshot++) {
            try (FileChannel file = create("snapshot-" + snapshot)) {
                write(file, 0, sealed(snapshot, content(snapshot, LENGTH)));
                if (!correct) {
                    Files.deleteIfExists(store.resolve("snapshot-" + (snapshot - 1)));
                }
                file.force(true);
            }
            syncStore();
            promise(1); // there is a snapshot
            if (correct) {
                Files.deleteIfExists(store.resolve("snapshot-" + (snapshot - 1)));
            }
        }
    }

    @Override
    void check(int promised) throws IOException {
        int best = 0;
        for (int snapshot = 1; snapshot <= 3; snapshot++) {
            best = exists("snapshot-" + snapshot) ? Math.max(best, unsealed(read("snapshot-" + snapshot), 0)) : best;
        }
        require(best >= promised, "there is a snapshot");
    }
}
