package apps.disk.powercut;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;

/**
 * A small program that stores something, with a mistake or without: {@code run mistake}, {@code run correct}. What it prints are
 * promises: {@code OneSlot 3}, its number 3 is on the disk from here on. {@code check mistake} and {@code check correct} start it again on
 * that disk, with the promises on standard input, and fail where one is not kept.
 */
abstract class Planted {
    /** Where it keeps its files. */
    final Path store = Path.of(getClass().getSimpleName());

    /** Whether this is the twin without the mistake. */
    boolean correct;

    /** Stores a few things. */
    abstract void run() throws IOException;

    /**
     * Starts again on what is there.
     *
     * @param promised the greatest number that was promised, 0 for none
     */
    abstract void check(int promised) throws IOException;

    static void main(Planted program, String[] args) throws IOException {
        program.correct = args[1].equals("correct");
        if (args[0].equals("run")) {
            program.start();
        } else {
            program.check(program.promised(lines()));
        }
    }

    void start() throws IOException {
        Files.createDirectory(store);
        syncDirectory(Path.of("."));
        run();
    }

    /** What was printed before the power went. */
    static List<String> lines() throws IOException {
        return new String(System.in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }

    int promised(List<String> lines) {
        String mine = store + " ";
        return lines.stream().filter(line -> line.startsWith(mine)).mapToInt(line -> Integer.parseInt(line.substring(mine.length())))
                .max().orElse(0);
    }

    void promise(int number) {
        System.out.println(store + " " + number);
    }

    static void require(boolean holds, String what) {
        if (!holds) {
            throw new IllegalStateException(what);
        }
    }

    // ---- files ----

    FileChannel open(String name, OpenOption... options) throws IOException {
        return FileChannel.open(store.resolve(name), options);
    }

    FileChannel create(String name) throws IOException {
        return open(name, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    static void syncDirectory(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    void syncStore() throws IOException {
        syncDirectory(store);
    }

    boolean exists(String name) {
        return Files.exists(store.resolve(name));
    }

    byte[] read(String name) throws IOException {
        return Files.readAllBytes(store.resolve(name));
    }

    static void write(FileChannel channel, long at, byte[] bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            channel.write(buffer, at + buffer.position());
        }
    }

    // ---- content ----

    /** Bytes that only this number has. */
    static byte[] content(int number, int length) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) ('a' + number));
        return bytes;
    }

    /** The number of a content of that length; 0 where it is none. */
    static int number(byte[] bytes, int length) {
        if (bytes.length != length || length == 0) {
            return 0;
        }
        int number = bytes[0] - 'a';
        return number > 0 && Arrays.equals(bytes, content(number, length)) ? number : 0;
    }

    /** The content behind its number, its length and a checksum over all. */
    static byte[] sealed(int number, byte[] content) {
        ByteBuffer buffer = ByteBuffer.allocate(16 + content.length);
        buffer.putInt(number).putInt(content.length).putLong(checksum(number, content)).put(content);
        return buffer.array();
    }

    static long checksum(int number, byte[] content) {
        CRC32 crc = new CRC32();
        crc.update(ByteBuffer.allocate(8).putInt(number).putInt(content.length).flip());
        crc.update(content);
        return crc.getValue() + 1; // never 0, which is what was not written
    }

    /** The number of what {@link #sealed} made, 0 where it is not whole. */
    static int unsealed(byte[] bytes, int from) {
        if (bytes.length - from < 16) {
            return 0;
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes, from, bytes.length - from);
        int number = buffer.getInt();
        int length = buffer.getInt();
        long checksum = buffer.getLong();
        if (length < 0 || length > buffer.remaining()) {
            return 0;
        }
        byte[] content = new byte[length];
        buffer.get(content);
        return checksum == checksum(number, content) ? number : 0;
    }
}
