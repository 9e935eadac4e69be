package dev.moonsim.intercept;

import dev.moonsim.disk.Descriptors;
import dev.moonsim.disk.Encoding;
import dev.moonsim.disk.ErrnoException;
import dev.moonsim.disk.Inode;
import dev.moonsim.disk.OpenFile;
import dev.moonsim.jdk.FileNatives;
import dev.moonsim.node.Boot;
import dev.moonsim.sched.Task;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.io.SyncFailedException;
import java.util.Objects;
import jdk.internal.misc.Unsafe;

/**
 * {@code FileInputStream}, {@code FileOutputStream}, {@code RandomAccessFile} and {@code FileDescriptor}: the natives they
 * call go to the simulated disk where the descriptor is one of its own, and to the host for every other, such as those of
 * standard streams and of the host's files opened for reading.
 */
public final class FileStreamsArea implements Area {
    private static final int EOF = -1;

    @Override
    public void declare(Catalog c) {
        Class<FileStreamsArea> by = FileStreamsArea.class;
        String in = "java/io/FileInputStream";
        c.call(in, "open0", "(Ljava/lang/String;)V").onlyIn(in).by(by, "open");
        c.call(in, "read0", "()I").onlyIn(in).by(by, "read");
        c.call(in, "readBytes", "([BII)I").onlyIn(in).by(by, "read");
        c.call(in, "length0", "()J").onlyIn(in).by(by, "length");
        c.call(in, "position0", "()J").onlyIn(in).by(by, "position");
        c.call(in, "skip0", "(J)J").onlyIn(in).by(by, "skip");
        c.call(in, "available0", "()I").onlyIn(in).by(by, "available");
        c.call(in, "isRegularFile0", "(Ljava/io/FileDescriptor;)Z").onlyIn(in).by(by, "isRegularFile");
        String out = "java/io/FileOutputStream";
        c.call(out, "open0", "(Ljava/lang/String;Z)V").onlyIn(out).by(by, "open");
        c.call(out, "write", "(IZ)V").onlyIn(out).by(by, "write");
        c.call(out, "writeBytes", "([BIIZ)V").onlyIn(out).by(by, "write");
        String random = "java/io/RandomAccessFile";
        c.call(random, "open0", "(Ljava/lang/String;I)V").onlyIn(random).by(by, "open");
        c.call(random, "read0", "()I").onlyIn(random).by(by, "read");
        c.call(random, "readBytes0", "([BII)I").onlyIn(random).by(by, "read");
        c.call(random, "write0", "(I)V").onlyIn(random).by(by, "write");
        c.call(random, "writeBytes0", "([BII)V").onlyIn(random).by(by, "write");
        c.call(random, "getFilePointer", "()J").everywhere().inSubclasses("superFilePointer").by(by, "filePointer");
        c.call(random, "seek0", "(J)V").onlyIn(random).by(by, "seek");
        c.call(random, "length0", "()J").onlyIn(random).by(by, "length");
        c.call(random, "setLength0", "(J)V").onlyIn(random).by(by, "setLength");
        String descriptor = "java/io/FileDescriptor";
        c.call(descriptor, "sync0", "()V").onlyIn(descriptor).by(by, "sync");
        c.call(descriptor, "close0", "()V").onlyIn(descriptor).by(by, "close");
        c.body("java/io/FileCleanable", "register", "(Ljava/io/FileDescriptor;)V").by(by, "registerCleanable");
        c.body("java/io/DeleteOnExitHook", "add", "(Ljava/lang/String;)V").by(by, "deleteOnExit");
    }

    // ---- opening ----

    public static void open(FileInputStream stream, String path) throws IOException {
        if (Task.current() == null) {
            FileNatives.open(stream, path);
        } else {
            open(stream.getFD(), path, OpenFile.O_RDONLY);
        }
    }

    public static void open(FileOutputStream stream, String path, boolean append) throws IOException {
        if (Task.current() == null) {
            FileNatives.open(stream, path, append);
        } else {
            open(stream.getFD(), path, OpenFile.O_WRONLY | OpenFile.O_CREAT
                    | (append ? OpenFile.O_APPEND : OpenFile.O_TRUNC));
        }
    }

    /** The mode bits of {@code RandomAccessFile}: 1 read, 2 write, 4 sync, 8 dsync, 16 temporary. */
    public static void open(RandomAccessFile file, String path, int mode) throws IOException {
        if (Task.current() == null) {
            FileNatives.open(file, path, mode);
            return;
        }
        int flags = OpenFile.O_RDONLY;
        if ((mode & 2) != 0) {
            flags = OpenFile.O_RDWR | OpenFile.O_CREAT;
            if ((mode & 4) != 0) {
                flags |= OpenFile.O_SYNC;
            } else if ((mode & 8) != 0) {
                flags |= OpenFile.O_DSYNC;
            }
        }
        open(file.getFD(), path, flags);
    }

