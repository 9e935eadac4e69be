package apps.disk.parity;

import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;

/** {@code MappedByteBuffer}, and {@code MemorySegment} over files. */
final class MapCases extends FileCases {
    MapCases() throws IOException {}

    private interface Use {
        Object of(FileChannel channel, Path path) throws Exception;
    }

    private void with(String name, String content, Use use) {
        of(name, () -> {
            Path path = file(content);
            try (FileChannel channel = FileChannel.open(path, READ, WRITE)) {
                return use.of(channel, path);
            }
        });
    }

    private static MappedByteBuffer put(MappedByteBuffer map, char first) {
        map.put(0, (byte) first);
        return map;
    }

    @Override
    void all() {
        modes();
        buffer();
        segments();
    }

    private void modes() {
        with("read-only", "abcdef", (c, path) -> {
            MappedByteBuffer map = c.map(MapMode.READ_ONLY, 1, 4);
            return (char) map.get(0) + " " + map.capacity() + " " + map.isReadOnly() + " " + map.isDirect() + " " + map.order();
        });
        with("write to read-only", "abc", (c, path) -> c.map(MapMode.READ_ONLY, 0, 3).put((byte) 1));
        with("write", "abcdef", (c, path) -> {
            c.map(MapMode.READ_WRITE, 0, 6).put(2, (byte) 'X');
            return Files.readString(path);
        });
        with("private", "abcdef", (c, path) -> {
            MappedByteBuffer map = c.map(MapMode.PRIVATE, 0, 6);
            map.put(2, (byte) 'X');
            return (char) map.get(2) + Files.readString(path);
        });
        with("grows the file", "abc", (c, path) -> c.map(MapMode.READ_WRITE, 2, 10).capacity() + " " + c.size());
        with("grows the file, privately", "abc", (c, path) -> c.map(MapMode.PRIVATE, 0, 10).capacity() + " " + c.size());
        with("read-only beyond the end", "abc", (c, path) -> c.map(MapMode.READ_ONLY, 0, 10).capacity() + " " + c.size());
        of("read-only beyond the end for reading", () -> {
            try (FileChannel c = FileChannel.open(file("abc"))) {
                return c.map(MapMode.READ_ONLY, 0, 10);
            }
        });
        of("write for reading only", () -> {
            try (FileChannel c = FileChannel.open(file("abc"))) {
                return c.map(MapMode.READ_WRITE, 0, 3);
            }
        });
        of("private for reading only", () -> {
            try (FileChannel c = FileChannel.open(file("abc"))) {
                return c.map(MapMode.PRIVATE, 0, 3);
            }
        });
        of("for writing only", () -> {
            try (FileChannel c = FileChannel.open(file("abc"), WRITE)) {
                return c.map(MapMode.READ_WRITE, 0, 3);
            }
        });
        of("read-only for writing only", () -> {
            try (FileChannel c = FileChannel.open(file("abc"), WRITE)) {
                return c.map(MapMode.READ_ONLY, 0, 3);
            }
        });
        with("nothing", "abc", (c, path) -> c.map(MapMode.READ_WRITE, 0, 0).capacity() + " " + c.map(MapMode.READ_ONLY, 3, 0).capacity());
        with("a negative position", "abc", (c, path) -> c.map(MapMode.READ_WRITE, -1, 1));
        with("a negative size", "abc", (c, path) -> c.map(MapMode.READ_WRITE, 0, -1));
        with("too much", "abc", (c, path) -> c.map(MapMode.READ_WRITE, 0, Integer.MAX_VALUE + 1L));
        with("no mode", "abc", (c, path) -> c.map(null, 0, 1));
        of("a directory", () -> {
            try (FileChannel c = FileChannel.open(folder(), READ)) {
                return c.map(MapMode.READ_ONLY, 0, 1);
            }
        });
        of("names of the modes", () -> MapMode.READ_ONLY + " " + MapMode.READ_WRITE + " " + MapMode.PRIVATE);
    }

