package dev.moonsim.disk;

import static dev.moonsim.disk.ErrnoException.EACCES;
import static dev.moonsim.disk.ErrnoException.EBADF;
import static dev.moonsim.disk.ErrnoException.EEXIST;
import static dev.moonsim.disk.ErrnoException.EINVAL;
import static dev.moonsim.disk.ErrnoException.EISDIR;
import static dev.moonsim.disk.ErrnoException.ELOOP;
import static dev.moonsim.disk.ErrnoException.ENOENT;
import static dev.moonsim.disk.ErrnoException.ENOTDIR;
import static dev.moonsim.disk.ErrnoException.ENOTEMPTY;
import static dev.moonsim.disk.ErrnoException.EPERM;

import dev.moonsim.decide.DecisionStream;
import dev.moonsim.decide.Domain;
import dev.moonsim.disk.Journal.Change;
import dev.moonsim.disk.Tree.Place;
import dev.moonsim.node.Node;
import dev.moonsim.run.AllowedEscape;
import dev.moonsim.run.Simulation;
import dev.moonsim.trace.EventKind;
import dev.moonsim.trace.Trace;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * A node's disk: what its programs see and what a power cut would leave. Speaks as Linux's file system calls do; the
 * JDK's classes are led here by the file areas of the interceptors.
 *
 * <p>Power cuts:
 * <ul>
 * <li>Written data is visible at once and durable after a sync of the file ({@code FileChannel.force},
 * {@code FileDescriptor.sync}, a write with SYNC or DSYNC). What was synced is never lost.
 * <li>Changes of names (create, delete, rename, link, directory) wait in a journal. Which of them a sync commits, and which of
 * the others a power cut keeps, is a matter of the {@link DiskProfile}; {@code fdatasync} ({@code force(false)}) commits some
 * only where the file is new or its length changed.
 * <li>What a power cut leaves of unsynced data and lengths is one of the {@link DiskStates} of the profile; the seed decides
 * which. Nothing is written back by age.
 * <li>Permissions and times are not part of the two images: they survive as they were.
 * </ul>
 *
 * <p>The host's files show through, read-only: a path that the simulated disk has not changed is the host's, with a fixed
 * time stamp and owner. The first change copies the file. {@code /tmp} shows of the host only what the node's command
 * line names, {@code /dev} has null, zero, random and urandom, and there is no {@code /proc} and no {@code /sys}.
 * {@code /etc/hosts}, {@code hostname} and {@code resolv.conf} are the simulated machine's own.
 */
public final class Disk {
    /** User and group of every file and of the simulated process. */
    public static final int USER = 1000;
    /** Total and free bytes that the disk claims: 1 TiB, half of it free. */
    public static final long TOTAL_BYTES = 1L << 40;
    public static final long FREE_BYTES = 1L << 39;
    private static final int UMASK = 022;

    /**
     * What a power cut did.
     *
     * @param lostWrites writes since the last sync of their file that are not wholly there any more
     * @param tornPages pages that have old and new sectors
     * @param lostNames creations, deletions and renames that were undone
     * @param copiedPages pages of which bytes had to be copied; what was synced needs none
     * @param summary for people: "3 unsynced writes lost in data/log"; empty where nothing was lost
     */
    public record PowerCut(int lostWrites, int tornPages, int lostNames, int copiedPages, String summary) {
    }

    private final Simulation simulation;
    private final Node node;
    private final Drive drive;
    /** Changes when the page cache is lost. */
    private int cacheLife;
    private final Journal journal = new Journal();
    private final Tree tree;
    private final PowerCuts cuts;
    private Descriptors descriptors;
    /** Null where nothing is wrong. */
    private DiskFaults faults;
    /** Null where nobody listens. */
    private CallListener listener;

    public Disk(Simulation simulation, Node node) {
        this.simulation = simulation;
        this.node = node;
        this.tree = new Tree(this, simulation, node);
        this.cuts = new PowerCuts(simulation, node, journal);
        this.drive = new Drive(simulation.scenario().disk(), simulation.decisions().stream(Domain.DISK_LATENCY, ~(long) node.index()),
                simulation.decisions().stream(Domain.DISK_LATENCY, node.index()));
    }

    // ---- the life of the machine ----

