package apps.disk;

import static apps.disk.Transcript.attempt;

import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.FileWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.logging.FileHandler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;

/** Parts of the JDK that use files on the program's behalf: class loaders, zip file systems, logging, subclasses. */
public final class LibrariesBody {
    private LibrariesBody() {}

    public static void main(String[] args) throws Exception {
        jars();
        zipFileSystem();
        asynchronous();
        secureDirectories();
        subclasses();
        logging();
        standardDescriptors();
        File temporary = new File("until-exit");
        new FileWriter(temporary).close();
        temporary.deleteOnExit();
    }

    private static void jars() throws Exception {
        String name = "apps/disk/Waiter.class";
        try (InputStream in = LibrariesBody.class.getResourceAsStream("Waiter.class");
                JarOutputStream out = new JarOutputStream(new FileOutputStream("made.jar"))) {
            out.putNextEntry(new JarEntry(name));
            in.transferTo(out);
            out.closeEntry();
            out.putNextEntry(new JarEntry("resource.txt"));
            out.write("in the jar".getBytes(StandardCharsets.UTF_8));
            out.closeEntry();
        }
        URL jar = new File("made.jar").toURI().toURL();
        try (URLClassLoader loader = new URLClassLoader(new URL[] {jar}, null)) {
            attempt("class", () -> loader.loadClass("apps.disk.Waiter").getName());
            attempt("resource", () -> new String(loader.getResourceAsStream("resource.txt").readAllBytes()));
            attempt("no class", () -> loader.loadClass("apps.disk.None"));
        }
        attempt("jar address", () -> {
            try (InputStream in = URI.create("jar:" + jar + "!/resource.txt").toURL().openStream()) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            }
        });
        attempt("file address", () -> {
            try (InputStream in = jar.openStream()) {
                return in.read();
            }
        });
    }

    private static void zipFileSystem() throws IOException {
        try (FileSystem zip = FileSystems.newFileSystem(Path.of("fs.zip"), Map.of("create", "true"))) {
            Files.writeString(zip.getPath("inside.txt"), "zipped");
        }
        try (FileSystem zip = FileSystems.newFileSystem(Path.of("fs.zip"))) {
            attempt("zip file system", () -> Files.readString(zip.getPath("/inside.txt")));
        }
    }

    private static void asynchronous() throws Exception {
        ExecutorService pool = Executors.newSingleThreadExecutor();
        try (AsynchronousFileChannel channel = AsynchronousFileChannel.open(Path.of("async.bin"),
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE), pool)) {
            attempt("asynchronous write", () -> channel.write(ByteBuffer.wrap(new byte[] {1, 2, 3}), 5).get());
            attempt("asynchronous read", () -> {
                ByteBuffer buffer = ByteBuffer.allocate(10);
                return channel.read(buffer, 4).get() + " " + buffer.get(2);
            });
            attempt("asynchronous size", channel::size);
            attempt("asynchronous lock", () -> channel.lock().get().isValid());
            channel.force(true);
        }
        pool.shutdown();
    }

    private static void secureDirectories() throws IOException {
        Files.createDirectories(Path.of("secure/sub"));
        Files.writeString(Path.of("secure/file"), "secured");
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(Path.of("secure"))) {
            SecureDirectoryStream<Path> secure = (SecureDirectoryStream<Path>) stream;
            attempt("attributes", () -> secure.getFileAttributeView(Path.of("file"), BasicFileAttributeView.class)
                    .readAttributes().size());
            attempt("channel", () -> {
                try (var channel = secure.newByteChannel(Path.of("file"), Set.of(StandardOpenOption.READ))) {
                    return channel.size();
                }
            });
            attempt("sub", () -> {
                try (var sub = secure.newDirectoryStream(Path.of("sub"))) {
                    secure.move(Path.of("file"), sub, Path.of("moved"));
                }
                return Files.readString(Path.of("secure/sub/moved"));
            });
            attempt("delete a full one", () -> {
                secure.deleteDirectory(Path.of("sub"));
                return null;
            });
            attempt("delete none", () -> {
                secure.deleteFile(Path.of("none"));
                return null;
            });
        }
    }

    /** Inherits what it does not need. */
    private static class Counting extends RandomAccessFile {
        Counting(String name) throws IOException {
            super(name, "rw");
        }

        long where() throws IOException {
            return getFilePointer();
        }
    }

    private interface Positioned {
        long getFilePointer() throws IOException;
    }

    /** Implements an interface with what it inherits. */
    private static class Storage extends RandomAccessFile implements Positioned {
        Storage(String name) throws IOException {
            super(name, "rw");
        }
    }

    private static final class MoreStorage extends Storage {
        MoreStorage(String name) throws IOException {
            super(name);
        }

        @Override
        public long getFilePointer() throws IOException {
            return super.getFilePointer() + 2000;
        }
    }

    /** Overrides and calls the original. */
    private static final class Shifted extends RandomAccessFile {
        Shifted(String name) throws IOException {
            super(name, "rw");
        }

        @Override
        public long getFilePointer() throws IOException {
            return super.getFilePointer() + 1000;
        }
    }

    private static void subclasses() throws IOException {
        try (Counting counting = new Counting("sub.bin"); Shifted shifted = new Shifted("sub.bin")) {
            counting.write(new byte[10]);
            attempt("own", counting::where);
            attempt("inherited", counting::getFilePointer);
            shifted.seek(5);
            attempt("overridden", shifted::getFilePointer);
            attempt("as its parent", () -> ((RandomAccessFile) shifted).getFilePointer());
        }
        try (Storage storage = new Storage("sub.bin"); MoreStorage more = new MoreStorage("sub.bin")) {
            storage.seek(3);
            more.seek(4);
            for (Storage one : new Storage[] {storage, more}) {
                Positioned positioned = one;
                attempt("through an interface", positioned::getFilePointer);
                attempt("called through an interface", () -> positioned.getFilePointer());
                attempt("by a subclass", () -> one.getFilePointer());
                attempt("by reflection", () -> RandomAccessFile.class.getMethod("getFilePointer").invoke(one));
                attempt("by a handle", () -> MethodHandles.lookup().findVirtual(Storage.class, "getFilePointer",
                        MethodType.methodType(long.class)).bindTo(one).invokeWithArguments());
            }
            attempt("as written", () -> Storage.class.getDeclaredMethods().length + " " + Storage.class.getMethod("getFilePointer"));
        }
    }

    private static void logging() throws IOException {
        FileHandler handler = new FileHandler("app.%g.log", 1000, 2);
        handler.setFormatter(new SimpleFormatter() {
            @Override
            public String format(LogRecord record) {
                return record.getLevel() + " " + record.getMessage() + "\n";
            }
        });
        for (int i = 0; i < 100; i++) {
            handler.publish(new LogRecord(Level.INFO, "message " + i));
        }
        attempt("lock file", () -> Files.exists(Path.of("app.0.log.lck")));
        handler.close();
        attempt("logs", () -> Files.size(Path.of("app.0.log")) + " " + Files.size(Path.of("app.1.log"))
                + " " + Files.exists(Path.of("app.0.log.lck")));
    }

    private static void standardDescriptors() throws IOException {
        PrintStream out = new PrintStream(new FileOutputStream(java.io.FileDescriptor.out), true);
        System.out.flush();
        out.println("to descriptor 1");
        System.setOut(out);
        System.out.println("and again");
        attempt("standard input", () -> new FileInputStream(java.io.FileDescriptor.in).read());
        attempt("null device", () -> new FileInputStream("/dev/null").read());
        attempt("to the null device", () -> Files.writeString(Path.of("/dev/null"), "x"));
        attempt("random device", () -> new FileInputStream("/dev/urandom").readNBytes(16).length);
        attempt("zero device", () -> new FileInputStream("/dev/zero").readNBytes(3)[2]);
    }
}
