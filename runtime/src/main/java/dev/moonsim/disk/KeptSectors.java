package dev.moonsim.disk;

/**
 * Which sectors of pages have their new content after a power cut, a bit each. Numbers lie in arrays, for a big file may have
 * hundreds of thousands of such pages.
 */
final class KeptSectors {
    /** None of any page; nothing may be added to it. */
    static final KeptSectors NONE = new KeptSectors();
    private static final int FEW = 16;

    /** Pages by their hash, each as its number plus 1; 0 is a free place. */
    private long[] pages = {};
    private int[] sectors = {};
    private int count;

    KeptSectors() {}

    KeptSectors(KeptSectors other) {
        pages = other.pages.clone();
        sectors = other.sectors.clone();
        count = other.count;
    }

    /** The sectors of a page; 0 where none was added. */
    int of(long page) {
        if (count == 0) {
            return 0;
        }
        int place = place(page);
        return pages[place] == 0 ? 0 : sectors[place];
    }

    /** These sectors of the page, too. */
    void add(long page, int more) {
        if (count * 2 >= pages.length) {
            grow();
        }
        int place = place(page);
        if (pages[place] == 0) {
            pages[place] = page + 1;
            count++;
        }
        sectors[place] |= more;
    }

    @Override
    public boolean equals(Object other) {
        if (!(other instanceof KeptSectors that) || that.count != count) {
            return false;
        }
        for (int i = 0; i < pages.length; i++) {
            if (pages[i] != 0 && that.of(pages[i] - 1) != sectors[i]) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int hashCode() {
        int sum = 0;
        for (int i = 0; i < pages.length; i++) {
            sum += Long.hashCode(pages[i]) * 31 + sectors[i]; // whatever their places
        }
        return sum;
    }

    private int place(long page) {
        int mask = pages.length - 1;
        int place = (int) (page * 0x9E3779B97F4A7C15L >>> 40) & mask;
        while (pages[place] != 0 && pages[place] != page + 1) {
            place = place + 1 & mask;
        }
        return place;
    }

    private void grow() {
        long[] oldPages = pages;
        int[] oldSectors = sectors;
        pages = new long[Math.max(FEW, oldPages.length * 2)];
        sectors = new int[pages.length];
        for (int i = 0; i < oldPages.length; i++) {
            if (oldPages[i] != 0) {
                int place = place(oldPages[i] - 1);
                pages[place] = oldPages[i];
                sectors[place] = oldSectors[i];
            }
        }
    }
}
