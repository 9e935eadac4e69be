package dev.moonsim.disk;

/**
 * Something that is wrong with disks. Each method is called in the task that uses the disk, before the call has done anything,
 * and by default finds nothing wrong. Files are regular ones, never the host's; where they are an {@link Inode}, also directories.
 * Paths are absolute.
 */
public interface DiskFault {
    /** How a sync can end. */
    enum SyncEnd {
        /** The file is durable. */
        KEPT,
        /** The program is told so, and it is not; a later sync makes it durable. */
        LIED,
        /** The same, for one page, which counts as clean from now on: no later sync writes it. */
        LOST_PAGE,
        /**
         * The program gets EIO, and what was to be written counts as clean from now on: no later sync writes it, as Linux does it
         * (the PostgreSQL project's "fsyncgate" of 2018).
         */
        FAILED
    }

    /** Virtual nanoseconds that a call for a file waits first. */
    default long delay(Inode file) {
        return 0;
    }

    /** How many times slower than usual the disk works for a file: its latencies, and how much it can do in a second. */
    default long slowdown(Inode file) {
        return 1;
    }

    /** Virtual nanoseconds that the disk stands still yet for calls for a file. */
    default long standstill(Inode file) {
        return 0;
    }

    /** The most bytes that programs may have on the disk in all, as it says when it is asked. */
    default long capacity() {
        return Long.MAX_VALUE;
    }

    /** The most bytes that can be written yet, as it says when it is asked. */
    default long room() {
        return Long.MAX_VALUE;
    }

    /** Where data is read instead. */
    default long placeOfRead(RegularFile file, long at, int length) {
        return at;
    }

    /** Where data is written instead. */
    default long placeOfWrite(RegularFile file, long at, int length) {
        return at;
    }

    /** How many bytes are read, at least one. */
    default int read(RegularFile file, long at, int length) throws ErrnoException {
        return length;
    }

    /** How many bytes are written, at least one. */
    default int write(RegularFile file, long at, int length) throws ErrnoException {
        return length;
    }

    /** A file is opened. */
    default void open(String path) throws ErrnoException {}

    /** A name is about to come into being. */
    default void create(String path) throws ErrnoException {}

    /** Something else than the content of a file is about to be changed, or a file to be opened for writing. */
    default void change(String path) throws ErrnoException {}

    default SyncEnd sync(RegularFile file) {
        return SyncEnd.KEPT;
    }
}
