package apps.disk.parity;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileOwnerAttributeView;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.spi.FileSystemProvider;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** {@code FileSystem}, {@code FileSystems}, {@code Path}, the default provider and {@code SecureDirectoryStream}. */
final class FileSystemCases extends FileCases {
    private static final FileSystem FS = FileSystems.getDefault();
    private static final FileSystemProvider PROVIDER = FS.provider();

    FileSystemCases() throws IOException {}

    @Override
    void all() {
        system();
        paths();
        provider();
        secure();
    }

    private void system() {
        of("default", () -> FS.isOpen() + " " + FS.isReadOnly() + " " + FS.getSeparator() + " " + FS.getRootDirectories() + " "
                + new TreeSet<>(FS.supportedFileAttributeViews()) + " " + FS.provider().getScheme() + " " + FS.getClass().getName());
        does("close", FS::close);
        of("stores", () -> FS.getFileStores().iterator().hasNext());
        of("path", () -> FS.getPath("/a", "b", "", "c/d") + " " + FS.getPath("") + " " + FS.getPath("a//b/"));
        of("path with a zero", () -> FS.getPath("a\0b"));
        of("matcher", () -> FS.getPathMatcher("glob:*.{java,class}").matches(Path.of("A.java")) + " " + FS.getPathMatcher("regex:.*x").matches(Path.of("ax")) + " "
                + FS.getPathMatcher("glob:/a/**").matches(Path.of("/a/b/c")));
        of("unknown matcher", () -> FS.getPathMatcher("x:y"));
        of("matcher without syntax", () -> FS.getPathMatcher("xy"));
        of("principals", () -> FS.getUserPrincipalLookupService() != null);
        of("of a URI", () -> FileSystems.getFileSystem(URI.create("file:///")) == FS);
        of("of a wrong URI", () -> FileSystems.getFileSystem(URI.create("file:///x")));
        of("of an unknown scheme", () -> FileSystems.getFileSystem(URI.create("nothing:///")));
        of("new of a URI", () -> FileSystems.newFileSystem(URI.create("file:///"), Map.of()));
        of("new of an unknown scheme", () -> FileSystems.newFileSystem(URI.create("nothing:///"), Map.of(), null));
        of("new of a text file", () -> FileSystems.newFileSystem(file("x"), Map.of()));
        of("new of nothing", () -> FileSystems.newFileSystem(none(), (ClassLoader) null));
        of("new of nothing, with options", () -> FileSystems.newFileSystem(none(), Map.of(), null));
        of("new of a directory", () -> FileSystems.newFileSystem(folder()));
    }

    private void paths() {
        of("parts", () -> {
            Path p = Path.of("/a/b/c");
            return p.getFileName() + " " + p.getParent() + " " + p.getRoot() + " " + p.getNameCount() + " " + p.getName(1) + " " + p.subpath(1, 3) + " "
                    + p.isAbsolute() + " " + (p.getFileSystem() == FS) + " " + Path.of("x").getParent() + " " + Path.of("x").getRoot();
        });
        of("names", () -> {
            StringBuilder names = new StringBuilder();
            Path.of("/a/b").forEach(n -> names.append(n).append(','));
            return names.toString() + Path.of("/a").iterator().next();
        });
        of("comparisons", () -> {
            Path p = Path.of("/a/b");
            return p.startsWith("/a") + " " + p.startsWith(Path.of("a")) + " " + p.endsWith("b") + " " + p.endsWith(Path.of("/b")) + " " + p.compareTo(Path.of("/a/c"))
                    + " " + p.equals(Paths.get("/a/b")) + " " + (p.hashCode() == Paths.get("/a", "b").hashCode());
        });
        of("combinations", () -> {
            Path p = Path.of("/a/b");
            return p.resolve("c") + " " + p.resolve(Path.of("/x")) + " " + p.resolveSibling("d") + " " + p.resolveSibling(Path.of("e/f")) + " "
                    + p.relativize(Path.of("/a/c/d")) + " " + Path.of("/a/./b/../c").normalize() + " " + p.resolve("x", "y") + " " + p.resolve(Path.of("x"), Path.of("y"));
        });
        of("relativize of different kinds", () -> Path.of("/a").relativize(Path.of("b")));
        of("absolute", () -> Path.of("x").toAbsolutePath().equals(Path.of(System.getProperty("user.dir"), "x")));
        of("URI", () -> directory().toUri() + " " + file("x").toUri().toString().startsWith("file:///") + " " + Path.of("/none").toUri());
        of("of a URI", () -> Path.of(directory().toUri()).equals(directory()) + " " + Paths.get(URI.create("file:///a%20b")));
        of("of a wrong URI", () -> Path.of(URI.create("nothing:///a")));
        of("file", () -> directory().toFile().equals(new java.io.File(directory().toString())));
        of("real", () -> directory().resolve("..").resolve(directory().getFileName()).toRealPath().equals(directory()));
        of("of a name outside of the encoding", () -> Path.of("\uD800").toString());
    }

