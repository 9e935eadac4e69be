package apps.disk.powercut;

import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;

/** A counter in mapped memory. The mistake: the memory is not forced. */
final class MappedWithoutForce extends Planted {
    private static final int SIZE = 4096;

    public static void main(String[] args) throws IOException {
        main(new MappedWithoutForce(), args);
    }

    @Override
    void run() throws IOException {
        try (FileChannel file = create("counter")) {
            write(file, 0, new byte[SIZE]);
            file.force(true);
            syncStore();
            MappedByteBuffer counter = file.map(MapMode.READ_WRITE, 0, SIZE);
            for (int count = 1; count <= 3; count++) {
                counter.putInt(0, count);
                if (correct) {
                    counter.force();
                }
                promise(count);
            }
        }
    }

    @Override
    void check(int promised) throws IOException {
        int count = 0;
        if (exists("counter") && read("counter").length == SIZE) {
            try (FileChannel file = create("counter")) {
                count = file.map(MapMode.READ_ONLY, 0, SIZE).getInt(0);
            }
        }
        require(count >= promised, promised + " was promised, the counter is " + count);
    }
}
