package dev.moonsim.disk;

import static dev.moonsim.disk.ErrnoException.EACCES;
import static dev.moonsim.disk.ErrnoException.EBADF;
import static dev.moonsim.disk.ErrnoException.EBUSY;
import static dev.moonsim.disk.ErrnoException.EEXIST;
import static dev.moonsim.disk.ErrnoException.EINVAL;
import static dev.moonsim.disk.ErrnoException.EISDIR;
import static dev.moonsim.disk.ErrnoException.ENOENT;
import static dev.moonsim.disk.ErrnoException.ENOTDIR;
import static dev.moonsim.disk.ErrnoException.ENOTEMPTY;
import static dev.moonsim.disk.ErrnoException.EPERM;

import dev.moonsim.disk.Journal.Change;
import dev.moonsim.disk.Tree.Place;
import dev.moonsim.trace.EventKind;
import dev.moonsim.trace.Trace;
import java.util.List;

/**
 * What programs do with the names of files on a {@link Disk}: Linux's calls on paths, with its errors. A path that is not
 * absolute starts from the directory that is open under a descriptor, or from the working directory for -1.
 */
public final class Names {
    private static final int UMASK = 022;

    private final Disk disk;
    private final Tree tree;
    private final Journal journal;
    private final HostFiles hostFiles;

    Names(Disk disk, Tree tree, Journal journal, HostFiles hostFiles) {
        this.disk = disk;
        this.tree = tree;
        this.journal = journal;
        this.hostFiles = hostFiles;
    }

    /** Where a path leads; the last name need not exist. */
    Place find(int directory, String path, boolean followLinks) throws ErrnoException {
        return tree.find(start(directory), path, followLinks);
    }

    /** The file under a path. */
    public Inode stat(int directory, String path, boolean followLinks) throws ErrnoException {
        return existing(directory, path, followLinks).inode();
    }

    Place existing(int directory, String path, boolean followLinks) throws ErrnoException {
        Place place = find(directory, path, followLinks);
        if (place.inode() == null) {
            throw new ErrnoException(ENOENT);
        }
        return place;
    }

    /** {@code access(2)}: 4 read, 2 write, 1 execute, 0 exists. */
    public void access(String path, int wanted) throws ErrnoException {
        if (!stat(-1, path, true).allows(wanted)) {
            throw new ErrnoException(EACCES);
        }
    }

    /** The names in a directory, sorted by their bytes, without "." and "..". */
    public List<String> list(Directory directory) throws ErrnoException {
        return tree.list(directory);
    }

    public String readlink(String path) throws ErrnoException {
        if (existing(-1, path, false).inode() instanceof SymbolicLink link) {
            return link.target();
        }
        throw new ErrnoException(EINVAL);
    }

    public String realpath(String path) throws ErrnoException {
        Place place = existing(-1, path, true);
        if (place.inode() instanceof Directory directory) {
            return directory.path();
        }
        return place.directory().path(place.name());
    }

    // ---- new names ----

    /** A regular file that was not there. */
    RegularFile create(Place place, int mode) throws ErrnoException {
        mayChange(place);
        RegularFile file = new RegularFile(disk, tree.nextNumber(), mode & ~UMASK, disk.wallNanos());
        add("create", place, file);
        return file;
    }

    public void mkdir(String path, int mode) throws ErrnoException {
        add("mkdir", free(path), new Directory(tree.nextNumber(), mode & ~UMASK, disk.wallNanos(), null));
    }

    public void symlink(String target, String path) throws ErrnoException {
        if (target.isEmpty()) {
            throw new ErrnoException(ENOENT);
        }
        add("symlink", free(path), new SymbolicLink(tree.nextNumber(), target, disk.wallNanos()));
    }

    /** Makes the name of a socket of the Unix domain. */
    public void bindSocket(String path, Object socket) throws ErrnoException {
        add("socket", free(path), new SocketFile(tree.nextNumber(), 0777 & ~UMASK, socket, disk.wallNanos()));
    }

    public void link(String existing, String path) throws ErrnoException {
        Place source = existing(-1, existing, false);
        if (source.inode() instanceof Directory) {
            throw new ErrnoException(EPERM);
        }
        add("link", free(path), source.inode());
    }

    /** A place where a name may be made. */
    private Place free(String path) throws ErrnoException {
        Place place = find(-1, path, false);
        if (place.inode() != null) {
            throw new ErrnoException(EEXIST);
        }
        mayChange(place);
        return place;
    }

    private void add(String what, Place place, Inode inode) throws ErrnoException {
        commit(what, List.of(new Change(place.directory(), place.name(), null, inode)), place.name(), "");
        place.directory().tell(Inotify.CREATE, place.name());
    }