    private void provider() {
        of("installed", () -> FileSystemProvider.installedProviders().stream().map(FileSystemProvider::getScheme).sorted().toList());
        of("scheme", () -> PROVIDER.getScheme() + " " + (PROVIDER.getFileSystem(URI.create("file:///")) == FS) + " " + PROVIDER.getPath(URI.create("file:///a")));
        of("new file system", () -> PROVIDER.newFileSystem(URI.create("file:///"), Map.of()));
        of("new file system of a path", () -> PROVIDER.newFileSystem(file("x"), Map.of()));
        of("streams", () -> {
            Path path = none();
            try (OutputStream out = PROVIDER.newOutputStream(path)) {
                out.write('a');
            }
            try (InputStream in = PROVIDER.newInputStream(path)) {
                return in.read();
            }
        });
        of("channels", () -> {
            Path path = none();
            try (FileChannel channel = PROVIDER.newFileChannel(path, Set.of(CREATE, WRITE)); SeekableByteChannel other = PROVIDER.newByteChannel(path, Set.of(READ))) {
                return channel.write(bytes("abc")) + " " + other.size();
            }
        });
        of("asynchronous channel", () -> {
            ExecutorService executor = Executors.newSingleThreadExecutor();
            try (AsynchronousFileChannel channel = PROVIDER.newAsynchronousFileChannel(none(), Set.of(CREATE, WRITE), executor)) {
                return channel.write(bytes("abc"), 0).get();
            } finally {
                executor.shutdown();
            }
        });
        of("directory", () -> {
            Path path = none();
            PROVIDER.createDirectory(path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            Files.createFile(path.resolve("x"));
            try (DirectoryStream<Path> in = PROVIDER.newDirectoryStream(path, p -> true)) {
                return in.iterator().next().getFileName();
            }
        });
        of("links", () -> {
            Path target = file("x");
            Path link = none();
            PROVIDER.createSymbolicLink(link, target);
            Path hard = none();
            PROVIDER.createLink(hard, target);
            return PROVIDER.readSymbolicLink(link).equals(target) + " " + PROVIDER.isSameFile(hard, target) + " " + PROVIDER.isHidden(hard);
        });
        of("delete", () -> {
            Path path = file("x");
            PROVIDER.delete(path);
            return PROVIDER.deleteIfExists(path) + " " + PROVIDER.exists(path) + " " + PROVIDER.exists(directory(), LinkOption.NOFOLLOW_LINKS);
        });
        of("copy and move", () -> {
            Path path = file("abc");
            Path copy = none();
            PROVIDER.copy(path, copy);
            Path moved = none();
            PROVIDER.move(path, moved);
            return Files.readString(copy) + Files.readString(moved) + PROVIDER.exists(path);
        });
        of("store", () -> PROVIDER.getFileStore(directory()).equals(Files.getFileStore(directory())));
        does("access", () -> PROVIDER.checkAccess(file("x"), AccessMode.READ, AccessMode.WRITE));
        does("access to run", () -> PROVIDER.checkAccess(file("x"), AccessMode.EXECUTE));
        does("access to nothing", () -> PROVIDER.checkAccess(none()));
        of("attributes", () -> {
            Path path = file("abc");
            PROVIDER.setAttribute(path, "lastModifiedTime", FileTime.fromMillis(5000));
            return PROVIDER.readAttributes(path, "size") + " " + PROVIDER.readAttributes(path, BasicFileAttributes.class).lastModifiedTime() + " "
                    + PROVIDER.getFileAttributeView(path, BasicFileAttributeView.class).name() + " " + PROVIDER.readAttributesIfExists(path, BasicFileAttributes.class).size() + " "
                    + PROVIDER.readAttributesIfExists(none(), BasicFileAttributes.class);
        });
    }

    private interface Use {
        Object of(SecureDirectoryStream<Path> stream, Path folder) throws Exception;
    }

    private void secure(String name, Use use, String... content) {
        of("secure: " + name, () -> {
            Path folder = folder(content);
            try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
                return use.of((SecureDirectoryStream<Path>) stream, folder);
            }
        });
    }

