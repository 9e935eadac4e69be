package dev.moonsim.disk;

import dev.moonsim.decide.DecisionStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import jdk.internal.misc.Unsafe;

/**
 * A regular file in its two images. Sparse: pages never written are not held. A file of the host is only a path until
 * somebody wants to change it; then its content is copied and is durable from the start.
 */
public final class RegularFile extends Inode {
    /** Writes counted one by one between two syncs; of more, only the data matters. */
    private static final int COUNTED_WRITES = 20_000;
    private static final long NOT_SHRUNK = Long.MAX_VALUE;

    /** A sync between its start and its end. */
    public static final class Sync {
        private final List<Long> indexes = new ArrayList<>();
        private final List<byte[]> contents = new ArrayList<>();
        private final List<Integer> versions = new ArrayList<>();
        private long length;
        private long shrunkTo = NOT_SHRUNK;
        private long writes;

        int pages() {
            return indexes.size();
        }

        private void keepFirst(int pages) {
            indexes.subList(pages, indexes.size()).clear();
            contents.subList(pages, contents.size()).clear();
            versions.subList(pages, versions.size()).clear();
        }
    }

    private final Disk disk;
    private String hostPath;
    private long hostLength;
    private final TreeMap<Long, Page> pages = new TreeMap<>();
    private final TreeMap<Long, Page> dirty = new TreeMap<>();
    private long cachedIndex = -1;
    private Page cachedPage;
    private long length;
    private long durableLength;
    /** The least length since the last sync, where that is below {@link #durableLength}. */
    private long shrunkTo = NOT_SHRUNK;
    private long extendedTo;
    private final List<Sync> syncs = new ArrayList<>(1);
    /** Pages that count as clean though they are not on the disk, with the version of which that is so. */
    private final Map<Long, Integer> forsaken = new HashMap<>();
    /** Offset and length of each write since the last sync. */
    private final List<long[]> writes = new ArrayList<>();
    private long writesForgotten;
    private List<Mapping> mappings = List.of();
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

    /** The host's file whose content this still is, or null. */
    public String hostPath() {
        return hostPath;
    }

    @Override
    public long size() {
        return hostPath != null ? hostLength : length;
    }

    void openedAs(String path) {
        lastPath = path;
    }

    boolean wasOpened() {
        return !lastPath.equals("?");
    }

