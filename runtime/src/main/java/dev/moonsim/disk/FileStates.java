package dev.moonsim.disk;

import dev.moonsim.decide.DecisionStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * All that a power cut may leave of one file with unsynced changes, in one profile. The first state is the one in which nothing
 * of them is left, the last the one in which all are. States that read the same are one, as far as that is seen without reading:
 * a sector that has not changed, or lies beyond the end, is no difference.
 */
final class FileStates {
    /** A length, and the sectors below it of which there is a choice, each for itself. */
    private record Block(boolean shrunk, long length, List<Sector> free, KeptSectors required) {
        long count() {
            long product = 1;
            for (Sector sector : free) {
                product = product > Long.MAX_VALUE / sector.contents() ? Long.MAX_VALUE : product * sector.contents();
            }
            return product;
        }
    }

    /**
     * A sector that may be old, new where that is something else, or as it was between two changes.
     *
     * @param earlier what it was between, as {@link Page#earlierOf} has it
     */
    private record Sector(long page, int number, boolean differs, List<Integer> earlier) {
        int contents() {
            return (differs ? 2 : 1) + earlier.size();
        }

        /** @param content 0 for old, then new, then those before, the oldest first */
        void choose(long content, KeptSectors kept, Map<Long, Integer> past) {
            int between = (int) content - (differs ? 2 : 1);
            if (between >= 0) {
                past.put(page * Page.SECTORS + number, earlier.get(between));
            } else if (content == 1) {
                keep(kept);
            }
        }

        void keep(KeptSectors kept) {
            kept.add(page, 1 << number);
        }
    }

    private final RegularFile file;
    private final List<Block> blocks = new ArrayList<>();
    private final long count;

    FileStates(RegularFile file, DiskProfile profile) {
        this.file = file;
        long durable = file.durableLength();
        boolean mayShrink = file.shrunkTo() < durable;
        switch (profile.data()) {
            case NONE -> add(false, durable, 0, Long.MAX_VALUE);
            case ANY -> {
                lengths(durable).forEach(length -> add(false, length, Long.MAX_VALUE, Long.MAX_VALUE));
                if (mayShrink) {
                    lengths(file.shrunkTo()).forEach(length -> add(true, length, Long.MAX_VALUE, Long.MAX_VALUE));
                }
            }
            case LENGTH_FOLLOWS_PAGES, LENGTH_FOLLOWS_PAGES_BUT_FOR_THE_OLD_LAST -> {
                if (mayShrink) { // blocks that it gave up are not the file's again before that has reached the disk
                    add(false, durable, file.shrunkTo() / Page.SECTOR * Page.SECTOR, Long.MAX_VALUE);
                }
                journaled(Math.min(durable, file.shrunkTo()), mayShrink,
                        profile.data() == DiskProfile.Data.LENGTH_FOLLOWS_PAGES_BUT_FOR_THE_OLD_LAST);
            }
        }
        long sum = 0;
        for (Block block : blocks) {
            sum = block.count() > Long.MAX_VALUE - sum ? Long.MAX_VALUE : sum + block.count();
        }
        count = sum;
    }

    /** @param base the length that the file has where no longer one has reached the disk */
    private void journaled(long base, boolean shrunk, boolean oldLastIsAhead) {
        add(shrunk, base, Long.MAX_VALUE, Long.MAX_VALUE);
        long lengthSet = Math.min(file.extendedTo(), file.size());
        TreeSet<Long> lengths = new TreeSet<>();
        long blockEnd = Math.min(file.size(), (base + Page.SIZE - 1) / Page.SIZE * Page.SIZE);
        if (oldLastIsAhead && blockEnd > base) {
            lengths.add(blockEnd);
        }
        if (lengthSet > base) {
            lengths.add(lengthSet);
        }
        file.pages().forEachDirty((index, page) -> lengths.add(Math.min(file.size(), (index + 1) * Page.SIZE)));
        for (long length : lengths.tailSet(base, false)) {
            boolean ahead = length == lengthSet || oldLastIsAhead && length == blockEnd;
            add(shrunk, length, Long.MAX_VALUE, ahead ? Long.MAX_VALUE : (length - 1) / Page.SIZE);
        }
        if (file.size() > base && (lengths.isEmpty() || lengths.last() < file.size())) {
            add(shrunk, file.size(), Long.MAX_VALUE, Long.MAX_VALUE); // all pages of the tail count as written, or were never there
        }
    }

