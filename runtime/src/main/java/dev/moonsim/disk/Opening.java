package dev.moonsim.disk;

import static dev.moonsim.disk.ErrnoException.EACCES;
import static dev.moonsim.disk.ErrnoException.EEXIST;
import static dev.moonsim.disk.ErrnoException.EISDIR;
import static dev.moonsim.disk.ErrnoException.ELOOP;
import static dev.moonsim.disk.ErrnoException.ENOENT;
import static dev.moonsim.disk.ErrnoException.ENOTDIR;

import dev.moonsim.disk.Tree.Place;
import dev.moonsim.trace.EventKind;
import dev.moonsim.trace.Trace;

/** The call {@code open} of a disk. */
final class Opening {
    private final Disk disk;
    private final Tree tree;
    private final Names names;
    private final HostFiles hostFiles;

    Opening(Disk disk, Tree tree, Names names, HostFiles hostFiles) {
        this.disk = disk;
        this.tree = tree;
        this.names = names;
        this.hostFiles = hostFiles;
    }

    /** As {@link Disk#open} says. */
    int open(int directory, String path, int flags, int mode) throws ErrnoException {
        boolean write = (flags & OpenFile.O_ACCMODE) != OpenFile.O_RDONLY;
        boolean create = (flags & OpenFile.O_CREAT) != 0;
        boolean exclusive = create && (flags & OpenFile.O_EXCL) != 0;
        Place place = names.find(directory, path, !exclusive && (flags & OpenFile.O_NOFOLLOW) == 0);
        Inode inode = place.inode();
        if (inode == null) {
            if (!create || path.endsWith("/")) {
                throw new ErrnoException(create ? EISDIR : ENOENT);
            }
            inode = names.create(place, mode);
        } else {
            if (exclusive) {
                throw new ErrnoException(EEXIST);
            }
            if (inode instanceof SocketFile) {
                throw new ErrnoException(ErrnoException.ENXIO);
            }
            if (inode instanceof SymbolicLink) {
                throw new ErrnoException(ELOOP);
            }
            if (inode instanceof Directory && (write || create)) {
                throw new ErrnoException(EISDIR);
            }
            if (!(inode instanceof Directory) && (path.endsWith("/") || (flags & OpenFile.O_DIRECTORY) != 0)) {
                throw new ErrnoException(ENOTDIR);
            }
            if (write && disk.faults() != null && inode instanceof RegularFile) {
                disk.faults().change(place.directory().path(place.name()));
            }
            int access = flags & OpenFile.O_ACCMODE;
            if (!inode.allows((access != OpenFile.O_WRONLY ? 4 : 0) | (write ? 2 : 0))) {
                throw new ErrnoException(EACCES);
            }
        }
        OpenName name = null;
        if (inode instanceof RegularFile file) {
            if (disk.faults() != null) {
                disk.faults().open(place.directory().path(place.name()));
            }
            name = place.directory().open(place.name());
            if (file.hostPath() != null) {
                hostFiles.opened(file.hostPath(), tree.relative(file.hostPath()));
            }
            if (!write && file.hostPath() != null) {
                int fd = HostTree.open(file.hostPath());
                disk.descriptors().addHost(fd, file);
                return fd;
            }
            if (file.hostPath() != null) {
                hostFiles.changed(tree.relative(file.hostPath()));
                file.copyUp();
            }
            if (write || !file.wasOpened()) {
                file.openedAs(place.directory().path(place.name()));
            }
            if (write && (flags & OpenFile.O_TRUNC) != 0 && file.size() > 0) {
                disk.truncate(file, 0);
                name.tell(Inotify.MODIFY);
            }
        }
        if (inode instanceof Device device) {
            return Descriptors.ofDevice(device.source()); // also opened by initialisers of the JDK: no event
        }
        if (inode instanceof RegularFile) { // a directory may be the host's, opened once in a JVM and not once in a run
            disk.event(EventKind.DISK_OPEN, Trace.hash(tree.relative(path)), flags, disk.traced() ? path : null);
        }
        return disk.descriptors().add(new OpenFile(disk, inode, name, flags));
    }
}
