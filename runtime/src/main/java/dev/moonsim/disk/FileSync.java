package dev.moonsim.disk;

import java.util.Arrays;

/**
 * A sync of a file between its start and its end: which pages it writes and what was in them when it started. It holds their
 * arrays, not copies.
 */
public final class FileSync {
    private long[] indexes;
    private Page[] pages;
    private Image[] contents;
    private int[] versions;
    private int count;
    /** Runs of neighbouring pages: what the disk sees as one operation each. */
    private int runs;
    /** The length of the file when it started. */
    long length;
    /** The least length since then. */
    long shrunkTo = RegularFile.NOT_SHRUNK;
    /** Writes that it covers, counted since the file came into being; 0 where it is one of a range. */
    long writes;

    FileSync(int most) {
        indexes = new long[most];
        pages = new Page[most];
        contents = new Image[most];
        versions = new int[most];
    }

    void add(long index, Page page) {
        if (count == indexes.length) {
            int more = count * 2 + 1;
            indexes = Arrays.copyOf(indexes, more);
            pages = Arrays.copyOf(pages, more);
            contents = Arrays.copyOf(contents, more);
            versions = Arrays.copyOf(versions, more);
        }
        runs += count == 0 || indexes[count - 1] + 1 != index ? 1 : 0;
        indexes[count] = index;
        pages[count] = page;
        contents[count] = page.share();
        versions[count++] = page.version();
    }

    int pages() {
        return count;
    }

    int runs() {
        return runs;
    }

    long index(int i) {
        return indexes[i];
    }

    int version(int i) {
        return versions[i];
    }

    /** One of its pages is on the disk; returns whether nothing of the page is unsynced now. */
    boolean complete(int i) {
        pages[i].synced(contents[i], versions[i]);
        return !pages[i].isDirty();
    }

    void keepFirst(int kept) {
        count = kept;
    }
}
