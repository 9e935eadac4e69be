package dev.moonsim.disk;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import jdk.internal.misc.Unsafe;

/**
 * 4096 bytes of a file: what programs see, and what a power cut would leave where that differs. Arrays are never changed where
 * anybody else may hold them: both images share one as long as they are the same, a sync takes the array as it is, and the next
 * change makes another. They end where a page has only zeros from there on.
 */
final class Page {
    static final int SIZE = 4096;
    /** What a disk writes whole or not at all. */
    static final int SECTOR = 512;
    static final int SECTORS = SIZE / SECTOR;
    private static final int ALL_SECTORS = (1 << SECTORS) - 1;
    private static final int LEAST_CAPACITY = 64;
    private static final Unsafe UNSAFE = Unsafe.getUnsafe();

    /**
     * What sectors were between two unsynced changes.
     *
     * @param sectors which, a bit each
     * @param version of the page, the last with this content
     * @param first the sector that the array begins with
     */
    private record Earlier(int sectors, int version, byte[] image, int first) {
        private byte[] sector(int sector) {
            return Page.sector(image, sector - first);
        }
    }

    /** What is visible; null for zeros. */
    private byte[] data;
    /** What is durable while {@link #dirty}; null for zeros. */
    private byte[] durable;
    /** One bit a sector that may differ from the durable image. */
    private int dirty;
    /** Whether {@link #data} may be changed in place: nobody else has it. */
    private boolean own;
    /** Counts changes, so that a sync knows what came after it had started. */
    private int version;
    /** The version that {@link #durable} has, once a sync has set it. */
    private int durableVersion;
    /** What dirty sectors were before their last change, the oldest first; null for nothing. */
    private List<Earlier> earlier;
    /** The life of the page cache that it was last in; files that a disk has from the start are in its first. */
    private int cacheLife;
    /** Since it was last clean, a part of it was not the file's any more: what it was meanwhile is no content that can come back. */
    private boolean cutOff;

    Page() {}

    /** The same content; both pages share its arrays from here on. */
    Page(Page other) {
        data = other.share();
        durable = other.durable;
        dirty = other.dirty;
        version = other.version;
        durableVersion = other.durableVersion;
        earlier = other.earlier == null ? null : new ArrayList<>(other.earlier);
        cacheLife = other.cacheLife;
        cutOff = other.cutOff;
    }

    boolean isDirty() {
        return dirty != 0;
    }

    int version() {
        return version;
    }

    boolean isCached(int life) {
        return cacheLife == life;
    }

    void cached(int life) {
        cacheLife = life;
    }

    void read(int from, Object base, long offset, int length) {
        int there = data == null ? 0 : Math.clamp(data.length - from, 0, length);
        if (there > 0) {
            UNSAFE.copyMemory(data, Unsafe.ARRAY_BYTE_BASE_OFFSET + from, base, offset, there);
        }
        if (there < length) {
            UNSAFE.setMemory(base, offset + there, length - there, (byte) 0);
        }
    }

    /** @param history how many earlier contents of a sector are kept, as power cuts may leave one of them */
    void write(int at, Object base, long offset, int length, int history) {
        change(at, length, history);
        UNSAFE.copyMemory(base, offset, data, Unsafe.ARRAY_BYTE_BASE_OFFSET + at, length);
    }

    /** Content that both images have. */
    void load(byte[] content) {
        data = content;
    }

    /** Zeros from a byte on, as a file was cut off there. What was there before does not come back. */
    void zeroFrom(int from) {
        if (data == null) {
            return;
        }
        earlier = null;
        cutOff = true;
        if (from == 0) {
            begin(0, SIZE);
            data = null;
        } else if (from < data.length) {
            change(from, data.length - from, 0);
            Arrays.fill(data, from, data.length, (byte) 0);
        }
    }

    boolean visibleEquals(int at, long address, int length) {
        int i = 0;
        int whole = data == null ? 0 : Math.clamp(data.length - at, 0, length);
        for (; i + 8 <= whole; i += 8) {
            if (UNSAFE.getLongUnaligned(null, address + i) != UNSAFE.getLongUnaligned(data, Unsafe.ARRAY_BYTE_BASE_OFFSET + at + i)) {
                return false;
            }
        }
        for (; i < length; i++) {
            if (UNSAFE.getByte(address + i) != at(data, at + i)) {
                return false;
            }
        }
        return true;
    }

