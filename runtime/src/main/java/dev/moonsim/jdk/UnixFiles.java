package dev.moonsim.jdk;

import dev.moonsim.disk.Inode;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.file.Path;
import jdk.internal.misc.Unsafe;

/** The parts of {@code sun.nio.fs} that a simulated disk answers through: paths, attributes and errors as JDK 25 has them. */
public final class UnixFiles {
    private static final Unsafe UNSAFE = Unsafe.getUnsafe();
    private static final Class<?> PATH = JdkInternals.type("sun.nio.fs.UnixPath");
    private static final Class<?> ATTRIBUTES = JdkInternals.type("sun.nio.fs.UnixFileAttributes");
    private static final Class<?> STORE = JdkInternals.type("sun.nio.fs.UnixFileStoreAttributes");
    private static final Class<?> MOUNT = JdkInternals.type("sun.nio.fs.UnixMountEntry");
    private static final Class<?> DISPATCHER = JdkInternals.type("sun.nio.fs.UnixNativeDispatcher");
    private static final Class<?> EXCEPTION = JdkInternals.type("sun.nio.fs.UnixException");

    private static final long PATH_BYTES = JdkInternals.offset(PATH, "path", byte[].class);
    private static final long MODE = JdkInternals.offset(ATTRIBUTES, "st_mode", int.class);
    private static final long INODE = JdkInternals.offset(ATTRIBUTES, "st_ino", long.class);
    private static final long DEVICE = JdkInternals.offset(ATTRIBUTES, "st_dev", long.class);
    private static final long LINKS = JdkInternals.offset(ATTRIBUTES, "st_nlink", int.class);
    private static final long USER = JdkInternals.offset(ATTRIBUTES, "st_uid", int.class);
    private static final long GROUP = JdkInternals.offset(ATTRIBUTES, "st_gid", int.class);
    private static final long SIZE = JdkInternals.offset(ATTRIBUTES, "st_size", long.class);
    private static final long ACCESSED = JdkInternals.offset(ATTRIBUTES, "st_atime_sec", long.class);
    private static final long ACCESSED_NANOS = JdkInternals.offset(ATTRIBUTES, "st_atime_nsec", long.class);
    private static final long MODIFIED = JdkInternals.offset(ATTRIBUTES, "st_mtime_sec", long.class);
    private static final long MODIFIED_NANOS = JdkInternals.offset(ATTRIBUTES, "st_mtime_nsec", long.class);
    private static final long CHANGED = JdkInternals.offset(ATTRIBUTES, "st_ctime_sec", long.class);
    private static final long CHANGED_NANOS = JdkInternals.offset(ATTRIBUTES, "st_ctime_nsec", long.class);
    private static final long BORN = JdkInternals.offset(ATTRIBUTES, "st_birthtime_sec", long.class);
    private static final long BORN_NANOS = JdkInternals.offset(ATTRIBUTES, "st_birthtime_nsec", long.class);
    private static final long BIRTH_KNOWN = JdkInternals.offset(ATTRIBUTES, "birthtime_available", boolean.class);
    private static final long BLOCK_SIZE = JdkInternals.offset(STORE, "f_frsize", long.class);
    private static final long BLOCKS = JdkInternals.offset(STORE, "f_blocks", long.class);
    private static final long BLOCKS_FREE = JdkInternals.offset(STORE, "f_bfree", long.class);
    private static final long BLOCKS_USABLE = JdkInternals.offset(STORE, "f_bavail", long.class);
    private static final long NANOS = 1_000_000_000L;

    private static final MethodHandle NEW_EXCEPTION;
    private static final MethodHandle NEW_MOUNT;
    private static final MethodHandle GETPWUID = dispatcher("getpwuid", byte[].class, int.class);
    private static final MethodHandle GETGRGID = dispatcher("getgrgid", byte[].class, int.class);
    private static final MethodHandle STRERROR = dispatcher("strerror", byte[].class, int.class);
    private static final MethodHandle OPEN = dispatcher("open", int.class, PATH, int.class, int.class)
            .asType(MethodType.methodType(int.class, Path.class, int.class, int.class));
    private static final MethodHandle DUP = dispatcher("dup", int.class, int.class);
    private static final MethodHandle FDOPENDIR = dispatcher("fdopendir", long.class, int.class);
    private static final MethodHandle CLOSEDIR = dispatcher("closedir", void.class, long.class);
    private static final MethodHandle FLISTXATTR =
            dispatcher("flistxattr", int.class, int.class, long.class, int.class);

    static {
        try {
            NEW_EXCEPTION = JdkInternals.lookup(EXCEPTION)
                    .findConstructor(EXCEPTION, MethodType.methodType(void.class, int.class))
                    .asType(MethodType.methodType(Throwable.class, int.class));
            NEW_MOUNT = JdkInternals.lookup(MOUNT).findConstructor(MOUNT, MethodType.methodType(void.class))
                    .asType(MethodType.methodType(Object.class));
        } catch (ReflectiveOperationException e) {
            throw JdkInternals.missing(e.getMessage());
        }
    }

    private UnixFiles() {}

