package apps.disk.parity;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** {@code FileChannel} and {@code FileLock}. */
final class FileChannelCases extends FileCases {
    FileChannelCases() throws IOException {}

    private interface Use {
        Object of(FileChannel channel) throws Exception;
    }

    private void with(String name, String content, Use use) {
        of(name, () -> {
            try (FileChannel channel = FileChannel.open(file(content), READ, WRITE)) {
                return use.of(channel);
            }
        });
    }

    private static String all(FileChannel channel) throws IOException {
        ByteBuffer b = ByteBuffer.allocate((int) channel.size());
        channel.read(b, 0);
        return text(b);
    }

    @Override
    void all() {
        reading();
        writing();
        positions();
        transfers();
        ends();
        locks();
    }

    private void reading() {
        with("read", "abcdef", c -> {
            ByteBuffer b = ByteBuffer.allocate(4);
            return c.read(b) + text(b) + c.read(b.clear()) + text(b) + c.read(b.clear()) + " " + c.position();
        });
        with("read into direct memory", "abcdef", c -> {
            ByteBuffer b = ByteBuffer.allocateDirect(10).position(2);
            return c.read(b) + " " + b.position() + text(b);
        });
        with("read into a slice", "abcdef", c -> {
            ByteBuffer b = ByteBuffer.allocate(10).slice(2, 3);
            return c.read(b) + text(b);
        });
        with("read into a full buffer", "abc", c -> c.read(ByteBuffer.allocate(0)));
        with("read into a read-only buffer", "abc", c -> c.read(ByteBuffer.allocate(2).asReadOnlyBuffer()));
        with("read at a position", "abcdef", c -> {
            ByteBuffer b = ByteBuffer.allocate(3);
            return c.read(b, 2) + text(b) + c.position() + " " + c.read(b.clear(), 6) + " " + c.read(b, 100);
        });
        with("read at a negative position", "abc", c -> c.read(ByteBuffer.allocate(1), -1));
        with("scatter", "abcdef", c -> {
            ByteBuffer[] b = {ByteBuffer.allocate(2), ByteBuffer.allocateDirect(1), ByteBuffer.allocate(10)};
            return c.read(b) + text(b[0]) + text(b[1]) + text(b[2]) + c.read(new ByteBuffer[] {ByteBuffer.allocate(1)});
        });
        with("scatter to some", "abcdef", c -> {
            ByteBuffer[] b = {ByteBuffer.allocate(2), ByteBuffer.allocate(2), ByteBuffer.allocate(2)};
            return c.read(b, 1, 1) + text(b[0]) + text(b[1]);
        });
        with("scatter outside of the array", "abc", c -> c.read(new ByteBuffer[1], 1, 1));
        with("scatter to nothing", "abc", c -> c.read(new ByteBuffer[0]));
        with("scatter into full buffers", "abc", c -> c.read(new ByteBuffer[] {ByteBuffer.allocate(0), ByteBuffer.allocate(0)}));
        with("scatter into a read-only buffer", "abc", c -> c.read(new ByteBuffer[] {ByteBuffer.allocate(1).asReadOnlyBuffer()}));
        of("read for writing only", () -> {
            try (FileChannel c = FileChannel.open(file("abc"), WRITE)) {
                return c.read(ByteBuffer.allocate(1));
            }
        });
        of("read at a position for writing only", () -> {
            try (FileChannel c = FileChannel.open(file("abc"), WRITE)) {
                return c.read(ByteBuffer.allocate(1), 0);
            }
        });
        of("read a directory", () -> {
            try (FileChannel c = FileChannel.open(folder("x"), READ)) {
                return c.read(ByteBuffer.allocate(1));
            }
        });
        of("a directory", () -> {
            try (FileChannel c = FileChannel.open(folder("x"), READ)) {
                c.force(true);
                return c.position() + " " + (c.size() > 0);
            }
        });
        of("a directory for writing", () -> FileChannel.open(folder(), WRITE));
    }

