package dev.moonsim.disk;

import java.util.Arrays;
import jdk.internal.misc.Unsafe;

/** 4096 bytes of a file: what programs see, and what a power cut would leave where that differs. */
final class Page {
    static final int SIZE = 4096;
    /** What a disk writes whole or not at all. */
    static final int SECTOR = 512;
    private static final Unsafe UNSAFE = Unsafe.getUnsafe();
    static final int SECTORS = SIZE / SECTOR;
    private static final int ALL_SECTORS = (1 << SECTORS) - 1;

    /** What is visible; null for zeros. */
    private byte[] data;
    /** What is durable while {@link #dirty}; null for zeros. */
    private byte[] durable;
    /** One bit a sector that may differ from the durable image. */
    private int dirty;
    /** Counts changes, so that a sync knows what came after it had started. */
    private int version;
    /** The version that {@link #durable} has, once a sync has set it. */
    private int durableVersion;

    boolean isDirty() {
        return dirty != 0;
    }

    int version() {
        return version;
    }

    void read(int from, Object base, long offset, int length) {
        if (data == null) {
            UNSAFE.setMemory(base, offset, length, (byte) 0);
        } else {
            UNSAFE.copyMemory(data, Unsafe.ARRAY_BYTE_BASE_OFFSET + from, base, offset, length);
        }
    }

    void write(int at, Object base, long offset, int length) {
        change(at, length);
        UNSAFE.copyMemory(base, offset, data, Unsafe.ARRAY_BYTE_BASE_OFFSET + at, length);
    }

    /** Content that both images have. */
    void load(byte[] content) {
        data = content;
    }

    void zero(int from, int length) {
        if (data != null) {
            change(from, length);
            if (length == SIZE) {
                data = null;
            } else {
                Arrays.fill(data, from, from + length, (byte) 0);
            }
        }
    }

    boolean visibleEquals(int at, long address, int length) {
        int i = 0;
        for (; i + 8 <= length; i += 8) {
            if (UNSAFE.getLongUnaligned(null, address + i)
                    != (data == null ? 0 : UNSAFE.getLongUnaligned(data, Unsafe.ARRAY_BYTE_BASE_OFFSET + at + i))) {
                return false;
            }
        }
        for (; i < length; i++) {
            if (UNSAFE.getByte(address + i) != (data == null ? 0 : data[at + i])) {
                return false;
            }
        }
        return true;
    }

    private void change(int at, int length) {
        if (dirty == 0) {
            durable = data == null ? null : data.clone();
            durableVersion = version;
        }
        if (data == null) {
            data = new byte[SIZE];
        }
        version++;
        int first = at / SECTOR;
        int last = (at + length - 1) / SECTOR;
        dirty |= ALL_SECTORS >>> (SECTORS - 1 - (last - first)) << first;
    }

    /** Both images: it happened on the disk. Only where they are the same. */
    void flip(int at, int bit) {
        byte[] changed = data == null ? new byte[SIZE] : data.clone();
        changed[at] ^= (byte) (1 << bit);
        data = changed;
    }

    byte[] snapshot() {
        return data == null ? null : data.clone();
    }

    /** @param content what was visible when the sync started, at {@code syncedVersion} */
    void synced(byte[] content, int syncedVersion) {
        if (dirty == 0 || syncedVersion - durableVersion <= 0) {
            return; // a later sync was faster
        }
        durableVersion = syncedVersion;
        if (version == syncedVersion) {
            dirty = 0;
            durable = null;
        } else {
            durable = content;
        }
    }

    boolean isSectorDirty(int sector) {
        return (dirty & 1 << sector) != 0;
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
            if ((data == null ? 0 : data[i]) != (durable == null || i >= cut ? 0 : durable[i])) {
                return true;
            }
        }
        return false;
    }

    /** The first byte at or behind this one, in the same sector, that differs between the images; the end of the sector where none does. */
    int firstDifference(int from) {
        int end = (from / SECTOR + 1) * SECTOR;
        int at = from;
        while (at < end && (data == null ? 0 : data[at]) == (durable == null ? 0 : durable[at])) {
            at++;
        }
        return at;
    }

    /** The last byte of a sector that differs between the images; less than the sector's first where none does. */
    int lastDifference(int sector) {
        int at = (sector + 1) * SECTOR - 1;
        while (at >= sector * SECTOR && (data == null ? 0 : data[at]) == (durable == null ? 0 : durable[at])) {
            at--;
        }
        return at;
    }

    /** Whether only a part of what is unsynced would be there if these sectors reached the disk. */
    boolean isTornBy(int kept) {
        return (dirty & kept) != 0 && (dirty & ~kept) != 0;
    }

    /** After a power cut: of the dirty sectors those in {@code kept} have their new content, the others the durable one. */
    void settle(int kept) {
        if ((dirty & ~kept) != 0) {
            byte[] result = durable == null ? new byte[SIZE] : durable;
            for (int s = 0; s < SECTORS; s++) {
                if ((kept & dirty & 1 << s) == 0) {
                    continue;
                }
                if (data == null) {
                    Arrays.fill(result, s * SECTOR, (s + 1) * SECTOR, (byte) 0);
                } else {
                    System.arraycopy(data, s * SECTOR, result, s * SECTOR, SECTOR);
                }
            }
            data = result;
        }
        dirty = 0;
        durable = null;
        version++;
        durableVersion = version;
    }

    /** The durable image ends before this byte of the page, because a shorter length reached the disk. */
    void cutDurable(int from) {
        if (dirty == 0) {
            if (data == null) {
                return;
            }
            durable = data.clone();
            dirty = ALL_SECTORS;
        }
        if (durable != null) {
            Arrays.fill(durable, from, SIZE, (byte) 0);
            dirty = ALL_SECTORS;
        }
    }

}
