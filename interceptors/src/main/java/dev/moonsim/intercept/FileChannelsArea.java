package dev.moonsim.intercept;

import dev.moonsim.disk.Descriptors;
import dev.moonsim.disk.Directory;
import dev.moonsim.disk.Descriptors;
import dev.moonsim.disk.ErrnoException;
import dev.moonsim.disk.FileLocks;
import dev.moonsim.disk.Inode;
import dev.moonsim.disk.MappedMemory;
import dev.moonsim.disk.Mapping;
import dev.moonsim.disk.OpenFile;
import dev.moonsim.disk.RegularFile;
import dev.moonsim.jdk.FileTables;
import dev.moonsim.node.Boot;
import dev.moonsim.run.Simulation;
import java.io.FileDescriptor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import jdk.internal.access.JavaNioAccess;
import jdk.internal.access.SharedSecrets;

/**
 * {@code FileChannel}: the JDK's own class stays, and what it asks of the operating system goes to the simulated disk.
 * Reads and writes go there straight from the buffer, without the JDK's temporary direct buffers.
 */
public final class FileChannelsArea implements Area {
    private static final JavaNioAccess BUFFERS = SharedSecrets.getJavaNioAccess();
    private static final String ASYNCHRONOUS = "sun/nio/ch/SimpleAsynchronousFileChannelImpl";
    private static final int EOF = -1;
    /** Answers of {@code FileDispatcher.lock}; after the last, the JDK asks again where the channel is still open. */
    private static final int LOCKED = 0;
    private static final int NO_LOCK = -1;
    private static final int INTERRUPTED = 2;
    private static final int UNSUPPORTED_CASE = -6;
    private static final int MAP_RW = 1;
    private static final int MAP_PV = 2;

    @Override
    public void declare(Catalog c) {
        Class<FileChannelsArea> by = FileChannelsArea.class;
        String fd = "Ljava/io/FileDescriptor;";
        String buffer = "Ljava/nio/ByteBuffer;";
        String io = "sun/nio/ch/IOUtil";
        String nd = "Lsun/nio/ch/NativeDispatcher;";
        c.body(io, "read", "(" + fd + buffer + "JZZI" + nd + ")I").as("(" + fd + buffer + "JZZILjava/lang/Object;)I")
                .when("isSimulated").by(by, "read");
        c.body(io, "write", "(" + fd + buffer + "JZZI" + nd + ")I").as("(" + fd + buffer + "JZZILjava/lang/Object;)I")
                .when("isSimulated").by(by, "write");
        c.body(io, "read", "(" + fd + "[" + buffer + "IIZZI" + nd + ")J")
                .as("(" + fd + "[" + buffer + "IIZZILjava/lang/Object;)J").when("isSimulated").by(by, "read");
        c.body(io, "write", "(" + fd + "[" + buffer + "IIZZI" + nd + ")J")
                .as("(" + fd + "[" + buffer + "IIZZILjava/lang/Object;)J").when("isSimulated").by(by, "write");
        String dispatcher = "sun/nio/ch/UnixFileDispatcherImpl";
        String self = "(Ljava/lang/Object;" + fd;
        c.body(dispatcher, "seek", "(" + fd + "J)J").as(self + "J)J").when("isSimulated").by(by, "seek");
        c.body(dispatcher, "force", "(" + fd + "Z)I").as(self + "Z)I").by(by, "force");
        c.body(dispatcher, "truncate", "(" + fd + "J)I").as(self + "J)I").when("isSimulated").by(by, "truncate");
        c.body(dispatcher, "size", "(" + fd + ")J").as(self + ")J").when("isSimulated").by(by, "size");
        c.body(dispatcher, "available", "(" + fd + ")I").as(self + ")I").when("isSimulated").by(by, "available");
        c.body(dispatcher, "isOther", "(" + fd + ")Z").as(self + ")Z").when("isSimulated").by(by, "isOther");
        c.body(dispatcher, "lock", "(" + fd + "ZJJZ)I").as(self + "ZJJZ)I").by(by, "lock");
        c.body(dispatcher, "release", "(" + fd + "JJ)V").as(self + "JJ)V").by(by, "release");
        c.body(dispatcher, "map", "(" + fd + "IJJZ)J").as(self + "IJJZ)J").when("isSimulated").by(by, "map");
        c.body(dispatcher, "unmap", "(JJ)I").as("(Ljava/lang/Object;JJ)I").when("isMapped").by(by, "unmap");
        c.body(dispatcher, "setDirectIO", "(" + fd + "Ljava/lang/String;)I").as(self + "Ljava/lang/String;)I")
                .when("isSimulated").by(by, "setDirectIO");
        String linux = "sun/nio/ch/FileDispatcherImpl";
        c.body(linux, "transferTo", "(" + fd + "JJ" + fd + "Z)J").as("()J").by(by, "transferInKernel");
        c.body(linux, "transferFrom", "(" + fd + fd + "JJZ)J").as("()J").by(by, "transferInKernel");
        c.body("sun/nio/ch/FileChannelImpl", "transferToTrustedChannel", "(JJLjava/nio/channels/WritableByteChannel;)J")
                .as("()J").by(by, "transferInKernel");
        String memory = "java/nio/MappedMemoryUtils";
        c.body(memory, "force", "(" + fd + "JZJJ)V").when("isMapped").by(by, "forceMapped");
        c.body(memory, "isLoaded", "(JZJ)Z").when("isMapped").by(by, "isLoaded");
        c.body(memory, "load", "(JZJ)V").when("isMapped").by(by, "loadMapped");
        c.body(memory, "unload", "(JZJ)V").when("isMapped").by(by, "loadMapped");
        c.body("sun/nio/ch/FileKey", "create", "(" + fd + ")Lsun/nio/ch/FileKey;")
                .as("(" + fd + ")Ljava/lang/Object;").when("isKnown").by(by, "fileKey");
        c.staticRead("sun/nio/ch/FileLockTable", "lockMap", "Ljava/util/concurrent/ConcurrentHashMap;")
                .onlyIn("sun/nio/ch/FileLockTable").by(by, "lockTable");
        c.staticRead(ASYNCHRONOUS + "$DefaultExecutorHolder", "defaultExecutor", "Ljava/util/concurrent/ExecutorService;")
                .onlyIn(ASYNCHRONOUS).by(by, "defaultExecutor");
    }