    private void writing() {
        with("write", "", c -> c.write(bytes("abc")) + " " + c.position() + " " + c.size() + all(c));
        with("write from direct memory", "", c -> c.write(ByteBuffer.allocateDirect(4).put(1, (byte) 'x').position(1)) + all(c));
        with("write from a read-only buffer", "", c -> c.write(bytes("abc").asReadOnlyBuffer()) + all(c));
        with("write nothing", "abc", c -> c.write(ByteBuffer.allocate(0)) + " " + c.size());
        with("write at a position", "abcdef", c -> c.write(bytes("XY"), 2) + " " + c.position() + all(c));
        with("write beyond the end", "abc", c -> c.write(bytes("X"), 6) + " " + c.size() + all(c));
        with("write nothing beyond the end", "abc", c -> c.write(ByteBuffer.allocate(0), 6) + " " + c.size());
        with("write at a negative position", "abc", c -> c.write(bytes("x"), -1));
        with("gather", "", c -> c.write(new ByteBuffer[] {bytes("ab"), bytes(""), bytes("c")}) + all(c));
        with("gather some", "", c -> c.write(new ByteBuffer[] {bytes("ab"), bytes("cd"), bytes("e")}, 1, 2) + all(c));
        with("gather outside of the array", "", c -> c.write(new ByteBuffer[2], 1, 2));
        with("gather nothing", "", c -> c.write(new ByteBuffer[0]));
        with("gather many", "", c -> {
            ByteBuffer[] many = new ByteBuffer[3000];
            for (int i = 0; i < many.length; i++) {
                many[i] = bytes("x");
            }
            long written = 0;
            for (long n; (n = c.write(many)) > 0; ) {
                written += n;
            }
            return written + " " + c.size();
        });
        of("write for reading only", () -> {
            try (FileChannel c = FileChannel.open(file("abc"))) {
                return c.write(bytes("x"));
            }
        });
        of("write at a position for reading only", () -> {
            try (FileChannel c = FileChannel.open(file("abc"))) {
                return c.write(bytes("x"), 0);
            }
        });
        of("append", () -> {
            try (FileChannel c = FileChannel.open(file("abc"), APPEND)) {
                String before = c.position() + " ";
                c.position(1);
                return before + c.write(bytes("d")) + " " + c.position() + " " + c.size();
            }
        });
        of("append at a position", () -> {
            Path path = file("abc");
            try (FileChannel c = FileChannel.open(path, APPEND)) {
                c.write(bytes("X"), 0);
            }
            return Files.readString(path);
        });
        of("two that append", () -> {
            Path path = file("");
            try (FileChannel a = FileChannel.open(path, APPEND); FileChannel b = FileChannel.open(path, APPEND)) {
                a.write(bytes("1"));
                b.write(bytes("2"));
                a.write(bytes("3"));
                return Files.readString(path) + " " + a.position() + " " + b.position();
            }
        });
        of("permissions of a new file", () -> {
            Path path = none();
            FileChannel.open(path, Set.of(CREATE_NEW, WRITE), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r-----"))).close();
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
        });
        with("force", "abc", c -> {
            c.write(bytes("x"));
            c.force(false);
            c.force(true);
            return all(c);
        });
        of("force for reading", () -> {
            try (FileChannel c = FileChannel.open(file("abc"))) {
                c.force(true);
                return "forced";
            }
        });
    }

    private void positions() {
        with("position", "abcdef", c -> c.position(4).position() + " " + c.read(ByteBuffer.allocate(1)) + " " + c.position());
        with("position beyond the end", "abc", c -> c.position(10).read(ByteBuffer.allocate(1)) + " " + c.size() + " " + c.write(bytes("x")) + all(c));
        with("a negative position", "abc", c -> c.position(-1));
        with("truncate", "abcdef", c -> c.position(5).truncate(3).size() + " " + c.position() + all(c));
        with("truncate to more", "abc", c -> c.position(2).truncate(10).size() + " " + c.position());
        with("truncate behind the position", "abcdef", c -> c.position(1).truncate(3).position());
        with("truncate to a negative size", "abc", c -> c.truncate(-1));
        of("truncate for reading only", () -> {
            try (FileChannel c = FileChannel.open(file("abc"))) {
                return c.truncate(1);
            }
        });
        of("truncate in append", () -> {
            try (FileChannel c = FileChannel.open(file("abc"), APPEND)) {
                return c.truncate(1).size() + " " + c.position();
            }
        });
        with("zeros after truncation", "abcdef", c -> {
            c.truncate(2);
            c.write(bytes("z"), 4);
            return all(c);
        });
        with("a far position", "", c -> c.write(bytes("x"), 5_000_000_000L) + " " + c.size() + " " + c.read(ByteBuffer.allocate(10), 4_999_999_998L));
        with("the farthest position", "", c -> c.write(bytes("xy"), Long.MAX_VALUE - 1));
        with("beyond the largest file", "", c -> c.write(bytes("x"), 1L << 50));
        with("the same file twice", "abc", c -> {
            c.position(1);
            return c == keep(c) && c.position() == 1;
        });
    }

    private void transfers() {
        with("transfer to a stream", "abcdef", c -> {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            return c.transferTo(1, 3, Channels.newChannel(out)) + out.toString() + c.position();
        });
        with("transfer to a file", "abcdef", c -> {
            try (FileChannel to = FileChannel.open(none(), CREATE, WRITE, READ)) {
                to.write(bytes("_"));
                return c.transferTo(2, 100, to) + all(to) + to.position();
            }
        });
        with("transfer to itself", "abcdef", c -> c.position(6).isOpen() + " " + c.transferTo(0, 3, c) + all(c));
        with("transfer beyond the end", "abc", c -> c.transferTo(5, 3, Channels.newChannel(new ByteArrayOutputStream())));
        with("transfer a negative count", "abc", c -> c.transferTo(0, -1, Channels.newChannel(new ByteArrayOutputStream())));
        with("transfer from a negative position", "abc", c -> c.transferTo(-1, 1, Channels.newChannel(new ByteArrayOutputStream())));
        of("transfer to a file for reading", () -> {
            try (FileChannel c = FileChannel.open(file("abc")); FileChannel to = FileChannel.open(file("x"))) {
                return c.transferTo(0, 1, to);
            }
        });
        of("transfer from a file for writing", () -> {
            try (FileChannel c = FileChannel.open(file("abc"), WRITE); FileChannel to = FileChannel.open(file("x"), WRITE)) {
                return c.transferTo(0, 1, to);
            }
        });
        of("transfer to an appended file", () -> {
            Path path = file("abc");
            try (FileChannel c = FileChannel.open(file("XYZ")); FileChannel to = FileChannel.open(path, APPEND)) {
                return c.transferTo(0, 2, to) + Files.readString(path);
            }
        });
        of("transfer to a closed channel", () -> {
            try (FileChannel c = FileChannel.open(file("abc")); FileChannel to = FileChannel.open(file("x"), WRITE)) {
                to.close();
                return c.transferTo(0, 1, to);
            }
        });
        with("transfer from a stream", "abcdef", c -> c.transferFrom(Channels.newChannel(new ByteArrayInputStream("XYZ".getBytes())), 1, 2) + all(c) + c.position());
        with("transfer from a short stream", "abc", c -> c.transferFrom(Channels.newChannel(new ByteArrayInputStream("X".getBytes())), 3, 20) + all(c));
        with("transfer from a file", "abcdef", c -> {
            try (FileChannel from = FileChannel.open(file("12345"))) {
                return c.transferFrom(from.position(1), 4, 3) + all(c) + from.position();
            }
        });
        with("transfer from beyond the end", "abc", c -> c.transferFrom(Channels.newChannel(new ByteArrayInputStream("X".getBytes())), 30, 1) + " " + c.size());
        with("transfer from with a negative count", "abc", c -> c.transferFrom(Channels.newChannel(new ByteArrayInputStream(new byte[1])), 0, -1));
        of("transfer from for reading only", () -> {
            try (FileChannel c = FileChannel.open(file("abc")); FileChannel from = FileChannel.open(file("x"))) {
                return c.transferFrom(from, 0, 1);
            }
        });
        with("transfer much", "", c -> {
            Path big = none();
            Files.write(big, new byte[3_000_000]);
            try (FileChannel from = FileChannel.open(big)) {
                return from.transferTo(0, 3_000_000, c) + " " + c.transferFrom(from, 3_000_000, 3_000_000) + " " + c.size();
            }
        });
    }

    private void closed(String name, Use use) {
        of("closed, " + name, () -> {
            FileChannel c = FileChannel.open(file("abc"), READ, WRITE);
            c.close();
            c.close();
            return use.of(c);
        });
    }

    private void ends() {
        closed("open", FileChannel::isOpen);
        closed("read", c -> c.read(ByteBuffer.allocate(1)));
        closed("read at", c -> c.read(ByteBuffer.allocate(1), 0));
        closed("scatter", c -> c.read(new ByteBuffer[] {ByteBuffer.allocate(1)}));
        closed("write", c -> c.write(bytes("x")));
        closed("write at", c -> c.write(bytes("x"), 0));
        closed("position", FileChannel::position);
        closed("set the position", c -> c.position(1));
        closed("size", FileChannel::size);
        closed("truncate", c -> c.truncate(0));
        closed("force", c -> {
            c.force(true);
            return "";
        });
        closed("transfer to", c -> c.transferTo(0, 1, Channels.newChannel(new ByteArrayOutputStream())));
        closed("transfer from", c -> c.transferFrom(Channels.newChannel(new ByteArrayInputStream(new byte[1])), 0, 1));
        closed("map", c -> c.map(FileChannel.MapMode.READ_ONLY, 0, 1));
        closed("lock", FileChannel::lock);
        closed("try lock", FileChannel::tryLock);
        of("interrupted", () -> {
            try (FileChannel c = FileChannel.open(file("abc"), READ)) {
                Thread.currentThread().interrupt();
                return c.read(ByteBuffer.allocate(1));
            } finally {
                System.out.flush();
                Thread.interrupted();
            }
        });
        of("closed by an interrupt", () -> {
            FileChannel c = FileChannel.open(file("abc"), READ);
            Thread.currentThread().interrupt();
            try {
                c.size();
            } catch (IOException e) {
                return e.getClass().getName() + " " + c.isOpen() + " " + Thread.interrupted();
            }
            return "read";
        });
    }

    private void locks() {
        with("lock", "abc", c -> {
            FileLock lock = c.lock();
            String held = lock.isValid() + " " + lock.isShared() + " " + lock.position() + " " + lock.size() + " " + (lock.channel() == c) + " " + (lock.acquiredBy() == c)
                    + " " + lock.toString().replaceAll("@?[0-9a-f]{6,}", "");
            lock.release();
            lock.close();
            return held + " " + lock.isValid();
        });
        with("lock a part", "abc", c -> {
            try (FileLock lock = c.lock(10, 20, true)) {
                return lock.overlaps(0, 11) + " " + lock.overlaps(30, 5) + " " + lock.isShared() + " " + lock.overlaps(29, 1) + " " + lock.overlaps(0, 10);
            }
        });
        with("lock twice", "abc", c -> {
            c.lock();
            return c.lock();
        });
        with("try lock twice", "abc", c -> {
            c.tryLock();
            return c.tryLock();
        });
        with("lock parts side by side", "abc", c -> c.tryLock(0, 5, false).isValid() + " " + c.tryLock(5, 5, false).isValid());
        with("lock parts that overlap", "abc", c -> {
            c.tryLock(0, 5, true);
            return c.tryLock(4, 5, true);
        });
        with("lock again after the release", "abc", c -> {
            c.lock().release();
            return c.lock().isValid();
        });
        with("lock a negative part", "abc", c -> c.lock(-1, 5, false));
        with("lock a part that ends nowhere", "abc", c -> c.lock(5, Long.MAX_VALUE, false));
        with("lock to the end", "abc", c -> c.lock(5, 0, false).size());
        of("lock for reading only", () -> {
            try (FileChannel c = FileChannel.open(file("abc"))) {
                return c.lock();
            }
        });
        of("shared lock for reading only", () -> {
            try (FileChannel c = FileChannel.open(file("abc"))) {
                return c.lock(0, 10, true).isShared();
            }
        });
        of("shared lock for writing only", () -> {
            try (FileChannel c = FileChannel.open(file("abc"), WRITE)) {
                return c.tryLock(0, 10, true);
            }
        });
        of("lock by two channels", () -> {
            Path path = file("abc");
            try (FileChannel a = FileChannel.open(path, WRITE); FileChannel b = FileChannel.open(path, WRITE)) {
                a.lock();
                return b.tryLock();
            }
        });
        of("lock by a channel and a file", () -> {
            Path path = file("abc");
            try (FileChannel a = FileChannel.open(path, WRITE); RandomAccessFile b = new RandomAccessFile(path.toFile(), "rw")) {
                FileLock lock = a.lock();
                lock.release();
                return b.getChannel().tryLock().isValid();
            }
        });
        of("lock by two names", () -> {
            Path path = file("abc");
            try (FileChannel a = FileChannel.open(path, WRITE); FileChannel b = FileChannel.open(Files.createLink(none(), path), WRITE)) {
                a.lock();
                return b.tryLock();
            }
        });
        of("closing ends the lock", () -> {
            FileChannel c = FileChannel.open(file("abc"), WRITE);
            FileLock lock = c.lock();
            c.close();
            return lock.isValid();
        });
        of("release after closing", () -> {
            FileChannel c = FileChannel.open(file("abc"), WRITE);
            FileLock lock = c.lock();
            c.close();
            lock.release();
            return "released";
        });
        of("lock in another thread", () -> {
            Path path = file("abc");
            try (FileChannel a = FileChannel.open(path, WRITE)) {
                a.lock();
                return during(false, () -> a.tryLock(), t -> {});
            }
        });
    }
}
