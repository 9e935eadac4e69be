package apps.disk.powercut;

import java.io.IOException;
import java.nio.channels.FileChannel;

/** The state of a program with a checksum over it. The mistake: it is always written at the same place. */
final class OneSlot extends Planted {
    private static final int LENGTH = 1000;
    private static final int SLOT = 1024;

    public static void main(String[] args) throws IOException {
        main(new OneSlot(), args);
    }

    @Override
    void run() throws IOException {
        try (FileChannel file = create("state")) {
            syncStore();
            for (int state = 1; state <= 3; state++) {
                write(file, correct ? (long) (state % 2) * SLOT : 0, sealed(state, content(state, LENGTH)));
                file.force(false);
                promise(state);
            }
        }
    }

    @Override
    void check(int promised) throws IOException {
        byte[] file = exists("state") ? read("state") : new byte[0];
        int found = Math.max(unsealed(file, 0), file.length > SLOT ? unsealed(file, SLOT) : 0);
        require(found >= promised, "state " + promised + " was promised, found " + found);
    }
}
