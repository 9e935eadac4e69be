package dev.moonsim.intercept;

import dev.moonsim.disk.Descriptors;
import dev.moonsim.disk.Disk;
import dev.moonsim.disk.Encoding;
import dev.moonsim.disk.ErrnoException;
import dev.moonsim.disk.Inode;
import dev.moonsim.disk.OpenFile;
import dev.moonsim.disk.RegularFile;
import dev.moonsim.jdk.UnixFiles;
import dev.moonsim.node.Boot;
import dev.moonsim.run.Simulation;
import java.nio.charset.StandardCharsets;
import java.nio.file.WatchService;
import java.util.List;
import jdk.internal.misc.Unsafe;

/**
 * {@code java.nio.file.Files} on the default file system: what its provider asks of Linux goes to the simulated disk, so
 * options, errors and messages stay the JDK's own. Paths come as the provider's, which Moonsim cannot name.
 */
public final class FilesArea implements Area {
    private static final String PATH = "Lsun/nio/fs/UnixPath;";
    private static final String STAT = "Lsun/nio/fs/UnixFileAttributes;";
    private static final int AT_NOFOLLOW = 0x100;
    private static final int AT_REMOVEDIR = 0x200;
    private static final int CURRENT_DIRECTORY = -1;
    private static final int BLOCK = 4096;
    private static final byte[] USER_NAME = "moonsim".getBytes(StandardCharsets.US_ASCII);

    @Override
    public void declare(Catalog c) {
        call(c, "open", "(" + PATH + "II)I");
        call(c, "openat", "(I[BII)I");
        call(c, "close", "(I)V");
        call(c, "link", "(" + PATH + PATH + ")V");
        call(c, "unlink", "(" + PATH + ")V");
        call(c, "unlinkat", "(I[BI)V");
        call(c, "mknod", "(" + PATH + "IJ)V");
        call(c, "rename", "(" + PATH + PATH + ")V");
        call(c, "renameat", "(I[BI[B)V");
        call(c, "mkdir", "(" + PATH + "I)V");
        call(c, "rmdir", "(" + PATH + ")V");
        call(c, "readlink", "(" + PATH + ")[B");
        call(c, "realpath", "(" + PATH + ")[B");
        call(c, "symlink", "([B" + PATH + ")V");
        call(c, "stat", "(" + PATH + STAT + ")V");
        call(c, "stat2", "(" + PATH + STAT + ")I");
        call(c, "lstat", "(" + PATH + STAT + ")V");
        call(c, "fstat", "(I" + STAT + ")V");
        call(c, "fstatat", "(I[BI" + STAT + ")V");
        call(c, "chown", "(" + PATH + "II)V");
        call(c, "lchown", "(" + PATH + "II)V");
        call(c, "fchown", "(III)V");
        call(c, "chmod", "(" + PATH + "I)V");
        call(c, "fchmod", "(II)V");
        call(c, "fchmodat", "(I" + PATH + "II)V");
        call(c, "futimens", "(IJJ)V");
        call(c, "utimensat", "(I" + PATH + "JJI)V");
        call(c, "opendir", "(" + PATH + ")J");
        call(c, "readdir", "(J)[B");
        call(c, "read", "(IJI)I");
        call(c, "write", "(IJI)I");
        call(c, "access", "(" + PATH + "I)I");
        call(c, "getpwnam", "(Ljava/lang/String;)I");
        call(c, "getgrnam", "(Ljava/lang/String;)I");
        call(c, "statvfs", "(" + PATH + "Lsun/nio/fs/UnixFileStoreAttributes;)V");
        call(c, "fgetxattr", "(I[BJI)I");
        call(c, "fsetxattr", "(I[BJI)V");
        call(c, "fremovexattr", "(I[B)V");
        Class<FilesArea> by = FilesArea.class;
        String dispatcher = "sun/nio/fs/UnixNativeDispatcher";
        String[] directories = {"sun/nio/fs/UnixFileSystemProvider", "sun/nio/fs/UnixSecureDirectoryStream"};
        c.call(dispatcher, "dup", "(I)I").onlyIn(directories).by(by, "dup");
        c.call(dispatcher, "fdopendir", "(I)J").onlyIn(directories).by(by, "fdopendir");
        c.call(dispatcher, "closedir", "(J)V").onlyIn("sun/nio/fs/UnixDirectoryStream").by(by, "closedir");
        c.call(dispatcher, "getpwuid", "(I)[B").onlyIn("sun/nio/fs/UnixUserPrincipals").by(by, "getpwuid");
        c.call(dispatcher, "getgrgid", "(I)[B").onlyIn("sun/nio/fs/UnixUserPrincipals").by(by, "getgrgid");
        c.call(dispatcher, "flistxattr", "(IJI)I").onlyIn("sun/nio/fs/UnixUserDefinedFileAttributeView")
                .by(by, "flistxattr");
        c.call(dispatcher, "strerror", "(I)[B").onlyIn("sun/nio/fs/UnixException").by(by, "strerror");
        String linux = "sun/nio/fs/LinuxFileSystem";
        c.body(linux, "directCopy", "(IIJ)I").as("(Ljava/lang/Object;IIJ)I").by(by, "directCopy");
        c.body(linux, "bufferedCopy", "(IIJIJ)V").as("(Ljava/lang/Object;IIJIJ)V").by(by, "bufferedCopy");
        c.body(linux, "getMountEntries", "(Ljava/lang/String;)Ljava/util/List;").as("(Ljava/lang/Object;Ljava/lang/String;)Ljava/util/List;")
                .by(by, "mounts");
        c.body(linux, "newWatchService", "()Ljava/nio/file/WatchService;").as("()Ljava/nio/file/WatchService;")
                .by(by, "newWatchService");
        c.body("sun/nio/fs/UnixFileSystem", "defaultDirectory", "()[B").as("()[B").by(by, "defaultDirectory");
    }