    /** The process ended: open files are closed, file locks released; what the kernel holds stays. */
    public void processEnded() {
        if (descriptors != null) {
            for (String path : descriptors.deletedOnExit()) {
                try {
                    if (stat(-1, path, false) instanceof Directory) {
                        rmdir(-1, path);
                    } else {
                        unlink(-1, path);
                    }
                } catch (ErrnoException e) {
                    // gone already, or not empty: File.deleteOnExit promises no more
                }
            }
            closeAll();
        }
    }

    private void closeAll() {
        if (descriptors != null) {
            descriptors.closeAll();
            descriptors = null;
        }
    }

    /** The machine lost power: unsynced state is lost as decided. */
    public PowerCut powerCut() {
        closeAll();
        drive.powerCut();
        cacheLife++;
        return cuts.cut(tree);
    }

    /** What the last power cut did; null before the first. */
    public PowerCut lastPowerCut() {
        return cuts.last();
    }

    /** As it is now. Programs' stores to mapped memory up to now are seen by it, as by a call that touches their files. */
    public DiskImage image() {
        return DiskImage.of(this, tree, journal, cuts);
    }

    /** Before it is used: it becomes what another disk was. */
    public void put(DiskImage image) {
        image.putOn(this, tree, journal, cuts);
    }

    /** What programs stored in mapped memory is written to their files. */
    public void absorbMappings() {
        cuts.absorbMappings(tree);
    }

    /** Somebody decides in place of the seed what power cuts leave. */
    public void cutsDecidedBy(CutChoice choice) {
        cuts.decidedBy(choice);
    }

    /** Empties the disk, down to what the host shows. */
    public void wipe() {
        closeAll();
        tree.wipe();
        cuts.clear();
        event(EventKind.DISK_CRASH, -1, 0, "wiped");
    }

    /** What the running process has open. */
    public Descriptors descriptors() {
        if (descriptors == null) {
            descriptors = new Descriptors(this, node.index());
        }
        return descriptors;
    }

    // ---- what is wrong with it ----

    /** Something goes wrong from here on, until {@link #remove}. Called on the carrier. */
    public void add(DiskFault fault) {
        if (faults == null) {
            faults = new DiskFaults();
        }
        faults.add(fault);
    }

    public void remove(DiskFault fault) {
        if (faults != null) {
            faults.remove(fault);
            faults = faults.isEmpty() ? null : faults;
        }
    }

    DiskProfile profile() {
        return cuts.profile();
    }

    DiskFaults faults() {
        return faults;
    }

    /** How long the disk stands still yet, in virtual nanoseconds; a task that has waited so long asks again. */
    public long standstill() {
        return faults == null ? 0 : faults.standstill();
    }

    /** How long the next call has to wait before it does anything, in virtual nanoseconds. */
    public long delay() {
        return faults == null ? 0 : faults.delay();
    }

    /** The files that programs have made or changed, in order of path. */
    public List<RegularFile> filesOfPrograms() {
        return tree.filesOfPrograms();
    }

    // ---- clock and latency ----

    /** The node's wall clock, nanoseconds since 1970. */
    long wallNanos() {
        return node.clock().stampNanos();
    }

    private long now() {
        return simulation.scheduler().now();
    }

    private long slowdown() {
        return faults == null ? 1 : faults.slowdown();
    }

    /** How long a sync takes that begins now, in virtual nanoseconds. */
    public long timeOfSync(FileSync started) {
        int pages = started == null ? 0 : started.pages();
        return drive.write(now(), pages == 0 ? 1 : started.runs(), (long) pages * Page.SIZE, slowdown());
    }

    /** The same of bytes that bypass the page cache. */
    long timeOfWrite(int bytes) {
        return drive.write(now(), 1, bytes, slowdown());
    }

    long timeOfRead(long bytes) {
        return drive.read(now(), bytes, slowdown());
    }

    int cacheLife() {
        return cacheLife;
    }

    // ---- open files ----