    private static byte at(byte[] image, int index) {
        return image == null || index >= image.length ? 0 : image[index];
    }

    /** Before the bytes are changed: {@link #data} is there, long enough, and may be changed in place. */
    private void change(int at, int length, int history) {
        remember(at, length, history);
        begin(at, length);
        int end = at + length;
        if (own && data != null && data.length >= end) {
            return;
        }
        int capacity = data != null && data.length >= end ? data.length : capacity(end);
        if (at == 0 && end == capacity) {
            data = (byte[]) UNSAFE.allocateUninitializedArray(byte.class, capacity); // all of it is written next
        } else {
            data = data == null ? new byte[capacity] : Arrays.copyOf(data, capacity);
        }
        own = true;
    }

    private static int capacity(int end) {
        return end <= LEAST_CAPACITY ? LEAST_CAPACITY : Integer.highestOneBit(end - 1) << 1;
    }

    private void begin(int at, int length) {
        if (dirty == 0) {
            durable = data;
            durableVersion = version;
            own = false;
        }
        version++;
        int first = at / SECTOR;
        int last = (at + length - 1) / SECTOR;
        dirty |= ALL_SECTORS >>> (SECTORS - 1 - (last - first)) << first;
    }

    private void remember(int at, int length, int history) {
        int sectors = history == 0 || cutOff ? 0 : dirtyWithin(at, length);
        if (sectors == 0) {
            return;
        }
        if (earlier == null) {
            earlier = new ArrayList<>(2);
        }
        int kept = 0;
        for (int i = earlier.size() - 1; i >= 0; i--) {
            if ((earlier.get(i).sectors & sectors) != 0 && ++kept >= history) {
                earlier.remove(i);
            }
        }
        if (at == 0 && length == SIZE) {
            earlier.add(new Earlier(sectors, version, share(), 0));
        } else {
            int first = Integer.numberOfTrailingZeros(sectors);
            int end = SECTORS - Integer.numberOfLeadingZeros(sectors << 32 - SECTORS);
            byte[] image = data == null || data.length <= first * SECTOR ? null
                    : Arrays.copyOfRange(data, first * SECTOR, Math.min(data.length, end * SECTOR));
            earlier.add(new Earlier(sectors, version, image, first));
        }
    }

    private static byte[] sector(byte[] image, int sector) {
        byte[] content = new byte[SECTOR];
        int there = image == null ? 0 : Math.clamp(image.length - sector * SECTOR, 0, SECTOR);
        if (there > 0) {
            System.arraycopy(image, sector * SECTOR, content, 0, there);
        }
        return content;
    }

    /** Both images: it happened on the disk. Only where they are the same. */
    void flip(int at, int bit) {
        byte[] changed = data == null ? new byte[capacity(at + 1)] : Arrays.copyOf(data, Math.max(data.length, capacity(at + 1)));
        changed[at] ^= (byte) (1 << bit);
        data = changed;
    }

    /** What is visible, for a sync that begins. */
    byte[] share() {
        own = false;
        return data;
    }

    /** @param content what was visible when the sync started, at {@code syncedVersion} */
    void synced(byte[] content, int syncedVersion) {
        if (dirty == 0 || syncedVersion - durableVersion <= 0) {
            return; // a later sync was faster
        }
        durableVersion = syncedVersion;
        if (version == syncedVersion) {
            becomeClean();
        } else {
            durable = content;
            if (earlier != null) {
                earlier.removeIf(past -> past.version - syncedVersion <= 0);
            }
        }
    }

    private void becomeClean() {
        dirty = 0;
        cutOff = false;
        if (durable != null) {
            durable = null;
        }
        if (earlier != null) {
            earlier = null;
        }
    }

    boolean isSectorDirty(int sector) {
        return (dirty & 1 << sector) != 0;
    }

    /** Of the dirty sectors in a range of bytes, a bit each. */
    int dirtyWithin(int at, int length) {
        int first = at / SECTOR;
        int last = (at + length - 1) / SECTOR;
        return dirty & ALL_SECTORS >>> (SECTORS - 1 - (last - first)) << first;
    }

