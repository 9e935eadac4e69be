package dev.moonsim.intercept;

import dev.moonsim.disk.Descriptors;
import dev.moonsim.disk.Disk;
import dev.moonsim.disk.Encoding;
import dev.moonsim.disk.ErrnoException;
import dev.moonsim.disk.OpenFile;
import dev.moonsim.disk.RegularFile;
import dev.moonsim.disk.Watchers;
import dev.moonsim.jdk.UnixFiles;
import dev.moonsim.node.Boot;
import java.nio.charset.StandardCharsets;
import jdk.internal.misc.Unsafe;

/**
 * {@code java.nio.file.Files} on the default file system: what its provider asks of Linux goes to the simulated disk, so
 * options, errors and messages stay the JDK's own. Paths come as the provider's, which Moonsim cannot name.
 */
public final class FilesArea implements Area {
    static final String PATH = "Lsun/nio/fs/UnixPath;";
    static final String STAT = "Lsun/nio/fs/UnixFileAttributes;";
    static final int AT_NOFOLLOW = 0x100;
    private static final int AT_REMOVEDIR = 0x200;
    private static final int CURRENT_DIRECTORY = -1;

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
        call(c, "opendir", "(" + PATH + ")J");
        call(c, "readdir", "(J)[B");
        call(c, "read", "(IJI)I");
        call(c, "write", "(IJI)I");
        Class<FilesArea> by = FilesArea.class;
        String dispatcher = "sun/nio/fs/UnixNativeDispatcher";
        String[] directories = {"sun/nio/fs/UnixFileSystemProvider", "sun/nio/fs/UnixSecureDirectoryStream"};
        c.call(dispatcher, "dup", "(I)I").onlyIn(directories).by(by, "dup");
        c.call(dispatcher, "fdopendir", "(I)J").onlyIn(directories).by(by, "fdopendir");
        c.call(dispatcher, "closedir", "(J)V").onlyIn("sun/nio/fs/UnixDirectoryStream").by(by, "closedir");
        c.call(dispatcher, "strerror", "(I)[B").onlyIn("sun/nio/fs/UnixException").by(by, "strerror");
        String linux = "sun/nio/fs/LinuxFileSystem";
        c.body(linux, "directCopy", "(IIJ)I").as("(Ljava/lang/Object;IIJ)I").by(by, "directCopy");
        c.body(linux, "bufferedCopy", "(IIJIJ)V").as("(Ljava/lang/Object;IIJIJ)V").by(by, "bufferedCopy");
        c.body("sun/nio/fs/UnixFileSystem", "defaultDirectory", "()[B").as("()[B").by(by, "defaultDirectory");
    }

    /** Takes over a method of the JDK's native dispatcher by the method of the same name here. */
    private static void call(Catalog c, String name, String descriptor) {
        call(c, FilesArea.class, name, descriptor);
    }

    static void call(Catalog c, Class<? extends Area> by, String name, String descriptor) {
        String object = "Ljava/lang/Object;";
        c.body("sun/nio/fs/UnixNativeDispatcher", name, descriptor)
                .as(descriptor.replace(PATH, object).replace(STAT, object)
                        .replace("Lsun/nio/fs/UnixFileStoreAttributes;", object))
                .by(by, name);
    }

    private static Disk disk() {
        return DiskCalls.disk();
    }

    private static Descriptors descriptors() {
        return disk().descriptors();
    }

    static String path(Object path) {
        byte[] bytes = UnixFiles.bytes(path);
        return bytes.length == 0 ? "." : Encoding.fromBytes(bytes);
    }

    static RuntimeException failed(ErrnoException e) {
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
            Watchers watchers = descriptors().watchers();
            if (watchers.isOfPair(fd) || watchers.at(fd) != null) {
                return WatchServiceArea.read(watchers, fd, address, length);
            }
            return descriptors().file(fd).read(null, address, length);
        } catch (ErrnoException e) {
            throw failed(e);
        }
    }

    public static int write(int fd, long address, int length) {
        try {
            if (descriptors().watchers().isOfPair(fd)) {
                descriptors().watchers().writeToPair(fd, length);
                return length;
            }
            return descriptors().file(fd).write(null, address, length);
        } catch (ErrnoException e) {
            throw failed(e);
        }
    }

    // ---- names ----

    public static void link(Object existing, Object path) {
        try {
            disk().names().link(path(existing), path(path));
        } catch (ErrnoException e) {
            throw failed(e);
        }
    }

    public static void unlink(Object path) {
        try {
            disk().names().unlink(CURRENT_DIRECTORY, path(path));
        } catch (ErrnoException e) {
            throw failed(e);
        }
    }

    public static void unlinkat(int directory, byte[] path, int flags) {
        try {
            if ((flags & AT_REMOVEDIR) != 0) {
                disk().names().rmdir(directory, Encoding.fromBytes(path));
            } else {
                disk().names().unlink(directory, Encoding.fromBytes(path));
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
            disk().names().rename(CURRENT_DIRECTORY, path(from), CURRENT_DIRECTORY, path(to));
        } catch (ErrnoException e) {
            throw failed(e);
        }
    }

    public static void renameat(int fromDirectory, byte[] from, int toDirectory, byte[] to) {
        try {
            disk().names().rename(fromDirectory, Encoding.fromBytes(from), toDirectory, Encoding.fromBytes(to));
        } catch (ErrnoException e) {
            throw failed(e);
        }
    }

    public static void mkdir(Object path, int mode) {
        try {
            disk().names().mkdir(path(path), mode);
        } catch (ErrnoException e) {
            throw failed(e);
        }
    }

    public static void rmdir(Object path) {
        try {
            disk().names().rmdir(CURRENT_DIRECTORY, path(path));
        } catch (ErrnoException e) {
            throw failed(e);
        }
    }

    public static byte[] readlink(Object path) {
        try {
            return Encoding.toBytes(disk().names().readlink(path(path)));
        } catch (ErrnoException e) {
            throw failed(e);
        }
    }

    public static byte[] realpath(Object path) {
        try {
            return Encoding.toBytes(disk().names().realpath(path(path)));
        } catch (ErrnoException e) {
            throw failed(e);
        }
    }

    public static void symlink(byte[] target, Object path) {
        try {
            disk().names().symlink(Encoding.fromBytes(target), path(path));
        } catch (ErrnoException e) {
            throw failed(e);
        }
    }

    public static byte[] defaultDirectory() {
        return Encoding.toBytes(disk().workingDirectory());
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
                    : disk().reading((RegularFile) descriptors().inode(source));
            for (int n; (n = from.read(at, buffer, Unsafe.ARRAY_BYTE_BASE_OFFSET, buffer.length)) > 0; at += n) {
                to.write(buffer, Unsafe.ARRAY_BYTE_BASE_OFFSET, n);
            }
        } catch (ErrnoException e) {
            throw failed(e);
        }
    }

}
