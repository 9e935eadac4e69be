package apps.disk.powercut;

import java.io.IOException;
import java.nio.channels.FileChannel;

/** A log and the table that it goes into now and then. The mistake: the log is emptied before the table is on the disk. */
final class TruncateBeforeSync extends Planted {
    private static final int LENGTH = 64;

    public static void main(String[] args) throws IOException {
        main(new TruncateBeforeSync(), args);
    }

    @Override
    void run() throws IOException {
        try (FileChannel log = create("log"); FileChannel table = create("table")) {
            syncStore();
            for (int entry = 1; entry <= 4; entry++) {
                write(log, log.size(), sealed(entry, content(entry, LENGTH)));
                log.force(false);
                promise(entry);
                if (entry % 2 == 0) {
                    write(table, 0, sealed(entry, content(entry, LENGTH)));
                    if (correct) {
                        table.force(true);
                    }
                    log.truncate(0);
                    log.force(true);
                    table.force(true);
                }
            }
        }
    }

    @Override
    void check(int promised) throws IOException {
        int last = exists("table") ? unsealed(read("table"), 0) : 0;
        byte[] log = exists("log") ? read("log") : new byte[0];
        for (int at = 0; unsealed(log, at) > 0; at += 16 + LENGTH) {
            last = Math.max(last, unsealed(log, at));
        }
        require(last >= promised, "entry " + promised + " was promised, found " + last);
    }
}
