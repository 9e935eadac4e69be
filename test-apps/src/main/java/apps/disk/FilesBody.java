package apps.disk;

import static apps.disk.Transcript.attempt;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** {@code java.nio.file.Files}. */
public final class FilesBody {
    private FilesBody() {}

    public static void main(String[] args) throws Exception {
        contents();
        options();
        directories();
        copiesAndMoves();
        links();
        attributes();
        temporary();
    }

    private static void contents() throws IOException {
        Path file = Path.of("f.txt");
        Files.writeString(file, "hello\nworld\n");
        attempt("string", () -> Files.readString(file));
        Files.write(file, List.of("one", "two"), StandardOpenOption.APPEND);
        attempt("lines", () -> Files.readAllLines(file));
        attempt("bytes", () -> Files.readAllBytes(file).length);
        try (Stream<String> lines = Files.lines(file)) {
            attempt("stream", lines::count);
        }
        try (BufferedWriter writer = Files.newBufferedWriter(file)) {
            writer.write("replaced");
        }
        attempt("reader", () -> {
            try (var reader = Files.newBufferedReader(file)) {
                return reader.readLine();
            }
        });
        attempt("size", () -> Files.size(file));
        attempt("mismatch", () -> Files.mismatch(file, Files.writeString(Path.of("f2.txt"), "replaxed")));
        attempt("missing", () -> Files.readString(Path.of("nope.txt")));
        attempt("in a missing directory", () -> Files.writeString(Path.of("nope/x.txt"), ""));
        attempt("below a file", () -> Files.readString(Path.of("f.txt/x")));
        attempt("a directory", () -> Files.readString(Files.createDirectory(Path.of("d0"))));
        attempt("write a directory", () -> Files.writeString(Path.of("d0"), ""));
        attempt("absolute", () -> file.toAbsolutePath());
        attempt("real", () -> Path.of("./d0/../f.txt").toRealPath());
        attempt("real missing", () -> Path.of("nope").toRealPath());
    }

    private static void options() throws IOException {
        Path file = Path.of("o.txt");
        attempt("no create", () -> Files.newByteChannel(file, StandardOpenOption.WRITE));
        attempt("create new", () -> Files.writeString(file, "1", StandardOpenOption.CREATE_NEW));
        attempt("create new again", () -> Files.writeString(file, "1", StandardOpenOption.CREATE_NEW));
        attempt("create new on a directory", () -> Files.writeString(Path.of("d0"), "1", StandardOpenOption.CREATE_NEW));
        attempt("append and read", () -> Files.newByteChannel(file, StandardOpenOption.APPEND, StandardOpenOption.READ));
        attempt("append and truncate",
                () -> Files.newByteChannel(file, StandardOpenOption.APPEND, StandardOpenOption.TRUNCATE_EXISTING));
        try (SeekableByteChannel channel = Files.newByteChannel(file, StandardOpenOption.READ, StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.DSYNC)) {
            channel.write(ByteBuffer.wrap("synchronous".getBytes(StandardCharsets.UTF_8)));
            attempt("position", channel::position);
            attempt("size", channel::size);
        }
        try (SeekableByteChannel channel = Files.newByteChannel(Path.of("gone.txt"), StandardOpenOption.CREATE,
                StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE)) {
            channel.write(ByteBuffer.wrap(new byte[3]));
            attempt("size of the deleted", channel::size);
        }
        attempt("deleted on close", () -> Files.exists(Path.of("gone.txt")));
        SeekableByteChannel closed = Files.newByteChannel(file);
        closed.close();
        attempt("closed", () -> closed.read(ByteBuffer.allocate(1)));
        attempt("read with a writer", () -> {
            try (SeekableByteChannel writer = Files.newByteChannel(file, StandardOpenOption.WRITE)) {
                return writer.read(ByteBuffer.allocate(1));
            }
        });
        attempt("permissions at creation", () -> {
            Path secret = Path.of("secret.txt");
            Files.createFile(secret, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(secret));
        });
    }

