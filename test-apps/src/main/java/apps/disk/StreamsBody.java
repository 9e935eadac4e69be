package apps.disk;

import static apps.disk.Transcript.attempt;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.FileReader;
import java.io.FileWriter;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.Scanner;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** The streams of {@code java.io} and {@code RandomAccessFile}. */
public final class StreamsBody {
    private StreamsBody() {}

    public static void main(String[] args) throws Exception {
        streams();
        random();
        errors();
        readersAndWriters();
        zips();
    }

    private static void streams() throws IOException {
        try (FileOutputStream out = new FileOutputStream("a.bin")) {
            out.write(65);
            out.write(new byte[] {66, 67, 68, 69}, 1, 2);
            out.write(new byte[0]);
            attempt("position of channel", () -> out.getChannel().position());
            out.getFD().sync();
        }
        try (FileOutputStream out = new FileOutputStream("a.bin", true)) {
            out.write("appended".getBytes(StandardCharsets.UTF_8));
        }
        try (FileInputStream in = new FileInputStream("a.bin")) {
            attempt("available", in::available);
            attempt("read", in::read);
            attempt("skip", () -> in.skip(2));
            attempt("available after", in::available);
            byte[] b = new byte[5];
            attempt("read array", () -> in.read(b, 1, 3) + " " + Arrays.toString(b));
            attempt("rest", () -> new String(in.readAllBytes(), StandardCharsets.UTF_8));
            attempt("end", in::read);
            attempt("end array", () -> in.read(b));
            attempt("read nothing", () -> in.read(b, 0, 0));
            attempt("skip past end", () -> in.skip(100));
            attempt("available past end", in::available);
            attempt("skip back", () -> in.skip(-105));
            attempt("bytes", () -> new String(in.readNBytes(4), StandardCharsets.UTF_8));
            attempt("skip before start", () -> in.skip(-1000));
            attempt("transfer", () -> {
                ByteArrayOutputStream copy = new ByteArrayOutputStream();
                return in.transferTo(copy) + " " + copy;
            });
            attempt("valid", () -> in.getFD().valid());
            attempt("bad offset", () -> in.read(b, 3, 9));
        }
        FileInputStream closed = new FileInputStream("a.bin");
        closed.close();
        closed.close();
        attempt("valid when closed", () -> closed.getFD().valid());
        attempt("read closed", closed::read);
        attempt("available closed", closed::available);
        FileOutputStream closedOut = new FileOutputStream("a2.bin");
        closedOut.close();
        attempt("write closed", () -> {
            closedOut.write(1);
            return null;
        });
        attempt("sync closed", () -> {
            closedOut.getFD().sync();
            return null;
        });
    }

    private static void random() throws IOException {
        try (RandomAccessFile file = new RandomAccessFile("r.bin", "rw")) {
            file.writeInt(0x01020304);
            file.writeUTF("été");
            file.writeLong(-1);
            attempt("pointer", file::getFilePointer);
            attempt("length", file::length);
            file.seek(2);
            attempt("short", file::readShort);
            file.seek(100);
            file.write(7);
            attempt("sparse length", file::length);
            file.seek(50);
            attempt("hole", file::read);
            file.seek(4);
            attempt("utf", file::readUTF);
            file.setLength(10);
            attempt("pointer after cut", file::getFilePointer);
            file.seek(60);
            file.setLength(20);
            attempt("pointer clipped", file::getFilePointer);
            attempt("at end", file::read);
            attempt("eof", file::readInt);
            file.seek(12);
            attempt("zeros", () -> Arrays.toString(readAll(file)));
            attempt("negative seek", () -> {
                file.seek(-1);
                return null;
            });
            attempt("negative length", () -> {
                file.setLength(-1);
                return null;
            });
            attempt("skip", () -> {
                file.seek(0);
                return file.skipBytes(500) + " " + file.getFilePointer();
            });
        }
        try (RandomAccessFile file = new RandomAccessFile("r.bin", "r")) {
            attempt("write read-only", () -> {
                file.write(1);
                return null;
            });
            attempt("length read-only", file::length);
            attempt("set length read-only", () -> {
                file.setLength(3);
                return null;
            });
        }
        for (String mode : List.of("rws", "rwd")) {
            try (RandomAccessFile file = new RandomAccessFile("s.bin", mode)) {
                file.writeBytes("synchronous " + mode);
                attempt(mode, file::length);
            }
        }
        attempt("mode", () -> new RandomAccessFile("s.bin", "w"));
    }