    /**
     * Opens. A file of the host opened only for reading yields a real descriptor, everything else a simulated one.
     *
     * @param directory descriptor that a relative path starts from, or -1 for the working directory
     */
    public int open(int directory, String path, int flags, int mode) throws ErrnoException {
        boolean write = (flags & OpenFile.O_ACCMODE) != OpenFile.O_RDONLY;
        boolean create = (flags & OpenFile.O_CREAT) != 0;
        boolean exclusive = create && (flags & OpenFile.O_EXCL) != 0;
        Place place = tree.find(start(directory), path, !exclusive && (flags & OpenFile.O_NOFOLLOW) == 0);
        Inode inode = place.inode();
        if (inode == null) {
            if (!create || path.endsWith("/")) {
                throw new ErrnoException(create ? EISDIR : ENOENT);
            }
            mayChange(place.directory(), path);
            inode = new RegularFile(this, tree.nextNumber(), mode & ~UMASK, wallNanos());
            change("create", place, inode);
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
            if (write && faults != null && inode instanceof RegularFile) {
                faults.change(path);
            }
            int access = flags & OpenFile.O_ACCMODE;
            if (!inode.allows((access != OpenFile.O_WRONLY ? 4 : 0) | (write ? 2 : 0))) {
                throw new ErrnoException(EACCES);
            }
        }
        if (inode instanceof RegularFile file) {
            if (faults != null) {
                faults.open(path);
            }
            if (file.hostPath() != null) {
                simulation.hostFiles().opened(file.hostPath(), tree.relative(file.hostPath()));
            }
            if (!write && file.hostPath() != null) {
                int fd = HostTree.open(file.hostPath());
                descriptors().addHost(fd, file);
                return fd;
            }
            file.copyUp();
            if (write || !file.wasOpened()) {
                file.openedAs(place.directory().path().equals("/") ? "/" + place.name()
                        : place.directory().path() + "/" + place.name());
            }
            if (write && (flags & OpenFile.O_TRUNC) != 0 && file.size() > 0) {
                truncate(file, 0);
            }
        }
        if (inode instanceof Device device) {
            return Descriptors.ofDevice(device.source()); // also opened by initialisers of the JDK: no event
        }
        if (inode instanceof RegularFile) { // a directory may be the host's, opened once in a JVM and not once in a run
            event(EventKind.DISK_OPEN, Trace.hash(tree.relative(path)), flags, traced() ? path : null);
        }
        return descriptors().add(new OpenFile(this, inode, flags));
    }

    OpenFile device(Device.Source source) {
        return tree.device(source);
    }

    /** A file for reading that a descriptor of the host stands for. */
    public OpenFile reading(RegularFile file) throws ErrnoException {
        file.copyUp();
        return new OpenFile(this, file, OpenFile.O_RDONLY);
    }

    /** @param other null where nobody listens any more */
    public void listen(CallListener other) {
        listener = other;
    }

    boolean isListenedTo() {
        return listener != null;
    }

    /** A call is about to change something. */
    void before(String call) {
        if (listener != null) {
            listener.before(call);
        }
    }

    /** For people. */
    String name(RegularFile file) {
        return relative(file.lastPath());
    }

    String relative(String path) {
        return path.equals(workingDirectory()) ? "." : tree.relative(path);
    }

    void truncate(RegularFile file, long length) {
        if (listener != null) {
            before("truncate " + name(file) + " to " + length);
        }
        file.truncate(length);
        file.touch(wallNanos());
        event(EventKind.DISK_WRITE, file.number() << 40, ~length,
                traced() ? file.lastPath() + " truncated to " + length : null);
    }

    /** @throws ErrnoException where a fault is that the disk could not do it */
    public void completeSync(Inode inode, FileSync started, boolean metadata) throws ErrnoException {
        if (faults != null && started != null) {
            RegularFile file = (RegularFile) inode;
            switch (faults.sync(file)) {
                case LIED -> {
                    file.cancelSync(started);
                    return;
                }
                case FAILED -> {
                    file.failSync(started, Integer.MAX_VALUE);
                    throw new ErrnoException(ErrnoException.EIO);
                }
                case LOST_PAGE -> file.failSync(started, 1);
                case KEPT -> { }
            }
        }
        boolean commit = metadata || inode instanceof Directory || journal.concerns(inode);
        if (started != null) {
            RegularFile file = (RegularFile) inode;
            commit |= file.lengthIsUnsynced();
            file.completeSync(started);
            if (!file.isUnsynced()) {
                cuts.synced(file);
            }
        }
        if (commit) {
            journal.commit(cuts.profile(), inode, inode instanceof RegularFile file ? file.lastChange(metadata) : 0);
        }
        event(EventKind.DISK_SYNC, inode.number(), started == null ? 0 : started.pages(),
                traced() && inode instanceof RegularFile file ? file.lastPath() : null);
    }

