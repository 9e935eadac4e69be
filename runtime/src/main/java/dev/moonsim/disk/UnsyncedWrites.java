package dev.moonsim.disk;

import java.util.ArrayList;
import java.util.List;

/** The writes of a file since its last sync, for people and for the lengths that it has had. */
final class UnsyncedWrites {
    /** Writes counted one by one between two syncs; of more, only the data matters. */
    private static final int COUNTED = 20_000;

    /** Offset and length of each. */
    private final List<long[]> writes = new ArrayList<>(0);
    private long forgotten;

    void add(long position, long count) {
        if (writes.size() < COUNTED) {
            writes.add(new long[] {position, count});
        }
    }

    void copyFrom(UnsyncedWrites other) {
        writes.addAll(other.writes);
        forgotten = other.forgotten;
    }

    /** How many there were since the file came into being. */
    long total() {
        return forgotten + writes.size();
    }

    /** The first ones are on the disk. */
    void synced(long total) {
        int covered = (int) Math.clamp(total - forgotten, 0, writes.size());
        writes.subList(0, covered).clear();
        forgotten += covered;
    }

    void clear() {
        writes.clear();
    }

    /** Offset and length of each; not all, where there were many. */
    List<long[]> all() {
        return writes;
    }

    /** Those of which not all is there after a power cut. */
    int lost(FileCut cut, PageTable pages) {
        int lost = 0;
        for (long[] write : writes) {
            long end = write[0] + write[1];
            boolean whole = end <= cut.length();
            for (long at = write[0]; whole && !cut.whole() && at < end; at = (at / Page.SIZE + 1) * Page.SIZE) {
                Page page = pages.get(at / Page.SIZE);
                int from = (int) (at % Page.SIZE);
                whole = page == null || (page.dirtyWithin(from, (int) Math.min(Page.SIZE - from, end - at)) & ~cut.sectors(at / Page.SIZE)) == 0;
            }
            lost += whole ? 0 : 1;
        }
        return lost;
    }
}
