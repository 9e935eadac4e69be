package dev.moonsim.jdk;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.SyncFailedException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;

/**
 * The native methods of {@code java.io}'s file classes, for descriptors that are the host's. Calls of them in the JDK are
 * rewritten, so this is the way to the originals.
 */
public final class FileNatives {
    private static final MethodHandle IN_OPEN = find(FileInputStream.class, "open0", void.class, String.class);
    private static final MethodHandle IN_READ = find(FileInputStream.class, "read0", int.class);
    private static final MethodHandle IN_READ_BYTES =
            find(FileInputStream.class, "readBytes", int.class, byte[].class, int.class, int.class);
    private static final MethodHandle IN_LENGTH = find(FileInputStream.class, "length0", long.class);
    private static final MethodHandle IN_POSITION = find(FileInputStream.class, "position0", long.class);
    private static final MethodHandle IN_SKIP = find(FileInputStream.class, "skip0", long.class, long.class);
    private static final MethodHandle IN_AVAILABLE = find(FileInputStream.class, "available0", int.class);
    private static final MethodHandle IN_IS_REGULAR =
            find(FileInputStream.class, "isRegularFile0", boolean.class, FileDescriptor.class);
    private static final MethodHandle OUT_OPEN =
            find(FileOutputStream.class, "open0", void.class, String.class, boolean.class);
    private static final MethodHandle OUT_WRITE =
            find(FileOutputStream.class, "write", void.class, int.class, boolean.class);
    private static final MethodHandle OUT_WRITE_BYTES = find(FileOutputStream.class, "writeBytes", void.class,
            byte[].class, int.class, int.class, boolean.class);
    private static final MethodHandle RANDOM_OPEN =
            find(RandomAccessFile.class, "open0", void.class, String.class, int.class);
    private static final MethodHandle RANDOM_READ = find(RandomAccessFile.class, "read0", int.class);
    private static final MethodHandle RANDOM_READ_BYTES =
            find(RandomAccessFile.class, "readBytes0", int.class, byte[].class, int.class, int.class);
    private static final MethodHandle RANDOM_WRITE = find(RandomAccessFile.class, "write0", void.class, int.class);
    private static final MethodHandle RANDOM_WRITE_BYTES =
            find(RandomAccessFile.class, "writeBytes0", void.class, byte[].class, int.class, int.class);
    private static final MethodHandle RANDOM_POINTER;
    private static final MethodHandle RANDOM_SEEK = find(RandomAccessFile.class, "seek0", void.class, long.class);
    private static final MethodHandle RANDOM_LENGTH = find(RandomAccessFile.class, "length0", long.class);
    private static final MethodHandle RANDOM_SET_LENGTH =
            find(RandomAccessFile.class, "setLength0", void.class, long.class);
    private static final MethodHandle SYNC = find(FileDescriptor.class, "sync0", void.class);
    private static final MethodHandle CLOSE = find(FileDescriptor.class, "close0", void.class);

    static {
        try { // never a subclass's own
            RANDOM_POINTER = JdkInternals.lookup(RandomAccessFile.class).findSpecial(RandomAccessFile.class,
                    "getFilePointer", MethodType.methodType(long.class), RandomAccessFile.class);
        } catch (ReflectiveOperationException e) {
            throw JdkInternals.missing("java.io.RandomAccessFile.getFilePointer");
        }
    }

    private FileNatives() {}

    private static MethodHandle find(Class<?> owner, String name, Class<?> result, Class<?>... parameters) {
        try {
            return JdkInternals.lookup(owner).findVirtual(owner, name, MethodType.methodType(result, parameters));
        } catch (ReflectiveOperationException e) {
            throw JdkInternals.missing(owner.getName() + "." + name);
        }
    }

    public static void open(FileInputStream stream, String path) throws IOException {
        try {
            IN_OPEN.invokeExact(stream, path);
        } catch (Throwable t) {
            throw JdkInternals.rethrow(t);
        }
    }

    public static void open(FileOutputStream stream, String path, boolean append) throws IOException {
        try {
            OUT_OPEN.invokeExact(stream, path, append);
        } catch (Throwable t) {
            throw JdkInternals.rethrow(t);
        }
    }

    public static void open(RandomAccessFile file, String path, int mode) throws IOException {
        try {
            RANDOM_OPEN.invokeExact(file, path, mode);
        } catch (Throwable t) {
            throw JdkInternals.rethrow(t);
        }
    }