    private static MethodHandle dispatcher(String name, Class<?> result, Class<?>... parameters) {
        MethodHandles.Lookup lookup = JdkInternals.lookup(DISPATCHER);
        try {
            return lookup.findStatic(DISPATCHER, name, MethodType.methodType(result, parameters));
        } catch (ReflectiveOperationException e) {
            throw JdkInternals.missing("sun.nio.fs.UnixNativeDispatcher." + name);
        }
    }

    /** Opens a file of the host for reading; -1 where it cannot be. */
    public static int open(Path path) {
        try {
            return (int) OPEN.invokeExact(path, 0, 0);
        } catch (Throwable t) {
            return -1;
        }
    }

    public static byte[] bytes(Object unixPath) {
        return (byte[]) UNSAFE.getReference(unixPath, PATH_BYTES);
    }

    /** The exception that the JDK's native code would throw; declared to return so that callers can throw it. */
    public static RuntimeException failure(int errno) {
        Throwable exception;
        try {
            exception = (Throwable) NEW_EXCEPTION.invokeExact(errno);
        } catch (Throwable t) {
            throw JdkInternals.rethrow(t);
        }
        throw JdkInternals.rethrow(exception);
    }

    /** Fills a {@code UnixFileAttributes} as {@code stat} does. */
    public static void fill(Object attributes, Inode inode, long device) {
        UNSAFE.putInt(attributes, MODE, inode.mode());
        UNSAFE.putLong(attributes, INODE, inode.number());
        UNSAFE.putLong(attributes, DEVICE, device);
        UNSAFE.putInt(attributes, LINKS, inode.links());
        UNSAFE.putInt(attributes, USER, inode.owner());
        UNSAFE.putInt(attributes, GROUP, inode.group());
        UNSAFE.putLong(attributes, SIZE, inode.size());
        time(attributes, ACCESSED, ACCESSED_NANOS, inode.accessed());
        time(attributes, MODIFIED, MODIFIED_NANOS, inode.modified());
        time(attributes, CHANGED, CHANGED_NANOS, inode.changed());
        time(attributes, BORN, BORN_NANOS, inode.created());
        UNSAFE.putBoolean(attributes, BIRTH_KNOWN, true);
    }

    private static void time(Object attributes, long seconds, long nanos, long time) {
        UNSAFE.putLong(attributes, seconds, Math.floorDiv(time, NANOS));
        UNSAFE.putLong(attributes, nanos, Math.floorMod(time, NANOS));
    }

    /** Fills a {@code UnixFileStoreAttributes} as {@code statvfs} does. */
    public static void fillStore(Object attributes, long blockSize, long totalBytes, long freeBytes) {
        UNSAFE.putLong(attributes, BLOCK_SIZE, blockSize);
        UNSAFE.putLong(attributes, BLOCKS, totalBytes / blockSize);
        UNSAFE.putLong(attributes, BLOCKS_FREE, freeBytes / blockSize);
        UNSAFE.putLong(attributes, BLOCKS_USABLE, freeBytes / blockSize);
    }

    /** A {@code UnixMountEntry}. */
    public static Object mount(byte[] name, byte[] directory, byte[] type, byte[] options, long device) {
        try {
            Object entry = (Object) NEW_MOUNT.invokeExact();
            UNSAFE.putReference(entry, JdkInternals.offset(MOUNT, "name", byte[].class), name);
            UNSAFE.putReference(entry, JdkInternals.offset(MOUNT, "dir", byte[].class), directory);
            UNSAFE.putReference(entry, JdkInternals.offset(MOUNT, "fstype", byte[].class), type);
            UNSAFE.putReference(entry, JdkInternals.offset(MOUNT, "opts", byte[].class), options);
            UNSAFE.putLong(entry, JdkInternals.offset(MOUNT, "dev", long.class), device);
            return entry;
        } catch (Throwable t) {
            throw JdkInternals.rethrow(t);
        }
    }

    // ---- natives whose calls are rewritten: the way to the originals ----

    public static byte[] userName(int id) {
        try {
            return (byte[]) GETPWUID.invokeExact(id);
        } catch (Throwable t) {
            throw JdkInternals.rethrow(t);
        }
    }

    public static byte[] errorText(int errno) {
        try {
            return (byte[]) STRERROR.invokeExact(errno);
        } catch (Throwable t) {
            throw JdkInternals.rethrow(t);
        }
    }

    public static byte[] groupName(int id) {
        try {
            return (byte[]) GETGRGID.invokeExact(id);
        } catch (Throwable t) {
            throw JdkInternals.rethrow(t);
        }
    }

    public static int duplicate(int fd) {
        try {
            return (int) DUP.invokeExact(fd);
        } catch (Throwable t) {
            throw JdkInternals.rethrow(t);
        }
    }

    public static long openListing(int fd) {
        try {
            return (long) FDOPENDIR.invokeExact(fd);
        } catch (Throwable t) {
            throw JdkInternals.rethrow(t);
        }
    }

    public static void closeListing(long handle) {
        try {
            CLOSEDIR.invokeExact(handle);
        } catch (Throwable t) {
            throw JdkInternals.rethrow(t);
        }
    }

    public static int listExtended(int fd, long address, int size) {
        try {
            return (int) FLISTXATTR.invokeExact(fd, address, size);
        } catch (Throwable t) {
            throw JdkInternals.rethrow(t);
        }
    }
}
