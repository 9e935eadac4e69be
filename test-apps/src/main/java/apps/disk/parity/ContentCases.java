package apps.disk.parity;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.DELETE_ON_CLOSE;
import static java.nio.file.StandardOpenOption.DSYNC;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.SPARSE;
import static java.nio.file.StandardOpenOption.SYNC;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import com.sun.nio.file.ExtendedOpenOption;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** {@code java.nio.file.Files}: what is in files, and the options with which they are opened. */
final class ContentCases extends FileCases {
    ContentCases() throws IOException {}

    @Override
    void all() {
        whole();
        streams();
        channels();
        options();
        comparisons();
    }

    private void whole() {
        of("write and read bytes", () -> Arrays.toString(Files.readAllBytes(Files.write(none(), new byte[] {1, -2}))));
        of("write and read a string", () -> Files.readString(Files.writeString(none(), "ä\nb")));
        of("write and read with a charset", () -> {
            Path path = Files.writeString(none(), "äb", StandardCharsets.UTF_16);
            return Files.readString(path, StandardCharsets.UTF_16) + " " + Files.size(path);
        });
        of("write lines", () -> Files.readAllLines(Files.write(none(), List.of("a", "", "c"))));
        of("write lines with a charset", () -> Files.readAllLines(Files.write(none(), List.of("ä"), StandardCharsets.ISO_8859_1), StandardCharsets.ISO_8859_1));
        of("lines", () -> Files.lines(file("a\nb\r\nc")).toList());
        of("lines with a charset", () -> {
            try (var lines = Files.lines(file("x\ny"), StandardCharsets.US_ASCII)) {
                return lines.count();
            }
        });
        of("malformed", () -> Files.readString(Files.write(none(), new byte[] {(byte) 0xff})));
        of("malformed lines", () -> Files.readAllLines(Files.write(none(), new byte[] {(byte) 0xff})));
        of("malformed in a stream of lines", () -> Files.lines(Files.write(none(), new byte[] {(byte) 0xff})).toList());
        of("unmappable", () -> Files.writeString(none(), "ä", StandardCharsets.US_ASCII));
        of("read nothing", () -> Files.readAllBytes(none()));
        of("read a string of nothing", () -> Files.readString(none()));
        of("lines of nothing", () -> Files.lines(none()));
        of("read a directory", () -> Files.readAllBytes(folder()));
        of("write a directory", () -> Files.writeString(folder(), "x"));
        of("write in no directory", () -> Files.writeString(none().resolve("x"), "x"));
        of("write below a file", () -> Files.writeString(file("x").resolve("y"), "x"));
        of("write a long name", () -> Files.writeString(directory().resolve("n".repeat(256)), "x"));
        of("write the empty name", () -> Files.writeString(Path.of(""), "x"));
        of("write again, shorter", () -> Files.readString(Files.writeString(file("longer"), "ab")));
        of("write with append", () -> Files.readString(Files.writeString(file("a"), "b", APPEND)));
        of("write with create new", () -> Files.writeString(file("a"), "b", CREATE_NEW));
        of("write without create", () -> Files.writeString(none(), "b", WRITE));
        of("write over the start", () -> Files.readString(Files.writeString(file("abc"), "X", WRITE)));
        of("write for reading", () -> Files.writeString(file("abc"), "X", READ));
        of("large", () -> {
            byte[] data = new byte[200_000];
            Arrays.fill(data, (byte) 5);
            return Arrays.equals(data, Files.readAllBytes(Files.write(none(), data)));
        });
        of("read a device", () -> Files.readAllBytes(Path.of("/dev/null")).length);
    }