    private static void directories() throws IOException {
        Files.createDirectories(Path.of("tree/a/b"));
        Files.createDirectories(Path.of("tree/a/b"));
        Files.writeString(Path.of("tree/a/b/leaf.txt"), "leaf");
        Files.writeString(Path.of("tree/top.log"), "top");
        attempt("again", () -> Files.createDirectory(Path.of("tree")));
        attempt("on a file", () -> Files.createDirectories(Path.of("f.txt")));
        attempt("below a file", () -> Files.createDirectory(Path.of("f.txt/d")));
        attempt("no parent", () -> Files.createDirectory(Path.of("x/y")));
        attempt("list", () -> {
            try (Stream<Path> names = Files.list(Path.of("tree"))) {
                return names.sorted().toList();
            }
        });
        attempt("walk", () -> {
            try (Stream<Path> names = Files.walk(Path.of("tree"))) {
                return names.sorted().toList();
            }
        });
        attempt("glob", () -> {
            try (DirectoryStream<Path> names = Files.newDirectoryStream(Path.of("tree"), "*.log")) {
                Set<Path> found = new TreeSet<>();
                names.forEach(found::add);
                return found + " " + (names instanceof SecureDirectoryStream);
            }
        });
        attempt("list a file", () -> Files.list(Path.of("f.txt")));
        attempt("list nothing", () -> Files.list(Path.of("nope")));
        attempt("delete not empty", () -> {
            Files.delete(Path.of("tree"));
            return null;
        });
        attempt("delete missing", () -> {
            Files.delete(Path.of("nope"));
            return null;
        });
        attempt("delete if exists", () -> Files.deleteIfExists(Path.of("nope")));
        Files.walkFileTree(Path.of("tree"), new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, IOException e) throws IOException {
                Files.delete(directory);
                return FileVisitResult.CONTINUE;
            }
        });
        attempt("tree is gone", () -> Files.exists(Path.of("tree")));
    }

    private static void copiesAndMoves() throws IOException {
        Path from = Files.writeString(Path.of("from.txt"), "content");
        Path to = Path.of("to.txt");
        attempt("copy", () -> Files.copy(from, to));
        attempt("copy again", () -> Files.copy(from, to));
        attempt("copy over", () -> Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING,
                StandardCopyOption.COPY_ATTRIBUTES));
        attempt("copied", () -> Files.readString(to));
        attempt("copy from a stream", () -> {
            try (var in = Files.newInputStream(from)) {
                return Files.copy(in, Path.of("copied.txt"));
            }
        });
        attempt("copy empty", () -> Files.copy(Files.createFile(Path.of("empty")), Path.of("empty2")));
        attempt("move onto", () -> Files.move(from, to));
        attempt("move over", () -> Files.move(from, to, StandardCopyOption.REPLACE_EXISTING));
        attempt("moved", () -> Files.exists(from) + " " + Files.exists(to));
        attempt("atomic", () -> Files.move(to, from, StandardCopyOption.ATOMIC_MOVE));
        attempt("atomic over", () -> Files.move(Files.writeString(Path.of("new.txt"), "new"), from,
                StandardCopyOption.ATOMIC_MOVE));
        attempt("content", () -> Files.readString(from));
        attempt("move missing", () -> Files.move(Path.of("nope"), from));
        attempt("atomic missing", () -> Files.move(Path.of("nope"), from, StandardCopyOption.ATOMIC_MOVE));
        Files.createDirectories(Path.of("m/sub"));
        attempt("directory onto a full one", () -> Files.move(Files.createDirectory(Path.of("m2")), Path.of("m"),
                StandardCopyOption.REPLACE_EXISTING));
        attempt("directory into itself", () -> Files.move(Path.of("m"), Path.of("m/sub/m")));
        attempt("directory", () -> Files.move(Path.of("m"), Path.of("m3")) + " " + Files.exists(Path.of("m3/sub")));
        attempt("copy a directory", () -> Files.copy(Path.of("m3"), Path.of("m4")) + " " + Files.exists(Path.of("m4/sub")));
        attempt("atomic directory onto a file", () -> Files.move(Path.of("m3"), from, StandardCopyOption.ATOMIC_MOVE));
    }

    private static void links() throws IOException {
        Path target = Files.writeString(Path.of("target.txt"), "target");
        Path link = Files.createSymbolicLink(Path.of("link"), Path.of("target.txt"));
        attempt("read through", () -> Files.readString(link));
        attempt("read link", () -> Files.readSymbolicLink(link));
        attempt("is link", () -> Files.isSymbolicLink(link) + " " + Files.isSymbolicLink(target));
        attempt("no link", () -> Files.readSymbolicLink(target));
        attempt("same", () -> Files.isSameFile(link, target));
        attempt("no follow", () -> Files.newByteChannel(link, Set.of(LinkOption.NOFOLLOW_LINKS, StandardOpenOption.READ)));
        Files.writeString(link, "through");
        attempt("written through", () -> Files.readString(target));
        Path dangling = Files.createSymbolicLink(Path.of("dangling"), Path.of("nowhere"));
        attempt("dangling", () -> Files.exists(dangling) + " " + Files.exists(dangling, LinkOption.NOFOLLOW_LINKS));
        attempt("read dangling", () -> Files.readString(dangling));
        attempt("create through dangling", () -> Files.writeString(dangling, "made") + " " + Files.exists(Path.of("nowhere")));
        Files.createSymbolicLink(Path.of("loop"), Path.of("loop"));
        attempt("loop", () -> Files.readString(Path.of("loop")));
        Path hard = Files.createLink(Path.of("hard"), target);
        Files.writeString(hard, "hard");
        attempt("hard", () -> Files.readString(target) + " " + Files.getAttribute(target, "unix:nlink"));
        attempt("link exists", () -> Files.createSymbolicLink(link, target));
        attempt("hard exists", () -> Files.createLink(hard, target));
        attempt("delete link", () -> Files.deleteIfExists(link) + " " + Files.exists(target));
        attempt("copy link", () -> Files.copy(dangling, Path.of("copy"), LinkOption.NOFOLLOW_LINKS)
                + " " + Files.readSymbolicLink(Path.of("copy")));
    }

    private static void attributes() throws IOException {
        Path file = Files.writeString(Path.of("attr.txt"), "12345");
        attempt("basic", () -> {
            BasicFileAttributes a = Files.readAttributes(file, BasicFileAttributes.class);
            return a.size() + " " + a.isRegularFile() + " " + a.isDirectory() + " " + a.isSymbolicLink() + " " + a.isOther()
                    + " " + (a.fileKey() != null);
        });
        attempt("permissions", () -> PosixFilePermissions.toString(
                Files.readAttributes(file, PosixFileAttributes.class).permissions()));
        attempt("directory permissions", () -> PosixFilePermissions.toString(
                Files.getPosixFilePermissions(Files.createDirectory(Path.of("attr")))));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-x---"));
        attempt("changed permissions", () -> PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        FileTime time = FileTime.fromMillis(1_600_000_000_123L);
        attempt("set time", () -> Files.getLastModifiedTime(Files.setLastModifiedTime(file, time)));
        Files.getFileAttributeView(file, BasicFileAttributeView.class).setTimes(FileTime.fromMillis(5000), time, null);
        attempt("times", () -> Files.getLastModifiedTime(file) + " " + Files.getAttribute(file, "lastAccessTime"));
        attempt("names", () -> new TreeSet<>(Files.readAttributes(file, "*").keySet()));
        attempt("posix names", () -> new TreeSet<>(Files.readAttributes(file, "posix:*").keySet()));
        attempt("unknown", () -> Files.getAttribute(file, "basic:colour"));
        attempt("missing", () -> Files.readAttributes(Path.of("nope"), BasicFileAttributes.class));
        attempt("hidden", () -> Files.isHidden(file) + " " + Files.isHidden(Path.of(".x")));
        attempt("access", () -> Files.isReadable(file) + " " + Files.isWritable(file) + " " + Files.isExecutable(file)
                + " " + Files.isExecutable(Path.of("f.txt")) + " " + Files.isReadable(Path.of("nope")));
        attempt("owner", () -> Files.getOwner(file).equals(Files.getOwner(Path.of("f.txt"))));
        attempt("store", () -> Files.getFileStore(file).supportsFileAttributeView("posix")
                + " " + (Files.getFileStore(file).getUsableSpace() > 0));
        attempt("type", () -> Files.probeContentType(file));
    }

    private static void temporary() throws IOException {
        Path file = Files.createTempFile(Path.of(""), "pre", ".suf");
        attempt("temporary", () -> Files.exists(file) + " " + file.toString().startsWith("pre")
                + " " + PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        Path directory = Files.createTempDirectory("apps");
        attempt("temporary directory", () -> Files.isDirectory(directory) + " " + directory.getParent());
        Files.delete(directory);
        Path inTmp = Files.createTempFile(null, null);
        attempt("in tmp", () -> Files.size(inTmp));
        Files.delete(inTmp);
    }
}
