package dev.moonsim.disk;

import dev.moonsim.decide.DecisionStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jdk.internal.misc.Unsafe;

/**
 * A regular file in its two images. Sparse: pages never written are not held. A file of the host is only a path until
 * somebody wants to change it; then its content is copied and is durable from the start.
 */
public final class RegularFile extends Inode {
    static final long NOT_SHRUNK = Long.MAX_VALUE;
    /** Files with more unsynced pages keep no earlier contents of sectors: 1 MiB. */
    private static final int MOST_PAGES_WITH_HISTORY = 256;

    private static final int READ_AHEAD_PAGES = 32;

    private final Disk disk;
    private String hostPath;
    private long hostLength;
    private final PageTable pages = new PageTable();
    private long length;
    private long durableLength;
    /** The least length since the last sync, where that is below {@link #durableLength}. */
    private long shrunkTo = NOT_SHRUNK;
    private long extendedTo;
    /** How many changes of names the disk had seen at the last write, and at the last change of the length. */
    private int written;
    private int resized;
    private final List<FileSync> syncs = new ArrayList<>(1);
    /** Pages that count as clean though they are not on the disk, with the version of which that is so. */
    private Map<Long, Integer> forsaken = Map.of();
    private final UnsyncedWrites writes = new UnsyncedWrites();
    private final FileMappings mappings = new FileMappings();
    /** For {@link PowerCuts}, which lists those that are. */
    boolean countsAsUnsynced;
    /** Where it was last opened for writing, for people. */
    private String lastPath = "?";

    RegularFile(Disk disk, long number, int permissions, long time) {
        super(number, REGULAR, permissions, time);
        this.disk = disk;
    }

    RegularFile(Disk disk, long number, int permissions, long time, String hostPath, long hostLength) {
        this(disk, number, permissions, time);
        this.hostPath = hostPath;
        this.hostLength = hostLength;
    }

    /** The same file in both images, open nowhere, mapped nowhere, and with no sync under way. */
    RegularFile(Disk disk, RegularFile other) {
        super(other);
        this.disk = disk;
        hostPath = other.hostPath;
        hostLength = other.hostLength;
        pages.copyFrom(other.pages);
        length = other.length;
        durableLength = other.durableLength;
        shrunkTo = other.shrunkTo;
        extendedTo = other.extendedTo;
        written = other.written;
        resized = other.resized;
        forsaken = Map.copyOf(other.forsaken);
        writes.copyFrom(other.writes);
        lastPath = other.lastPath;
    }

    /** The host's file whose content this still is, or null. */
    public String hostPath() {
        return hostPath;
    }

    @Override
    public long size() {
        return hostPath != null ? hostLength : length;
    }

    /** Bytes that the visible image takes on the disk: holes take none. */
    long allocated() {
        long[] taken = new long[1];
        pages.forEachFrom(0, (index, page) -> taken[0] += Page.SIZE);
        return taken[0];
    }

    void openedAs(String path) {
        lastPath = path;
    }

    boolean wasOpened() {
        return !lastPath.equals("?");
    }

    /** Where it was last opened for writing, else first for reading; "?" before. */
    @Override
    public String lastPath() {
        return lastPath;
    }

    /** Takes the content over from the host, before the first change. */
    void copyUp() throws ErrnoException {
        if (hostPath == null) {
            return;
        }
        fill(HostTree.read(hostPath));
        hostPath = null;
    }

    /** Gives a file its first content, which is on the disk for good. */
    void fill(byte[] content) {
        for (int at = 0; at < content.length; at += Page.SIZE) {
            pages.make(at / Page.SIZE).load(Arrays.copyOfRange(content, at, Math.min(content.length, at + Page.SIZE)));
        }
        length = durableLength = content.length;
    }

    // ---- what programs do ----

