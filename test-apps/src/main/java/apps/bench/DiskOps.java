package apps.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Reads, writes and forces of 4 KiB through a {@code FileChannel}; prints what one of each takes, in nanoseconds of the best of some
 * rounds. Arguments: a file that it may make and delete, and how many of each.
 */
public final class DiskOps {
    private static final int BLOCK = 4096;
    private static final int BLOCKS = 1024;
    private static final int ROUNDS = 15;

    private interface Operation {
        void at(FileChannel file, ByteBuffer buffer, long position) throws IOException;
    }

    private DiskOps() {}

    public static void main(String[] args) throws IOException {
        Path path = Path.of(args[0]);
        int count = Integer.parseInt(args[1]);
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            long writes = best(file, count, (channel, buffer, at) -> channel.write(buffer, at));
            long reads = best(file, count, (channel, buffer, at) -> channel.read(buffer, at));
            long forces = best(file, count, (channel, buffer, at) -> {
                channel.write(buffer, at);
                channel.force(false);
            });
            System.out.println(reads + " " + writes + " " + forces);
        } finally {
            Files.delete(path);
        }
    }

    private static long best(FileChannel file, int count, Operation operation) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(BLOCK);
        long best = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            long start = System.nanoTime();
            for (int i = 0; i < count; i++) {
                buffer.clear();
                operation.at(file, buffer, (long) (i * 7 % BLOCKS) * BLOCK);
            }
            best = Math.min(best, (System.nanoTime() - start) / count);
        }
        return best;
    }
}
