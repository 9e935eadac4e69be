package apps.disk.powercut;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.Arrays;

/** A file that begins with the number of its items. The mistake: the number is on the disk before the item. */
final class LengthBeforeContent extends Planted {
    private static final int SECTOR = 512;

    public static void main(String[] args) throws IOException {
        main(new LengthBeforeContent(), args);
    }

    @Override
    void run() throws IOException {
        try (FileChannel items = create("items")) {
            write(items, 0, new byte[4 * SECTOR]);
            items.force(true);
            syncStore();
            for (int item = 1; item <= 3; item++) {
                if (!correct) {
                    write(items, 0, new byte[] {(byte) item});
                    items.force(false);
                }
                write(items, (long) item * SECTOR, content(item, SECTOR));
                items.force(false);
                if (correct) {
                    write(items, 0, new byte[] {(byte) item});
                    items.force(false);
                }
                promise(item);
            }
        }
    }

    @Override
    void check(int promised) throws IOException {
        byte[] items = exists("items") ? read("items") : new byte[0];
        int count = items.length == 0 ? 0 : items[0];
        require(count >= promised, "item " + promised + " was promised, there are " + count);
        for (int item = 1; item <= count; item++) {
            require(number(Arrays.copyOfRange(items, item * SECTOR, (item + 1) * SECTOR), SECTOR) == item, "item " + item + " is there");
        }
    }
}