    private void streams() {
        of("input stream", () -> {
            try (InputStream in = Files.newInputStream(file("abcdef"))) {
                byte[] b = new byte[2];
                return in.read() + " " + in.read(b) + " " + in.available() + " " + in.skip(1) + " " + new String(in.readAllBytes()) + " " + in.read();
            }
        });
        of("input stream with write", () -> Files.newInputStream(file("x"), WRITE));
        of("input stream with append", () -> Files.newInputStream(file("x"), APPEND));
        of("input stream of nothing", () -> Files.newInputStream(none()));
        of("input stream of a directory", () -> {
            try (InputStream in = Files.newInputStream(folder())) {
                return in.read();
            }
        });
        of("input stream deletes on close", () -> {
            Path path = file("x");
            try (InputStream in = Files.newInputStream(path, DELETE_ON_CLOSE)) {
                in.read();
            }
            return Files.exists(path);
        });
        of("input stream of a link", () -> Files.newInputStream(Files.createSymbolicLink(none(), file("x")), LinkOption.NOFOLLOW_LINKS));
        of("input stream closed", () -> {
            InputStream in = Files.newInputStream(file("x"));
            in.close();
            return in.read();
        });
        of("input stream transfers", () -> {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try (InputStream in = Files.newInputStream(file("abc"))) {
                return in.transferTo(out) + out.toString();
            }
        });
        of("input stream transfers to a file", () -> {
            Path to = none();
            try (InputStream in = Files.newInputStream(file("abc")); OutputStream out = Files.newOutputStream(to)) {
                in.transferTo(out);
            }
            return Files.readString(to);
        });
        of("output stream", () -> {
            Path path = file("old content");
            try (OutputStream out = Files.newOutputStream(path)) {
                out.write('a');
                out.write("bc".getBytes());
                out.write("xdx".getBytes(), 1, 1);
            }
            return Files.readString(path);
        });
        of("output stream appends", () -> {
            Path path = file("old");
            try (OutputStream out = Files.newOutputStream(path, CREATE, APPEND)) {
                out.write('+');
            }
            return Files.readString(path);
        });
        of("output stream with read", () -> Files.newOutputStream(none(), READ));
        of("output stream with append and truncate", () -> Files.newOutputStream(none(), APPEND, TRUNCATE_EXISTING));
        of("output stream closed", () -> {
            OutputStream out = Files.newOutputStream(none());
            out.close();
            out.write(1);
            return "written";
        });
        of("output stream over a directory", () -> Files.newOutputStream(folder()));
        of("reader", () -> {
            try (BufferedReader in = Files.newBufferedReader(file("ä\nb"))) {
                return in.readLine() + in.readLine() + in.readLine();
            }
        });
        of("reader with a charset", () -> {
            try (BufferedReader in = Files.newBufferedReader(file("ab"), StandardCharsets.US_ASCII)) {
                return in.readLine();
            }
        });
        of("reader of nothing", () -> Files.newBufferedReader(none()));
        of("reader of malformed input", () -> Files.newBufferedReader(Files.write(none(), new byte[] {(byte) 0xff})).readLine());
        of("writer", () -> {
            Path path = none();
            try (BufferedWriter out = Files.newBufferedWriter(path)) {
                out.write("ä");
                out.newLine();
            }
            try (BufferedWriter out = Files.newBufferedWriter(path, StandardCharsets.US_ASCII, APPEND)) {
                out.write("b");
            }
            return Files.readAllLines(path);
        });
        of("copy from a stream", () -> {
            Path path = none();
            return Files.copy(new ByteArrayInputStream("abc".getBytes()), path) + Files.readString(path);
        });
        of("copy from a stream over a file", () -> Files.copy(new ByteArrayInputStream(new byte[1]), file("x")));
        of("copy from a stream, replacing", () -> {
            Path path = file("longer");
            return Files.copy(new ByteArrayInputStream("abc".getBytes()), path, StandardCopyOption.REPLACE_EXISTING) + Files.readString(path);
        });
        of("copy from a stream, with a wrong option", () -> Files.copy(new ByteArrayInputStream(new byte[1]), none(), StandardCopyOption.COPY_ATTRIBUTES));
        of("copy to a stream", () -> {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            return Files.copy(file("abc"), out) + out.toString();
        });
        of("copy nothing to a stream", () -> Files.copy(none(), new ByteArrayOutputStream()));
    }

