package apps.disk.powercut;

import java.io.IOException;
import java.nio.channels.FileChannel;

/** A log. The mistake: a force that fails is tried once more, and taken at its word then. */
final class IgnoredSyncFailure extends Planted {
    private static final int LENGTH = 100;

    public static void main(String[] args) throws IOException {
        main(new IgnoredSyncFailure(), args);
    }

    @Override
    void run() throws IOException {
        try (FileChannel log = create("log")) {
            syncStore();
            for (int record = 1; record <= 4; record++) {
                write(log, log.size(), sealed(record, content(record, LENGTH)));
                try {
                    log.force(false);
                } catch (IOException e) {
                    if (correct) {
                        throw e; // what the disk has is not known any more: only a new start finds out
                    }
                    log.force(false);
                }
                promise(record);
            }
        }
    }

    @Override
    void check(int promised) throws IOException {
        int last = 0;
        byte[] log = exists("log") ? read("log") : new byte[0];
        for (int at = 0; unsealed(log, at) > 0; at += 16 + LENGTH) {
            last = unsealed(log, at);
        }
        require(last >= promised, "record " + promised + " was promised, the log ends with " + last);
    }
}