    /** Reads into memory as {@code Unsafe} names it; returns the number of bytes, 0 at the end. */
    int read(long position, Object base, long offset, int wanted) {
        mappings.absorb(position, wanted);
        if (position >= length || wanted <= 0) {
            return 0;
        }
        int n = (int) Math.min(wanted, length - position);
        for (int done = 0; done < n; ) {
            int from = (int) ((position + done) % Page.SIZE);
            int chunk = Math.min(Page.SIZE - from, n - done);
            Page page = pages.get((position + done) / Page.SIZE);
            if (page == null) {
                Unsafe.getUnsafe().setMemory(base, offset + done, chunk, (byte) 0);
            } else {
                page.read(from, base, offset + done, chunk);
            }
            done += chunk;
        }
        return n;
    }

    /**
     * Brings a range into the page cache.
     *
     * @return bytes that have to be read from the disk for it, with those read ahead
     */
    long bringIntoCache(long position, int wanted) {
        int life = disk.cacheLife();
        if (life == 0) {
            return 0; // all that there is was written since the disk was made
        }
        long missing = 0;
        long end = Math.min(length, position + wanted);
        for (long index = position / Page.SIZE; index * Page.SIZE < end; index++) {
            Page page = pages.get(index);
            if (page != null && !page.isCached(life)) {
                for (int ahead = 0; ahead < READ_AHEAD_PAGES; ahead++) {
                    Page next = pages.get(index + ahead);
                    if (next != null && !next.isCached(life)) {
                        next.cached(life);
                        missing += Page.SIZE;
                    }
                }
            }
        }
        return missing;
    }

    void write(long position, Object base, long offset, int count) {
        mappings.absorb(position, count);
        put(position, base, offset, count);
        mappings.refresh(position, count);
        writes.add(position, count);
        disk.changed(this);
    }

    private void put(long position, Object base, long offset, int count) {
        int history = pages.dirtyPages() > MOST_PAGES_WITH_HISTORY ? 0 : disk.profile().earlierContents();
        for (int done = 0; done < count; ) {
            int at = (int) ((position + done) % Page.SIZE);
            int chunk = Math.min(Page.SIZE - at, count - done);
            long index = (position + done) / Page.SIZE;
            Page page = pages.make(index);
            boolean clean = !page.isDirty();
            page.write(at, base, offset + done, chunk, history);
            page.cached(disk.cacheLife());
            if (clean) {
                pages.setDirty(index);
            }
            done += chunk;
        }
        if (position + count > length) {
            length = position + count;
            resized = disk.journalPosition();
        }
        written = disk.journalPosition();
    }

    void truncate(long newLength) {
        mappings.absorb(0, length);
        if (newLength > length) {
            extendedTo = Math.max(extendedTo, newLength);
        }
        if (newLength < length) {
            zeroFrom(newLength);
            length = newLength;
            extendedTo = Math.min(extendedTo, newLength);
            if (newLength < durableLength) {
                shrunkTo = Math.min(shrunkTo, newLength);
            }
            for (FileSync sync : syncs) {
                sync.shrunkTo = Math.min(sync.shrunkTo, newLength);
            }
        }
        length = newLength;
        resized = written = disk.journalPosition();
        disk.changed(this);
    }

    private void zeroFrom(long from) {
        long first = from / Page.SIZE;
        int within = (int) (from % Page.SIZE);
        pages.forEachFrom(first, (index, page) -> {
            page.zeroFrom(index == first ? within : 0);
            if (page.isDirty()) {
                pages.setDirty(index);
            }
        });
        mappings.refresh(from, Math.max(0, length - from));
    }

    // ---- durability ----

    boolean isUnsynced() {
        return pages.dirtyPages() > 0 || length != durableLength || shrunkTo != NOT_SHRUNK;
    }

    boolean lengthIsUnsynced() {
        return length != durableLength || shrunkTo != NOT_SHRUNK;
    }