    // ---- reading and writing ----

    public static boolean isSimulated(FileDescriptor descriptor, ByteBuffer buffer, long position, boolean direct,
            boolean async, int alignment, Object dispatcher) {
        return isSimulated(descriptor);
    }

    public static boolean isSimulated(FileDescriptor descriptor, ByteBuffer[] buffers, int offset, int length,
            boolean direct, boolean async, int alignment, Object dispatcher) {
        return isSimulated(descriptor);
    }

    private static boolean isSimulated(FileDescriptor descriptor) {
        return DiskCalls.isSimulated(descriptor) || StandardDescriptors.isOne(descriptor);
    }

    /** @param position -1 for the channel's own */
    public static int read(FileDescriptor descriptor, ByteBuffer buffer, long position, boolean direct, boolean async,
            int alignment, Object dispatcher) throws IOException {
        if (buffer.isReadOnly()) {
            throw new IllegalArgumentException("Read-only buffer");
        }
        if (direct) {
            checkAligned(buffer, alignment);
        }
        if (StandardDescriptors.isOne(descriptor)) {
            return StandardDescriptors.EOF;
        }
        OpenFile file = DiskCalls.file(descriptor);
        int wanted = buffer.remaining();
        DiskCalls.awaitRead(file, position, wanted);
        try {
            int n = position == -1 ? file.read(BUFFERS.getBufferBase(buffer), addressIn(buffer), wanted)
                    : file.read(position, BUFFERS.getBufferBase(buffer), addressIn(buffer), wanted);
            buffer.position(buffer.position() + n);
            return n == 0 && wanted > 0 ? EOF : n;
        } catch (ErrnoException e) {
            throw DiskCalls.failed(e);
        }
    }

    public static int write(FileDescriptor descriptor, ByteBuffer buffer, long position, boolean direct, boolean async,
            int alignment, Object dispatcher) throws IOException {
        if (direct) {
            checkAligned(buffer, alignment);
        }
        if (StandardDescriptors.isOne(descriptor)) {
            return StandardDescriptors.write(descriptor, buffer);
        }
        OpenFile file = DiskCalls.file(descriptor);
        DiskCalls.await(file.inode());
        int n = write(file, buffer, position);
        DiskCalls.written(file, n);
        return n;
    }

    private static int write(OpenFile file, ByteBuffer buffer, long position) throws IOException {
        try {
            int n = position == -1
                    ? file.write(BUFFERS.getBufferBase(buffer), addressIn(buffer), buffer.remaining())
                    : file.writeAt(position, BUFFERS.getBufferBase(buffer), addressIn(buffer), buffer.remaining());
            buffer.position(buffer.position() + n);
            return n;
        } catch (ErrnoException e) {
            throw DiskCalls.failed(e);
        }
    }

