package apps.disk.parity;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.COPY_ATTRIBUTES;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.IOException;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** {@code java.nio.file.Files}: names, links, directories, copies and moves. */
final class NamesCases extends FileCases {
    NamesCases() throws IOException {}

    @Override
    void all() {
        creation();
        links();
        deletion();
        copies();
        moves();
        directories();
        walks();
        questions();
    }

    private static FileAttribute<Set<PosixFilePermission>> mode(String permissions) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
    }

    private static String modeOf(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private void creation() {
        of("create", () -> Files.size(Files.createFile(none())));
        of("create again", () -> Files.createFile(file("x")));
        of("create with permissions", () -> modeOf(Files.createFile(none(), mode("rwx--x--x"))));
        of("create with permissions beyond the mask", () -> modeOf(Files.createFile(none(), mode("rwxrwxrwx"))));
        of("create with a wrong attribute", () -> Files.createFile(none(), new FileAttribute<String>() {
            @Override
            public String name() {
                return "basic:size";
            }

            @Override
            public String value() {
                return "5";
            }
        }));
        of("create in no directory", () -> Files.createFile(none().resolve("x")));
        of("create over a broken link", () -> Files.createFile(Files.createSymbolicLink(none(), none())));
        of("create with a slash behind", () -> Files.createFile(Path.of(none() + "/")).getFileName().toString().startsWith("f"));
        of("directory", () -> modeOf(Files.createDirectory(none())));
        of("directory with permissions", () -> modeOf(Files.createDirectory(none(), mode("rwx------"))));
        of("directory again", () -> Files.createDirectory(folder()));
        of("directory in no directory", () -> Files.createDirectory(none().resolve("x")));
        of("directories", () -> Files.isDirectory(Files.createDirectories(none().resolve("a/b/c"))));
        of("directories again", () -> Files.createDirectories(folder()));
        of("directories over a file", () -> Files.createDirectories(file("x")));
        of("directories below a file", () -> Files.createDirectories(file("x").resolve("y/z")));
        of("directories with permissions", () -> modeOf(Files.createDirectories(none().resolve("a"), mode("rwxr-x---"))));
        of("directories over a link", () -> Files.createDirectories(Files.createSymbolicLink(none(), folder())));
        of("temporary file", () -> {
            Path path = Files.createTempFile(directory(), "pre", ".suf");
            return path.getFileName().toString().matches("pre\\d+\\.suf") + " " + modeOf(path) + " " + path.getParent();
        });
        of("temporary file with permissions", () -> modeOf(Files.createTempFile(directory(), null, null, mode("rw-r--r--"))));
        of("temporary file in the usual place", () -> {
            Path path = Files.createTempFile("pre", ".x");
            Files.delete(path);
            return path.getParent().equals(Path.of(System.getProperty("java.io.tmpdir")));
        });
        of("temporary file in no directory", () -> {
            try {
                return Files.createTempFile(none(), "a", "b");
            } catch (IOException e) {
                return e.getClass().getName();
            }
        });
        of("temporary file with a separator", () -> Files.createTempFile(directory(), "a/b", "x"));
        of("temporary directory", () -> {
            Path path = Files.createTempDirectory(directory(), "pre");
            return path.getFileName().toString().matches("pre\\d+") + " " + modeOf(path);
        });
        of("temporary directory in the usual place", () -> {
            Path path = Files.createTempDirectory(null);
            Files.delete(path);
            return path.getParent().equals(Path.of(System.getProperty("java.io.tmpdir")));
        });
    }

    private void links() {
        of("symbolic link", () -> {
            Path link = Files.createSymbolicLink(none(), Path.of("some/where"));
            return Files.readSymbolicLink(link) + " " + Files.isSymbolicLink(link) + " " + Files.exists(link) + " " + Files.exists(link, NOFOLLOW_LINKS);
        });
        of("relative link", () -> {
            Path target = file("content");
            return Files.readString(Files.createSymbolicLink(none(), target.getFileName()));
        });
        of("link over a file", () -> Files.createSymbolicLink(file("x"), Path.of("y")));
        of("link with attributes", () -> Files.createSymbolicLink(none(), Path.of("y"), mode("rwx------")));
        of("link with an empty target", () -> Files.createSymbolicLink(none(), Path.of("")));
        of("link in no directory", () -> Files.createSymbolicLink(none().resolve("x"), Path.of("y")));
        of("read a link that is none", () -> Files.readSymbolicLink(file("x")));
        of("read a link that is not there", () -> Files.readSymbolicLink(none()));
        of("links to links", () -> {
            Path a = Files.createSymbolicLink(none(), file("end"));
            return Files.readString(Files.createSymbolicLink(none(), a));
        });
        of("loop", () -> {
            Path a = none();
            Path b = Files.createSymbolicLink(none(), a);
            Files.createSymbolicLink(a, b);
            return Files.readString(a);
        });
        of("through a loop", () -> {
            Path a = none();
            return Files.createFile(Files.createSymbolicLink(a, a).resolve("x"));
        });
        of("hard link", () -> {
            Path existing = file("abc");
            Path link = Files.createLink(none(), existing);
            Files.writeString(link, "changed");
            return Files.readString(existing) + " " + Files.isSameFile(link, existing) + " " + Files.getAttribute(link, "unix:nlink");
        });
        of("hard link to nothing", () -> Files.createLink(none(), none()));
        of("hard link to a directory", () -> Files.createLink(none(), folder()));
        of("hard link over a file", () -> Files.createLink(file("x"), file("y")));
        of("hard link to a link", () -> Files.isSymbolicLink(Files.createLink(none(), Files.createSymbolicLink(none(), file("x")))));
        of("what is left of two names", () -> {
            Path existing = file("abc");
            Path link = Files.createLink(none(), existing);
            Files.delete(existing);
            return Files.readString(link) + " " + Files.getAttribute(link, "unix:nlink");
        });
        of("real path", () -> {
            Path target = folder("x");
            Path link = Files.createSymbolicLink(none(), target);
            return link.resolve("x").toRealPath().equals(target.resolve("x")) + " " + link.resolve("../" + link.getFileName()).toRealPath(NOFOLLOW_LINKS).equals(link);
        });
        of("real path of nothing", () -> none().toRealPath());
        of("real path of nothing, without links", () -> none().toRealPath(NOFOLLOW_LINKS));
        of("real path of the empty name", () -> Path.of("").toRealPath().equals(Path.of("").toAbsolutePath().toRealPath()));
        of("same file", () -> {
            Path a = file("x");
            return Files.isSameFile(a, a) + " " + Files.isSameFile(a, file("x")) + " " + Files.isSameFile(a, Files.createSymbolicLink(none(), a));
        });
        of("same file as nothing", () -> Files.isSameFile(file("x"), none()));
        of("same name of nothing", () -> {
            Path a = none();
            return Files.isSameFile(a, a);
        });
    }

    private void deletion() {
        of("delete", () -> {
            Path path = file("x");
            Files.delete(path);
            return Files.exists(path) + " " + Files.notExists(path);
        });
        does("delete nothing", () -> Files.delete(none()));
        does("delete a full directory", () -> Files.delete(folder("x")));
        does("delete an empty directory", () -> Files.delete(folder()));
        does("delete below a file", () -> Files.delete(file("x").resolve("y")));
        of("delete a link", () -> {
            Path target = folder("x");
            Files.delete(Files.createSymbolicLink(none(), target));
            return Files.exists(target);
        });
        of("delete if there", () -> Files.deleteIfExists(file("x")) + " " + Files.deleteIfExists(none()));
        of("delete if there, full", () -> Files.deleteIfExists(folder("x")));
        does("delete the root", () -> Files.delete(Path.of("/")));
    }

    private void copies() {
        of("copy", () -> {
            Path from = file("abc");
            Path to = Files.copy(from, none());
            return Files.readString(to) + " " + Files.readString(from);
        });
        of("copy over a file", () -> Files.copy(file("a"), file("b")));
        of("copy, replacing", () -> Files.readString(Files.copy(file("a"), file("longer"), REPLACE_EXISTING)));
        of("copy over a full directory", () -> Files.copy(file("a"), folder("x"), REPLACE_EXISTING));
        of("copy over an empty directory", () -> Files.readString(Files.copy(file("a"), folder(), REPLACE_EXISTING)));
        of("copy nothing", () -> Files.copy(none(), none()));
        of("copy into no directory", () -> Files.copy(file("a"), none().resolve("x")));
        of("copy to itself", () -> {
            Path path = file("a");
            return Files.copy(path, path);
        });
        of("copy a directory", () -> {
            Path copy = Files.copy(folder("x"), none());
            try (Stream<Path> in = Files.list(copy)) {
                return in.count();
            }
        });
        of("copy a link's target", () -> Files.isSymbolicLink(Files.copy(Files.createSymbolicLink(none(), file("x")), none())));
        of("copy a link", () -> Files.isSymbolicLink(Files.copy(Files.createSymbolicLink(none(), Path.of("x")), none(), NOFOLLOW_LINKS)));
        of("copy permissions", () -> {
            Path from = file("x");
            Files.setPosixFilePermissions(from, PosixFilePermissions.fromString("rwxr-x--x"));
            return modeOf(Files.copy(from, none())) + " " + modeOf(Files.copy(from, none(), COPY_ATTRIBUTES));
        });
        of("copy times", () -> {
            Path from = file("x");
            Files.setLastModifiedTime(from, FileTime.fromMillis(1_234_567_890));
            return Files.getLastModifiedTime(Files.copy(from, none(), COPY_ATTRIBUTES)) + " "
                    + Files.getLastModifiedTime(Files.copy(from, none())).equals(Files.getLastModifiedTime(from));
        });
        of("copy times of a directory", () -> {
            Path from = folder();
            Files.setLastModifiedTime(from, FileTime.fromMillis(1_234_567_890));
            return Files.getLastModifiedTime(Files.copy(from, none(), COPY_ATTRIBUTES));
        });
        of("copy user attributes", () -> {
            Path from = file("x");
            Files.setAttribute(from, "user:colour", bytes("green"));
            return new String((byte[]) Files.getAttribute(Files.copy(from, none(), COPY_ATTRIBUTES), "user:colour"));
        });
        of("copy with atomic move", () -> Files.copy(file("x"), none(), ATOMIC_MOVE));
        of("copy with null", () -> Files.copy(file("x"), none(), (CopyOption) null));
        of("copy much", () -> {
            Path from = none();
            Files.write(from, new byte[500_000]);
            return Files.mismatch(from, Files.copy(from, none()));
        });
        of("copy a device", () -> Files.copy(Path.of("/dev/null"), none()));
    }

    private void moves() {
        of("move", () -> {
            Path from = file("abc");
            Path to = Files.move(from, none());
            return Files.readString(to) + " " + Files.exists(from);
        });
        of("move over a file", () -> Files.move(file("a"), file("b")));
        of("move, replacing", () -> Files.readString(Files.move(file("a"), file("b"), REPLACE_EXISTING)));
        of("move atomically over a file", () -> Files.readString(Files.move(file("a"), file("b"), ATOMIC_MOVE)));
        of("move atomically over a directory", () -> Files.move(file("a"), folder(), ATOMIC_MOVE));
        of("move nothing", () -> Files.move(none(), none()));
        of("move nothing atomically", () -> Files.move(none(), none(), ATOMIC_MOVE));
        of("move into no directory", () -> Files.move(file("a"), none().resolve("x")));
        of("move a directory", () -> Files.exists(Files.move(folder("x"), none()).resolve("x")));
        of("move a directory over a full one", () -> Files.move(folder("x"), folder("y"), REPLACE_EXISTING));
        of("move a directory over an empty one", () -> Files.exists(Files.move(folder("x"), folder(), REPLACE_EXISTING).resolve("x")));
        of("move a directory into itself", () -> {
            Path path = folder();
            return Files.move(path, path.resolve("in"));
        });
        of("move a directory over a file", () -> Files.isDirectory(Files.move(folder("x"), file("y"), REPLACE_EXISTING)));
        of("move a link", () -> Files.isSymbolicLink(Files.move(Files.createSymbolicLink(none(), file("x")), none())));
        of("move to itself", () -> {
            Path path = file("a");
            return Files.readString(Files.move(path, path));
        });
        of("move one name over the other", () -> {
            Path a = file("a");
            Path b = Files.createLink(none(), a);
            Files.move(a, b, REPLACE_EXISTING);
            return Files.exists(a) + " " + Files.exists(b);
        });
        of("move with copy attributes", () -> Files.move(file("x"), none(), COPY_ATTRIBUTES));
        of("an open file moved", () -> {
            Path a = file("a");
            try (var out = Files.newOutputStream(a, java.nio.file.StandardOpenOption.APPEND)) {
                Path b = Files.move(a, none());
                out.write('b');
                return Files.readString(b);
            }
        });
    }

    private void directories() {
        of("stream", () -> names(Files.newDirectoryStream(folder("b", "a", "c/"))));
        of("stream by pattern", () -> names(Files.newDirectoryStream(folder("b.x", "a.y", "c.x"), "*.x")));
        of("stream by a wrong pattern", () -> Files.newDirectoryStream(folder(), "[x"));
        of("stream by filter", () -> names(Files.newDirectoryStream(folder("b", "a/"), (DirectoryStream.Filter<Path>) Files::isDirectory)));
        of("stream of a file", () -> Files.newDirectoryStream(file("x")));
        of("stream of nothing", () -> Files.newDirectoryStream(none()));
        of("stream of a link", () -> names(Files.newDirectoryStream(Files.createSymbolicLink(none(), folder("x")))));
        of("second iterator", () -> {
            try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder())) {
                stream.iterator();
                return stream.iterator();
            }
        });
        of("iterator of a closed stream", () -> {
            DirectoryStream<Path> stream = Files.newDirectoryStream(folder("x"));
            stream.close();
            return stream.iterator();
        });
        of("iterator that is closed on the way", () -> {
            DirectoryStream<Path> stream = Files.newDirectoryStream(folder("x", "y", "z"));
            Iterator<Path> iterator = stream.iterator();
            iterator.next();
            stream.close();
            return iterator.hasNext();
        });
        of("iterator at its end", () -> {
            try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder())) {
                return stream.iterator().next();
            }
        });
        of("iterator removes", () -> {
            try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder("x"))) {
                Iterator<Path> iterator = stream.iterator();
                iterator.next();
                iterator.remove();
                return "removed";
            }
        });
        of("a filter that fails", () -> {
            try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder("x"), p -> {
                throw new IOException("no");
            })) {
                return stream.iterator().hasNext();
            }
        });
        of("paths of a stream of a relative directory", () -> {
            Path here = Path.of("").toAbsolutePath().relativize(folder("x"));
            try (DirectoryStream<Path> stream = Files.newDirectoryStream(here)) {
                return stream.iterator().next().equals(here.resolve("x"));
            }
        });
        of("list", () -> {
            try (Stream<Path> in = Files.list(folder("b", "a"))) {
                return in.map(p -> p.getFileName().toString()).sorted().toList();
            }
        });
        of("list a file", () -> Files.list(file("x")));
        of("list nothing", () -> Files.list(none()));
        of("deleted while listed", () -> {
            Path path = folder("a");
            try (DirectoryStream<Path> stream = Files.newDirectoryStream(path)) {
                Files.delete(path.resolve("a"));
                Files.delete(path);
                return Files.exists(path);
            }
        });
    }

    private static Set<String> names(DirectoryStream<Path> stream) throws IOException {
        try (stream) {
            Set<String> names = new TreeSet<>();
            for (Path path : stream) {
                names.add(path.getFileName().toString());
            }
            return names;
        }
    }

    private void walks() {
        of("walk", () -> walked(folder("a/b/", "x", "a/y")));
        of("walk to a depth", () -> {
            Path root = folder("a/b/c/");
            try (Stream<Path> in = Files.walk(root, 2)) {
                return in.map(root::relativize).map(Path::toString).sorted().toList();
            }
        });
        of("walk a negative depth", () -> Files.walk(folder(), -1));
        of("walk a file", () -> {
            try (Stream<Path> in = Files.walk(file("x"))) {
                return in.count();
            }
        });
        of("walk nothing", () -> Files.walk(none()));
        of("walk along links", () -> {
            Path root = folder();
            Files.createSymbolicLink(root.resolve("l"), folder("in"));
            try (Stream<Path> in = Files.walk(root, FileVisitOption.FOLLOW_LINKS)) {
                return in.map(root::relativize).map(Path::toString).sorted().toList() + " " + walked(root);
            }
        });
        of("walk in a circle", () -> {
            Path root = folder();
            Files.createSymbolicLink(root.resolve("l"), root);
            try (Stream<Path> in = Files.walk(root, FileVisitOption.FOLLOW_LINKS)) {
                return in.count();
            }
        });
        of("find", () -> {
            Path root = folder("a", "b/", "b/a");
            try (Stream<Path> in = Files.find(root, 5, (p, attributes) -> attributes.isRegularFile())) {
                return in.map(root::relativize).map(Path::toString).sorted().toList();
            }
        });
        of("visit", () -> {
            Path root = folder("d/", "d/f");
            StringBuilder seen = new StringBuilder();
            Files.walkFileTree(root, new Noting(seen, null));
            return seen;
        });
        of("visit and skip", () -> {
            StringBuilder seen = new StringBuilder();
            Files.walkFileTree(folder("d/", "d/f"), new Noting(seen, FileVisitResult.SKIP_SUBTREE));
            return seen;
        });
        of("visit to a depth", () -> {
            StringBuilder seen = new StringBuilder();
            Files.walkFileTree(folder("d/", "d/f"), EnumSet.of(FileVisitOption.FOLLOW_LINKS), 1, new Noting(seen, null));
            return seen;
        });
        of("visit nothing", () -> Files.walkFileTree(none(), new SimpleFileVisitor<>() {}));
    }

    private static final class Noting extends SimpleFileVisitor<Path> {
        private final StringBuilder seen;
        private final FileVisitResult atD;

        Noting(StringBuilder seen, FileVisitResult atD) {
            this.seen = seen;
            this.atD = atD;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) {
            seen.append("+").append(path.getFileName().toString().charAt(0));
            return path.endsWith("d") && atD != null ? atD : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) {
            seen.append(" ").append(path.getFileName().toString().charAt(0)).append(attributes.isDirectory());
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path path, IOException e) {
            seen.append("-").append(path.getFileName().toString().charAt(0));
            return FileVisitResult.CONTINUE;
        }
    }

    private static List<String> walked(Path root) throws IOException {
        try (Stream<Path> in = Files.walk(root)) {
            return in.map(root::relativize).map(Path::toString).sorted().toList();
        }
    }

    private void questions() {
        of("of a file", () -> about(file("x")));
        of("of a directory", () -> about(folder()));
        of("of nothing", () -> about(none()));
        of("of a link", () -> about(Files.createSymbolicLink(none(), file("x"))));
        of("of a broken link", () -> about(Files.createSymbolicLink(none(), none())));
        of("below a file", () -> about(file("x").resolve("y")));
        of("of a device", () -> about(Path.of("/dev/zero")));
        of("hidden", () -> Files.isHidden(Path.of(".x")) + " " + Files.isHidden(Path.of("x")) + " " + Files.isHidden(Path.of("/")));
    }

    private static String about(Path path) {
        return Files.exists(path) + " " + Files.notExists(path) + " " + Files.isRegularFile(path) + " " + Files.isDirectory(path) + " "
                + Files.isSymbolicLink(path) + " " + Files.isReadable(path) + " " + Files.isWritable(path) + " " + Files.isExecutable(path) + " "
                + Files.isDirectory(path, NOFOLLOW_LINKS) + " " + Files.isRegularFile(path, NOFOLLOW_LINKS) + " " + Files.notExists(path, NOFOLLOW_LINKS);
    }
}