    int journalPosition() {
        return journal.position();
    }

    void changed(RegularFile file) {
        cuts.changed(file);
    }

    /** @param decides for each file with unsynced data, at a power cut, whether its last writes are torn; null for none */
    public void tears(BooleanSupplier decides) {
        cuts.tears(decides);
    }

    // ---- names ----

    /** The file under a path. */
    public Inode stat(int directory, String path, boolean followLinks) throws ErrnoException {
        Inode inode = tree.find(start(directory), path, followLinks).inode();
        if (inode == null) {
            throw new ErrnoException(ENOENT);
        }
        return inode;
    }

    /** {@code access(2)}: 4 read, 2 write, 1 execute, 0 exists. */
    public void access(String path, int wanted) throws ErrnoException {
        if (!stat(-1, path, true).allows(wanted)) {
            throw new ErrnoException(EACCES);
        }
    }

    public void mkdir(String path, int mode) throws ErrnoException {
        Place place = tree.find(start(-1), path, false);
        if (place.inode() != null) {
            throw new ErrnoException(EEXIST);
        }
        mayChange(place.directory(), path);
        change("mkdir", place, new Directory(tree.nextNumber(), mode & ~UMASK, wallNanos(), null));
    }

    public void unlink(int directory, String path) throws ErrnoException {
        Place place = existing(start(directory), path);
        if (place.inode() instanceof Directory) {
            throw new ErrnoException(EISDIR);
        }
        mayChange(place.directory(), path);
        change("unlink", place, null);
        place.inode().setPermissions(place.inode().mode(), wallNanos());
    }

    public void rmdir(int directory, String path) throws ErrnoException {
        Place place = existing(start(directory), path);
        if (!(place.inode() instanceof Directory removed)) {
            throw new ErrnoException(ENOTDIR);
        }
        if (removed == tree.root() || place.name().equals(".")) {
            throw new ErrnoException(EINVAL);
        }
        if (!list(removed).isEmpty()) {
            throw new ErrnoException(ENOTEMPTY);
        }
        mayChange(place.directory(), path);
        change("rmdir", place, null);
    }

    public void rename(int fromDirectory, String from, int toDirectory, String to) throws ErrnoException {
        Place source = existing(start(fromDirectory), from);
        Place target = tree.find(start(toDirectory), to, false);
        mayChange(source.directory(), from);
        mayChange(target.directory(), to);
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
        commitTogether("rename", List.of(removal(source),
                new Change(target.directory(), target.name(), target.inode(), source.inode())), from, to);
    }

    public void link(String existing, String path) throws ErrnoException {
        Place source = existing(start(-1), existing);
        if (source.inode() instanceof Directory) {
            throw new ErrnoException(EPERM);
        }
        Place place = tree.find(start(-1), path, false);
        if (place.inode() != null) {
            throw new ErrnoException(EEXIST);
        }
        mayChange(place.directory(), path);
        change("link", place, source.inode());
    }

    public void symlink(String target, String path) throws ErrnoException {
        Place place = tree.find(start(-1), path, false);
        if (place.inode() != null) {
            throw new ErrnoException(EEXIST);
        }
        mayChange(place.directory(), path);
        change("symlink", place, new SymbolicLink(tree.nextNumber(), target, wallNanos()));
    }

    /** Makes the name of a socket of the Unix domain. */
    public void bindSocket(String path, Object socket) throws ErrnoException {
        Place place = tree.find(start(-1), path, false);
        if (place.inode() != null) {
            throw new ErrnoException(EEXIST);
        }
        mayChange(place.directory(), path);
        change("socket", place, new SocketFile(tree.nextNumber(), 0777 & ~UMASK, socket, wallNanos()));
    }

    public String readlink(String path) throws ErrnoException {
        if (existing(start(-1), path).inode() instanceof SymbolicLink link) {
            return link.target();
        }
        throw new ErrnoException(EINVAL);
    }