    /** What is written from here on, while the sync takes its time, the sync does not promise. */
    FileSync beginSync() {
        FileSync sync = beginSync(0, Long.MAX_VALUE);
        sync.writes = writes.total();
        return sync;
    }

    /** A program asks for it through mapped memory. */
    void syncBegins() {
        if (disk.isListenedTo()) {
            disk.before("sync mapped " + disk.name(this));
        }
    }

    /** The same for the pages that a range touches. */
    FileSync beginSync(long from, long count) {
        mappings.absorb(from, count);
        boolean whole = from == 0 && count == Long.MAX_VALUE;
        FileSync sync = new FileSync(whole ? pages.dirtyPages() : 1);
        PageTable.Visitor add = (index, page) -> {
            if (!isForsaken(index, page)) {
                sync.add(index, page);
            }
        };
        if (whole) {
            pages.forEachDirty(add);
        } else {
            pages.forEachDirty(from / Page.SIZE, (from + count - 1) / Page.SIZE, add);
        }
        sync.length = length;
        syncs.add(sync);
        return sync;
    }

    void completeSync(FileSync sync) {
        if (!syncs.remove(sync)) {
            return; // a power cut came between
        }
        for (int i = 0; i < sync.pages(); i++) {
            if (sync.complete(i)) {
                pages.setClean(sync.index(i));
            }
        }
        durableLength = sync.length;
        shrunkTo = sync.shrunkTo < durableLength ? sync.shrunkTo : NOT_SHRUNK;
        extendedTo = extendedTo <= durableLength ? 0 : extendedTo;
        writes.synced(sync.writes);
    }

    /** As if the sync had not been begun. */
    void cancelSync(FileSync sync) {
        syncs.remove(sync);
    }

    /**
     * The disk did not write some pages of the sync, from its last on, and they count as clean: no later sync writes them, until
     * the program changes them again.
     */
    void failSync(FileSync sync, int failed) {
        int kept = Math.max(0, sync.pages() - failed);
        forsaken = new HashMap<>(forsaken);
        for (int i = kept; i < sync.pages(); i++) {
            forsaken.put(sync.index(i), sync.version(i));
        }
        sync.keepFirst(kept);
        if (failed == Integer.MAX_VALUE) {
            syncs.remove(sync);
        }
    }

    // ---- what goes wrong by itself ----

    /**
     * Flips a bit of what is on the disk; whoever reads it from here on gets that.
     *
     * @return where, or -1 where nothing of the file is on the disk
     */
    public long rot(DecisionStream decide) {
        List<Long> stored = new ArrayList<>();
        pages.forEachFrom(0, (index, page) -> {
            if (!page.isDirty() && index * Page.SIZE < length) {
                stored.add(index);
            }
        });
        if (stored.isEmpty()) {
            return -1;
        }
        long index = stored.get(decide.below(stored.size()));
        int within = decide.below((int) Math.min(Page.SIZE, length - index * Page.SIZE));
        pages.get(index).flip(within, decide.below(8));
        mappings.refresh(index * Page.SIZE + within, 1);
        return index * Page.SIZE + within;
    }

    // ---- power cut ----

    /**
     * What a power cut did to the file.
     *
     * @param copiedPages pages of which bytes had to be copied: those that have old and new sectors now
     */
    record Loss(int writes, int tornPages, int copiedPages) {
    }

    /** The file is what the cut leaves of it, in both images. */
    Loss settle(FileCut cut) {
        if (cut.shrunk() && !cut.whole() && shrunkTo < durableLength) {
            cutDurable(shrunkTo);
        }
        int lost = writes.lost(cut, pages);
        pages.dropFrom((cut.length() + Page.SIZE - 1) / Page.SIZE);
        int[] torn = new int[1];
        int[] copied = new int[1];
        if (cut.whole() && forsaken.isEmpty()) {
            pages.settleAll();
        } else {
            pages.forEachDirty((index, page) -> {
                int kept = cut.sectors(index);
                torn[0] += page.isTornBy(kept) ? 1 : 0;
                boolean forgotten = isForsaken(index, page);
                copied[0] += page.settle(forgotten ? 0 : kept, forgotten ? Map.of() : cut.earlier(index)) ? 1 : 0;
            });
            forsaken = Map.of();
            pages.setAllClean();
        }
        length = cut.length();
        zeroBehind(length);
        durableLength = length;
        shrunkTo = NOT_SHRUNK;
        extendedTo = 0;
        writes.clear();
        return new Loss(lost, torn[0], copied[0]);
    }