    private void channels() {
        of("byte channel", () -> {
            try (SeekableByteChannel c = Files.newByteChannel(file("abcdef"))) {
                ByteBuffer b = ByteBuffer.allocate(3);
                return c.read(b) + text(b) + c.position() + " " + c.size() + " " + c.position(5).position() + " " + c.read(b.clear()) + " " + c.read(b) + " " + c.isOpen();
            }
        });
        of("byte channel for writing", () -> {
            Path path = none();
            try (SeekableByteChannel c = Files.newByteChannel(path, CREATE, WRITE)) {
                c.write(bytes("abcdef"));
                c.truncate(4).position(1).write(bytes("X"));
            }
            return Files.readString(path);
        });
        of("byte channel with permissions", () -> {
            Path path = none();
            Files.newByteChannel(path, Set.of(CREATE_NEW, WRITE), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))).close();
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
        });
        of("write to a reading byte channel", () -> {
            try (SeekableByteChannel c = Files.newByteChannel(file("x"))) {
                return c.write(bytes("y"));
            }
        });
        of("truncate a reading byte channel", () -> {
            try (SeekableByteChannel c = Files.newByteChannel(file("x"))) {
                return c.truncate(0);
            }
        });
        of("read from a writing byte channel", () -> {
            try (SeekableByteChannel c = Files.newByteChannel(file("x"), WRITE)) {
                return c.read(ByteBuffer.allocate(1));
            }
        });
        of("byte channel closed", () -> {
            SeekableByteChannel c = Files.newByteChannel(file("x"));
            c.close();
            return c.size();
        });
    }

    private String opened(Path path, OpenOption... options) throws IOException {
        try (FileChannel c = FileChannel.open(path, options)) {
            int written = c.write(bytes("XY"));
            c.position(0);
            return written + " " + c.size();
        } finally {
            System.out.flush();
        }
    }

    private void options() {
        OpenOption[][] sets = {{WRITE}, {APPEND}, {CREATE, WRITE}, {CREATE_NEW, WRITE}, {CREATE}, {TRUNCATE_EXISTING}, {WRITE, TRUNCATE_EXISTING},
            {WRITE, SYNC}, {WRITE, DSYNC}, {WRITE, SYNC, DSYNC}, {CREATE_NEW, SPARSE, WRITE}, {APPEND, TRUNCATE_EXISTING}, {APPEND, READ},
            {READ, WRITE, CREATE}, {CREATE, APPEND}, {WRITE, DELETE_ON_CLOSE}, {CREATE, WRITE, DELETE_ON_CLOSE, CREATE_NEW}, {WRITE, LinkOption.NOFOLLOW_LINKS}, {}};
        for (OpenOption[] set : sets) {
            of("options " + Arrays.toString(set) + " of a file", () -> {
                Path path = file("abcde");
                return opened(path, set) + " " + (Files.exists(path) ? Files.readString(path) : "gone");
            });
            of("options " + Arrays.toString(set) + " of nothing", () -> {
                Path path = none();
                return opened(path, set) + " " + (Files.exists(path) ? Files.readString(path) : "gone");
            });
        }
        of("an unknown option", () -> FileChannel.open(file("x"), ExtendedOpenOption.NOSHARE_READ));
        of("null as an option", () -> FileChannel.open(file("x"), (OpenOption) null));
        of("the link itself", () -> FileChannel.open(Files.createSymbolicLink(none(), file("x")), READ, LinkOption.NOFOLLOW_LINKS));
        of("create new over a broken link", () -> FileChannel.open(Files.createSymbolicLink(none(), none()), CREATE_NEW, WRITE));
        of("create through a broken link", () -> {
            Path target = none();
            FileChannel.open(Files.createSymbolicLink(none(), target), CREATE, WRITE).close();
            return Files.exists(target);
        });
        of("delete on close of a link", () -> FileChannel.open(Files.createSymbolicLink(none(), file("x")), READ, DELETE_ON_CLOSE));
        of("gone while open with delete on close", () -> {
            Path path = file("abc");
            try (FileChannel c = FileChannel.open(path, READ, DELETE_ON_CLOSE)) {
                return Files.exists(path) + " " + c.size();
            }
        });
        of("direct", () -> {
            Path path = file("x".repeat(8192));
            int block = (int) Files.getFileStore(path).getBlockSize();
            try (FileChannel c = FileChannel.open(path, READ, WRITE, ExtendedOpenOption.DIRECT)) {
                ByteBuffer aligned = ByteBuffer.allocateDirect(2 * block + 8192).alignedSlice(block);
                int read = c.read(aligned.limit(block), block);
                aligned.flip();
                return read == block && c.write(aligned, 0) == block;
            }
        });
        of("direct at an odd position", () -> {
            try (FileChannel c = FileChannel.open(file("x".repeat(8192)), READ, ExtendedOpenOption.DIRECT)) {
                return c.read(ByteBuffer.allocateDirect(8192 * 2).alignedSlice(4096).limit(4096), 7);
            }
        });
        of("direct into heap", () -> {
            try (FileChannel c = FileChannel.open(file("x".repeat(8192)), READ, ExtendedOpenOption.DIRECT)) {
                return c.read(ByteBuffer.allocate(100));
            }
        });
        of("direct of an odd length", () -> {
            try (FileChannel c = FileChannel.open(none(), CREATE, WRITE, ExtendedOpenOption.DIRECT)) {
                return c.write(ByteBuffer.allocateDirect(8192 * 2).alignedSlice(4096).limit(100));
            }
        });
        of("direct near the end", () -> {
            try (FileChannel c = FileChannel.open(file("x".repeat(5000)), READ, ExtendedOpenOption.DIRECT)) {
                return c.read(ByteBuffer.allocateDirect(8192 * 2).alignedSlice(4096).limit(4096), 4096);
            }
        });
        of("direct appended", () -> FileChannel.open(none(), CREATE, APPEND, ExtendedOpenOption.DIRECT).size());
    }

    private void comparisons() {
        of("mismatch", () -> Files.mismatch(file("abcd"), file("abXd")) + " " + Files.mismatch(file("ab"), file("abc")) + " " + Files.mismatch(file("ab"), file("ab")));
        of("mismatch of one file", () -> {
            Path path = file("x");
            return Files.mismatch(path, path);
        });
        of("mismatch with nothing", () -> Files.mismatch(file("x"), none()));
        of("size", () -> Files.size(file("abc")) + " " + Files.size(Files.createSymbolicLink(none(), file("12345"))));
        of("size of nothing", () -> Files.size(none()));
        of("content type", () -> Files.probeContentType(Path.of("a.html")) + " " + Files.probeContentType(Path.of("a.png")) + " "
                + Files.probeContentType(Path.of("a.txt")) + " " + Files.probeContentType(Path.of("a.zip")) + " " + Files.probeContentType(Path.of("noextension")));
    }
}