    public String realpath(String path) throws ErrnoException {
        Place place = tree.find(start(-1), path, true);
        if (place.inode() == null) {
            throw new ErrnoException(ENOENT);
        }
        if (place.inode() instanceof Directory directory) {
            return directory.path();
        }
        String parent = place.directory().path();
        return parent.equals("/") ? "/" + place.name() : parent + "/" + place.name();
    }

    public void chmod(Inode inode, int mode) {
        inode.setPermissions(mode, wallNanos());
        event(EventKind.DISK_NAMESPACE, inode.number(), mode, "chmod");
    }

    /** -1 leaves the one or the other as it is. */
    public void chown(Inode inode, int owner, int group) {
        inode.setOwner(owner, group, wallNanos());
    }

    /** Nanoseconds since 1970. */
    public void setTimes(Inode inode, long accessed, long modified) {
        inode.setTimes(accessed, modified, wallNanos());
        event(EventKind.DISK_NAMESPACE, inode.number(), modified, "times");
    }

    /** The names in a directory, sorted by their bytes, without "." and "..". */
    public List<String> list(Directory directory) throws ErrnoException {
        return tree.list(directory);
    }

    /** The directory's file that is open under the descriptor, or the working directory for -1. */
    private Directory start(int descriptor) throws ErrnoException {
        if (descriptor < 0) {
            return null;
        }
        if (descriptors().inode(descriptor) instanceof Directory directory) {
            return directory;
        }
        throw new ErrnoException(descriptors().inode(descriptor) == null ? EBADF : ENOTDIR);
    }

    private Place existing(Directory start, String path) throws ErrnoException {
        Place place = tree.find(start, path, false);
        if (place.inode() == null) {
            throw new ErrnoException(ENOENT);
        }
        return place;
    }

    /** A program is told the times of a file. */
    public void timesRead(Inode inode) {
        if (AllowedEscape.HOST_FILE_TIMES.isAllowed()) {
            String hostPath = switch (inode) {
                case RegularFile file -> file.hostPath();
                case Directory directory -> directory.hostPath();
                default -> null;
            };
            if (hostPath != null) {
                simulation.letIn(AllowedEscape.HOST_FILE_TIMES, node, () -> hostPath + " was modified "
                        + inode.modified() / 1_000_000_000 + "."
                        + Long.toString(1_000_000_000 + inode.modified() % 1_000_000_000).substring(1) + "s after 1970");
            }
        }
    }

    private void mayChange(Directory directory, String path) throws ErrnoException {
        if (!directory.allows(3)) {
            throw new ErrnoException(EACCES);
        }
        if (faults != null) {
            faults.change(path);
        }
    }

    private static Change removal(Place place) {
        return new Change(place.directory(), place.name(), place.inode(),
                place.directory().hostPath() == null ? null : Directory.WHITEOUT);
    }

    private void change(String what, Place place, Inode after) throws ErrnoException {
        Change change = after == null ? removal(place) : new Change(place.directory(), place.name(), place.inode(), after);
        commitTogether(what, List.of(change), place.name(), "");
    }

    private void commitTogether(String what, List<Change> changes, String from, String to) throws ErrnoException {
        if (faults != null && changes.getLast().before() == null) {
            faults.create(to.isEmpty() ? from : to);
        }
        if (listener != null) {
            before(what + " " + path(changes.getFirst()) + (changes.size() == 1 ? "" : " to " + path(changes.getLast())));
        }
        journal.add(changes);
        long now = wallNanos();
        for (Change change : changes) {
            change.directory().touch(now);
        }
        event(EventKind.DISK_NAMESPACE,
                Trace.hash(tree.relative(from)) ^ Long.rotateLeft(Trace.hash(tree.relative(to)), 1), Trace.hash(what),
                traced() ? what + " " + from + (to.isEmpty() ? "" : " to " + to) : null);
    }

    private String path(Change change) {
        String directory = change.directory().path();
        return tree.relative(directory.equals("/") ? "/" + change.name() : directory + "/" + change.name());
    }

    /** What relative paths start from. */
    public String workingDirectory() {
        return tree.workingDirectory();
    }

    // ---- events ----

    boolean traced() {
        return simulation.trace().detailed();
    }

    void event(EventKind kind, long a, long b, String text) {
        simulation.event(kind, node, a, b, text);
    }

    /** {@code st_dev} of everything on this disk. */
    public long device() {
        return 0x800L + node.index();
    }
}
