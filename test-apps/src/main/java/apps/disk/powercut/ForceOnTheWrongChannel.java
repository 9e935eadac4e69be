package apps.disk.powercut;

import java.io.IOException;
import java.nio.channels.FileChannel;

/** Values in one file, how many there are in another. The mistake: only the second is forced, and twice. */
final class ForceOnTheWrongChannel extends Planted {
    private static final int LENGTH = 128;

    public static void main(String[] args) throws IOException {
        main(new ForceOnTheWrongChannel(), args);
    }

    @Override
    void run() throws IOException {
        try (FileChannel data = create("data"); FileChannel index = create("index")) {
            syncStore();
            for (int value = 1; value <= 3; value++) {
                write(data, (long) (value - 1) * LENGTH, content(value, LENGTH));
                (correct ? data : index).force(true);
                write(index, 0, new byte[] {(byte) value});
                index.force(true);
                promise(value);
            }
        }
    }

    @Override
    void check(int promised) throws IOException {
        byte[] index = exists("index") ? read("index") : new byte[0];
        int values = index.length == 0 ? 0 : index[0];
        require(values >= promised, "value " + promised + " was promised, the index has " + values);
        byte[] data = values == 0 ? new byte[0] : read("data");
        for (int value = 1; value <= values; value++) {
            require(data.length >= value * LENGTH
                    && number(java.util.Arrays.copyOfRange(data, (value - 1) * LENGTH, value * LENGTH), LENGTH) == value,
                    "value " + value + " of the index is in the data");
        }
    }
}
