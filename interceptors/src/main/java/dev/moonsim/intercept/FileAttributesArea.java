package dev.moonsim.intercept;

import dev.moonsim.disk.Disk;
import dev.moonsim.disk.Encoding;
import dev.moonsim.disk.ErrnoException;
import dev.moonsim.disk.FileAttributes;
import dev.moonsim.disk.Inode;
import dev.moonsim.jdk.UnixFiles;
import dev.moonsim.node.Boot;
import java.nio.charset.StandardCharsets;
import java.util.List;
import jdk.internal.misc.Unsafe;

/** Attributes of files, their owners and the file store, as the provider of the default file system asks Linux for them. */
public final class FileAttributesArea implements Area {
    private static final Unsafe UNSAFE = Unsafe.getUnsafe();
    private static final String PATH = FilesArea.PATH;
    private static final String STAT = FilesArea.STAT;
    private static final int AT_NOFOLLOW = FilesArea.AT_NOFOLLOW;
    private static final int CURRENT_DIRECTORY = -1;
    private static final int BLOCK = 4096;
    private static final byte[] USER_NAME = "moonsim".getBytes(StandardCharsets.US_ASCII);

    @Override
    public void declare(Catalog c) {
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
        call(c, "access", "(" + PATH + "I)I");
        call(c, "getpwnam", "(Ljava/lang/String;)I");
        call(c, "getgrnam", "(Ljava/lang/String;)I");
        call(c, "statvfs", "(" + PATH + "Lsun/nio/fs/UnixFileStoreAttributes;)V");
        call(c, "fgetxattr", "(I[BJI)I");
        call(c, "fsetxattr", "(I[BJI)V");
        call(c, "fremovexattr", "(I[B)V");
        Class<FileAttributesArea> by = FileAttributesArea.class;
        String dispatcher = "sun/nio/fs/UnixNativeDispatcher";
        c.call(dispatcher, "getpwuid", "(I)[B").onlyIn("sun/nio/fs/UnixUserPrincipals").by(by, "getpwuid");
        c.call(dispatcher, "getgrgid", "(I)[B").onlyIn("sun/nio/fs/UnixUserPrincipals").by(by, "getgrgid");
        c.call(dispatcher, "flistxattr", "(IJI)I").onlyIn("sun/nio/fs/UnixUserDefinedFileAttributeView")
                .by(by, "flistxattr");
        c.body("sun/nio/fs/LinuxFileSystem", "getMountEntries", "(Ljava/lang/String;)Ljava/util/List;")
                .as("(Ljava/lang/Object;Ljava/lang/String;)Ljava/util/List;").by(by, "mounts");
    }

    private static void call(Catalog c, String name, String descriptor) {
        FilesArea.call(c, FileAttributesArea.class, name, descriptor);
    }

    private static Disk disk() {
        return DiskCalls.disk();
    }

    private static FileAttributes attributes() {
        return disk().attributes();
    }

    private static String path(Object path) {
        return FilesArea.path(path);
    }

    private static RuntimeException failed(ErrnoException e) {
        throw FilesArea.failed(e);
    }

    public static void stat(Object path, Object attributes) {
        int errno = stat2(path, attributes);
        if (errno != 0) {
            throw UnixFiles.failure(errno);
        }
    }

    public static int stat2(Object path, Object attributes) {
        try {
            fill(attributes, disk().names().stat(CURRENT_DIRECTORY, path(path), true));
            return 0;
        } catch (ErrnoException e) {
            return e.errno();
        }
    }

    public static void lstat(Object path, Object attributes) {
        try {
            fill(attributes, disk().names().stat(CURRENT_DIRECTORY, path(path), false));
        } catch (ErrnoException e) {
            throw failed(e);
        }
    }

    public static void fstat(int fd, Object attributes) {
        fill(attributes, inode(fd));
    }