    /** Takes over a method of the JDK's native dispatcher by the method of the same name here. */
    private static void call(Catalog c, String name, String descriptor) {
        String object = "Ljava/lang/Object;";
        c.body("sun/nio/fs/UnixNativeDispatcher", name, descriptor)
                .as(descriptor.replace(PATH, object).replace(STAT, object)
                        .replace("Lsun/nio/fs/UnixFileStoreAttributes;", object))
                .by(FilesArea.class, name);
    }

    private static Disk disk() {
        return DiskCalls.disk();
    }

    private static Descriptors descriptors() {
        return disk().descriptors();
    }

    private static String path(Object path) {
        byte[] bytes = UnixFiles.bytes(path);
        return bytes.length == 0 ? "." : Encoding.fromBytes(bytes);
    }

    private static RuntimeException failed(ErrnoException e) {
        throw UnixFiles.failure(e.errno());
    }

    /** The JDK's native code ignores its argument and looks at the C library's errno, which we cannot set. */
    public static byte[] strerror(int errno) {
        return Boot.current() == null ? UnixFiles.errorText(errno)
                : ErrnoException.text(errno).getBytes(StandardCharsets.US_ASCII);
    }

    // ---- open, close, directories ----

    public static int open(Object path, int flags, int mode) {
        try {
            return disk().open(CURRENT_DIRECTORY, path(path), flags, mode);
        } catch (ErrnoException e) {
            throw failed(e);
        }
    }

    public static int openat(int directory, byte[] path, int flags, int mode) {
        try {
            return disk().open(directory, Encoding.fromBytes(path), flags, mode);
        } catch (ErrnoException e) {
            throw failed(e);
        }
    }

    public static void close(int fd) {
        DiskCalls.close(fd);
    }

    public static int dup(int fd) {
        if (!Descriptors.isSimulated(fd)) {
            return UnixFiles.duplicate(fd);
        }
        try {
            return descriptors().duplicate(fd);
        } catch (ErrnoException e) {
            throw failed(e);
        }
    }

    public static long fdopendir(int fd) {
        if (!Descriptors.isSimulated(fd)) {
            return UnixFiles.openListing(fd);
        }
        try {
            return descriptors().openListing(fd);
        } catch (ErrnoException e) {
            throw failed(e);
        }
    }

    public static long opendir(Object path) {
        int fd = open(path, OpenFile.O_RDONLY | OpenFile.O_DIRECTORY, 0);
        return fdopendir(fd);
    }

    public static void closedir(long listing) {
        if (!Descriptors.isListing(listing)) {
            UnixFiles.closeListing(listing);
        } else if (Boot.current() != null) {
            descriptors().closeListing(listing);
        }
    }

    public static byte[] readdir(long listing) {
        try {
            String name = descriptors().nextName(listing);
            return name == null ? null : Encoding.toBytes(name);
        } catch (ErrnoException e) {
            throw failed(e);
        }
    }

