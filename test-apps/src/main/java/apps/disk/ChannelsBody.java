package apps.disk;

import static apps.disk.Transcript.attempt;

import java.io.ByteArrayOutputStream;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/** {@code FileChannel}: positions, scatter and gather, transfers, locks, mapped memory. */
public final class ChannelsBody {
    private static final Set<StandardOpenOption> READ_WRITE =
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);

    private ChannelsBody() {}

    public static void main(String[] args) throws Exception {
        readAndWrite();
        scatterAndGather();
        transfers();
        locks();
        maps();
        append();
        directory();
        interrupted();
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(ByteBuffer buffer) {
        buffer.flip();
        return StandardCharsets.UTF_8.decode(buffer).toString();
    }

    private static void readAndWrite() throws IOException {
        try (FileChannel channel = FileChannel.open(Path.of("c.bin"), READ_WRITE)) {
            attempt("write", () -> channel.write(bytes("0123456789")));
            attempt("position", channel::position);
            attempt("read at end", () -> channel.read(ByteBuffer.allocate(4)));
            attempt("read nothing", () -> channel.read(ByteBuffer.allocate(0)));
            attempt("positional write", () -> channel.write(bytes("abc"), 20));
            attempt("size", channel::size);
            attempt("positional read", () -> {
                ByteBuffer direct = ByteBuffer.allocateDirect(6);
                int n = channel.read(direct, 8);
                return n + " " + text(direct).replace('\0', '.');
            });
            attempt("read past end", () -> channel.read(ByteBuffer.allocate(4), 100));
            attempt("position unmoved", channel::position);
            channel.position(3);
            ByteBuffer slice = ByteBuffer.allocate(10).slice(2, 5);
            attempt("into a slice", () -> channel.read(slice) + " " + text(slice));
            attempt("read-only buffer", () -> channel.read(ByteBuffer.allocate(1).asReadOnlyBuffer()));
            attempt("from a read-only buffer", () -> channel.write(bytes("RO").asReadOnlyBuffer(), 0));
            channel.position(50);
            attempt("truncate", () -> channel.truncate(5).size() + " " + channel.position());
            attempt("truncate up", () -> channel.truncate(100).size());
            attempt("position far", () -> channel.position(30).write(bytes("z")) + " " + channel.size());
            attempt("negative position", () -> channel.position(-1));
            attempt("negative truncate", () -> channel.truncate(-1));
            attempt("negative read", () -> channel.read(ByteBuffer.allocate(1), -1));
            channel.force(true);
            channel.force(false);
        }
        FileChannel closed = FileChannel.open(Path.of("c.bin"));
        closed.close();
        attempt("closed", closed::size);
        attempt("force closed", () -> {
            closed.force(true);
            return null;
        });
        try (FileChannel reader = FileChannel.open(Path.of("c.bin"), StandardOpenOption.READ)) {
            attempt("write to a reader", () -> reader.write(bytes("x")));
            attempt("truncate a reader", () -> reader.truncate(0));
            attempt("reader", () -> Channels.newInputStream(reader).readAllBytes().length);
        }
        try (FileInputStream in = new FileInputStream("c.bin")) {
            in.read();
            attempt("shared position", () -> in.getChannel().position());
            in.getChannel().position(4);
            attempt("moved by the channel", in::available);
        }
        try (FileOutputStream out = new FileOutputStream("c2.bin")) {
            attempt("read from an output", () -> out.getChannel().read(ByteBuffer.allocate(1)));
        }
    }

    private static void scatterAndGather() throws IOException {
        try (FileChannel channel = FileChannel.open(Path.of("s.bin"), READ_WRITE)) {
            attempt("gather", () -> channel.write(new ByteBuffer[] {bytes("head"), bytes(""), bytes("body"), bytes("tail")}));
            channel.position(2);
            ByteBuffer[] parts = {ByteBuffer.allocate(3), ByteBuffer.allocateDirect(4), ByteBuffer.allocate(10)};
            attempt("scatter", () -> channel.read(parts) + " " + text(parts[0]) + "|" + text(parts[1]) + "|" + text(parts[2]));
            attempt("scatter at end", () -> channel.read(new ByteBuffer[] {ByteBuffer.allocate(1)}));
        }
    }

    private static void transfers() throws IOException {
        Path source = Path.of("t.bin");
        Files.write(source, new byte[100_000]);
        try (FileChannel from = FileChannel.open(source, READ_WRITE);
                FileChannel to = FileChannel.open(Path.of("t2.bin"), READ_WRITE)) {
            from.write(bytes("start"), 0);
            from.write(bytes("end"), 99_997);
            attempt("transfer to", () -> from.transferTo(0, 100_000, to) + " " + to.size() + " " + to.position());
            attempt("transfer from", () -> to.transferFrom(from.position(99_990), 5, 1000) + " " + to.size());
            attempt("transfer beyond", () -> from.transferTo(200_000, 5, to));
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            attempt("to a stream", () -> from.transferTo(99_990, 50, Channels.newChannel(out)) + " " + out.size());
            attempt("in one file", () -> from.transferTo(0, 5, from.position(10)) + " " + from.position());
            ByteBuffer copied = ByteBuffer.allocate(3);
            to.read(copied, 1002);
            attempt("content", () -> text(copied).replace('\0', '.'));
        }
    }

    private static void locks() throws IOException {
        try (RandomAccessFile file = new RandomAccessFile("l.bin", "rw");
                FileChannel other = FileChannel.open(Path.of("l.bin"), READ_WRITE)) {
            FileLock lock = file.getChannel().lock();
            attempt("lock", () -> lock.isValid() + " " + lock.isShared() + " " + lock.position());
            attempt("again", other::tryLock);
            attempt("overlap", () -> other.lock(5, 10, true));
            lock.release();
            attempt("released", lock::isValid);
            attempt("parts", () -> {
                try (FileLock a = other.tryLock(0, 10, true); FileLock b = file.getChannel().tryLock(10, 10, false)) {
                    return a.isValid() + " " + b.isValid() + " " + a.overlaps(5, 10);
                }
            });
            FileLock left = other.lock();
            other.close();
            attempt("closed", left::isValid);
            attempt("free again", () -> file.getChannel().tryLock().isValid());
        }
    }

    private static void maps() throws IOException {
        Path path = Path.of("m.bin");
        try (FileChannel channel = FileChannel.open(path, READ_WRITE)) {
            MappedByteBuffer map = channel.map(MapMode.READ_WRITE, 0, 10_000);
            attempt("grown", channel::size);
            map.put(0, (byte) 'A').putLong(5000, 42);
            attempt("seen by read", () -> {
                ByteBuffer b = ByteBuffer.allocate(1);
                channel.read(b, 0);
                return text(b);
            });
            channel.write(bytes("written"), 100);
            attempt("seen in memory", () -> {
                byte[] b = new byte[7];
                map.get(100, b);
                return new String(b, StandardCharsets.UTF_8);
            });
            map.force();
            map.force(4096, 100);
            map.load();
            MappedByteBuffer second = channel.map(MapMode.READ_ONLY, 4096, 4096);
            attempt("second map", () -> second.getLong(5000 - 4096));
            attempt("read-only", () -> second.put(0, (byte) 1));
            MappedByteBuffer odd = channel.map(MapMode.READ_WRITE, 101, 50);
            attempt("odd position", () -> (char) odd.get(0));
            MappedByteBuffer own = channel.map(MapMode.PRIVATE, 0, 100);
            own.put(0, (byte) 'P');
            attempt("private", () -> (char) map.get(0));
            attempt("beyond", () -> channel.map(MapMode.READ_ONLY, 9_990, 100).capacity() + " " + channel.size());
        }
        attempt("after close", () -> Files.readAllBytes(path)[0]);
        try (FileChannel reader = FileChannel.open(path, StandardOpenOption.READ)) {
            attempt("map for writing", () -> reader.map(MapMode.READ_WRITE, 0, 10));
            attempt("map past end", () -> reader.map(MapMode.READ_ONLY, 0, 1 << 20));
            attempt("map nothing", () -> reader.map(MapMode.READ_ONLY, 0, 0).capacity());
        }
        try (FileChannel channel = FileChannel.open(path, READ_WRITE); Arena arena = Arena.ofConfined()) {
            MemorySegment segment = channel.map(MapMode.READ_WRITE, 0, 10_000, arena);
            segment.set(ValueLayout.JAVA_BYTE, 1, (byte) 'S');
            segment.force();
            attempt("segment", () -> segment.byteSize() + " " + segment.isMapped());
        }
        attempt("segment's store", () -> (char) Files.readAllBytes(path)[1]);
    }

    private static void append() throws IOException {
        Path path = Path.of("a.log");
        Files.writeString(path, "line1\n");
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.APPEND, StandardOpenOption.DSYNC)) {
            attempt("position in append", channel::position);
            channel.write(bytes("line2\n"));
            attempt("after", channel::position);
            attempt("positional append", () -> channel.write(bytes("line3\n"), 0));
        }
        attempt("appended", () -> Files.readAllLines(path));
    }

    private static void directory() throws IOException {
        Path directory = Files.createDirectories(Path.of("synced"));
        Files.writeString(directory.resolve("x"), "x");
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            attempt("force a directory", () -> {
                channel.force(true);
                return "forced";
            });
            attempt("read a directory", () -> channel.read(ByteBuffer.allocate(1)));
        }
        attempt("write a directory", () -> FileChannel.open(directory, StandardOpenOption.WRITE));
    }

    private static void interrupted() throws Exception {
        FileChannel channel = FileChannel.open(Path.of("i.bin"), READ_WRITE);
        Thread.currentThread().interrupt();
        attempt("interrupted", () -> channel.write(bytes("x")));
        attempt("flag", Thread::interrupted);
        attempt("open", channel::isOpen);
    }
}
