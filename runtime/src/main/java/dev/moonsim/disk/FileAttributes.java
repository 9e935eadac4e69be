package dev.moonsim.disk;

import static dev.moonsim.disk.ErrnoException.EACCES;
import static dev.moonsim.disk.ErrnoException.EBADF;
import static dev.moonsim.disk.ErrnoException.EINVAL;
import static dev.moonsim.disk.ErrnoException.EPERM;

import dev.moonsim.disk.Tree.Place;
import dev.moonsim.trace.EventKind;
import dev.moonsim.trace.Trace;

/**
 * Permissions, owners, times and extended attributes of files on a {@link Disk}, by path or by descriptor. The program is an
 * ordinary user: it may do with its files what Linux lets their owner do.
 */
public final class FileAttributes {
    private final Disk disk;

    FileAttributes(Disk disk) {
        this.disk = disk;
    }

    /** A file, and the name by which it was reached: watches of the directory are told by it. Null names nobody. */
    private record Target(Inode inode, Directory directory, String name) {
        void tell() {
            if (directory != null) {
                directory.tell(Inotify.ATTRIB, name);
            }
        }
    }

    private Target at(int directory, String path, boolean followLinks) throws ErrnoException {
        Place place = disk.names().existing(directory, path, followLinks);
        return place.inode() instanceof Directory d && d.parent() != d ? new Target(d, d.parent(), d.name())
                : new Target(place.inode(), place.directory(), place.name());
    }

    private Target at(int fd) throws ErrnoException {
        Inode inode = disk.descriptors().inode(fd);
        if (inode == null) {
            throw new ErrnoException(EBADF);
        }
        OpenName name = disk.descriptors().name(fd);
        return name == null ? new Target(inode, null, null) : new Target(inode, name.directory(), name.text());
    }

    public void chmod(int directory, String path, boolean followLinks, int mode) throws ErrnoException {
        chmod(at(directory, path, followLinks), mode);
    }

    public void chmod(int fd, int mode) throws ErrnoException {
        chmod(at(fd), mode);
    }

    private void chmod(Target target, int mode) {
        target.inode.setPermissions(mode, disk.wallNanos());
        disk.event(EventKind.DISK_NAMESPACE, target.inode.number(), mode, "chmod");
        target.tell();
    }

    /** -1 leaves the one or the other as it is; nobody but root gives files away. */
    public void chown(String path, boolean followLinks, int owner, int group) throws ErrnoException {
        chown(at(-1, path, followLinks), owner, group);
    }

    public void chown(int fd, int owner, int group) throws ErrnoException {
        chown(at(fd), owner, group);
    }

    private void chown(Target target, int owner, int group) throws ErrnoException {
        if (owner != -1 && owner != target.inode.owner() || group != -1 && group != target.inode.group()) {
            throw new ErrnoException(EPERM);
        }
        target.inode.setPermissions(target.inode.mode(), disk.wallNanos());
        target.tell();
    }

    /** Nanoseconds since 1970. */
    public void setTimes(int directory, String path, boolean followLinks, long accessed, long modified) throws ErrnoException {
        setTimes(at(directory, path, followLinks), accessed, modified);
    }

    public void setTimes(int fd, long accessed, long modified) throws ErrnoException {
        setTimes(at(fd), accessed, modified);
    }

    private void setTimes(Target target, long accessed, long modified) {
        target.inode.setTimes(accessed, modified, disk.wallNanos());
        disk.event(EventKind.DISK_NAMESPACE, target.inode.number(), modified, "times");
        target.tell();
    }

    // ---- extended attributes ----

    /** @return the value, which is not to be changed */
    public byte[] extended(int fd, String name) throws ErrnoException {
        return readable(fd).get(name);
    }

    /** Their names, sorted. */
    public Iterable<String> extended(int fd) throws ErrnoException {
        Inode inode = at(fd).inode;
        return inode.extended().names();
    }

    public void setExtended(int fd, String name, byte[] value) throws ErrnoException {
        Target target = writable(fd);
        target.inode.extended().set(name, value);
        changed(target, name, value.length);
    }

    public void removeExtended(int fd, String name) throws ErrnoException {
        Target target = writable(fd);
        target.inode.extended().remove(name);
        changed(target, name, -1);
    }

    private ExtendedAttributes readable(int fd) throws ErrnoException {
        Inode inode = at(fd).inode;
        if (!inode.allows(4)) {
            throw new ErrnoException(EACCES);
        }
        return inode.extended();
    }

    private Target writable(int fd) throws ErrnoException {
        Target target = at(fd);
        if (!(target.inode instanceof RegularFile) && !(target.inode instanceof Directory)) {
            throw new ErrnoException(EPERM);
        }
        if (!target.inode.allows(2)) {
            throw new ErrnoException(EACCES);
        }
        return target;
    }

    private void changed(Target target, String name, int length) {
        target.inode.setPermissions(target.inode.mode(), disk.wallNanos());
        disk.event(EventKind.DISK_NAMESPACE, target.inode.number(), Trace.hash(name) ^ length,
                disk.traced() ? "attribute " + name : null);
        target.tell();
    }

    /** As {@code utimensat}, for which the JDK splits a time before 1970 into a negative number of nanoseconds. */
    public static void check(long accessed, long modified) throws ErrnoException {
        if (accessed < 0 && accessed % 1_000_000_000 != 0 || modified < 0 && modified % 1_000_000_000 != 0) {
            throw new ErrnoException(EINVAL);
        }
    }
}