    public static int read(int fd, long address, int length) {
        try {
            return descriptors().file(fd).read(null, address, length);
        } catch (ErrnoException e) {
            throw failed(e);
        }
    }

    public static int write(int fd, long address, int length) {
        try {
            return descriptors().file(fd).write(null, address, length);
        } catch (ErrnoException e) {
            throw failed(e);
        }
    }

    // ---- names ----

    public static void link(Object existing, Object path) {
        try {
            disk().link(path(existing), path(path));
        } catch (ErrnoException e) {
            throw failed(e);
        }
    }

    public static void unlink(Object path) {
        try {
            disk().unlink(CURRENT_DIRECTORY, path(path));
        } catch (ErrnoException e) {
            throw failed(e);
        }
    }

    public static void unlinkat(int directory, byte[] path, int flags) {
        try {
            if ((flags & AT_REMOVEDIR) != 0) {
                disk().rmdir(directory, Encoding.fromBytes(path));
            } else {
                disk().unlink(directory, Encoding.fromBytes(path));
            }
        } catch (ErrnoException e) {
            throw failed(e);
        }
    }

    /** Special files are not for ordinary users. */
    public static void mknod(Object path, int mode, long device) {
        throw UnixFiles.failure(ErrnoException.EPERM);
    }

    public static void rename(Object from, Object to) {
        try {
            disk().rename(CURRENT_DIRECTORY, path(from), CURRENT_DIRECTORY, path(to));
        } catch (ErrnoException e) {
            throw failed(e);
        }
    }

    public static void renameat(int fromDirectory, byte[] from, int toDirectory, byte[] to) {
        try {
            disk().rename(fromDirectory, Encoding.fromBytes(from), toDirectory, Encoding.fromBytes(to));
        } catch (ErrnoException e) {
            throw failed(e);
        }
    }

    public static void mkdir(Object path, int mode) {
        try {
            disk().mkdir(path(path), mode);
        } catch (ErrnoException e) {
            throw failed(e);
        }
    }

    public static void rmdir(Object path) {
        try {
            disk().rmdir(CURRENT_DIRECTORY, path(path));
        } catch (ErrnoException e) {
            throw failed(e);
        }
    }

    public static byte[] readlink(Object path) {
        try {
            return Encoding.toBytes(disk().readlink(path(path)));
        } catch (ErrnoException e) {
            throw failed(e);
        }
    }

    public static byte[] realpath(Object path) {
        try {
            return Encoding.toBytes(disk().realpath(path(path)));
        } catch (ErrnoException e) {
            throw failed(e);
        }
    }

    public static void symlink(byte[] target, Object path) {
        try {
            disk().symlink(Encoding.fromBytes(target), path(path));
        } catch (ErrnoException e) {
            throw failed(e);
        }
    }

    public static byte[] defaultDirectory() {
        return Encoding.toBytes(disk().workingDirectory());
    }

    // ---- attributes ----

    public static void stat(Object path, Object attributes) {
        int errno = stat2(path, attributes);
        if (errno != 0) {
            throw UnixFiles.failure(errno);
        }
    }

    public static int stat2(Object path, Object attributes) {
        try {
            fill(attributes, disk().stat(CURRENT_DIRECTORY, path(path), true));
            return 0;
        } catch (ErrnoException e) {
            return e.errno();
        }
    }

    public static void lstat(Object path, Object attributes) {
        try {
            fill(attributes, disk().stat(CURRENT_DIRECTORY, path(path), false));
        } catch (ErrnoException e) {
            throw failed(e);
        }
    }

    public static void fstat(int fd, Object attributes) {
        fill(attributes, inode(fd));
    }

    public static void fstatat(int directory, byte[] path, int flags, Object attributes) {
        try {
            Inode inode = disk().stat(directory, Encoding.fromBytes(path), (flags & AT_NOFOLLOW) == 0);
            fill(attributes, inode);
        } catch (ErrnoException e) {
            throw failed(e);
        }
    }

    private static void fill(Object attributes, Inode inode) {
        disk().timesRead(inode);
        UnixFiles.fill(attributes, inode, disk().device());
    }

    private static Inode inode(int fd) {
        Inode inode = descriptors().inode(fd);
        if (inode == null) {
            throw UnixFiles.failure(ErrnoException.EBADF);
        }
        return inode;
    }

    private static Inode inode(Object path, boolean followLinks) {
        try {
            return disk().stat(CURRENT_DIRECTORY, path(path), followLinks);
        } catch (ErrnoException e) {
            throw failed(e);
        }
    }