    /** Before a power cut is decided: what programs stored in mapped memory counts, and no sync comes to its end. */
    void powerGoes() {
        mappings.absorb(0, length);
        syncs.clear();
    }

    /** True where the page counts as clean though it never reached the disk; it will not do so by itself. */
    boolean isForsaken(long index, Page page) {
        Integer version = forsaken.isEmpty() ? null : forsaken.get(index);
        return version != null && version == page.version();
    }

    long durableLength() {
        return durableLength;
    }

    /** The least length since the last sync, where that is less than what is durable; else more than any length. */
    long shrunkTo() {
        return shrunkTo < durableLength ? shrunkTo : NOT_SHRUNK;
    }

    /**
     * How many changes of names came before the last change of the file itself.
     *
     * @param times whether a new time of modification counts as one, or only a new length
     */
    int lastChange(boolean times) {
        return times ? written : resized;
    }

    /** The greatest length that was set, and not come to by writing, since the last sync; 0 where none was. */
    long extendedTo() {
        return extendedTo;
    }

    PageTable pages() {
        return pages;
    }

    /** Offset and length of writes since the last sync; not all, where there were many. */
    List<long[]> unsyncedWrites() {
        return writes.all();
    }

    private void cutDurable(long from) {
        long first = from / Page.SIZE;
        pages.forEachFrom(first, (index, page) -> {
            page.cutDurable(index == first ? (int) (from % Page.SIZE) : 0);
            if (page.isDirty()) {
                pages.setDirty(index);
            }
        });
    }

    /** In the last page, what lies behind the end. */
    private void zeroBehind(long end) {
        int within = (int) (end % Page.SIZE);
        Page last = within == 0 ? null : pages.get(end / Page.SIZE);
        if (last != null) {
            last.zeroFrom(within);
            last.settle(FileCut.ALL_SECTORS, Map.of());
        }
    }

    // ---- mapped memory ----

    Mapping map(long position, long size, boolean shared, boolean writable) {
        return mappings.map(this, position, size, shared, writable);
    }

    void unmapped(Mapping mapping) {
        mappings.remove(mapping);
    }

    /** Brings what programs stored through mapped memory into the visible image. */
    void absorbMappings(long position, long count) {
        mappings.absorb(position, count);
    }

    boolean isMapped() {
        return !mappings.isEmpty();
    }

    /** A store through mapped memory: differs from a write in that it never makes the file longer. */
    void storeMapped(long position, long address, int count) {
        int at = (int) (position % Page.SIZE);
        Page page = pages.get(position / Page.SIZE);
        if (page == null ? !isZero(address, count) : !page.visibleEquals(at, address, count)) {
            put(position, null, address, count);
            writes.add(position, count);
            mappings.refresh(position, count);
            disk.changed(this);
        }
    }

    void readRaw(long position, long address, int count) {
        Page page = pages.get(position / Page.SIZE);
        if (page == null) {
            Unsafe.getUnsafe().setMemory(address, count, (byte) 0);
        } else {
            page.read((int) (position % Page.SIZE), null, address, count);
        }
    }

    private static boolean isZero(long address, int count) {
        for (int i = 0; i < count; i++) {
            if (Unsafe.getUnsafe().getByte(address + i) != 0) {
                return false;
            }
        }
        return true;
    }
}