    private void secure() {
        secure("names", (stream, folder) -> stream.iterator().next().getFileName(), "a");
        secure("delete", (stream, folder) -> {
            stream.deleteFile(Path.of("a"));
            stream.deleteDirectory(Path.of("d"));
            return Files.list(folder).count();
        }, "a", "d/");
        secure("delete nothing", (stream, folder) -> {
            stream.deleteFile(Path.of("b"));
            return "deleted";
        }, "a");
        secure("delete a directory as a file", (stream, folder) -> {
            stream.deleteFile(Path.of("d"));
            return "deleted";
        }, "d/");
        secure("delete a file as a directory", (stream, folder) -> {
            stream.deleteDirectory(Path.of("a"));
            return "deleted";
        }, "a");
        secure("delete a full directory", (stream, folder) -> {
            stream.deleteDirectory(Path.of("d"));
            return "deleted";
        }, "d/e/");
        secure("delete an absolute path", (stream, folder) -> {
            stream.deleteFile(folder.resolve("a"));
            return Files.exists(folder.resolve("a"));
        }, "a");
        secure("read", (stream, folder) -> {
            try (SeekableByteChannel channel = stream.newByteChannel(Path.of("abc"), Set.of(READ))) {
                ByteBuffer b = ByteBuffer.allocate(5);
                return channel.read(b) + text(b);
            }
        }, "abc");
        secure("create", (stream, folder) -> {
            try (SeekableByteChannel channel = stream.newByteChannel(Path.of("new"), Set.of(CREATE_NEW, WRITE),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
                channel.write(bytes("abc"));
            }
            return Files.size(folder.resolve("new")) + " " + PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("new")));
        });
        secure("create again", (stream, folder) -> stream.newByteChannel(Path.of("a"), Set.of(CREATE_NEW, WRITE)), "a");
        secure("read nothing", (stream, folder) -> stream.newByteChannel(Path.of("b"), Set.of(READ)), "a");
        secure("read a link", (stream, folder) -> {
            Files.createSymbolicLink(folder.resolve("l"), Path.of("a"));
            return stream.newByteChannel(Path.of("l"), Set.of(READ, LinkOption.NOFOLLOW_LINKS));
        }, "a");
        secure("below", (stream, folder) -> {
            try (SecureDirectoryStream<Path> below = stream.newDirectoryStream(Path.of("d"))) {
                return below.iterator().next().toString().endsWith("d/x");
            }
        }, "d/", "d/x");
        secure("below nothing", (stream, folder) -> stream.newDirectoryStream(Path.of("d"), LinkOption.NOFOLLOW_LINKS));
        secure("below a file", (stream, folder) -> stream.newDirectoryStream(Path.of("a")), "a");
        secure("below a link", (stream, folder) -> {
            Files.createSymbolicLink(folder.resolve("l"), Path.of("d"));
            stream.newDirectoryStream(Path.of("l")).close();
            return stream.newDirectoryStream(Path.of("l"), LinkOption.NOFOLLOW_LINKS);
        }, "d/");
        secure("moved directory", (stream, folder) -> {
            Path moved = Files.move(folder, none());
            stream.deleteFile(Path.of("a"));
            return Files.exists(moved.resolve("a"));
        }, "a");
        secure("move", (stream, folder) -> {
            Path other = folder();
            try (DirectoryStream<Path> to = Files.newDirectoryStream(other)) {
                stream.move(Path.of("a"), (SecureDirectoryStream<Path>) to, Path.of("b"));
            }
            return Files.exists(folder.resolve("a")) + " " + Files.readString(other.resolve("b"));
        }, "a");
        secure("move nothing", (stream, folder) -> {
            stream.move(Path.of("b"), stream, Path.of("c"));
            return "moved";
        }, "a");
        secure("view of itself", (stream, folder) -> {
            BasicFileAttributeView view = stream.getFileAttributeView(BasicFileAttributeView.class);
            view.setTimes(FileTime.fromMillis(7000), null, null);
            return view.name() + " " + view.readAttributes().isDirectory() + " " + view.readAttributes().lastModifiedTime();
        });
        secure("view of a file", (stream, folder) -> {
            PosixFileAttributeView view = stream.getFileAttributeView(Path.of("a"), PosixFileAttributeView.class);
            view.setPermissions(PosixFilePermissions.fromString("rwx------"));
            view.setTimes(FileTime.fromMillis(7000), FileTime.fromMillis(8000), null);
            view.setOwner(view.getOwner());
            view.setGroup(view.readAttributes().group());
            return view.name() + " " + PosixFilePermissions.toString(view.readAttributes().permissions()) + " " + view.readAttributes().lastModifiedTime()
                    + " " + view.readAttributes().size();
        }, "a");
        secure("view of a link", (stream, folder) -> {
            Files.createSymbolicLink(folder.resolve("l"), Path.of("a"));
            return stream.getFileAttributeView(Path.of("l"), BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS).readAttributes().isSymbolicLink() + " "
                    + stream.getFileAttributeView(Path.of("l"), BasicFileAttributeView.class).readAttributes().isSymbolicLink();
        }, "a");
        secure("owner's view", (stream, folder) -> stream.getFileAttributeView(Path.of("a"), FileOwnerAttributeView.class).getOwner().equals(Files.getOwner(folder)), "a");
        secure("unknown view", (stream, folder) -> stream.getFileAttributeView(Path.of("a"), java.nio.file.attribute.AclFileAttributeView.class), "a");
        secure("view of nothing", (stream, folder) -> stream.getFileAttributeView(Path.of("b"), BasicFileAttributeView.class).readAttributes());
        of("secure: closed", () -> {
            SecureDirectoryStream<Path> stream = (SecureDirectoryStream<Path>) Files.newDirectoryStream(folder("a"));
            stream.close();
            stream.deleteFile(Path.of("a"));
            return "deleted";
        });
        of("secure: view of a closed stream", () -> {
            SecureDirectoryStream<Path> stream = (SecureDirectoryStream<Path>) Files.newDirectoryStream(folder("a"));
            stream.close();
            return stream.getFileAttributeView(BasicFileAttributeView.class).readAttributes();
        });
    }
}
