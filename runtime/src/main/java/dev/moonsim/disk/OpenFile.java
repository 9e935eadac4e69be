package dev.moonsim.disk;

import dev.moonsim.trace.EventKind;

/** An open file description: what {@code open} makes and descriptors share. */
public final class OpenFile {
    public static final int O_ACCMODE = 3;
    public static final int O_RDONLY = 0;
    public static final int O_WRONLY = 1;
    public static final int O_RDWR = 2;
    public static final int O_CREAT = 0100;
    public static final int O_EXCL = 0200;
    public static final int O_TRUNC = 01000;
    public static final int O_APPEND = 02000;
    public static final int O_DSYNC = 010000;
    public static final int O_SYNC = 04010000;
    public static final int O_DIRECT = 040000;
    public static final int O_DIRECTORY = 0200000;
    public static final int O_NOFOLLOW = 0400000;

    /** The largest file of ext4 with blocks of 4 KiB. */
    private static final long LARGEST = (1L << 44) - 4096;

    private final Disk disk;
    private final Inode inode;
    /** Null for devices and directories. */
    private final OpenName name;
    private final int flags;
    private long position;
    int references = 1;

    OpenFile(Disk disk, Inode inode, OpenName name, int flags) {
        this.disk = disk;
        this.inode = inode;
        this.name = name;
        this.flags = flags;
    }

    public Inode inode() {
        return inode;
    }

    OpenName name() {
        return name;
    }

    public int flags() {
        return flags;
    }

    private boolean mayRead() {
        return (flags & O_ACCMODE) != O_WRONLY;
    }

    private boolean mayWrite() {
        return (flags & O_ACCMODE) != O_RDONLY;
    }

    /** True where every write must be durable before it returns. */
    public boolean isSynchronous() {
        return (flags & O_DSYNC) != 0;
    }

    public long position() {
        return position;
    }

    private boolean isDirect() {
        return (flags & O_DIRECT) != 0;
    }

    /**
     * How long a read takes that begins now, in virtual nanoseconds.
     *
     * @param at -1 for the file's position
     */
    public long timeOfRead(long at, int length) {
        if (!(inode instanceof RegularFile file) || length <= 0) {
            return 0;
        }
        long from = at < 0 ? position : at;
        long bytes = isDirect() ? Math.clamp(file.size() - from, 0, length) : file.bringIntoCache(from, length);
        return bytes == 0 ? 0 : disk.timeOfRead(file, bytes);
    }

    /** How long a write took that bypasses the page cache; 0 for all others. */
    public long timeOfWrite(int length) {
        return isDirect() && length > 0 ? disk.timeOfWrite(inode, length) : 0;
    }

    public void seek(long newPosition) throws ErrnoException {
        if (inode instanceof Device) {
            return;
        }
        if (newPosition < 0) {
            throw new ErrnoException(ErrnoException.EINVAL);
        }
        position = newPosition;
    }

    /** Reads at the position and moves it; memory is named as {@code Unsafe} does. Returns 0 at the end. */
    public int read(Object base, long offset, int length) throws ErrnoException {
        int n = read(position, base, offset, length);
        position += n;
        return n;
    }

    public int read(long at, Object base, long offset, int length) throws ErrnoException {
        if (!mayRead()) {
            throw new ErrnoException(ErrnoException.EBADF);
        }
        if (at < 0 || length < 0) {
            throw new ErrnoException(ErrnoException.EINVAL);
        }
        if (inode instanceof RegularFile file) {
            DiskFaults faults = disk.faults();
            if (faults != null && length > 0 && at < file.size()) {
                int served = faults.read(file, at, length);
                return file.read(faults.placeOfRead(file, at, served), base, offset, served);
            }
            return file.read(at, base, offset, length);
        }
        if (inode instanceof Device device) {
            return device.read(base, offset, length);
        }
        throw new ErrnoException(ErrnoException.EISDIR);
    }

    /** Writes at the position (with O_APPEND at the end) and moves it. */
    public int write(Object base, long offset, int length) throws ErrnoException {
        if ((flags & O_APPEND) != 0) {
            position = inode.size();
        }
        int n = write(position, base, offset, length);
        position += n;
        return n;
    }

    /** Like {@code pwrite}; Linux appends with O_APPEND whatever the position. */
    public int writeAt(long at, Object base, long offset, int length) throws ErrnoException {
        return write((flags & O_APPEND) != 0 ? inode.size() : at, base, offset, length);
    }

    private int write(long at, Object base, long offset, int length) throws ErrnoException {
        if (!mayWrite()) {
            throw new ErrnoException(ErrnoException.EBADF);
        }
        if (at < 0 || length < 0 || at + length < 0) {
            throw new ErrnoException(ErrnoException.EINVAL);
        }
        if (!(inode instanceof RegularFile file) || length == 0) {
            return length;
        }
        if (at >= LARGEST) {
            throw new ErrnoException(ErrnoException.EFBIG);
        }
        length = (int) Math.min(length, LARGEST - at);
        if (disk.isListenedTo()) {
            disk.before("write " + disk.name(file) + " +" + at + " " + length + " bytes");
        }
        DiskFaults faults = disk.faults();
        int served = faults == null ? length : faults.write(file, at, length);
        file.write(faults == null ? at : faults.placeOfWrite(file, at, served), base, offset, served);
        file.touch(disk.wallNanos());
        disk.event(EventKind.DISK_WRITE, file.number() << 40 ^ at,
                ContentHash.of(base, offset, served) ^ served,
                disk.traced() ? file.lastPath() + " +" + at + " " + served + " bytes" : null);
        tellWatchers();
        return served;
    }

    private void tellWatchers() {
        if (name != null) {
            name.tell(Inotify.MODIFY);
        }
    }

    public void truncate(long length) throws ErrnoException {
        if (!mayWrite() || length < 0 || !(inode instanceof RegularFile file)) {
            throw new ErrnoException(ErrnoException.EINVAL);
        }
        if (length > LARGEST) {
            throw new ErrnoException(ErrnoException.EFBIG);
        }
        disk.truncate(file, length);
        tellWatchers();
    }

    /** Starts to make the file durable; null where nothing has to be. End it with {@link #completeSync}. */
    public FileSync beginSync() {
        if (disk.isListenedTo() && inode instanceof RegularFile file) {
            disk.before("sync " + disk.name(file));
        } else if (disk.isListenedTo() && inode instanceof Directory directory) {
            disk.before("sync directory " + disk.relative(directory.path()));
        }
        return inode instanceof RegularFile file && file.hostPath() == null ? file.beginSync() : null;
    }

    /** @param metadata false for {@code fdatasync}: names and times need not become durable, unless the length did */
    public void completeSync(FileSync started, boolean metadata) throws ErrnoException {
        disk.completeSync(inode, started, metadata);
    }
}
