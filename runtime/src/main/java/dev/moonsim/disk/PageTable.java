package dev.moonsim.disk;

import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;

/**
 * The pages of a file by their numbers: those that were ever written, and which of them have unsynced changes. Sparse; sixty-four
 * neighbours share an entry, so that a page costs little more than its bytes.
 */
final class PageTable {
    private static final int BITS = 6;
    private static final int SPAN = 1 << BITS;

    interface Visitor {
        void page(long index, Page page);
    }

    private static final class Chunk {
        private Page[] pages = new Page[1];
        private long dirty;
        /** Whether it is in {@link PageTable#dirty}. */
        private boolean listed;

        private Page get(int at) {
            return at < pages.length ? pages[at] : null;
        }
    }

    private final TreeMap<Long, Chunk> chunks = new TreeMap<>();
    /** Those with dirty pages, and some that became clean: a file that is written and synced in turn does so in one of them. */
    private final TreeMap<Long, Chunk> dirty = new TreeMap<>();
    private int dirtyPages;
    private long latestNumber = -1;
    private Chunk latest;

    /** The same pages, each for itself, but for their bytes. */
    void copyFrom(PageTable other) {
        other.chunks.forEach((number, chunk) -> {
            Chunk copy = new Chunk();
            copy.pages = chunk.pages.clone();
            for (int i = 0; i < copy.pages.length; i++) {
                copy.pages[i] = copy.pages[i] == null ? null : new Page(copy.pages[i]);
            }
            copy.dirty = chunk.dirty;
            chunks.put(number, copy);
            if (copy.dirty != 0) {
                list(number, copy);
            }
        });
        dirtyPages = other.dirtyPages;
    }

    private Chunk chunk(long number) {
        if (number == latestNumber) {
            return latest;
        }
        Chunk chunk = chunks.get(number);
        if (chunk != null) {
            latestNumber = number;
            latest = chunk;
        }
        return chunk;
    }

    /** Null where it was never written. */
    Page get(long index) {
        Chunk chunk = chunk(index >> BITS);
        return chunk == null ? null : chunk.get((int) index & SPAN - 1);
    }

    /** The page, which comes into being where there was none. */
    Page make(long index) {
        long number = index >> BITS;
        Chunk chunk = chunk(number);
        if (chunk == null) {
            chunk = new Chunk();
            chunks.put(number, chunk);
            latestNumber = number;
            latest = chunk;
        }
        int at = (int) index & SPAN - 1;
        if (at >= chunk.pages.length) {
            chunk.pages = Arrays.copyOf(chunk.pages, Math.min(SPAN, Math.max(at + 1, chunk.pages.length * 2)));
        }
        Page page = chunk.pages[at];
        if (page == null) {
            page = new Page();
            chunk.pages[at] = page;
        }
        return page;
    }

    /** The page has unsynced changes. */
    void setDirty(long index) {
        Chunk chunk = chunk(index >> BITS);
        if (!chunk.listed) {
            list(index >> BITS, chunk);
        }
        if ((chunk.dirty & 1L << index) == 0) {
            chunk.dirty |= 1L << index;
            dirtyPages++;
        }
    }

    void setClean(long index) {
        Chunk chunk = chunk(index >> BITS);
        if (chunk != null && (chunk.dirty & 1L << index) != 0) {
            chunk.dirty &= ~(1L << index);
            dirtyPages--;
        }
    }

    private void list(long number, Chunk chunk) {
        chunk.listed = true;
        dirty.put(number, chunk);
    }

    void setAllClean() {
        dirty.values().forEach(chunk -> {
            chunk.dirty = 0;
            chunk.listed = false;
        });
        dirty.clear();
        dirtyPages = 0;
    }

    /** All that is visible is durable. */
    void settleAll() {
        for (Chunk chunk : dirty.values()) {
            for (long left = chunk.dirty; left != 0; left &= left - 1) {
                chunk.pages[Long.numberOfTrailingZeros(left)].settle();
            }
        }
        setAllClean();
    }

    /** How many have unsynced changes. */
    int dirtyPages() {
        return dirtyPages;
    }

    /** In order; which pages are dirty may change meanwhile, but none may come or go. */
    void forEachDirty(Visitor visitor) {
        if (dirty.size() == 1) { // the usual case, without an iterator
            Map.Entry<Long, Chunk> only = dirty.firstEntry();
            visit(only.getKey(), only.getValue(), only.getValue().dirty, visitor);
        } else {
            dirty.values().removeIf(chunk -> {
                chunk.listed = chunk.dirty != 0;
                return !chunk.listed;
            });
            dirty.forEach((number, chunk) -> visit(number, chunk, chunk.dirty, visitor));
        }
    }

    /** From one page to another, both included. */
    void forEachDirty(long first, long last, Visitor visitor) {
        dirty.subMap(first >> BITS, true, last >> BITS, true).forEach((number, chunk) -> visit(number, chunk, chunk.dirty, (index, page) -> {
            if (index >= first && index <= last) {
                visitor.page(index, page);
            }
        }));
    }

    /** All pages from one on, in order. */
    void forEachFrom(long first, Visitor visitor) {
        chunks.tailMap(first >> BITS, true).forEach((number, chunk) -> {
            for (int at = 0; at < chunk.pages.length; at++) {
                long index = number << BITS | at;
                if (chunk.pages[at] != null && index >= first) {
                    visitor.page(index, chunk.pages[at]);
                }
            }
        });
    }

    /** The pages from one on are gone, whatever is unsynced in them. */
    void dropFrom(long first) {
        latestNumber = -1;
        latest = null;
        if (first == 0) {
            chunks.clear();
            dirty.clear();
            dirtyPages = 0;
            return;
        }
        for (Iterator<Map.Entry<Long, Chunk>> i = chunks.tailMap(first >> BITS, true).entrySet().iterator(); i.hasNext(); ) {
            Map.Entry<Long, Chunk> entry = i.next();
            Chunk chunk = entry.getValue();
            int from = entry.getKey() << BITS >= first ? 0 : (int) first & SPAN - 1;
            long gone = chunk.dirty & -1L << from;
            if (gone != 0) {
                dirtyPages -= Long.bitCount(gone);
                chunk.dirty &= ~gone;
            }
            if (from == 0) {
                i.remove();
                if (chunk.listed) {
                    dirty.remove(entry.getKey());
                }
            } else if (from < chunk.pages.length) {
                Arrays.fill(chunk.pages, from, chunk.pages.length, null);
            }
        }
    }

    private static void visit(long number, Chunk chunk, long bits, Visitor visitor) {
        for (long left = bits; left != 0; left &= left - 1) {
            int at = Long.numberOfTrailingZeros(left);
            visitor.page(number << BITS | at, chunk.pages[at]);
        }
    }
}
