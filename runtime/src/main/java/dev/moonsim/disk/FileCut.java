package dev.moonsim.disk;

import java.util.Map;

/**
 * What a power cut leaves of one file's unsynced changes.
 *
 * @param whole all of them
 * @param shrunk the least length since the last sync had reached the disk, and what lay beyond it is gone
 * @param length what the file has afterwards
 * @param kept for each page, by its number, the sectors that have their new content, a bit each; none for pages not named
 */
record FileCut(boolean whole, boolean shrunk, long length, Map<Long, Integer> kept) {
    static final int ALL_SECTORS = -1;

    int sectors(long page) {
        return whole ? ALL_SECTORS : kept.getOrDefault(page, 0);
    }
}
