package apps.disk.powercut;

import java.io.IOException;
import java.nio.channels.FileChannel;

/** A log. The mistake: what is in it is promised before it is on the disk. */
final class AckBeforeForce extends Planted {
    private static final int LENGTH = 100;

    public static void main(String[] args) throws IOException {
        main(new AckBeforeForce(), args);
    }

    @Override
    void run() throws IOException {
        try (FileChannel log = create("log")) {
            syncStore();
            for (int record = 1; record <= 4; record++) {
                write(log, log.size(), sealed(record, content(record, LENGTH)));
                if (!correct) {
                    promise(record);
                }
                log.force(false);
                if (correct) {
                    promise(record);
                }
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