    public static void fstatat(int directory, byte[] path, int flags, Object attributes) {
        try {
            Inode inode = disk().names().stat(directory, Encoding.fromBytes(path), (flags & AT_NOFOLLOW) == 0);
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
        Inode inode = disk().descriptors().inode(fd);
        if (inode == null) {
            throw UnixFiles.failure(ErrnoException.EBADF);
        }
        return inode;
    }

    public static int access(Object path, int wanted) {
        try {
            disk().names().access(path(path), wanted);
            return 0;
        } catch (ErrnoException e) {
            return e.errno();
        }
    }

    private interface Call {
        void run() throws ErrnoException;
    }

    private static void run(Call call) {
        try {
            call.run();
        } catch (ErrnoException e) {
            throw failed(e);
        }
    }

    public static void chown(Object path, int owner, int group) {
        run(() -> attributes().chown(path(path), true, owner, group));
    }

    public static void lchown(Object path, int owner, int group) {
        run(() -> attributes().chown(path(path), false, owner, group));
    }

    public static void fchown(int fd, int owner, int group) {
        run(() -> attributes().chown(fd, owner, group));
    }

    public static void chmod(Object path, int mode) {
        run(() -> attributes().chmod(CURRENT_DIRECTORY, path(path), true, mode));
    }

    public static void fchmod(int fd, int mode) {
        run(() -> attributes().chmod(fd, mode));
    }

    public static void fchmodat(int directory, Object path, int mode, int flags) {
        run(() -> attributes().chmod(directory, path(path), (flags & AT_NOFOLLOW) == 0, mode));
    }

    public static void futimens(int fd, long accessed, long modified) {
        run(() -> {
            FileAttributes.check(accessed, modified);
            attributes().setTimes(fd, accessed, modified);
        });
    }

    public static void utimensat(int directory, Object path, long accessed, long modified, int flags) {
        run(() -> {
            FileAttributes.check(accessed, modified);
            attributes().setTimes(directory, path(path), (flags & AT_NOFOLLOW) == 0, accessed, modified);
        });
    }

    // ---- extended attributes ----

    /** A length of 0 asks for the size. */
    public static int fgetxattr(int fd, byte[] name, long address, int length) {
        try {
            byte[] value = attributes().extended(fd, Encoding.fromBytes(name));
            if (length > 0) {
                if (value.length > length) {
                    throw new ErrnoException(ErrnoException.ERANGE);
                }
                UNSAFE.copyMemory(value, Unsafe.ARRAY_BYTE_BASE_OFFSET, null, address, value.length);
            }
            return value.length;
        } catch (ErrnoException e) {
            throw failed(e);
        }
    }

    public static void fsetxattr(int fd, byte[] name, long address, int length) {
        byte[] value = new byte[length];
        UNSAFE.copyMemory(null, address, value, Unsafe.ARRAY_BYTE_BASE_OFFSET, length);
        run(() -> attributes().setExtended(fd, Encoding.fromBytes(name), value));
    }

    public static void fremovexattr(int fd, byte[] name) {
        run(() -> attributes().removeExtended(fd, Encoding.fromBytes(name)));
    }

    /** Names, each with a zero behind it. */
    public static int flistxattr(int fd, long address, int size) {
        if (Boot.current() == null) {
            return UnixFiles.listExtended(fd, address, size);
        }
        try {
            int at = 0;
            for (String name : attributes().extended(fd)) {
                byte[] bytes = Encoding.toBytes(name + "\0");
                if (at + bytes.length > size) {
                    throw new ErrnoException(ErrnoException.ERANGE);
                }
                UNSAFE.copyMemory(bytes, Unsafe.ARRAY_BYTE_BASE_OFFSET, null, address + at, bytes.length);
                at += bytes.length;
            }
            return at;
        } catch (ErrnoException e) {
            throw failed(e);
        }
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

    // ---- the file store ----

    public static void statvfs(Object path, Object attributes) {
        run(() -> {
            disk().names().stat(CURRENT_DIRECTORY, path(path), true);
            UnixFiles.fillStore(attributes, BLOCK, disk().totalBytes(), disk().freeBytes());
        });
    }

    public static List<?> mounts(Object fs, String table) {
        return List.of(UnixFiles.mount("/dev/moonsim".getBytes(StandardCharsets.US_ASCII), new byte[] {'/'},
                "ext4".getBytes(StandardCharsets.US_ASCII), "rw".getBytes(StandardCharsets.US_ASCII),
                disk().device()));
    }
}
