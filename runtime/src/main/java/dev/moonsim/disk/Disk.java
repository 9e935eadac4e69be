package dev.moonsim.disk;

import dev.moonsim.decide.Domain;
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
    /** The size of the disk. */
    private static final long SIZE = 1L << 40;
    /** What is free of it before programs write: the rest is the host's. */
    private static final long FREE_AT_FIRST = 1L << 39;

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
    private final DiskProcesses processes;
    private final Drive drive;
    /** Changes when the page cache is lost. */
    private int cacheLife;
    private final Journal journal = new Journal();
    private final Tree tree;
    private final PowerCuts cuts;
    private final Names names;
    private final Opening opening;
    private final FileAttributes attributes = new FileAttributes(this);
    /** Null where nothing is wrong. */
    private DiskFaults faults;
    /** Null where nobody listens. */
    private CallListener listener;

    public Disk(Simulation simulation, Node node) {
        this.simulation = simulation;
        this.node = node;
        this.processes = new DiskProcesses(this, node);
        this.tree = new Tree(this, simulation, node);
        this.cuts = new PowerCuts(simulation, node, journal);
        this.names = new Names(this, tree, journal, simulation.hostFiles());
        this.opening = new Opening(this, tree, names, simulation.hostFiles());
        this.drive = new Drive(simulation.scenario().disk(), simulation.decisions().stream(Domain.DISK_LATENCY, ~(long) node.index()),
                simulation.decisions().stream(Domain.DISK_LATENCY, node.index()));
    }

    // ---- the life of the machine ----

    /** Another process has it too: its files, locks and mapped memory. */
    public void share(Node other) {
        processes.add(other);
    }

    /** Those whose disk it is. */
    List<Node> nodes() {
        return processes.nodes();
    }

    /** The node whose program calls, else the first. */
    Node caller() {
        return processes.caller();
    }

    /** The process ended: open files are closed, file locks released; what the kernel holds stays. */
    public void processEnded(Node process) {
        for (String path : processes.deletedOnExit(process)) {
            try {
                if (names.stat(-1, path, false) instanceof Directory) {
                    names.rmdir(-1, path);
                } else {
                    names.unlink(-1, path);
                }
            } catch (ErrnoException e) {
                // gone already, or not empty: File.deleteOnExit promises no more
            }
        }
        processes.close(process);
    }

    /** A node crashed: its machine lost power, unless other processes of the machine go on. */
    public void crashed(Node process) {
        if (processes.runsOtherThan(process)) {
            processes.close(process);
            cuts.spared();
        } else {
            powerCut();
        }
    }

    /** The machine lost power: unsynced state is lost as decided. */
    public PowerCut powerCut() {
        processes.closeAll();
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

    /** Empties the disk, down to what the host shows; not under processes that run. */
    public void wipe() {
        if (processes.runsOtherThan(null)) {
            return;
        }
        processes.closeAll();
        tree.wipe();
        cuts.clear();
        event(EventKind.DISK_CRASH, -1, 0, "wiped");
    }

    /** What the calling process has open. */
    public Descriptors descriptors() {
        return processes.descriptors();
    }

    /** Locks of processes on its files. */
    public FileLocks locks() {
        return processes.locks();
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

    /** How long the disk stands still yet for a file, in virtual nanoseconds; a task that has waited so long asks again. */
    public long standstill(Inode file) {
        return faults == null ? 0 : faults.standstill(file);
    }

    /** How long the next call for a file has to wait before it does anything, in virtual nanoseconds. */
    public long delay(Inode file) {
        return faults == null ? 0 : faults.delay(file);
    }

    /** The files that programs have made or changed, in order of path. */
    public List<RegularFile> filesOfPrograms() {
        return tree.filesOfPrograms();
    }

    /** The size of the disk, or a quota where there is one: some file systems, such as that of Ceph, show that for it. */
    public long totalBytes() {
        return faults == null ? SIZE : Math.min(SIZE, faults.capacity());
    }

    /** What programs may still write: each file of theirs that has a name takes whole pages. */
    public long freeBytes() {
        long taken = 0;
        for (RegularFile file : tree.filesOfPrograms()) {
            taken += file.allocated();
        }
        long free = Math.max(0, FREE_AT_FIRST - taken);
        return faults == null ? free : Math.min(free, faults.room());
    }

    // ---- clock and latency ----

    /** The node's wall clock, nanoseconds since 1970. */
    long wallNanos() {
        return node.clock().stampNanos();
    }

    private long now() {
        return simulation.scheduler().now();
    }

    private long slowdown(Inode file) {
        return faults == null ? 1 : faults.slowdown(file);
    }

    /** How long a sync takes that begins now, in virtual nanoseconds. */
    public long timeOfSync(Inode file, FileSync started) {
        int pages = started == null ? 0 : started.pages();
        return drive.write(now(), pages == 0 ? 1 : started.runs(), (long) pages * Page.SIZE, slowdown(file));
    }

    /** The same of bytes that bypass the page cache. */
    long timeOfWrite(Inode file, int bytes) {
        return drive.write(now(), 1, bytes, slowdown(file));
    }

    long timeOfRead(Inode file, long bytes) {
        return drive.read(now(), bytes, slowdown(file));
    }

    int cacheLife() {
        return cacheLife;
    }

    // ---- names and attributes ----

    public Names names() {
        return names;
    }

    public FileAttributes attributes() {
        return attributes;
    }

    // ---- open files ----

    /**
     * Opens. A file of the host opened only for reading yields a real descriptor, everything else a simulated one.
     *
     * @param directory descriptor that a relative path starts from, or -1 for the working directory
     */
    public int open(int directory, String path, int flags, int mode) throws ErrnoException {
        return opening.open(directory, path, flags, mode);
    }

    OpenFile device(Device.Source source) {
        return tree.device(source);
    }

    /** A file for reading that a descriptor of the host stands for. */
    public OpenFile reading(RegularFile file) throws ErrnoException {
        file.copyUp();
        return new OpenFile(this, file, null, OpenFile.O_RDONLY);
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

    /** What relative paths start from. */
    public String workingDirectory() {
        return tree.workingDirectory();
    }

    // ---- events ----

    boolean traced() {
        return simulation.trace().detailed();
    }

    void event(EventKind kind, long a, long b, String text) {
        simulation.event(kind, caller(), a, b, text);
    }

    /** {@code st_dev} of everything on this disk. */
    public long device() {
        return 0x800L + node.index();
    }
}
