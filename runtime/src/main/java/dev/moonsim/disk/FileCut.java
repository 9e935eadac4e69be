package dev.moonsim.disk;

import java.util.HashMap;
import java.util.Map;

/**
 * What a power cut leaves of one file's unsynced changes.
 *
 * @param whole all of them
 * @param shrunk the least length since the last sync had reached the disk, and what lay beyond it is gone
 * @param length what the file has afterwards
 * @param kept the sectors that have their new content
 * @param earlier for sectors, by their number in the file, which of their earlier contents they have ({@link Page#earlierOf})
 */
record FileCut(boolean whole, boolean shrunk, long length, KeptSectors kept, Map<Long, Integer> earlier) {
    static final int ALL_SECTORS = -1;

    FileCut(boolean whole, boolean shrunk, long length, KeptSectors kept) {
        this(whole, shrunk, length, kept, Map.of());
    }

    int sectors(long page) {
        return whole ? ALL_SECTORS : kept.of(page);
    }

    /** The same for one page, by the sector's number in the page. */
    Map<Integer, Integer> earlier(long page) {
        if (earlier.isEmpty()) {
            return Map.of();
        }
        Map<Integer, Integer> ofPage = new HashMap<>();
        for (int sector = 0; sector < Page.SECTORS; sector++) {
            Integer place = earlier.get(page * Page.SECTORS + sector);
            if (place != null) {
                ofPage.put(sector, place);
            }
        }
        return ofPage;
    }
}