    private void buffer() {
        with("sees writes", "abcdef", (c, path) -> {
            MappedByteBuffer map = c.map(MapMode.READ_ONLY, 0, 6);
            map.get(0);
            c.write(bytes("XY"), 1);
            return (char) map.get(1);
        });
        with("two maps see one another", "abcdef", (c, path) -> {
            MappedByteBuffer a = c.map(MapMode.READ_WRITE, 0, 6);
            try (FileChannel other = FileChannel.open(path, READ)) {
                MappedByteBuffer b = other.map(MapMode.READ_ONLY, 3, 3);
                a.put(4, (byte) 'Z');
                return (char) b.get(1);
            }
        });
        with("after the channel is closed", "abcdef", (c, path) -> {
            MappedByteBuffer map = c.map(MapMode.READ_WRITE, 0, 6);
            c.close();
            put(map, 'Q').force();
            return Files.readString(path);
        });
        with("after the file is deleted", "abcdef", (c, path) -> {
            MappedByteBuffer map = c.map(MapMode.READ_WRITE, 0, 6);
            Files.delete(path);
            put(map, 'Q').force();
            return (char) map.get(0) + " " + c.size();
        });
        with("force", "abcdef", (c, path) -> {
            MappedByteBuffer map = c.map(MapMode.READ_WRITE, 0, 6);
            return map.put(1, (byte) 'F').position() + " " + (map.force() == map) + " " + (map.force(1, 3) == map) + " " + Files.readString(path);
        });
        with("force outside", "abcdef", (c, path) -> c.map(MapMode.READ_WRITE, 0, 6).force(3, 4));
        with("force a negative range", "abcdef", (c, path) -> c.map(MapMode.READ_WRITE, 0, 6).force(-1, 4));
        with("force read-only", "abcdef", (c, path) -> c.map(MapMode.READ_ONLY, 0, 6).force().capacity() + " " + c.map(MapMode.PRIVATE, 0, 6).force(0, 1).capacity());
        with("load", "abcdef", (c, path) -> {
            MappedByteBuffer map = c.map(MapMode.READ_ONLY, 0, 6).load();
            map.isLoaded();
            return map.get();
        });
        with("positions", "abcdef", (c, path) -> {
            MappedByteBuffer map = c.map(MapMode.READ_WRITE, 0, 6);
            return map.position(2).limit(5).mark().position(4).reset().position() + " " + map.flip().limit() + " " + map.clear().limit() + " " + map.position(3).rewind().position();
        });
        with("position outside", "abc", (c, path) -> c.map(MapMode.READ_WRITE, 0, 3).position(4));
        with("reset without mark", "abc", (c, path) -> c.map(MapMode.READ_WRITE, 0, 3).reset());
        with("slices", "abcdef", (c, path) -> {
            MappedByteBuffer map = c.map(MapMode.READ_WRITE, 0, 6);
            put(map.slice(2, 2), 'S').force();
            put(map.position(4).slice(), 'T').force(0, 1);
            put(map.duplicate(), 'D').force();
            return Files.readString(path);
        });
        with("compact", "abcdef", (c, path) -> {
            MappedByteBuffer map = c.map(MapMode.READ_WRITE, 0, 6).position(4);
            return map.compact().position() + Files.readString(path);
        });
        with("a slice outside", "abc", (c, path) -> c.map(MapMode.READ_WRITE, 0, 3).slice(2, 2));
        with("beyond the buffer", "abc", (c, path) -> c.map(MapMode.READ_WRITE, 0, 3).get(3));
        with("values", "", (c, path) -> {
            MappedByteBuffer map = c.map(MapMode.READ_WRITE, 0, 100);
            map.putInt(1).putLong(2).putDouble(3).putChar('x').flip();
            return map.getInt() + " " + map.getLong() + " " + map.getDouble() + " " + map.getChar();
        });
        with("bulk", "abcdef", (c, path) -> {
            MappedByteBuffer map = c.map(MapMode.READ_WRITE, 0, 6);
            map.put(bytes("12")).put(ByteBuffer.allocateDirect(1));
            byte[] out = new byte[3];
            map.get(3, out);
            return new String(out) + Files.readString(path).replace('\0', '.');
        });
        with("as a read-only buffer", "abc", (c, path) -> c.map(MapMode.READ_WRITE, 0, 3).asReadOnlyBuffer().put((byte) 1));
        with("written to another channel", "abcdef", (c, path) -> {
            Path to = none();
            try (FileChannel out = FileChannel.open(to, WRITE, java.nio.file.StandardOpenOption.CREATE)) {
                out.write(c.map(MapMode.READ_ONLY, 1, 3));
            }
            return Files.readString(to);
        });
        with("the file grows under it", "abc", (c, path) -> {
            MappedByteBuffer map = c.map(MapMode.READ_WRITE, 0, 3);
            c.write(bytes("defgh"), 3);
            map.put(0, (byte) 'X');
            return Files.readString(path);
        });
        with("at an odd position far in", "", (c, path) -> {
            c.write(bytes("far"), 123_456);
            return (char) c.map(MapMode.READ_ONLY, 123_457, 2).get(0);
        });
    }