    /** What the JDK demands of buffers for direct input and output, in its words. */
    private static void checkAligned(ByteBuffer buffer, int alignment) throws IOException {
        int offset = buffer.isDirect() ? buffer.alignmentOffset(buffer.position(), alignment) : 0;
        if (offset != 0) {
            throw new IOException("Current position of the bytebuffer (" + buffer.position()
                    + ") is not a multiple of the block size (" + alignment + "): alignment offset = " + offset);
        }
        if (buffer.remaining() % alignment != 0) {
            throw new IOException("Number of remaining bytes (" + buffer.remaining()
                    + ") is not a multiple of the block size (" + alignment + ")");
        }
    }

    private static long addressIn(ByteBuffer buffer) {
        return BUFFERS.getBufferAddress(buffer) + buffer.position();
    }

    public static long read(FileDescriptor descriptor, ByteBuffer[] buffers, int offset, int length, boolean direct,
            boolean async, int alignment, Object dispatcher) throws IOException {
        long total = 0;
        boolean room = false;
        for (int i = offset; i < offset + length; i++) {
            if (!buffers[i].hasRemaining()) {
                continue;
            }
            room = true;
            int n = read(descriptor, buffers[i], -1, direct, async, alignment, dispatcher);
            if (n == EOF) {
                break;
            }
            total += n;
            if (buffers[i].hasRemaining()) {
                break;
            }
        }
        return total == 0 && room ? EOF : total;
    }

    public static long write(FileDescriptor descriptor, ByteBuffer[] buffers, int offset, int length, boolean direct,
            boolean async, int alignment, Object dispatcher) throws IOException {
        for (int i = offset; direct && i < offset + length; i++) {
            checkAligned(buffers[i], alignment);
        }
        long total = 0;
        if (StandardDescriptors.isOne(descriptor)) {
            for (int i = offset; i < offset + length; i++) {
                total += StandardDescriptors.write(descriptor, buffers[i]);
            }
            return total;
        }
        OpenFile file = DiskCalls.file(descriptor);
        DiskCalls.await(file.inode());
        for (int i = offset; i < offset + length; i++) {
            total += write(file, buffers[i], -1);
            if (buffers[i].hasRemaining()) {
                break;
            }
        }
        DiskCalls.written(file, total);
        return total;
    }

    // ---- the dispatcher ----

    public static boolean isSimulated(Object dispatcher, FileDescriptor descriptor, long a) {
        return isSimulated(descriptor);
    }

    public static boolean isSimulated(Object dispatcher, FileDescriptor descriptor) {
        return isSimulated(descriptor);
    }

    public static boolean isSimulated(Object dispatcher, FileDescriptor descriptor, String path) {
        return isSimulated(descriptor);
    }

    public static boolean isSimulated(Object dispatcher, FileDescriptor descriptor, int protection, long position,
            long length, boolean sync) {
        return isSimulated(descriptor);
    }

    /** @param offset -1 asks for the position */
    public static long seek(Object dispatcher, FileDescriptor descriptor, long offset) throws IOException {
        if (StandardDescriptors.isOne(descriptor)) {
            throw StandardDescriptors.cannotSeek();
        }
        OpenFile file = DiskCalls.file(descriptor);
        try {
            if (offset >= 0) {
                file.seek(offset);
            }
            return file.position();
        } catch (ErrnoException e) {
            throw DiskCalls.failed(e);
        }
    }

    /** A file of the host has nothing to make durable. */
    public static int force(Object dispatcher, FileDescriptor descriptor, boolean metadata) throws IOException {
        if (DiskCalls.isSimulated(descriptor)) {
            DiskCalls.sync(DiskCalls.file(descriptor), metadata);
        }
        return 0;
    }

    public static int truncate(Object dispatcher, FileDescriptor descriptor, long size) throws IOException {
        OpenFile file = DiskCalls.file(descriptor);
        try {
            file.truncate(size);
        } catch (ErrnoException e) {
            throw DiskCalls.failed(e);
        }
        DiskCalls.written(file, 0);
        return 0;
    }

    public static long size(Object dispatcher, FileDescriptor descriptor) throws IOException {
        if (StandardDescriptors.isOne(descriptor)) {
            return 0;
        }
        return DiskCalls.file(descriptor).inode().size();
    }

    public static int available(Object dispatcher, FileDescriptor descriptor) throws IOException {
        if (StandardDescriptors.isOne(descriptor)) {
            return 0;
        }
        OpenFile file = DiskCalls.file(descriptor);
        return (int) Math.clamp(file.inode().size() - file.position(), 0, Integer.MAX_VALUE);
    }

