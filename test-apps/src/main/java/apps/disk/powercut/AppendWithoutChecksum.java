package apps.disk.powercut;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** A log of records behind their lengths. The mistake: a record counts as whole where the file is long enough for it. */
final class AppendWithoutChecksum extends Planted {
    private static final int LENGTH = 600;

    public static void main(String[] args) throws IOException {
        main(new AppendWithoutChecksum(), args);
    }

    @Override
    void run() throws IOException {
        try (FileChannel log = create("log")) {
            syncStore();
            for (int record = 1; record <= 3; record++) {
                write(log, log.size(), sealed(record, content(record, LENGTH)));
                log.force(false);
                promise(record);
            }
        }
    }

    @Override
    void check(int promised) throws IOException {
        int last = 0;
        if (exists("log")) {
            ByteBuffer log = ByteBuffer.wrap(read("log"));
            while (log.remaining() >= 16) {
                int start = log.position();
                int number = log.getInt();
                int length = log.getInt();
                log.getLong();
                if (length <= 0 || length > log.remaining() || correct && unsealed(log.array(), start) == 0) {
                    break; // the end of what was written
                }
                byte[] content = new byte[length];
                log.get(content);
                require(number(content, LENGTH) == number, "record " + number + " has its content");
                last = number;
            }
        }
        require(last >= promised, "record " + promised + " was promised, the log ends with " + last);
    }
}
