package apps.disk.parity;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.FileReader;
import java.io.FileWriter;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Streams, readers and writers of files, and {@code FileDescriptor}. */
final class StreamCases extends FileCases {
    StreamCases() throws IOException {}

    @Override
    void all() {
        input();
        output();
        descriptors();
        readersAndWriters();
    }

    private void input() {
        of("read", () -> {
            try (FileInputStream in = new FileInputStream(plain("abcdef"))) {
                byte[] b = new byte[3];
                return in.read() + " " + in.read(b) + new String(b) + " " + in.available() + " " + in.read(b, 1, 2) + new String(b)
                        + " " + in.read() + " " + in.read(b) + " " + in.read(b, 0, 0) + " " + in.available();
            }
        });
        of("read by name", () -> {
            try (FileInputStream in = new FileInputStream(file("abc").toString())) {
                return new String(in.readAllBytes()) + in.readAllBytes().length;
            }
        });
        of("read all after some", () -> {
            try (FileInputStream in = new FileInputStream(plain("abcdef"))) {
                in.read();
                return new String(in.readAllBytes());
            }
        });
        of("read n", () -> {
            try (FileInputStream in = new FileInputStream(plain("abcdef"))) {
                return new String(in.readNBytes(4)) + new String(in.readNBytes(0)) + new String(in.readNBytes(10));
            }
        });
        of("read a negative number", () -> {
            try (FileInputStream in = new FileInputStream(plain("x"))) {
                return in.readNBytes(-1);
            }
        });
        of("transfer to a stream", () -> {
            try (FileInputStream in = new FileInputStream(plain("abcdef"))) {
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                in.skip(2);
                return in.transferTo(out) + out.toString();
            }
        });
        of("transfer to a file", () -> {
            Path to = none();
            try (FileInputStream in = new FileInputStream(plain("abcdef")); FileOutputStream out = new FileOutputStream(to.toFile())) {
                in.read();
                out.write('_');
                return in.transferTo(out) + Files.readString(to);
            }
        });
        of("transfer much to a file", () -> {
            Path from = none();
            Files.write(from, new byte[300_000]);
            Path to = none();
            try (FileInputStream in = new FileInputStream(from.toFile()); FileOutputStream out = new FileOutputStream(to.toFile(), true)) {
                return in.transferTo(out) + " " + Files.size(to) + " " + in.read();
            }
        });
        of("skip", () -> {
            try (FileInputStream in = new FileInputStream(plain("abcdef"))) {
                return in.skip(2) + " " + in.read() + " " + in.skip(-1) + " " + in.read() + " " + in.skip(100) + " " + in.read() + " " + in.available();
            }
        });
        of("skip before the start", () -> {
            try (FileInputStream in = new FileInputStream(plain("abcdef"))) {
                return in.skip(-5);
            }
        });
        of("skip n bytes", () -> {
            try (FileInputStream in = new FileInputStream(plain("abcdef"))) {
                in.skipNBytes(4);
                return in.read();
            }
        });
        of("skip n bytes past the end", () -> {
            try (FileInputStream in = new FileInputStream(plain("abc"))) {
                in.skipNBytes(4);
                return in.read();
            }
        });
        of("mark", () -> {
            try (FileInputStream in = new FileInputStream(plain("abc"))) {
                in.mark(2);
                return in.markSupported();
            }
        });
        of("reset", () -> {
            try (FileInputStream in = new FileInputStream(plain("abc"))) {
                in.reset();
                return "reset";
            }
        });
        of("channel", () -> {
            try (FileInputStream in = new FileInputStream(plain("abc"))) {
                in.read();
                return in.getChannel().position() + " " + in.getChannel().size() + " " + (in.getChannel() == in.getChannel());
            }
        });
        of("the channel does not write", () -> {
            try (FileInputStream in = new FileInputStream(plain("abc"))) {
                return in.getChannel().write(bytes("x"));
            }
        });
        of("closed with its channel", () -> {
            FileInputStream in = new FileInputStream(plain("abc"));
            in.getChannel().close();
            return in.read();
        });
        of("the channel closed with it", () -> {
            FileInputStream in = new FileInputStream(plain("abc"));
            in.close();
            in.close();
            return in.getChannel().isOpen() + " " + in.getFD().valid();
        });
        of("read closed", () -> closedInput().read());
        of("read bytes closed", () -> closedInput().read(new byte[2]));
        of("read part closed", () -> closedInput().read(new byte[2], 0, 1));
        of("read all closed", () -> closedInput().readAllBytes());
        of("skip closed", () -> closedInput().skip(1));
        of("available closed", () -> closedInput().available());
        of("read outside of the array", () -> {
            try (FileInputStream in = new FileInputStream(plain("abc"))) {
                return in.read(new byte[2], 1, 2);
            }
        });
        of("read into null", () -> {
            try (FileInputStream in = new FileInputStream(plain("abc"))) {
                return in.read(null);
            }
        });
        of("open nothing", () -> new FileInputStream(none().toFile()));
        of("open a directory", () -> new FileInputStream(folder().toFile()));
        of("open null", () -> new FileInputStream((String) null));
        of("open the empty name", () -> new FileInputStream(""));
        of("open with a zero", () -> new FileInputStream("a\0b"));
        of("open below a file", () -> new FileInputStream(new File(plain("x"), "y")));
        of("open a long name", () -> new FileInputStream(new File(directory().toFile(), "n".repeat(256))));
        of("open a loop of links", () -> {
            Path a = none();
            return new FileInputStream(Files.createSymbolicLink(a, a).toFile());
        });
        of("open by a descriptor", () -> {
            try (FileInputStream in = new FileInputStream(plain("abc")); FileInputStream same = new FileInputStream(in.getFD())) {
                return in.read() + " " + same.read() + " " + in.read();
            }
        });
        of("open by no descriptor", () -> new FileInputStream((FileDescriptor) null));
        of("read by an invalid descriptor", () -> new FileInputStream(new FileDescriptor()).read());
        of("read what grows", () -> {
            Path path = file("a");
            try (FileInputStream in = new FileInputStream(path.toFile())) {
                String before = in.read() + " " + in.read();
                Files.writeString(path, "ab");
                return before + " " + in.read() + " " + in.read();
            }
        });
        of("read what shrinks", () -> {
            Path path = file("abcdef");
            try (FileInputStream in = new FileInputStream(path.toFile())) {
                in.skip(4);
                Files.writeString(path, "ab");
                return in.available() + " " + in.read();
            }
        });
        of("devices", () -> {
            try (FileInputStream zero = new FileInputStream("/dev/zero"); FileInputStream none = new FileInputStream("/dev/null");
                    FileInputStream random = new FileInputStream("/dev/urandom")) {
                return zero.read() + " " + none.read() + " " + random.readNBytes(4).length + " " + none.available() + " " + none.readAllBytes().length;
            }
        });
    }