    private static void open(FileDescriptor descriptor, String path, int flags) throws FileNotFoundException {
        String bytes = Encoding.fromProgram(path);
        while (bytes.length() > 1 && bytes.endsWith("/")) {
            bytes = bytes.substring(0, bytes.length() - 1); // as the JDK's native code does
        }
        Descriptors descriptors = DiskCalls.disk().descriptors();
        try {
            int fd = DiskCalls.disk().open(-1, bytes, flags, 0666);
            if ((descriptors.inode(fd).mode() & Inode.TYPE_MASK) == Inode.DIRECTORY) {
                descriptors.close(fd);
                throw new ErrnoException(ErrnoException.EISDIR);
            }
            DiskCalls.ACCESS.set(descriptor, fd);
            DiskCalls.ACCESS.setAppend(descriptor, (flags & OpenFile.O_APPEND) != 0);
        } catch (ErrnoException e) {
            throw new FileNotFoundException(path + " (" + e.getMessage() + ")");
        }
    }

    // ---- FileInputStream ----

    public static int read(FileInputStream stream) throws IOException {
        return isSimulated(stream.getFD()) ? readByte(stream.getFD())
                : isStandard(stream.getFD()) ? EOF : FileNatives.read(stream);
    }

    public static int read(FileInputStream stream, byte[] bytes, int offset, int length) throws IOException {
        return isSimulated(stream.getFD()) ? readBytes(stream.getFD(), bytes, offset, length)
                : isStandard(stream.getFD()) ? EOF
                : FileNatives.read(stream, bytes, offset, length);
    }

    public static long length(FileInputStream stream) throws IOException {
        return isSimulated(stream.getFD()) ? file(stream.getFD()).inode().size()
                : isStandard(stream.getFD()) ? 0 : FileNatives.length(stream);
    }

    public static long position(FileInputStream stream) throws IOException {
        if (isStandard(stream.getFD())) {
            throw StandardDescriptors.cannotSeek();
        }
        return isSimulated(stream.getFD()) ? file(stream.getFD()).position() : FileNatives.position(stream);
    }

    public static long skip(FileInputStream stream, long n) throws IOException {
        if (isStandard(stream.getFD())) {
            throw StandardDescriptors.cannotSeek();
        }
        if (!isSimulated(stream.getFD())) {
            return FileNatives.skip(stream, n);
        }
        OpenFile file = file(stream.getFD());
        long before = file.position();
        try {
            file.seek(before + n);
        } catch (ErrnoException e) {
            throw DiskCalls.failed(e);
        }
        return file.position() - before;
    }

    public static int available(FileInputStream stream) throws IOException {
        if (!isSimulated(stream.getFD())) {
            return isStandard(stream.getFD()) ? 0 : FileNatives.available(stream);
        }
        OpenFile file = file(stream.getFD());
        return (int) Math.clamp(file.inode().size() - file.position(), 0, Integer.MAX_VALUE);
    }

    public static boolean isRegularFile(FileInputStream stream, FileDescriptor descriptor) throws IOException {
        return isSimulated(descriptor)
                ? (file(descriptor).inode().mode() & Inode.TYPE_MASK) == Inode.REGULAR
                : !isStandard(descriptor) && FileNatives.isRegularFile(stream, descriptor);
    }

    // ---- FileOutputStream ----

    public static void write(FileOutputStream stream, int b, boolean append) throws IOException {
        if (isSimulated(stream.getFD())) {
            writeByte(stream.getFD(), b);
        } else if (isStandard(stream.getFD())) {
            standard(stream.getFD()).write(b);
        } else {
            FileNatives.write(stream, b, append);
        }
    }

    public static void write(FileOutputStream stream, byte[] bytes, int offset, int length, boolean append)
            throws IOException {
        if (isSimulated(stream.getFD())) {
            writeBytes(stream.getFD(), bytes, offset, length);
        } else if (isStandard(stream.getFD())) {
            check(bytes, offset, length);
            standard(stream.getFD()).write(bytes, offset, length);
        } else {
            FileNatives.write(stream, bytes, offset, length, append);
        }
    }

    // ---- RandomAccessFile ----

    public static int read(RandomAccessFile random) throws IOException {
        return isSimulated(random.getFD()) ? readByte(random.getFD()) : FileNatives.read(random);
    }

    public static int read(RandomAccessFile random, byte[] bytes, int offset, int length) throws IOException {
        return isSimulated(random.getFD()) ? readBytes(random.getFD(), bytes, offset, length)
                : FileNatives.read(random, bytes, offset, length);
    }

    public static void write(RandomAccessFile random, int b) throws IOException {
        if (isSimulated(random.getFD())) {
            writeByte(random.getFD(), b);
        } else {
            FileNatives.write(random, b);
        }
    }

    public static void write(RandomAccessFile random, byte[] bytes, int offset, int length) throws IOException {
        if (isSimulated(random.getFD())) {
            writeBytes(random.getFD(), bytes, offset, length);
        } else {
            FileNatives.write(random, bytes, offset, length);
        }
    }

    /** The method is native itself, so its calls are what can be taken over; a subclass may have its own. */
    public static long filePointer(RandomAccessFile random) throws IOException {
        return !isSimulated(random.getFD()) || OVERRIDES_POINTER.get(random.getClass()) ? random.getFilePointer()
                : file(random.getFD()).position();
    }