    private void segments() {
        with("segment", "abcdef", (c, path) -> {
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment segment = c.map(MapMode.READ_WRITE, 1, 4, arena);
                segment.set(ValueLayout.JAVA_BYTE, 0, (byte) 'S');
                segment.force();
                segment.load();
                segment.isLoaded();
                segment.unload();
                return segment.byteSize() + " " + segment.isMapped() + " " + segment.isReadOnly() + " " + segment.isNative() + Files.readString(path);
            }
        });
        with("segment for reading", "abcdef", (c, path) -> {
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment segment = c.map(MapMode.READ_ONLY, 0, 6, arena);
                segment.set(ValueLayout.JAVA_BYTE, 0, (byte) 'S');
                return "set";
            }
        });
        with("segment that is private", "abcdef", (c, path) -> {
            try (Arena arena = Arena.ofShared()) {
                MemorySegment segment = c.map(MapMode.PRIVATE, 0, 6, arena);
                segment.set(ValueLayout.JAVA_BYTE, 0, (byte) 'S');
                return (char) segment.get(ValueLayout.JAVA_BYTE, 0) + Files.readString(path);
            }
        });
        with("segment after its arena", "abcdef", (c, path) -> {
            MemorySegment segment;
            try (Arena arena = Arena.ofConfined()) {
                segment = c.map(MapMode.READ_WRITE, 0, 6, arena);
            }
            return segment.get(ValueLayout.JAVA_BYTE, 0);
        });
        with("segment in a closed arena", "abcdef", (c, path) -> {
            Arena arena = Arena.ofConfined();
            arena.close();
            return c.map(MapMode.READ_WRITE, 0, 6, arena);
        });
        with("segment of the collector's", "abcdef", (c, path) -> c.map(MapMode.READ_WRITE, 0, 6, Arena.ofAuto()).get(ValueLayout.JAVA_BYTE, 1));
        with("segment of nothing", "", (c, path) -> c.map(MapMode.READ_WRITE, 0, 0, Arena.global()).byteSize());
        with("segment outside", "abc", (c, path) -> {
            try (Arena arena = Arena.ofConfined()) {
                return c.map(MapMode.READ_WRITE, 0, 3, arena).get(ValueLayout.JAVA_BYTE, 3);
            }
        });
        with("segment of a negative size", "abc", (c, path) -> c.map(MapMode.READ_WRITE, 0, -1, Arena.global()));
        with("part of a segment forced", "abcdef", (c, path) -> {
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment part = c.map(MapMode.READ_WRITE, 0, 6, arena).asSlice(2, 2);
                part.set(ValueLayout.JAVA_BYTE, 0, (byte) 'S');
                part.force();
                return part.isMapped() + Files.readString(path);
            }
        });
        with("segment and buffer", "abcdef", (c, path) -> {
            try (Arena arena = Arena.ofConfined()) {
                ByteBuffer buffer = c.map(MapMode.READ_WRITE, 0, 6, arena).asByteBuffer();
                buffer.put(5, (byte) 'B');
                return (buffer instanceof MappedByteBuffer) + Files.readString(path);
            }
        });
        of("force of memory", () -> {
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment segment = arena.allocate(10);
                segment.force();
                return segment.isMapped();
            }
        });
    }
}