    private FileInputStream closedInput() throws IOException {
        FileInputStream in = new FileInputStream(plain("abc"));
        in.close();
        return in;
    }

    private void output() {
        of("write", () -> {
            Path path = none();
            try (FileOutputStream out = new FileOutputStream(path.toFile())) {
                out.write(0x141);
                out.write("bcd".getBytes());
                out.write("xefx".getBytes(), 1, 2);
                out.write(new byte[0]);
                out.flush();
            }
            return Files.readString(path);
        });
        of("truncated", () -> {
            Path path = file("old content");
            new FileOutputStream(path.toString()).close();
            return Files.size(path);
        });
        of("append", () -> {
            Path path = file("old");
            try (FileOutputStream out = new FileOutputStream(path.toString(), true); FileOutputStream other = new FileOutputStream(path.toFile(), true)) {
                out.write('+');
                other.write("other".getBytes());
                out.write('+');
                return Files.readString(path) + " " + out.getChannel().position() + " " + other.getChannel().position();
            }
        });
        of("not append", () -> {
            Path path = file("old");
            new FileOutputStream(path.toString(), false).close();
            new FileOutputStream(path.toFile(), false).close();
            return Files.size(path);
        });
        of("two that write over one another", () -> {
            Path path = none();
            try (FileOutputStream one = new FileOutputStream(path.toFile()); FileOutputStream two = new FileOutputStream(path.toFile())) {
                one.write("aaaa".getBytes());
                two.write("bb".getBytes());
                one.write("c".getBytes());
                return Files.readString(path);
            }
        });
        of("a hole", () -> {
            Path path = none();
            try (FileOutputStream out = new FileOutputStream(path.toFile())) {
                out.getChannel().position(3);
                out.write('x');
            }
            return Files.readString(path).replace('\0', '.');
        });
        of("a missing directory", () -> new FileOutputStream(new File(none().toFile(), "x")));
        of("over a directory", () -> new FileOutputStream(folder().toFile()));
        of("null", () -> new FileOutputStream((File) null));
        of("a zero in the name", () -> new FileOutputStream("a\0b"));
        of("through a link", () -> {
            Path target = none();
            new FileOutputStream(Files.createSymbolicLink(none(), target).toFile()).close();
            return Files.exists(target);
        });
        of("write closed", () -> {
            FileOutputStream out = new FileOutputStream(none().toFile());
            out.close();
            out.close();
            out.write(1);
            return "written";
        });
        of("write bytes closed", () -> {
            FileOutputStream out = new FileOutputStream(none().toFile());
            out.close();
            out.write(new byte[3], 1, 1);
            return "written";
        });
        of("write outside of the array", () -> {
            try (FileOutputStream out = new FileOutputStream(none().toFile())) {
                out.write(new byte[3], 2, 2);
                return "written";
            }
        });
        of("write null", () -> {
            try (FileOutputStream out = new FileOutputStream(none().toFile())) {
                out.write((byte[]) null);
                return "written";
            }
        });
        of("by a descriptor", () -> {
            Path path = none();
            try (FileOutputStream out = new FileOutputStream(path.toFile())) {
                FileOutputStream same = new FileOutputStream(out.getFD());
                out.write('a');
                same.write('b');
                same.close();
                return Files.readString(path) + " " + out.getFD().valid();
            }
        });
        of("by a descriptor for reading", () -> {
            try (FileInputStream in = new FileInputStream(plain("x"))) {
                new FileOutputStream(in.getFD()).write(1);
                return "written";
            }
        });
        of("the channel does not read", () -> {
            try (FileOutputStream out = new FileOutputStream(none().toFile())) {
                return out.getChannel().read(ByteBuffer.allocate(1));
            }
        });
        of("output to nothing", () -> {
            try (FileOutputStream out = new FileOutputStream("/dev/null")) {
                out.write(new byte[1000]);
                return new File("/dev/null").length();
            }
        });
        of("the next stream on a closed descriptor's number", () -> {
            FileOutputStream out = new FileOutputStream(none().toFile());
            FileDescriptor descriptor = out.getFD();
            out.close();
            try (FileOutputStream other = new FileOutputStream(none().toFile())) {
                new FileOutputStream(descriptor).write(1);
                return "written";
            }
        });
    }

