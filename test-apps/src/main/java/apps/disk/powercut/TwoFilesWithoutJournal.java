package apps.disk.powercut;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Money goes from one account to another, each in a file of its own. The mistake: nothing says that the two belong together. */
final class TwoFilesWithoutJournal extends Planted {
    private static final int TOTAL = 100;

    public static void main(String[] args) throws IOException {
        main(new TwoFilesWithoutJournal(), args);
    }

    @Override
    void run() throws IOException {
        try (FileChannel left = create("left"); FileChannel right = create("right"); FileChannel journal = create("journal")) {
            set(left, TOTAL);
            set(right, 0);
            syncStore();
            promise(1); // from here on there is money
            for (int amount = 10; amount <= 30; amount += 10) {
                if (correct) {
                    write(journal, 0, sealed(amount, amounts(TOTAL - amount, amount)));
                    journal.force(true);
                }
                set(left, TOTAL - amount);
                set(right, amount);
            }
        }
    }

    private static byte[] amounts(int left, int right) {
        return ByteBuffer.allocate(8).putInt(left).putInt(right).array();
    }

    private static void set(FileChannel account, int amount) throws IOException {
        write(account, 0, ByteBuffer.allocate(4).putInt(amount).array());
        account.force(true);
    }

    @Override
    void check(int promised) throws IOException {
        if (promised == 0) {
            return;
        }
        int left = ByteBuffer.wrap(read("left")).getInt();
        int right = ByteBuffer.wrap(read("right")).getInt();
        byte[] journal = exists("journal") ? read("journal") : new byte[0];
        if (correct && unsealed(journal, 0) > 0) { // what was begun is done again
            left = ByteBuffer.wrap(journal).getInt(16);
            right = ByteBuffer.wrap(journal).getInt(20);
        }
        require(left + right == TOTAL, left + " and " + right + " are " + TOTAL);
    }
}