    /** What the file may have been long, from a length up. */
    private TreeSet<Long> lengths(long from) {
        TreeSet<Long> lengths = new TreeSet<>();
        lengths.add(from);
        if (file.size() > from) {
            lengths.add(file.size());
        }
        if (file.extendedTo() > from && file.extendedTo() < file.size()) {
            lengths.add(file.extendedTo());
        }
        for (long[] write : file.unsyncedWrites()) {
            long end = write[0] + write[1];
            if (end > from && end < file.size()) {
                lengths.add(end);
            }
        }
        file.pages().forEachDirty((index, page) -> {
            if (index * Page.SIZE > from && index * Page.SIZE < file.size()) {
                lengths.add(index * Page.SIZE);
            }
        });
        return lengths;
    }

    /**
     * @param freeBelow sectors from here on keep what is durable
     * @param requiredPage a page of which all sectors must have reached the disk
     */
    private void add(boolean shrunk, long length, long freeBelow, long requiredPage) {
        List<Sector> free = new ArrayList<>();
        KeptSectors required = new KeptSectors();
        file.pages().forEachDirty((index, page) -> {
            long start = index * Page.SIZE;
            if (start >= length || file.isForsaken(index, page)) {
                return;
            }
            if (index == requiredPage) {
                required.add(index, FileCut.ALL_SECTORS);
                return;
            }
            int end = (int) Math.min(Page.SIZE, length - start);
            int cut = shrunk ? (int) Math.clamp(file.shrunkTo() - start, 0, Page.SIZE) : Page.SIZE;
            for (int sector = 0; sector < Page.SECTORS; sector++) {
                if (start + (sector + 1) * Page.SECTOR <= freeBelow) {
                    List<Integer> earlier = page.earlierOf(sector, end, cut);
                    boolean differs = page.differs(sector, end, cut);
                    if (differs || !earlier.isEmpty()) {
                        free.add(new Sector(index, sector, differs, earlier));
                    }
                }
            }
        });
        blocks.add(new Block(shrunk, length, free, required));
    }

    /** As many as a {@code long} can say, where there are more. */
    long count() {
        return count;
    }

    /** @param index from 0 to {@link #count}, without it */
    FileCut state(long index) {
        for (Block block : blocks) {
            if (index < block.count()) {
                return cut(block, index);
            }
            index -= block.count();
        }
        throw new IndexOutOfBoundsException();
    }

    FileCut nothing() {
        return cut(blocks.getFirst(), 0);
    }

    FileCut everything() {
        Block last = blocks.getLast();
        KeptSectors kept = new KeptSectors(last.required);
        last.free.forEach(sector -> sector.keep(kept));
        return new FileCut(false, last.shrunk, last.length, kept);
    }

    /** The last length, and none of the sectors that it can do without. */
    FileCut lengthAlone() {
        return cut(blocks.getLast(), 0);
    }

    /** Sectors that the last length can do without. */
    int sectors() {
        return blocks.getLast().free.size();
    }

    /** Everything but one sector. */
    FileCut without(int sector) {
        Block last = blocks.getLast();
        KeptSectors kept = new KeptSectors(last.required);
        for (int i = 0; i < last.free.size(); i++) {
            if (i != sector) {
                last.free.get(i).keep(kept);
            }
        }
        return new FileCut(false, last.shrunk, last.length, kept);
    }

    /** A state that the stream draws: each length is as likely as any other, and so is each set of sectors. */
    FileCut draw(DecisionStream decisions) {
        Block block = blocks.get(decisions.below(blocks.size()));
        KeptSectors kept = new KeptSectors(block.required);
        Map<Long, Integer> past = new HashMap<>();
        for (Sector sector : block.free) {
            sector.choose(decisions.below(sector.contents()), kept, past);
        }
        return new FileCut(false, block.shrunk, block.length, kept, past);
    }

    private static FileCut cut(Block block, long index) {
        KeptSectors kept = new KeptSectors(block.required);
        Map<Long, Integer> past = new HashMap<>();
        long left = index;
        for (int i = 0; i < block.free.size() && left > 0; i++) {
            Sector sector = block.free.get(i);
            sector.choose(left % sector.contents(), kept, past);
            left /= sector.contents();
        }
        return new FileCut(false, block.shrunk, block.length, kept, past);
    }
}
