package dev.moonsim.disk;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import jdk.internal.misc.Unsafe;

/**
 * 4096 bytes of a file: what programs see, and what a power cut would leave where that differs. Nothing that anybody else may
 * hold is ever changed: both images share an array as long as they are the same, a sync takes it as it is, and the next change
 * makes another, unless it comes behind all that others hold, as in a log.
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
     * @param first the sector that the image begins with
     */
    private record Earlier(int sectors, int version, Image image, int first) {
        private byte[] sector(int sector) {
            return image.sector(sector - first);
        }
    }

    /** What is visible, up to {@link #end}; null for zeros. */
    private byte[] data;
    private int end;
    /** What is durable while {@link #dirty}; null where it is not. */
    private Image durable;
    /** One bit a sector that may differ from the durable image. */
    private int dirty;
    /** From this byte on {@link #data} may be changed in place: nobody else has more of it, and behind {@link #end} it is zero. */
    private int free;
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
        show(other.share());
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
        int there = data == null ? 0 : Math.clamp(end - from, 0, length);
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
        end = content.length;
        free = end;
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
            end = 0;
        } else if (from < data.length) {
            change(from, data.length - from, 0);
            Arrays.fill(data, from, data.length, (byte) 0);
            end = Math.min(end, from);
        }
    }

    boolean visibleEquals(int at, long address, int length) {
        int i = 0;
        int whole = data == null ? 0 : Math.clamp(end - at, 0, length);
        for (; i + 8 <= whole; i += 8) {
            if (UNSAFE.getLongUnaligned(null, address + i) != UNSAFE.getLongUnaligned(data, Unsafe.ARRAY_BYTE_BASE_OFFSET + at + i)) {
                return false;
            }
        }
        for (; i < length; i++) {
            if (UNSAFE.getByte(address + i) != at(at + i)) {
                return false;
            }
        }
        return true;
    }

    private byte at(int index) {
        return index < end ? data[index] : 0;
    }

    private void show(Image image) {
        data = image.bytes();
        end = image.end();
        free = SIZE; // another page goes on with the array, or has been there
    }

    /** Before the bytes are changed: {@link #data} is there, long enough, and may be changed in place. */
    private void change(int at, int length, int history) {
        remember(at, length, history);
        begin(at, length);
        int behind = at + length;
        int there = end;
        end = Math.max(end, behind);
        if (data != null && at >= free && data.length >= behind) {
            return;
        }
        int capacity = data != null && data.length >= behind ? data.length : capacity(behind);
        if (at == 0 && behind == capacity) {
            data = (byte[]) UNSAFE.allocateUninitializedArray(byte.class, capacity); // all of it is written next
        } else if (data == null) {
            data = new byte[capacity];
        } else {
            byte[] old = data;
            data = Arrays.copyOf(old, capacity);
            if (there < old.length) {
                Arrays.fill(data, there, old.length, (byte) 0); // others may have come further
            }
        }
        free = 0;
    }

    private static int capacity(int bytes) {
        return bytes <= LEAST_CAPACITY ? LEAST_CAPACITY : Integer.highestOneBit(bytes - 1) << 1;
    }

    private void begin(int at, int length) {
        if (dirty == 0) {
            durable = share();
            durableVersion = version;
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
            int behind = SECTORS - Integer.numberOfLeadingZeros(sectors << 32 - SECTORS);
            Image image = new Image(data, end).part(first * SECTOR, (behind - first) * SECTOR);
            earlier.add(new Earlier(sectors, version, image, first));
        }
    }

    /** Both images: it happened on the disk. Only where they are the same. */
    void flip(int at, int bit) {
        byte[] changed = new byte[data == null ? capacity(at + 1) : Math.max(data.length, capacity(at + 1))];
        if (data != null) {
            System.arraycopy(data, 0, changed, 0, end);
        }
        changed[at] ^= (byte) (1 << bit);
        data = changed;
        end = Math.max(end, at + 1);
        free = 0;
    }

    /** What is visible, for a sync that begins. */
    Image share() {
        free = Math.max(free, end);
        return new Image(data, end);
    }

    /** @param content what was visible when the sync started, at {@code syncedVersion} */
    void synced(Image content, int syncedVersion) {
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
     * @param size bytes of the page that the file has then
     * @param cut from which byte of the page on the durable image is gone, because a shorter length reached the disk
     */
    boolean differs(int sector, int size, int cut) {
        if (!isSectorDirty(sector)) {
            return false;
        }
        for (int i = sector * SECTOR; i < Math.min((sector + 1) * SECTOR, size); i++) {
            if (at(i) != (i >= cut ? 0 : durable.at(i))) {
                return true;
            }
        }
        return false;
    }

    /**
     * What else a sector may be than durable or new: contents between two changes that read differently from both.
     *
     * @param size as for {@link #differs}
     * @param cut as for {@link #differs}
     * @return their places, for {@link #settle}
     */
    List<Integer> earlierOf(int sector, int size, int cut) {
        if (earlier == null) {
            return List.of();
        }
        int from = sector * SECTOR;
        int length = Math.clamp(size - from, 0, SECTOR);
        List<byte[]> seen = new ArrayList<>();
        byte[] old = durable.sector(sector);
        Arrays.fill(old, Math.clamp(cut - from, 0, SECTOR), SECTOR, (byte) 0);
        seen.add(old);
        Image visible = new Image(data, end);
        seen.add(visible.sector(sector));
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
        int next = (from / SECTOR + 1) * SECTOR;
        int at = from;
        while (at < next && at(at) == durable.at(at)) {
            at++;
        }
        return at;
    }

    /** The last byte of a sector that differs between the images; less than the sector's first where none does. */
    int lastDifference(int sector) {
        int at = (sector + 1) * SECTOR - 1;
        while (at >= sector * SECTOR && at(at) == durable.at(at)) {
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
            byte[] result = new byte[SIZE];
            durable.copyTo(result);
            Image visible = new Image(data, end);
            for (int s = 0; s < SECTORS; s++) {
                if ((kept & dirty & 1 << s) != 0) {
                    System.arraycopy(visible.sector(s), 0, result, s * SECTOR, SECTOR);
                }
            }
            places.forEach((sector, place) -> System.arraycopy(earlier.get(place).sector(sector), 0, result, sector * SECTOR, SECTOR));
            data = result;
            end = SIZE;
            free = 0;
            copied = true;
        } else if ((dirty & kept) == 0 && dirty != 0) {
            show(durable);
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
            durable = share();
            dirty = ALL_SECTORS;
        }
        if (durable.end() > from) {
            durable = durable.before(from);
            dirty = ALL_SECTORS;
        }
    }
}