    public static boolean isOther(Object dispatcher, FileDescriptor descriptor) throws IOException {
        if (StandardDescriptors.isOne(descriptor)) {
            return true;
        }
        Inode inode = DiskCalls.file(descriptor).inode();
        return !(inode instanceof RegularFile) && !(inode instanceof Directory);
    }

    /** Against other processes of the machine; locks within the process are the JDK's own business. */
    public static int lock(Object dispatcher, FileDescriptor descriptor, boolean blocking, long position, long size,
            boolean shared) throws IOException {
        if (!DiskCalls.isSimulated(descriptor)) {
            return LOCKED; // a file of the host, open for reading: nobody writes it
        }
        FileLocks locks = DiskCalls.disk().locks();
        Descriptors process = DiskCalls.disk().descriptors();
        Inode inode = DiskCalls.file(descriptor).inode();
        if (locks.lock(process, inode, position, size, shared)) {
            return LOCKED;
        }
        if (!blocking) {
            return NO_LOCK;
        }
        locks.await();
        return INTERRUPTED;
    }

    public static void release(Object dispatcher, FileDescriptor descriptor, long position, long size) throws IOException {
        if (DiskCalls.isSimulated(descriptor)) {
            DiskCalls.disk().locks()
                    .release(DiskCalls.disk().descriptors(), DiskCalls.file(descriptor).inode(), position, size);
        }
    }

    /** Alignment that {@code ExtendedOpenOption.DIRECT} demands. */
    public static int setDirectIO(Object dispatcher, FileDescriptor descriptor, String path) {
        return 4096;
    }

    /** Copying inside the kernel is not for simulated files; the JDK has other ways. */
    public static long transferInKernel() {
        return UNSUPPORTED_CASE;
    }

    // ---- mapped memory ----

    public static long map(Object dispatcher, FileDescriptor descriptor, int protection, long position, long length,
            boolean sync) throws IOException {
        OpenFile file = DiskCalls.file(descriptor);
        if (file.inode() instanceof Directory) {
            throw DiskCalls.failed(new ErrnoException(ErrnoException.ENODEV));
        }
        if (!(file.inode() instanceof RegularFile regular)) {
            throw Simulation.escape("FileChannel.map of a device", null);
        }
        return DiskCalls.disk().descriptors()
                .map(regular, position, length, protection != MAP_PV, protection == MAP_RW);
    }

    public static boolean isMapped(Object dispatcher, long address, long length) {
        return MappedMemory.contains(address);
    }

    public static boolean isMapped(FileDescriptor descriptor, long address, boolean sync, long index, long length) {
        return MappedMemory.contains(address);
    }

    public static boolean isMapped(long address, boolean sync, long size) {
        return MappedMemory.contains(address);
    }

    public static int unmap(Object dispatcher, long address, long length) {
        Boot boot = Boot.current();
        if (boot == null) {
            MappedMemory.unmap(address);
        } else {
            boot.node().disk().descriptors().unmap(address);
        }
        return 0;
    }

    public static void forceMapped(FileDescriptor descriptor, long address, boolean sync, long index, long length) {
        Boot boot = Boot.current();
        Mapping mapping = boot == null ? null : boot.node().disk().descriptors().mapping(address + index);
        if (mapping != null) {
            try {
                DiskCalls.finish(mapping.file(), mapping.beginSync(address + index, length), true);
            } catch (IOException e) {
                throw new UncheckedIOException(e); // as the JDK does
            }
        }
    }

    public static boolean isLoaded(long address, boolean sync, long size) {
        return true;
    }

    public static void loadMapped(long address, boolean sync, long size) {}

    // ---- locks and keys ----

    /** True for files that the calling task has open. */
    public static boolean isKnown(FileDescriptor descriptor) {
        Boot boot = Boot.current();
        return boot != null && boot.node().disk().descriptors().inode(DiskCalls.ACCESS.get(descriptor)) != null;
    }

    public static Object fileKey(FileDescriptor descriptor) {
        Inode inode = DiskCalls.disk().descriptors().inode(DiskCalls.ACCESS.get(descriptor));
        return FileTables.newFileKey(DiskCalls.disk().device(), inode.number());
    }

    /** The table of locks is one a process. */
    public static ConcurrentHashMap<?, ?> lockTable() {
        Boot boot = Boot.current();
        return boot == null ? FileTables.locks() : boot.node().disk().descriptors().locks();
    }

    // ---- asynchronous channels ----

    /** Threads for those who brought none: the JVM's, or a boot's. */
    public static ExecutorService defaultExecutor() {
        Boot boot = Boot.current();
        return boot == null ? FileTables.defaultExecutor() : boot.own(ASYNCHRONOUS, FileTables::newExecutor);
    }
}
