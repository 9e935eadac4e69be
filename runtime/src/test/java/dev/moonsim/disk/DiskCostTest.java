package dev.moonsim.disk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Map;
import jdk.internal.misc.Unsafe;
import org.junit.jupiter.api.Test;

/** What the disk copies and how long its calls take in virtual time: counted, not measured. */
class DiskCostTest {
    private static final int MEGABYTE = 1 << 20;

    private static byte[] block(int value) {
        byte[] block = new byte[MEGABYTE];
        Arrays.fill(block, (byte) value);
        return block;
    }

    @Test
    void aPowerCutCopiesNothingOfWhatIsSynced() throws ErrnoException {
        TestDisk d = new TestDisk(1);
        OpenFile file = d.create("/f");
        for (int i = 0; i < 8; i++) {
            TestDisk.write(file, (long) i * MEGABYTE, block(i));
        }
        TestDisk.sync(file);
        assertEquals(0, d.disk.powerCut().copiedPages());
        assertTrue(Arrays.equals(block(5), 0, MEGABYTE, d.bytes("/f"), 5 * MEGABYTE, 6 * MEGABYTE));
    }

    @Test
    void whatIsUnsyncedIsCopiedOnlyWhereAPageIsTorn() throws ErrnoException {
        for (int seed = 1; seed <= 20; seed++) {
            TestDisk d = new TestDisk(seed);
            d.save("/f", "old");
            TestDisk.write(d.create("/f"), 0, block(1));
            Disk.PowerCut cut = d.disk.powerCut();
            assertTrue(cut.copiedPages() <= cut.tornPages(), cut.toString());
        }
    }

    @Test
    void aSyncTakesTheArraysAsTheyAre() {
        Page page = new Page();
        byte[] bytes = new byte[Page.SIZE];
        page.write(0, bytes, Unsafe.ARRAY_BYTE_BASE_OFFSET, Page.SIZE, 0);
        Image taken = page.share();
        assertSame(taken.bytes(), page.share().bytes());
        page.synced(taken, page.version());
        assertSame(taken.bytes(), page.share().bytes());
        page.write(0, bytes, Unsafe.ARRAY_BYTE_BASE_OFFSET, 1, 0);
        assertNotSame(taken.bytes(), page.share().bytes(), "what is durable is not changed");
    }

    @Test
    void whatIsAppendedBehindWhatIsSyncedIsWrittenInPlace() {
        Page page = new Page();
        byte[] bytes = new byte[Page.SIZE];
        page.write(0, bytes, Unsafe.ARRAY_BYTE_BASE_OFFSET, 1_100, 0);
        Image taken = page.share();
        page.write(1_100, bytes, Unsafe.ARRAY_BYTE_BASE_OFFSET, 100, 0);
        page.synced(taken, page.version() - 1);
        page.write(1_300, bytes, Unsafe.ARRAY_BYTE_BASE_OFFSET, 100, 0);
        assertSame(taken.bytes(), page.share().bytes());
        page.settle(0, Map.of());
        page.write(1_100, bytes, Unsafe.ARRAY_BYTE_BASE_OFFSET, 100, 0);
        assertNotSame(taken.bytes(), page.share().bytes(), "what was lost is still there");
    }

    @Test
    void aReadOfWhatIsNotInThePageCacheTakesTime() throws ErrnoException {
        TestDisk d = new TestDisk(1);
        OpenFile file = d.create("/f");
        TestDisk.write(file, 0, block(1));
        TestDisk.sync(file);
        d.syncDirectory("/");
        assertEquals(0, file.timeOfRead(0, 4096), "what was written is in the cache");
        d.disk.powerCut();
        OpenFile after = d.create("/f");
        assertTrue(after.timeOfRead(0, 100) >= 50_000, "the cache is empty after a power cut");
        assertEquals(0, after.timeOfRead(127 * 1024, 1024), "128 KiB are read ahead");
        assertNotEquals(0, after.timeOfRead(128 * 1024, 1));
        assertTrue(d.open("/f", OpenFile.O_RDWR | OpenFile.O_DIRECT).timeOfRead(0, 100) > 0, "direct reads have no cache");
    }

    @Test
    void whatIsMoreThanTheDiskCanDoQueuesUp() throws ErrnoException {
        TestDisk d = new TestDisk(1);
        OpenFile file = d.create("/f");
        for (int i = 0; i < 15; i++) {
            TestDisk.write(file, (long) i * MEGABYTE, block(i));
        }
        long first = d.disk.timeOfSync(file.inode(), file.beginSync());
        assertTrue(first >= 100_000_000, "15 MiB at 150 MB a second take " + first);
        assertTrue(d.disk.timeOfSync(file.inode(), null) >= first, "the next one waits for it");
        d.disk.powerCut();
        assertTrue(d.disk.timeOfSync(file.inode(), null) <= 2_000_000, "a disk with nothing to do takes its latency");
    }
}