    /** Where it was last opened for writing, else first for reading; "?" before. */
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
            byte[] data = new byte[Page.SIZE];
            System.arraycopy(content, at, data, 0, Math.min(Page.SIZE, content.length - at));
            Page page = new Page();
            page.load(data);
            pages.put((long) at / Page.SIZE, page);
        }
        length = durableLength = content.length;
    }

    // ---- what programs do ----

    /** Reads into memory as {@code Unsafe} names it; returns the number of bytes, 0 at the end. */
    int read(long position, Object base, long offset, int wanted) {
        absorbMappings(position, wanted);
        if (position >= length || wanted <= 0) {
            return 0;
        }
        int n = (int) Math.min(wanted, length - position);
        for (int done = 0; done < n; ) {
            int from = (int) ((position + done) % Page.SIZE);
            int chunk = Math.min(Page.SIZE - from, n - done);
            Page page = page((position + done) / Page.SIZE);
            if (page == null) {
                Unsafe.getUnsafe().setMemory(base, offset + done, chunk, (byte) 0);
            } else {
                page.read(from, base, offset + done, chunk);
            }
            done += chunk;
        }
        return n;
    }

    void write(long position, Object base, long offset, int count) {
        absorbMappings(position, count);
        put(position, base, offset, count);
        for (Mapping mapping : mappings) {
            mapping.refresh(position, count);
        }
        if (writes.size() < COUNTED_WRITES) {
            writes.add(new long[] {position, count});
        }
        disk.changed(this);
    }

    private void put(long position, Object base, long offset, int count) {
        for (int done = 0; done < count; ) {
            int at = (int) ((position + done) % Page.SIZE);
            int chunk = Math.min(Page.SIZE - at, count - done);
            long index = (position + done) / Page.SIZE;
            Page page = page(index);
            if (page == null) {
                page = new Page();
                pages.put(index, page);
                cachedIndex = index;
                cachedPage = page;
            }
            boolean clean = !page.isDirty();
            page.write(at, base, offset + done, chunk);
            if (clean) {
                dirty.put(index, page);
            }
            done += chunk;
        }
        length = Math.max(length, position + count);
    }

    void truncate(long newLength) {
        absorbMappings(0, length);
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
            for (Sync sync : syncs) {
                sync.shrunkTo = Math.min(sync.shrunkTo, newLength);
            }
        }
        length = newLength;
        disk.changed(this);
    }

    private void zeroFrom(long from) {
        long first = from / Page.SIZE;
        int within = (int) (from % Page.SIZE);
        for (Map.Entry<Long, Page> entry : pages.tailMap(first, true).entrySet()) {
            Page page = entry.getValue();
            int start = entry.getKey() == first ? within : 0;
            page.zero(start, Page.SIZE - start);
            if (page.isDirty()) {
                dirty.put(entry.getKey(), page);
            }
        }
        for (Mapping mapping : mappings) {
            mapping.refresh(from, Math.max(0, length - from));
        }
    }

    private Page page(long index) {
        if (index == cachedIndex) {
            return cachedPage;
        }
        Page page = pages.get(index);
        if (page != null) {
            cachedIndex = index;
            cachedPage = page;
        }
        return page;
    }

    // ---- durability ----

    boolean isUnsynced() {
        return !dirty.isEmpty() || length != durableLength || shrunkTo != NOT_SHRUNK;
    }

    boolean lengthIsUnsynced() {
        return length != durableLength || shrunkTo != NOT_SHRUNK;
    }

    /** What is written from here on, while the sync takes its time, the sync does not promise. */
    Sync beginSync() {
        Sync sync = beginSync(0, Long.MAX_VALUE);
        sync.writes = writesForgotten + writes.size();
        return sync;
    }

    /** A program asks for it through mapped memory. */
    void syncBegins() {
        if (disk.isListenedTo()) {
            disk.before("sync mapped " + disk.name(this));
        }
    }

    /** The same for the pages that a range touches. */
    Sync beginSync(long from, long count) {
        absorbMappings(from, count);
        Sync sync = new Sync();
        long last = count > Long.MAX_VALUE - from ? Long.MAX_VALUE : (from + count - 1) / Page.SIZE;
        dirty.subMap(from / Page.SIZE, true, last, true).forEach((index, page) -> {
            if (isForsaken(index, page)) {
                return;
            }
            sync.indexes.add(index);
            sync.contents.add(page.snapshot());
            sync.versions.add(page.version());
        });
        sync.length = length;
        syncs.add(sync);
        return sync;
    }

    void completeSync(Sync sync) {
        if (!syncs.remove(sync)) {
            return; // a power cut came between
        }
        for (int i = 0; i < sync.indexes.size(); i++) {
            Page page = pages.get(sync.indexes.get(i));
            page.synced(sync.contents.get(i), sync.versions.get(i));
            if (!page.isDirty()) {
                dirty.remove(sync.indexes.get(i));
            }
        }
        durableLength = sync.length;
        shrunkTo = sync.shrunkTo < durableLength ? sync.shrunkTo : NOT_SHRUNK;
        extendedTo = extendedTo <= durableLength ? 0 : extendedTo;
        int covered = (int) Math.clamp(sync.writes - writesForgotten, 0, writes.size());
        writes.subList(0, covered).clear();
        writesForgotten += covered;
    }

    /** As if the sync had not been begun. */
    void cancelSync(Sync sync) {
        syncs.remove(sync);
    }

    /**
     * The disk did not write some pages of the sync, from its last on, and they count as clean: no later sync writes them, until
     * the program changes them again.
     */
    void failSync(Sync sync, int failed) {
        int kept = Math.max(0, sync.pages() - failed);
        for (int i = kept; i < sync.indexes.size(); i++) {
            forsaken.put(sync.indexes.get(i), sync.versions.get(i));
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
        pages.forEach((index, page) -> {
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
        for (Mapping mapping : mappings) {
            mapping.refresh(index * Page.SIZE + within, 1);
        }
        return index * Page.SIZE + within;
    }

    // ---- power cut ----

    /** What a power cut did to the file. */
    record Loss(int writes, int tornPages) {
    }

    /** The file is what the cut leaves of it, in both images. */
    Loss settle(FileCut cut) {
        if (cut.shrunk() && !cut.whole() && shrunkTo < durableLength) {
            cutDurable(shrunkTo);
        }
        int torn = 0;
        for (Map.Entry<Long, Page> entry : dirty.entrySet()) {
            torn += entry.getValue().isTornBy(cut.sectors(entry.getKey())) ? 1 : 0;
        }
        int lost = lostWrites(cut);
        dirty.forEach((index, page) -> page.settle(isForsaken(index, page) ? 0 : cut.sectors(index)));
        forsaken.clear();
        dirty.clear();
        length = cut.length();
        dropBeyond(length);
        durableLength = length;
        shrunkTo = NOT_SHRUNK;
        extendedTo = 0;
        writes.clear();
        return new Loss(lost, torn);
    }

    /** Before a power cut is decided: what programs stored in mapped memory counts, and no sync comes to its end. */
    void powerGoes() {
        absorbMappings(0, length);
        syncs.clear();
    }

    /** True where the page counts as clean though it never reached the disk; it will not do so by itself. */
    boolean isForsaken(long index, Page page) {
        Integer version = forsaken.get(index);
        return version != null && version == page.version();
    }

    long durableLength() {
        return durableLength;
    }

    /** The least length since the last sync, where that is less than what is durable; else more than any length. */
    long shrunkTo() {
        return shrunkTo < durableLength ? shrunkTo : NOT_SHRUNK;
    }

    /** The greatest length that was set, and not come to by writing, since the last sync; 0 where none was. */
    long extendedTo() {
        return extendedTo;
    }

    /** Pages with unsynced changes, by their numbers. */
    SortedMap<Long, Page> dirtyPages() {
        return dirty;
    }

    /** Offset and length of writes since the last sync; not all, where there were many. */
    List<long[]> unsyncedWrites() {
        return writes;
    }

    private int lostWrites(FileCut cut) {
        int lost = 0;
        for (long[] write : writes) {
            long end = write[0] + write[1];
            boolean whole = end <= cut.length();
            for (long at = write[0]; whole && at < end; at = (at / Page.SECTOR + 1) * Page.SECTOR) {
                Page page = dirty.get(at / Page.SIZE);
                int sector = (int) (at % Page.SIZE / Page.SECTOR);
                whole = page == null || !page.isSectorDirty(sector)
                        || (cut.sectors(at / Page.SIZE) & 1 << sector) != 0;
            }
            if (!whole) {
                lost++;
            }
        }
        return lost;
    }

    private void cutDurable(long from) {
        long first = from / Page.SIZE;
        pages.tailMap(first, true).forEach((index, page) -> {
            page.cutDurable(index == first ? (int) (from % Page.SIZE) : 0);
            if (page.isDirty()) {
                dirty.put(index, page);
            }
        });
    }

    private void dropBeyond(long end) {
        long first = (end + Page.SIZE - 1) / Page.SIZE;
        pages.tailMap(first, true).clear();
        cachedIndex = -1;
        cachedPage = null;
        int within = (int) (end % Page.SIZE);
        Page last = within == 0 ? null : pages.get(end / Page.SIZE);
        if (last != null) {
            last.zero(within, Page.SIZE - within);
            last.settle(-1);
        }
    }

    // ---- mapped memory ----

    Mapping map(long position, long size, boolean shared, boolean writable) {
        for (Mapping mapping : mappings) {
            if (shared && mapping.covers(position, size)) {
                return mapping;
            }
        }
        Mapping mapping = new Mapping(this, position, size, writable);
        absorbMappings(position, size);
        mapping.fill();
        if (shared) {
            mappings = new ArrayList<>(mappings);
            mappings.add(mapping);
        }
        return mapping;
    }

    void unmapped(Mapping mapping) {
        mappings = new ArrayList<>(mappings);
        mappings.remove(mapping);
    }

    /** Brings what programs stored through mapped memory into the visible image. */
    void absorbMappings(long position, long count) {
        for (int i = 0; i < mappings.size(); i++) {
            mappings.get(i).absorb(position, count);
        }
    }

    boolean isMapped() {
        return !mappings.isEmpty();
    }

    /** A store through mapped memory: differs from a write in that it never makes the file longer. */
    void storeMapped(long position, long address, int count) {
        int at = (int) (position % Page.SIZE);
        Page page = page(position / Page.SIZE);
        if (page == null ? !isZero(address, count) : !page.visibleEquals(at, address, count)) {
            put(position, null, address, count);
            if (writes.size() < COUNTED_WRITES) {
                writes.add(new long[] {position, count});
            }
            for (Mapping mapping : mappings) {
                mapping.refresh(position, count);
            }
            disk.changed(this);
        }
    }

    void readRaw(long position, long address, int count) {
        Page page = page(position / Page.SIZE);
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