    /** What {@code super.getFilePointer()} becomes. */
    public static long superFilePointer(RandomAccessFile random) throws IOException {
        return isSimulated(random.getFD()) ? file(random.getFD()).position() : FileNatives.filePointer(random);
    }

    private static final ClassValue<Boolean> OVERRIDES_POINTER = new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
            try {
                return type.getMethod("getFilePointer").getDeclaringClass() != RandomAccessFile.class;
            } catch (NoSuchMethodException e) {
                return true;
            }
        }
    };

    public static void seek(RandomAccessFile random, long position) throws IOException {
        if (!isSimulated(random.getFD())) {
            FileNatives.seek(random, position);
            return;
        }
        try {
            file(random.getFD()).seek(position);
        } catch (ErrnoException e) {
            throw DiskCalls.failed(e);
        }
    }

    public static long length(RandomAccessFile random) throws IOException {
        return isSimulated(random.getFD()) ? file(random.getFD()).inode().size() : FileNatives.length(random);
    }

    public static void setLength(RandomAccessFile random, long length) throws IOException {
        if (!isSimulated(random.getFD())) {
            FileNatives.setLength(random, length);
            return;
        }
        OpenFile file = file(random.getFD());
        try {
            file.truncate(length);
            if (file.position() > length) {
                file.seek(length);
            }
        } catch (ErrnoException e) {
            throw DiskCalls.failed(e);
        }
        DiskCalls.written(file, length);
    }

    // ---- FileDescriptor ----

    public static void sync(FileDescriptor descriptor) throws SyncFailedException {
        if (isSimulated(descriptor)) {
            try {
                DiskCalls.sync(file(descriptor), true);
            } catch (IOException e) {
                throw new SyncFailedException("sync failed");
            }
        } else if (Task.current() == null) {
            FileNatives.sync(descriptor);
        } else if (!descriptor.valid() || DiskCalls.disk().descriptors().inode(DiskCalls.ACCESS.get(descriptor)) == null) {
            throw new SyncFailedException("sync failed"); // as for a pipe, which standard streams are
        }
    }

    public static void close(FileDescriptor descriptor) throws IOException {
        int fd = DiskCalls.ACCESS.get(descriptor);
        if (fd >= 0 && DiskCalls.close(fd)) {
            DiskCalls.ACCESS.set(descriptor, -1);
        } else if (!isStandard(descriptor)) { // those are the JVM's, not the boot's
            FileNatives.close(descriptor);
        }
    }

    /**
     * Nothing that a task opens is closed by the garbage collector, whose threads and times no seed decides: the end of
     * the boot closes it.
     */
    public static void registerCleanable(FileDescriptor descriptor) {}

    public static void deleteOnExit(String path) {
        DiskCalls.disk().descriptors().deleteOnExit(Encoding.fromProgram(path));
    }

    // ---- shared ----

    private static boolean isSimulated(FileDescriptor descriptor) {
        return DiskCalls.isSimulated(descriptor);
    }

    private static boolean isStandard(FileDescriptor descriptor) {
        return StandardDescriptors.isOne(descriptor);
    }

    private static PrintStream standard(FileDescriptor descriptor) {
        return StandardDescriptors.stream(descriptor);
    }

    private static OpenFile file(FileDescriptor descriptor) throws IOException {
        return DiskCalls.file(descriptor);
    }

    private static int readByte(FileDescriptor descriptor) throws IOException {
        byte[] one = new byte[1];
        return readBytes(descriptor, one, 0, 1) == EOF ? EOF : one[0] & 0xff;
    }

    private static int readBytes(FileDescriptor descriptor, byte[] bytes, int offset, int length) throws IOException {
        check(bytes, offset, length);
        if (length == 0) {
            return 0;
        }
        OpenFile file = file(descriptor);
        DiskCalls.awaitRead(file, -1, length);
        try {
            int n = file.read(bytes, Unsafe.ARRAY_BYTE_BASE_OFFSET + offset, length);
            return n == 0 ? EOF : n;
        } catch (ErrnoException e) {
            throw DiskCalls.failed(e);
        }
    }

    private static void writeByte(FileDescriptor descriptor, int b) throws IOException {
        writeBytes(descriptor, new byte[] {(byte) b}, 0, 1);
    }

    private static void writeBytes(FileDescriptor descriptor, byte[] bytes, int offset, int length) throws IOException {
        check(bytes, offset, length);
        if (length == 0) {
            return;
        }
        OpenFile file = file(descriptor);
        DiskCalls.await(file.inode());
        try {
            for (int done = 0; done < length; ) { // as the JDK's native code does
                done += file.write(bytes, Unsafe.ARRAY_BYTE_BASE_OFFSET + offset + done, length - done);
            }
        } catch (ErrnoException e) {
            throw DiskCalls.failed(e);
        }
        DiskCalls.written(file, length);
    }

    private static void check(byte[] bytes, int offset, int length) {
        Objects.requireNonNull(bytes);
        if (offset < 0 || length < 0 || bytes.length - offset < length) {
            throw new IndexOutOfBoundsException();
        }
    }
}
