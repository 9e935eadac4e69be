package dev.moonsim.disk;

import dev.moonsim.sched.WaitQueue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What one boot has open. Numbers of simulated files are far above those of the host. A file of the host that is opened
 * for reading has a real descriptor, which is kept here so that it is closed when the boot ends.
 */
public final class Descriptors {
    /** The least number of a simulated file. */
    public static final int FIRST = 1 << 30;

    /**
     * Descriptors of devices are the same in every boot, for the JDK keeps open {@code /dev/random} in static fields.
     */
    private static final int DEVICES = Integer.MAX_VALUE - 16;

    /** Files looked up last, by the lowest bits of their numbers. */
    private static final int LATEST = 16;

    private final Map<Integer, OpenFile> open = new HashMap<>();
    private final int[] latestNumbers = new int[LATEST];
    private final OpenFile[] latest = new OpenFile[LATEST];
    private final Map<Integer, Inode> host = new HashMap<>();
    private final WaitQueue waiting = new WaitQueue("the disk");
    private final Watchers watchers = new Watchers();
    private final Map<Long, Iterator<String>> listings = new HashMap<>();
    private final List<Mapping> mappings = new ArrayList<>();
    private int next;
    /** The JDK's own table of file locks, one a process: what {@code OverlappingFileLockException} is about. */
    private final ConcurrentHashMap<Object, Object> locks = new ConcurrentHashMap<>();
    /** Other tables of open files that the JDK keeps for the process: open zip files and the like. */
    private final Map<String, HashMap<Object, Object>> tables = new HashMap<>();
    private final LinkedHashSet<String> deletedOnExit = new LinkedHashSet<>();

    private final Disk disk;

    Descriptors(Disk disk, int node) {
        this.disk = disk;
        next = FIRST + (node << 24);
    }

    static int ofDevice(Device.Source source) {
        return DEVICES + source.ordinal();
    }

    public static boolean isSimulated(int fd) {
        return fd >= FIRST;
    }

    /** Simulated files that are open. */
    public int count() {
        return open.size();
    }

    int add(OpenFile file) {
        int fd = newNumber();
        open.put(fd, file);
        return fd;
    }

    void addHost(int fd, Inode inode) {
        host.put(fd, inode);
    }

    public OpenFile file(int fd) throws ErrnoException {
        int place = fd & LATEST - 1;
        if (latestNumbers[place] == fd && latest[place] != null) {
            return latest[place];
        }
        OpenFile file = fd >= DEVICES ? disk.device(Device.Source.values()[fd - DEVICES]) : open.get(fd);
        if (file == null) {
            throw new ErrnoException(ErrnoException.EBADF);
        }
        latestNumbers[place] = fd;
        latest[place] = file;
        return file;
    }

    /** The file behind a descriptor, simulated or of the host; null where it is neither, such as standard output. */
    public Inode inode(int fd) {
        if (fd >= DEVICES) {
            return disk.device(Device.Source.values()[fd - DEVICES]).inode();
        }
        OpenFile file = open.get(fd);
        return file != null ? file.inode() : host.get(fd);
    }

    /** The name by which a simulated file is open; null for all others. */
    OpenName name(int fd) {
        OpenFile file = open.get(fd);
        return file == null ? null : file.name();
    }

    /** Where its tasks wait until the disk has done something. */
    public WaitQueue waiting() {
        return waiting;
    }

    /** What the process has of inotify; its descriptors are numbered along with these. */
    public Watchers watchers() {
        return watchers;
    }

    public int newNumber() {
        return next++;
    }

    public int duplicate(int fd) throws ErrnoException {
        OpenFile file = file(fd);
        file.references++;
        return add(file);
    }

    /** Closes; true where the descriptor was one of these. */
    public boolean close(int fd) {
        OpenFile closed = open.remove(fd);
        if (closed != null) {
            forgetLatest(fd);
            disk.locks().closed(this, closed.inode());
            return true;
        }
        if (watchers.close(fd)) {
            return true;
        }
        if (host.remove(fd) != null) {
            HostTree.close(fd);
            return true;
        }
        return false;
    }

    private void forgetLatest(int fd) {
        if (latestNumbers[fd & LATEST - 1] == fd) {
            latest[fd & LATEST - 1] = null;
        }
    }

    /** A directory stream over the names; its handle is negative and so never an address. */
    public long openListing(int fd) throws ErrnoException {
        OpenFile file = file(fd);
        if (!(file.inode() instanceof Directory directory)) {
            throw new ErrnoException(ErrnoException.ENOTDIR);
        }
        listings.put(-(long) fd, disk.names().list(directory).iterator());
        return -(long) fd;
    }

    public static boolean isListing(long handle) {
        return handle < 0;
    }

    /** The next name, or null at the end. */
    public String nextName(long listing) throws ErrnoException {
        Iterator<String> names = listings.get(listing);
        if (names == null) {
            throw new ErrnoException(ErrnoException.EBADF);
        }
        return names.hasNext() ? names.next() : null;
    }

    public void closeListing(long listing) {
        if (listings.remove(listing) != null) {
            close((int) -listing);
        }
    }

    public ConcurrentHashMap<Object, Object> locks() {
        return locks;
    }

    public HashMap<Object, Object> table(String name) {
        return tables.computeIfAbsent(name, n -> new HashMap<>());
    }

    public void deleteOnExit(String path) {
        deletedOnExit.add(path);
    }

    /** The last named first, as the JDK does it. */
    Iterable<String> deletedOnExit() {
        return deletedOnExit.reversed();
    }

    // ---- mapped memory ----

    /** Maps; returns the address. */
    public long map(RegularFile file, long position, long size, boolean shared, boolean writable) {
        endUnused();
        Mapping mapping = file.map(position, size, shared, writable);
        if (!mappings.contains(mapping)) {
            mappings.add(mapping);
            mapping.enter();
        }
        return mapping.newBuffer(position, writable);
    }

    /** The mapping that an address lies in, or null. */
    public Mapping mapping(long address) {
        for (Mapping mapping : mappings) {
            if (mapping.contains(address)) {
                return mapping;
            }
        }
        return null;
    }

    public void unmap(long address) {
        MappedMemory.unmap(address);
        endUnused();
    }

    /** Buffers also end when the garbage collector finds them; when this notices makes no difference to any program. */
    private void endUnused() {
        for (Iterator<Mapping> i = mappings.iterator(); i.hasNext(); ) {
            Mapping mapping = i.next();
            if (!mapping.hasBuffers()) {
                i.remove();
                mapping.leave();
            }
        }
    }

    /** The end of the process. */
    void closeAll() {
        mappings.forEach(Mapping::leave);
        mappings.clear();
        host.keySet().stream().sorted().forEach(HostTree::close);
        host.clear();
        open.clear();
        Arrays.fill(latest, null);
        watchers.closeAll();
        listings.clear();
    }
}