    public static int access(Object path, int wanted) {
        try {
            disk().access(path(path), wanted);
            return 0;
        } catch (ErrnoException e) {
            return e.errno();
        }
    }

    public static void chown(Object path, int owner, int group) {
        disk().chown(inode(path, true), owner, group);
    }

    public static void lchown(Object path, int owner, int group) {
        disk().chown(inode(path, false), owner, group);
    }

    public static void fchown(int fd, int owner, int group) {
        disk().chown(inode(fd), owner, group);
    }

    public static void chmod(Object path, int mode) {
        disk().chmod(inode(path, true), mode);
    }

    public static void fchmod(int fd, int mode) {
        disk().chmod(inode(fd), mode);
    }

    public static void fchmodat(int directory, Object path, int mode, int flags) {
        disk().chmod(inode(path, (flags & AT_NOFOLLOW) == 0), mode);
    }

    public static void futimens(int fd, long accessed, long modified) {
        disk().setTimes(inode(fd), accessed, modified);
    }

    public static void utimensat(int directory, Object path, long accessed, long modified, int flags) {
        disk().setTimes(inode(path, (flags & AT_NOFOLLOW) == 0), accessed, modified);
    }

    /** Extended attributes are not supported, as on a disk mounted without them. */
    public static int fgetxattr(int fd, byte[] name, long address, int length) {
        throw UnixFiles.failure(ErrnoException.EOPNOTSUPP);
    }

    public static void fsetxattr(int fd, byte[] name, long address, int length) {
        throw UnixFiles.failure(ErrnoException.EOPNOTSUPP);
    }

    public static void fremovexattr(int fd, byte[] name) {
        throw UnixFiles.failure(ErrnoException.EOPNOTSUPP);
    }

    public static int flistxattr(int fd, long address, int size) {
        if (Boot.current() == null) {
            return UnixFiles.listExtended(fd, address, size);
        }
        throw UnixFiles.failure(ErrnoException.EOPNOTSUPP);
    }

    // ---- users ----

    public static byte[] getpwuid(int id) {
        return Boot.current() == null ? UnixFiles.userName(id) : nameOf(id);
    }

    public static byte[] getgrgid(int id) {
        return Boot.current() == null ? UnixFiles.groupName(id) : nameOf(id);
    }

    private static byte[] nameOf(int id) {
        return id == Disk.USER ? USER_NAME.clone() : Integer.toString(id).getBytes(StandardCharsets.US_ASCII);
    }

    /** -1 for no such user. */
    public static int getpwnam(String name) {
        return name.equals("moonsim") ? Disk.USER : name.equals("root") ? 0 : -1;
    }

    public static int getgrnam(String name) {
        return getpwnam(name);
    }

    // ---- copies and file stores ----

    /** 0: all is copied. */
    public static int directCopy(Object fs, int target, int source, long cancelled) {
        copy(target, source);
        return 0;
    }

    public static void bufferedCopy(Object fs, int target, int source, long address, int size, long cancelled) {
        copy(target, source);
    }

    private static void copy(int target, int source) {
        try {
            OpenFile to = descriptors().file(target);
            byte[] buffer = new byte[1 << 16];
            long at = 0;
            OpenFile from = Descriptors.isSimulated(source) ? descriptors().file(source)
                    : disk().reading((RegularFile) inode(source));
            for (int n; (n = from.read(at, buffer, Unsafe.ARRAY_BYTE_BASE_OFFSET, buffer.length)) > 0; at += n) {
                to.write(buffer, Unsafe.ARRAY_BYTE_BASE_OFFSET, n);
            }
        } catch (ErrnoException e) {
            throw failed(e);
        }
    }

    public static void statvfs(Object path, Object attributes) {
        inode(path, true);
        UnixFiles.fillStore(attributes, BLOCK, Disk.TOTAL_BYTES, Disk.FREE_BYTES);
    }

    public static List<?> mounts(Object fs, String table) {
        return List.of(UnixFiles.mount("/dev/moonsim".getBytes(StandardCharsets.US_ASCII), new byte[] {'/'},
                "ext4".getBytes(StandardCharsets.US_ASCII), "rw,nouser_xattr".getBytes(StandardCharsets.US_ASCII),
                disk().device()));
    }

    public static WatchService newWatchService() {
        throw Simulation.escape("java.nio.file.WatchService", null);
    }
}