    public static int read(FileInputStream stream) throws IOException {
        try {
            return (int) IN_READ.invokeExact(stream);
        } catch (Throwable t) {
            throw JdkInternals.rethrow(t);
        }
    }

    public static int read(FileInputStream stream, byte[] bytes, int offset, int length) throws IOException {
        try {
            return (int) IN_READ_BYTES.invokeExact(stream, bytes, offset, length);
        } catch (Throwable t) {
            throw JdkInternals.rethrow(t);
        }
    }

    public static long length(FileInputStream stream) throws IOException {
        try {
            return (long) IN_LENGTH.invokeExact(stream);
        } catch (Throwable t) {
            throw JdkInternals.rethrow(t);
        }
    }

    public static long position(FileInputStream stream) throws IOException {
        try {
            return (long) IN_POSITION.invokeExact(stream);
        } catch (Throwable t) {
            throw JdkInternals.rethrow(t);
        }
    }

    public static long skip(FileInputStream stream, long n) throws IOException {
        try {
            return (long) IN_SKIP.invokeExact(stream, n);
        } catch (Throwable t) {
            throw JdkInternals.rethrow(t);
        }
    }

    public static int available(FileInputStream stream) throws IOException {
        try {
            return (int) IN_AVAILABLE.invokeExact(stream);
        } catch (Throwable t) {
            throw JdkInternals.rethrow(t);
        }
    }

    public static boolean isRegularFile(FileInputStream stream, FileDescriptor descriptor) throws IOException {
        try {
            return (boolean) IN_IS_REGULAR.invokeExact(stream, descriptor);
        } catch (Throwable t) {
            throw JdkInternals.rethrow(t);
        }
    }

    public static void write(FileOutputStream stream, int b, boolean append) throws IOException {
        try {
            OUT_WRITE.invokeExact(stream, b, append);
        } catch (Throwable t) {
            throw JdkInternals.rethrow(t);
        }
    }

    public static void write(FileOutputStream stream, byte[] bytes, int offset, int length, boolean append)
            throws IOException {
        try {
            OUT_WRITE_BYTES.invokeExact(stream, bytes, offset, length, append);
        } catch (Throwable t) {
            throw JdkInternals.rethrow(t);
        }
    }

    public static int read(RandomAccessFile file) throws IOException {
        try {
            return (int) RANDOM_READ.invokeExact(file);
        } catch (Throwable t) {
            throw JdkInternals.rethrow(t);
        }
    }

    public static int read(RandomAccessFile file, byte[] bytes, int offset, int length) throws IOException {
        try {
            return (int) RANDOM_READ_BYTES.invokeExact(file, bytes, offset, length);
        } catch (Throwable t) {
            throw JdkInternals.rethrow(t);
        }
    }

    public static void write(RandomAccessFile file, int b) throws IOException {
        try {
            RANDOM_WRITE.invokeExact(file, b);
        } catch (Throwable t) {
            throw JdkInternals.rethrow(t);
        }
    }

    public static void write(RandomAccessFile file, byte[] bytes, int offset, int length) throws IOException {
        try {
            RANDOM_WRITE_BYTES.invokeExact(file, bytes, offset, length);
        } catch (Throwable t) {
            throw JdkInternals.rethrow(t);
        }
    }

    public static void seek(RandomAccessFile file, long position) throws IOException {
        try {
            RANDOM_SEEK.invokeExact(file, position);
        } catch (Throwable t) {
            throw JdkInternals.rethrow(t);
        }
    }

    public static long filePointer(RandomAccessFile file) throws IOException {
        try {
            return (long) RANDOM_POINTER.invokeExact(file);
        } catch (Throwable t) {
            throw JdkInternals.rethrow(t);
        }
    }

    public static long length(RandomAccessFile file) throws IOException {
        try {
            return (long) RANDOM_LENGTH.invokeExact(file);
        } catch (Throwable t) {
            throw JdkInternals.rethrow(t);
        }
    }

    public static void setLength(RandomAccessFile file, long length) throws IOException {
        try {
            RANDOM_SET_LENGTH.invokeExact(file, length);
        } catch (Throwable t) {
            throw JdkInternals.rethrow(t);
        }
    }

    public static void sync(FileDescriptor descriptor) throws SyncFailedException {
        try {
            SYNC.invokeExact(descriptor);
        } catch (Throwable t) {
            throw JdkInternals.rethrow(t);
        }
    }

    public static void close(FileDescriptor descriptor) throws IOException {
        try {
            CLOSE.invokeExact(descriptor);
        } catch (Throwable t) {
            throw JdkInternals.rethrow(t);
        }
    }
}