    // ---- removal and renaming ----

    public void unlink(int directory, String path) throws ErrnoException {
        Place place = existing(directory, path, false);
        if (place.inode() instanceof Directory) {
            throw new ErrnoException(EISDIR);
        }
        remove("unlink", place);
        place.inode().setPermissions(place.inode().mode(), disk.wallNanos());
    }

    public void rmdir(int directory, String path) throws ErrnoException {
        Place place = existing(directory, path, false);
        if (!(place.inode() instanceof Directory removed)) {
            throw new ErrnoException(ENOTDIR);
        }
        if (removed == tree.root()) {
            throw new ErrnoException(EBUSY);
        }
        if (place.name().equals(".")) {
            throw new ErrnoException(EINVAL);
        }
        if (!list(removed).isEmpty()) {
            throw new ErrnoException(ENOTEMPTY);
        }
        remove("rmdir", place);
        removed.tellGone();
    }

    private void remove(String what, Place place) throws ErrnoException {
        mayChange(place);
        commit(what, List.of(removal(place)), place.name(), "");
        place.directory().forget(place.name());
        place.directory().tell(Inotify.DELETE, place.name());
    }

    public void rename(int fromDirectory, String from, int toDirectory, String to) throws ErrnoException {
        Place source = existing(fromDirectory, from, false);
        Place target = find(toDirectory, to, false);
        mayChange(source);
        mayChange(target);
        if (source.inode() == target.inode()) {
            return;
        }
        if (source.inode() instanceof Directory moved) {
            for (Directory d = target.directory(); ; d = d.parent()) {
                if (d == moved) {
                    throw new ErrnoException(EINVAL);
                }
                if (d == d.parent()) {
                    break;
                }
            }
            if (target.inode() instanceof Directory replaced) {
                if (!list(replaced).isEmpty()) {
                    throw new ErrnoException(ENOTEMPTY);
                }
            } else if (target.inode() != null) {
                throw new ErrnoException(ENOTDIR);
            }
        } else if (target.inode() instanceof Directory) {
            throw new ErrnoException(EISDIR);
        }
        commit("rename", List.of(removal(source), new Change(target.directory(), target.name(), target.inode(), source.inode())),
                from, to);
        source.directory().renamed(source.name(), target.directory(), target.name());
        source.directory().tell(Inotify.MOVED_FROM, source.name());
        target.directory().tell(Inotify.MOVED_TO, target.name());
        if (target.inode() instanceof Directory replaced) {
            replaced.tellGone();
        }
    }

    // ---- shared ----

    /** The directory's file that is open under the descriptor, or null, which is the working directory, for -1. */
    private Directory start(int descriptor) throws ErrnoException {
        if (descriptor < 0) {
            return null;
        }
        Inode inode = disk.descriptors().inode(descriptor);
        if (inode instanceof Directory directory) {
            return directory;
        }
        throw new ErrnoException(inode == null ? EBADF : ENOTDIR);
    }

    private void mayChange(Place place) throws ErrnoException {
        if (!place.directory().allows(3)) {
            throw new ErrnoException(EACCES);
        }
        if (disk.faults() != null) {
            disk.faults().change(place.directory().path(place.name()));
        }
    }

    private static Change removal(Place place) {
        return new Change(place.directory(), place.name(), place.inode(),
                place.directory().hostPath() == null ? null : Directory.WHITEOUT);
    }

    private void commit(String what, List<Change> changes, String from, String to) throws ErrnoException {
        Change last = changes.getLast();
        if (disk.faults() != null && last.before() == null) {
            disk.faults().create(last.directory().path(last.name()));
        }
        if (disk.isListenedTo()) {
            disk.before(what + " " + path(changes.getFirst()) + (changes.size() == 1 ? "" : " to " + path(changes.getLast())));
        }
        for (Change change : changes) {
            changesHost(change);
        }
        journal.add(changes);
        long now = disk.wallNanos();
        for (Change change : changes) {
            change.directory().touch(now);
        }
        disk.event(EventKind.DISK_NAMESPACE,
                Trace.hash(tree.relative(from)) ^ Long.rotateLeft(Trace.hash(tree.relative(to)), 1), Trace.hash(what),
                disk.traced() ? what + " " + from + (to.isEmpty() ? "" : " to " + to) : null);
    }

    private void changesHost(Change change) {
        Directory in = change.directory();
        if (in.isFromHost(change.name())) {
            hostFiles.changed(tree.relative(in.path(change.name())));
        } else if (in.hostPath() != null && !in.isGiven()) {
            hostFiles.changed(tree.relative(in.hostPath()));
        }
    }

    private String path(Change change) {
        return tree.relative(change.directory().path(change.name()));
    }
}
