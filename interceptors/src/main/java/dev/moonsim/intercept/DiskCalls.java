package dev.moonsim.intercept;

import dev.moonsim.disk.Descriptors;
import dev.moonsim.disk.Disk;
import dev.moonsim.disk.ErrnoException;
import dev.moonsim.disk.FileSync;
import dev.moonsim.disk.Inode;
import dev.moonsim.disk.OpenFile;
import dev.moonsim.fault.Moments;
import dev.moonsim.node.Boot;
import java.io.FileDescriptor;
import java.io.IOException;
import jdk.internal.access.JavaIOFileDescriptorAccess;
import jdk.internal.access.SharedSecrets;

/** What the file areas share: from a descriptor of the JDK to the simulated file, and syncs, which take time. */
final class DiskCalls {
    static final JavaIOFileDescriptorAccess ACCESS = SharedSecrets.getJavaIOFileDescriptorAccess();

    /** How often a task looks whether a disk that stands still goes on: chaos may end before it would have. */
    private static final long STANDSTILL_NANOS = 1_000_000_000;

    private DiskCalls() {}

    static boolean isSimulated(FileDescriptor descriptor) {
        return Descriptors.isSimulated(ACCESS.get(descriptor));
    }

    /** The disk of the calling task's node. */
    static Disk disk() {
        return Boot.current().node().disk();
    }

    static OpenFile file(FileDescriptor descriptor) throws IOException {
        try {
            return fileOf(ACCESS.get(descriptor));
        } catch (ErrnoException e) {
            throw failed(e);
        }
    }

    /** A descriptor of a boot means nothing to anyone else, such as a thread of the JVM or a later boot. */
    static OpenFile fileOf(int fd) throws ErrnoException {
        Boot boot = Boot.current();
        if (boot == null) {
            throw new ErrnoException(ErrnoException.EBADF);
        }
        return boot.node().disk().descriptors().file(fd);
    }

    static IOException failed(ErrnoException e) {
        return new IOException(e.getMessage());
    }

    /** Before a call that moves data of a file: where the disk is slow or stands still, the task waits. */
    static void await(Inode file) {
        Disk disk = disk();
        await(disk, disk.delay(file));
        for (long still = disk.standstill(file); still > 0; still = disk.standstill(file)) {
            await(disk, Math.min(still, STANDSTILL_NANOS));
        }
    }

    /**
     * The same before a read, which waits for what is not in the page cache too.
     *
     * @param position -1 for the file's own
     */
    static void awaitRead(OpenFile file, long position, int wanted) {
        await(file.inode());
        await(disk(), file.timeOfRead(position, wanted));
    }

    private static void await(Disk disk, long nanos) {
        if (nanos > 0) {
            disk.descriptors().waiting().await(nanos, false);
        }
    }

    /** Makes a file durable; the task waits for the disk. */
    static void sync(OpenFile file, boolean metadata) throws IOException {
        finish(file.inode(), file.beginSync(), metadata);
    }

    static void finish(Inode inode, FileSync started, boolean metadata) throws IOException {
        Disk disk = disk();
        await(disk, disk.timeOfSync(inode, started));
        await(inode);
        try {
            disk.completeSync(inode, started, metadata);
        } catch (ErrnoException e) {
            throw failed(e);
        }
        Moments.passed(Moments.Kind.SYNC);
    }

    /** After a write: an open file with O_SYNC or O_DSYNC makes it durable before the call returns. */
    static void written(OpenFile file, long bytes) throws IOException {
        Moments.passed(Moments.Kind.WRITE);
        await(disk(), file.timeOfWrite((int) Math.min(bytes, Integer.MAX_VALUE)));
        if (file.isSynchronous()) {
            sync(file, (file.flags() & OpenFile.O_SYNC) == OpenFile.O_SYNC);
        }
    }

    /** Closes what the calling boot has open under the number; anything else is not for us to close. */
    static boolean close(int fd) {
        Boot boot = Boot.current();
        if (boot != null && boot.node().disk().descriptors().close(fd)) {
            return true;
        }
        return Descriptors.isSimulated(fd);
    }
}