    /**
     * Whether a sector would read differently if it did not reach the disk.
     *
     * @param end bytes of the page that the file has then
     * @param cut from which byte of the page on the durable image is gone, because a shorter length reached the disk
     */
    boolean differs(int sector, int end, int cut) {
        if (!isSectorDirty(sector)) {
            return false;
        }
        for (int i = sector * SECTOR; i < Math.min((sector + 1) * SECTOR, end); i++) {
            if (at(data, i) != (i >= cut ? 0 : at(durable, i))) {
                return true;
            }
        }
        return false;
    }

    /**
     * What else a sector may be than durable or new: contents between two changes that read differently from both.
     *
     * @param end as for {@link #differs}
     * @param cut as for {@link #differs}
     * @return their places, for {@link #settle}
     */
    List<Integer> earlierOf(int sector, int end, int cut) {
        if (earlier == null) {
            return List.of();
        }
        int from = sector * SECTOR;
        int length = Math.clamp(end - from, 0, SECTOR);
        List<byte[]> seen = new ArrayList<>();
        byte[] old = sector(durable, sector);
        Arrays.fill(old, Math.clamp(cut - from, 0, SECTOR), SECTOR, (byte) 0);
        seen.add(old);
        seen.add(sector(data, sector));
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < earlier.size(); i++) {
            if ((earlier.get(i).sectors & 1 << sector) == 0) {
                continue;
            }
            byte[] content = earlier.get(i).sector(sector);
            if (seen.stream().noneMatch(other -> Arrays.equals(other, 0, length, content, 0, length))) {
                seen.add(content);
                places.add(i);
            }
        }
        return places;
    }

    /** The first byte at or behind this one, in the same sector, that differs between the images; the end of the sector where none does. */
    int firstDifference(int from) {
        int end = (from / SECTOR + 1) * SECTOR;
        int at = from;
        while (at < end && at(data, at) == at(durable, at)) {
            at++;
        }
        return at;
    }

    /** The last byte of a sector that differs between the images; less than the sector's first where none does. */
    int lastDifference(int sector) {
        int at = (sector + 1) * SECTOR - 1;
        while (at >= sector * SECTOR && at(data, at) == at(durable, at)) {
            at--;
        }
        return at;
    }

    /** Whether only a part of what is unsynced would be there if these sectors reached the disk. */
    boolean isTornBy(int kept) {
        return (dirty & kept) != 0 && (dirty & ~kept) != 0;
    }

    /**
     * After a power cut: of the dirty sectors those in {@code kept} have their new content, the others the durable one, but for those
     * that have an earlier one.
     *
     * @param places what {@link #earlierOf} found, for each sector that has such, by the number of the sector
     * @return whether bytes had to be copied
     */
    boolean settle(int kept, Map<Integer, Integer> places) {
        boolean copied = false;
        if (!places.isEmpty() || isTornBy(kept)) {
            byte[] result = durable == null ? new byte[SIZE] : Arrays.copyOf(durable, SIZE);
            for (int s = 0; s < SECTORS; s++) {
                if ((kept & dirty & 1 << s) != 0) {
                    System.arraycopy(sector(data, s), 0, result, s * SECTOR, SECTOR);
                }
            }
            places.forEach((sector, place) -> System.arraycopy(earlier.get(place).sector(sector), 0, result, sector * SECTOR, SECTOR));
            data = result;
            copied = true;
        } else if ((dirty & kept) == 0 && dirty != 0) {
            data = durable;
        }
        settle();
        return copied;
    }

    /** After a power cut that leaves all that is visible. */
    void settle() {
        becomeClean();
        version++;
        durableVersion = version;
    }

    /** The durable image ends before this byte of the page, because a shorter length reached the disk. */
    void cutDurable(int from) {
        if (dirty == 0) {
            if (data == null) {
                return;
            }
            durable = data;
            own = false;
            dirty = ALL_SECTORS;
        }
        if (durable != null && durable.length > from) {
            durable = from == 0 ? null : Arrays.copyOf(durable, from);
            dirty = ALL_SECTORS;
        }
    }
}
