package apps.disk.powercut;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.util.Arrays;

/** Blocks of a file. The mistake: the length of the file says which blocks are in use, and is set before they are written. */
final class LengthAsMark extends Planted {
    private static final int BLOCK = 512;

    public static void main(String[] args) throws IOException {
        main(new LengthAsMark(), args);
    }

    @Override
    void run() throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(store.resolve("blocks").toFile(), "rw")) {
            syncStore();
            for (int block = 1; block <= 3; block++) {
                file.setLength((long) block * BLOCK);
                file.seek((long) (block - 1) * BLOCK);
                file.write(sealed(block, content(block, BLOCK - 16)));
                file.getFD().sync();
                promise(block);
            }
        }
    }

    @Override
    void check(int promised) throws IOException {
        byte[] file = exists("blocks") ? read("blocks") : new byte[0];
        int used = 0;
        for (int block = 1; block * BLOCK <= file.length; block++) {
            boolean written = unsealed(Arrays.copyOfRange(file, (block - 1) * BLOCK, block * BLOCK), 0) == block;
            if (correct && !written) {
                break;
            }
            require(written, "block " + block + " is in use and was written");
            used = block;
        }
        require(used >= promised, "block " + promised + " was promised, there are " + used);
    }
}
