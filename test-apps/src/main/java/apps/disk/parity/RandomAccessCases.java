package apps.disk.parity;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;

/** {@code RandomAccessFile}. */
final class RandomAccessCases extends FileCases {
    RandomAccessCases() throws IOException {}

    private interface Use {
        Object of(RandomAccessFile file) throws Exception;
    }

    private void with(String name, String content, String mode, Use use) {
        of(name, () -> {
            Path path = content == null ? none() : file(content);
            try (RandomAccessFile file = new RandomAccessFile(path.toFile(), mode)) {
                return use.of(file);
            }
        });
    }

    @Override
    void all() {
        opening();
        data();
        positions();
        ends();
    }

    private void opening() {
        for (String mode : new String[] {"r", "rw", "rws", "rwd", "w", "", "wr"}) {
            with("mode " + mode + " of a file", "abc", mode, file -> file.read() + " " + file.length());
            with("mode " + mode + " of nothing", null, mode, file -> file.length());
        }
        of("by name", () -> {
            try (RandomAccessFile file = new RandomAccessFile(file("abc").toString(), "r")) {
                return file.readLine();
            }
        });
        of("of a directory for reading", () -> new RandomAccessFile(folder().toFile(), "r"));
        of("of a directory for writing", () -> new RandomAccessFile(folder().toFile(), "rw"));
        of("of null", () -> new RandomAccessFile((File) null, "r"));
        of("of null by name", () -> new RandomAccessFile((String) null, "r"));
        of("of a name with a zero", () -> new RandomAccessFile("a\0b", "r"));
        of("in no directory", () -> new RandomAccessFile(new File(none().toFile(), "x"), "rw"));
        with("not truncated", "abc", "rw", RandomAccessFile::length);
        with("channel", "abc", "rw", file -> {
            file.read();
            return file.getChannel().position() + " " + file.getFilePointer() + " " + file.getChannel().position(2).size() + " " + file.getFilePointer()
                    + " " + file.getFD().valid();
        });
    }

    private void data() {
        with("values", null, "rw", file -> {
            file.writeBoolean(true);
            file.writeByte(-2);
            file.writeByte(200);
            file.writeShort(-3);
            file.writeShort(40000);
            file.writeChar('ä');
            file.writeInt(-5);
            file.writeLong(-6);
            file.writeFloat(1.5f);
            file.writeDouble(-2.5);
            file.writeUTF("üx");
            file.writeBytes("by\n");
            file.writeChars("c");
            file.write(7);
            file.write(new byte[] {8, 9});
            file.write(new byte[] {1, 2, 3, 4}, 1, 2);
            long end = file.getFilePointer();
            file.seek(0);
            return end + " " + file.readBoolean() + " " + file.readByte() + " " + file.readUnsignedByte() + " " + file.readShort() + " "
                    + file.readUnsignedShort() + " " + file.readChar() + " " + file.readInt() + " " + file.readLong() + " " + file.readFloat()
                    + " " + file.readDouble() + " " + file.readUTF() + " " + file.readLine() + " " + (int) file.readChar() + " " + file.read() + " "
                    + file.read(new byte[2]) + " " + file.read(new byte[9], 3, 4) + " " + file.read() + " " + file.length();
        });
        with("lines", "one\r\ntwo\rthree\n\nend", "r", file -> file.readLine() + "|" + file.readLine() + "|" + file.readLine() + "|"
                + file.readLine() + "|" + file.readLine() + "|" + file.readLine());
        with("read fully", "abcdef", "r", file -> {
            byte[] b = new byte[4];
            file.readFully(b, 1, 2);
            String first = new String(b).replace('\0', '.');
            file.readFully(b);
            return first + new String(b);
        });
        with("read fully past the end", "abc", "r", file -> {
            file.readFully(new byte[4]);
            return "read";
        });
        with("position after a failed full read", "abc", "r", file -> {
            try {
                file.readFully(new byte[4]);
            } catch (IOException e) {
                return e.getClass().getName() + " " + file.getFilePointer();
            }
            return "read";
        });
        with("overwrite", "abcdef", "rw", file -> {
            file.seek(2);
            file.write("XY".getBytes());
            file.seek(0);
            return file.readLine();
        });
        with("write for reading only", "abc", "r", file -> {
            file.write(1);
            return "written";
        });
        with("write bytes for reading only", "abc", "r", file -> {
            file.write(new byte[2]);
            return "written";
        });
        with("set the length for reading only", "abc", "r", file -> {
            file.setLength(1);
            return "set";
        });
        with("write outside of the array", "abc", "rw", file -> {
            file.write(new byte[2], 1, 2);
            return "written";
        });
        with("read outside of the array", "abc", "rw", file -> file.read(new byte[2], -1, 2));
        with("the long UTF", null, "rw", file -> {
            file.writeUTF("x".repeat(70_000));
            return "written";
        });
        with("large", null, "rw", file -> {
            byte[] data = new byte[100_000];
            data[99_999] = 7;
            file.write(data);
            file.seek(99_998);
            return file.read() + " " + file.read() + " " + file.read();
        });
    }