    private static byte[] readAll(RandomAccessFile file) throws IOException {
        byte[] rest = new byte[(int) (file.length() - file.getFilePointer())];
        file.readFully(rest);
        return rest;
    }

    private static void errors() {
        attempt("missing", () -> new FileInputStream("no/such/file"));
        attempt("missing random", () -> new RandomAccessFile("none", "r"));
        attempt("empty name", () -> new FileInputStream(""));
        attempt("nul", () -> new FileInputStream("a\0b"));
        attempt("directory", () -> {
            new File("dir").mkdir();
            return new FileInputStream("dir");
        });
        attempt("write directory", () -> new FileOutputStream("dir"));
        attempt("random directory", () -> new RandomAccessFile("dir", "rw"));
        attempt("below a file", () -> new FileInputStream("a.bin/x"));
        attempt("write below missing", () -> new FileOutputStream("missing/x"));
        attempt("trailing slash", () -> new FileInputStream("a.bin/").read());
    }

    private static void readersAndWriters() throws Exception {
        try (PrintWriter out = new PrintWriter(new FileWriter("text.txt", StandardCharsets.UTF_8))) {
            out.println("first");
            out.printf("%d second%n", 2);
            out.println("drücken");
        }
        try (BufferedReader in = new BufferedReader(new FileReader("text.txt", StandardCharsets.UTF_8))) {
            attempt("lines", () -> in.lines().toList());
        }
        try (Scanner scanner = new Scanner(new File("text.txt"), StandardCharsets.UTF_8)) {
            attempt("scanner", () -> scanner.next() + scanner.nextInt() + scanner.next());
        }
        Properties written = new Properties();
        written.setProperty("key", "value");
        try (FileOutputStream out = new FileOutputStream("p.properties")) {
            written.store(out, null);
        }
        Properties read = new Properties();
        try (FileInputStream in = new FileInputStream("p.properties")) {
            read.load(in);
        }
        attempt("properties", () -> read);
        try (ObjectOutputStream out = new ObjectOutputStream(new FileOutputStream("o.ser"))) {
            out.writeObject(new TreeMap<>(java.util.Map.of("a", 1, "b", List.of(2, 3))));
        }
        try (ObjectInputStream in = new ObjectInputStream(new FileInputStream("o.ser"))) {
            attempt("object", in::readObject);
        }
        try (DataOutputStream out = new DataOutputStream(new FileOutputStream("d.bin"))) {
            out.writeDouble(1.5);
        }
        try (DataInputStream in = new DataInputStream(new FileInputStream("d.bin"))) {
            attempt("double", in::readDouble);
        }
    }

    private static void zips() throws IOException {
        try (ZipOutputStream out = new ZipOutputStream(new FileOutputStream("z.zip"))) {
            for (String name : List.of("one.txt", "dir/two.txt")) {
                out.putNextEntry(new ZipEntry(name));
                out.write(("content of " + name).getBytes(StandardCharsets.UTF_8));
                out.closeEntry();
            }
        }
        for (int i = 0; i < 2; i++) {
            try (ZipFile zip = new ZipFile("z.zip")) {
                attempt("entries", () -> zip.stream().map(ZipEntry::getName).toList());
                attempt("entry", () -> new String(
                        zip.getInputStream(zip.getEntry("dir/two.txt")).readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        try (GZIPOutputStream out = new GZIPOutputStream(new FileOutputStream("g.gz"))) {
            out.write(new byte[10_000]);
        }
        try (GZIPInputStream in = new GZIPInputStream(new FileInputStream("g.gz"))) {
            attempt("gzip", () -> in.readAllBytes().length);
        }
        attempt("no zip", () -> new ZipFile("a.bin"));
    }
}