    private void descriptors() {
        of("valid", () -> {
            RandomAccessFile file = new RandomAccessFile(none().toFile(), "rw");
            FileDescriptor d = file.getFD();
            String open = d.valid() + " ";
            file.close();
            return open + d.valid() + " " + new FileDescriptor().valid() + " " + FileDescriptor.in.valid() + FileDescriptor.out.valid() + FileDescriptor.err.valid();
        });
        does("sync", () -> {
            try (FileOutputStream out = new FileOutputStream(none().toFile())) {
                out.write(1);
                out.getFD().sync();
                out.getFD().sync();
            }
        });
        does("sync for reading", () -> {
            try (FileInputStream in = new FileInputStream(plain("x"))) {
                in.getFD().sync();
            }
        });
        does("sync closed", () -> {
            FileOutputStream out = new FileOutputStream(none().toFile());
            out.close();
            out.getFD().sync();
        });
        does("sync nothing", () -> new FileDescriptor().sync());
    }

    private void readersAndWriters() {
        of("reader", () -> {
            char[] c = new char[3];
            try (FileReader in = new FileReader(file("äbc").toString())) {
                return in.read() + " " + in.read(c) + new String(c) + " " + in.read() + " " + in.getEncoding();
            }
        });
        of("reader of a file", () -> {
            try (FileReader in = new FileReader(plain("abc"))) {
                return in.ready() + " " + in.skip(1) + " " + in.read();
            }
        });
        of("reader of a descriptor", () -> {
            try (FileInputStream in = new FileInputStream(plain("abc"))) {
                return new FileReader(in.getFD()).read();
            }
        });
        of("reader with a charset", () -> {
            Path path = none();
            Files.write(path, new byte[] {(byte) 0xe4});
            try (FileReader a = new FileReader(path.toFile(), StandardCharsets.ISO_8859_1);
                    FileReader b = new FileReader(path.toString(), StandardCharsets.UTF_8)) {
                return a.read() + " " + b.read();
            }
        });
        of("reader of nothing", () -> new FileReader(none().toFile()));
        of("reader closed", () -> {
            FileReader in = new FileReader(plain("x"));
            in.close();
            return in.read();
        });
        of("writer", () -> {
            Path path = none();
            try (FileWriter out = new FileWriter(path.toString())) {
                out.write("äb");
                out.append('c');
            }
            try (FileWriter out = new FileWriter(path.toString(), true)) {
                out.write("more", 1, 2);
            }
            return Files.readString(path);
        });
        of("writer of a file", () -> {
            File file = none().toFile();
            try (FileWriter out = new FileWriter(file)) {
                out.write('x');
                String before = file.length() + " ";
                out.flush();
                return before + file.length();
            }
        });
        of("writer that appends to a file", () -> {
            File file = plain("a");
            try (FileWriter out = new FileWriter(file, true)) {
                out.write("b");
            }
            return Files.readString(file.toPath());
        });
        of("writer of a descriptor", () -> {
            Path path = none();
            try (FileOutputStream out = new FileOutputStream(path.toFile()); FileWriter writer = new FileWriter(out.getFD())) {
                writer.write("x");
                writer.flush();
                return Files.readString(path);
            }
        });
        of("writer with a charset", () -> {
            Path path = none();
            try (FileWriter a = new FileWriter(path.toFile(), StandardCharsets.ISO_8859_1)) {
                a.write('ä');
            }
            try (FileWriter a = new FileWriter(path.toFile(), StandardCharsets.UTF_8, true)) {
                a.write('ä');
            }
            try (FileWriter a = new FileWriter(path.toString(), StandardCharsets.UTF_16BE, true)) {
                a.write('ä');
            }
            String size = Files.size(path) + " ";
            new FileWriter(path.toString(), StandardCharsets.UTF_8).close();
            return size + Files.size(path);
        });
        of("writer in no directory", () -> new FileWriter(new File(none().toFile(), "x")));
        of("writer over a directory", () -> new FileWriter(folder().toString()));
    }
}