    private void positions() {
        with("seek and pointer", "abcdef", "r", file -> {
            file.seek(4);
            return file.read() + " " + file.getFilePointer();
        });
        with("seek beyond", "abc", "rw", file -> {
            file.seek(10);
            String before = file.length() + " " + file.read() + " " + file.getFilePointer();
            file.write('x');
            return before + " " + file.length();
        });
        with("seek before", "abc", "r", file -> {
            file.seek(-1);
            return "sought";
        });
        with("skip", "abcdef", "r", file -> file.skipBytes(2) + " " + file.skipBytes(100) + " " + file.skipBytes(-3) + " " + file.skipBytes(1)
                + " " + file.getFilePointer());
        with("set the length", "abcdef", "rw", file -> {
            file.seek(5);
            file.setLength(3);
            String less = file.getFilePointer() + " " + file.length();
            file.setLength(8);
            return less + " " + file.getFilePointer() + " " + file.length() + " " + file.readLine();
        });
        with("set a negative length", "abc", "rw", file -> {
            file.setLength(-1);
            return "set";
        });
        with("set a length beyond the largest file", "abc", "rw", file -> {
            file.setLength(1L << 50);
            return "set";
        });
        of("zeros after growing again", () -> {
            Path path = file("abcdef");
            try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
                file.setLength(2);
                file.setLength(5);
            }
            return Files.readString(path).replace('\0', '.');
        });
        of("two pointers of one file", () -> {
            Path path = file("abcdef");
            try (RandomAccessFile a = new RandomAccessFile(path.toFile(), "rw"); RandomAccessFile b = new RandomAccessFile(path.toFile(), "r")) {
                a.seek(3);
                a.write('X');
                return b.readLine() + " " + a.getFilePointer() + " " + b.getFilePointer();
            }
        });
        of("a hidden pointer of a subclass", () -> {
            class Own extends RandomAccessFile {
                Own(Path path) throws IOException {
                    super(path.toFile(), "r");
                }

                @Override
                public long getFilePointer() throws IOException {
                    return 1000 + super.getFilePointer();
                }
            }
            try (Own own = new Own(file("abc"))) {
                own.read();
                RandomAccessFile file = own;
                return file.getFilePointer();
            }
        });
    }

    private void ends() {
        of("closed", () -> {
            RandomAccessFile file = new RandomAccessFile(plain("abc"), "rw");
            file.close();
            file.close();
            return file.getFD().valid() + " " + file.getChannel().isOpen();
        });
        closed("read", RandomAccessFile::read);
        closed("write", file -> {
            file.write(1);
            return "";
        });
        closed("seek", file -> {
            file.seek(1);
            return "";
        });
        closed("pointer", RandomAccessFile::getFilePointer);
        closed("length", RandomAccessFile::length);
        closed("set length", file -> {
            file.setLength(1);
            return "";
        });
        closed("read line", RandomAccessFile::readLine);
        with("end of a boolean", "", "r", RandomAccessFile::readBoolean);
        with("end of a byte", "", "r", RandomAccessFile::readUnsignedByte);
        with("end of a short", "x", "r", RandomAccessFile::readShort);
        with("end of an int", "xxx", "r", RandomAccessFile::readInt);
        with("end of a long", "xxxx", "r", RandomAccessFile::readLong);
        with("end of UTF", "\0\5ab", "r", RandomAccessFile::readUTF);
        with("end of a line", "", "r", RandomAccessFile::readLine);
        of("read by another name while written", () -> {
            Path path = none();
            try (RandomAccessFile out = new RandomAccessFile(path.toFile(), "rwd"); FileInputStream in = new FileInputStream(path.toFile())) {
                out.writeInt(5);
                return in.readAllBytes().length;
            }
        });
    }

    private void closed(String name, Use use) {
        of(name + " closed", () -> {
            RandomAccessFile file = new RandomAccessFile(plain("abc"), "rw");
            file.close();
            return use.of(file);
        });
    }
}
