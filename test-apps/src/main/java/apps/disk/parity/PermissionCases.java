package apps.disk.parity;

import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.AccessMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.nio.file.attribute.UserPrincipalLookupService;

/** What an ordinary user may not do; for root, who may, these cases differ. */
final class PermissionCases extends FileCases {
    PermissionCases() throws IOException {}

    private static Path mode(Path path, String permissions) throws IOException {
        return Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }

    private File unreadable() throws IOException {
        return mode(file("x"), "-w-------").toFile();
    }

    private File unwritable() throws IOException {
        return mode(file("x"), "r--------").toFile();
    }

    @Override
    void all() {
        files();
        directories();
        attributes();
    }

    private void files() {
        of("read", () -> new FileInputStream(unreadable()));
        of("write", () -> new FileOutputStream(unwritable()));
        of("read and write", () -> new RandomAccessFile(unwritable(), "rw"));
        of("read, then write", () -> new RandomAccessFile(unwritable(), "r").length());
        of("channel", () -> FileChannel.open(unwritable().toPath(), StandardOpenOption.WRITE));
        of("read a string", () -> Files.readString(unreadable().toPath()));
        of("questions of the unreadable", () -> Files.isReadable(unreadable().toPath()) + " " + Files.isWritable(unreadable().toPath()) + " " + unreadable().canRead()
                + " " + unreadable().length());
        of("questions of the unwritable", () -> Files.isWritable(unwritable().toPath()) + " " + unwritable().canWrite() + " " + unwritable().canExecute());
        of("made read-only", () -> {
            File file = plain("x");
            return file.setReadOnly() + " " + file.canWrite() + " " + file.setWritable(true) + " " + file.canWrite();
        });
        does("access", () -> unwritable().toPath().getFileSystem().provider().checkAccess(unwritable().toPath(), AccessMode.WRITE));
        of("permission taken while open", () -> {
            Path path = file("abc");
            try (FileInputStream in = new FileInputStream(path.toFile())) {
                mode(path, "---------");
                return in.read();
            }
        });
        of("copy the unreadable", () -> Files.copy(unreadable().toPath(), none()));
        of("a new file that may not be written", () -> {
            Path path = none();
            try (FileChannel c = FileChannel.open(path, java.util.Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("r--------")))) {
                return c.write(bytes("x")) + " " + Files.isWritable(path);
            }
        });
    }

    private void directories() {
        of("create", () -> Files.createFile(mode(folder(), "r-x------").resolve("x")));
        of("create as a file", () -> new File(mode(folder(), "r-x------").toFile(), "x").createNewFile());
        of("create a directory", () -> Files.createDirectory(mode(folder(), "r-x------").resolve("x")));
        of("mkdir", () -> new File(mode(folder(), "r-x------").toFile(), "x").mkdir());
        does("delete", () -> Files.delete(mode(folder("x"), "r-x------").resolve("x")));
        of("delete as a file", () -> new File(mode(folder("x"), "r-x------").toFile(), "x").delete());
        of("move", () -> Files.move(mode(folder("x"), "r-x------").resolve("x"), none()));
        of("move into", () -> Files.move(file("x"), mode(folder(), "r-x------").resolve("x")));
        of("list", () -> Files.list(mode(folder("x"), "-wx------")));
        of("list as a file", () -> mode(folder("x"), "-wx------").toFile().list());
        of("pass through", () -> Files.readString(mode(folder("x"), "rw-------").resolve("x")));
        of("pass through to nothing", () -> Files.exists(mode(folder("x"), "rw-------").resolve("y")) + " " + Files.notExists(mode(folder("x"), "rw-------").resolve("y")));
        of("look into without listing", () -> Files.readString(mode(folder("x"), "--x------").resolve("x")));
        of("walk", () -> {
            Path root = folder("a/");
            mode(root.resolve("a"), "---------");
            try (var in = Files.walk(root)) {
                return in.count();
            }
        });
        of("link", () -> Files.createSymbolicLink(mode(folder(), "r-x------").resolve("x"), Path.of("y")));
        of("watch", () -> {
            try (var service = java.nio.file.FileSystems.getDefault().newWatchService()) {
                return mode(folder(), "-wx------").register(service, java.nio.file.StandardWatchEventKinds.ENTRY_CREATE);
            }
        });
    }

    private void attributes() {
        of("owner", () -> {
            UserPrincipalLookupService users = directory().getFileSystem().getUserPrincipalLookupService();
            return Files.setOwner(file("x"), users.lookupPrincipalByName("root"));
        });
        does("group", () -> Files.getFileAttributeView(file("x"), PosixFileAttributeView.class)
                .setGroup(directory().getFileSystem().getUserPrincipalLookupService().lookupPrincipalByGroupName("root")));
        of("user's attributes of the unreadable", () -> Files.getFileAttributeView(unreadable().toPath(), UserDefinedFileAttributeView.class).list());
        of("user's attributes of the unwritable", () -> Files.getFileAttributeView(unwritable().toPath(), UserDefinedFileAttributeView.class).write("a", bytes("v")));
    }
}
