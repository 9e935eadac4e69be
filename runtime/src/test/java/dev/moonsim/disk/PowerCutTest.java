package dev.moonsim.disk;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What a power cut may take and what it may not, over many seeds. */
class PowerCutTest {
    private static final int SEEDS = 400;
    private static final int PAGE = 4096;
    private static final int SECTOR = 512;

    @Test
    void syncedDataIsNeverLost() throws ErrnoException {
        for (int seed = 0; seed < SEEDS; seed++) {
            TestDisk d = new TestDisk(seed);
            d.save("/a", "synced");
            d.disk.powerCut();
            assertEquals("synced", d.content("/a"));
            assertEquals(0, d.disk.lastPowerCut().lostWrites());
        }
    }

    @Test
    void unsyncedAppendsAreOftenLostAndSometimesKept() throws ErrnoException {
        Set<String> outcomes = new TreeSet<>();
        int lost = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            TestDisk d = new TestDisk(seed);
            OpenFile log = d.create("/log");
            TestDisk.write(log, 0, "acked");
            TestDisk.sync(log);
            TestDisk.write(log, 5, "+unsynced");
            Disk.PowerCut cut = d.disk.powerCut();
            String left = d.content("/log");
            outcomes.add(left.replace('\0', '.'));
            boolean isLost = !left.equals("acked+unsynced");
            assertEquals(isLost ? 1 : 0, cut.lostWrites(), left);
            assertEquals(isLost ? "1 unsynced write lost in /log" : "", cut.summary());
            assertEquals(isLost ? 1L : null, d.simulation.faults().counts().get("disk.unsynced-write-lost"));
            lost += isLost ? 1 : 0;
        }
        assertEquals(Set.of("acked", "acked+unsynced"), outcomes);
        assertTrue(lost > SEEDS / 2 && lost < SEEDS * 9 / 10, lost + " of " + SEEDS);
    }

    @Test
    void overwritesAreKeptOrLostBySectorAndNeverMixedWithin() throws ErrnoException {
        int torn = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            TestDisk d = new TestDisk(seed);
            byte[] old = new byte[4 * PAGE];
            Arrays.fill(old, (byte) 'o');
            OpenFile file = d.create("/data");
            TestDisk.write(file, 0, old);
            TestDisk.sync(file);
            byte[] young = new byte[2 * PAGE + 100];
            Arrays.fill(young, (byte) 'n');
            TestDisk.write(file, 700, young);
            Disk.PowerCut cut = d.disk.powerCut();
            byte[] left = d.bytes("/data");
            assertEquals(old.length, left.length);
            torn += cut.tornPages();
            byte[] whole = old.clone();
            System.arraycopy(young, 0, whole, 700, young.length);
            for (int sector = 0; sector < left.length; sector += SECTOR) {
                byte[] is = Arrays.copyOfRange(left, sector, sector + SECTOR);
                assertTrue(Arrays.equals(is, Arrays.copyOfRange(old, sector, sector + SECTOR))
                        || Arrays.equals(is, Arrays.copyOfRange(whole, sector, sector + SECTOR)), "sector at " + sector);
            }
        }
        assertTrue(torn > 0);
    }

    @Test
    void tornAppendsHaveTheirLengthAndZerosForLostSectors() throws ErrnoException {
        int tornWrites = 0;
        int tornPages = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            TestDisk d = new TestDisk(seed);
            d.disk.tears(() -> true);
            OpenFile file = d.create("/log");
            TestDisk.write(file, 0, filled(700, 'a'));
            TestDisk.sync(file);
            TestDisk.write(file, 700, filled(2000, 'b'));
            tornPages += d.disk.powerCut().tornPages();
            tornWrites += d.simulation.faults().counts().containsKey("disk.torn-write") ? 1 : 0;
            byte[] left = d.bytes("/log");
            assertEquals(2700, left.length);
            assertArrayEquals(filled(700, 'a'), Arrays.copyOf(left, 700));
            for (int at = 700; at < left.length; at++) {
                boolean begins = at == 700 || at % SECTOR == 0;
                assertTrue(begins ? left[at] == 'b' || left[at] == 0 : left[at] == left[at - 1], "byte " + at + " is " + left[at]);
            }
        }
        assertTrue(tornPages > SEEDS * 8 / 10 && tornWrites >= tornPages, tornPages + ", " + tornWrites + " of " + SEEDS);
    }

    @Test
    void bytesBeyondTheSyncedOnesAreNewOrZeroButNeverGarbage() throws ErrnoException {
        for (int seed = 0; seed < SEEDS; seed++) {
            TestDisk d = new TestDisk(seed);
            OpenFile file = d.create("/data");
            TestDisk.write(file, 0, filled(PAGE, 'a'));
            TestDisk.sync(file);
            for (int i = 1; i < 8; i++) {
                TestDisk.write(file, (long) i * PAGE, filled(PAGE, 'b'));
            }
            d.disk.powerCut();
            byte[] left = d.bytes("/data");
            assertTrue(left.length >= PAGE && left.length <= 8 * PAGE, left.length + "");
            assertArrayEquals(filled(PAGE, 'a'), Arrays.copyOf(left, PAGE));
            for (int i = PAGE; i < left.length; i++) {
                assertTrue(left[i] == 'b' || left[i] == 0, "byte " + i + " is " + left[i]);
            }
        }
    }

    @Test
    void aReplacedFileIsOldEmptyOrNew() throws ErrnoException {
        Set<String> outcomes = new TreeSet<>();
        for (int seed = 0; seed < SEEDS; seed++) {
            TestDisk d = new TestDisk(seed);
            d.save("/config", "old content");
            TestDisk.write(d.open("/config", TestDisk.READ_WRITE | OpenFile.O_TRUNC), 0, "new");
            d.disk.powerCut();
            outcomes.add(d.content("/config"));
        }
        assertEquals(Set.of("", "new", "old content"), outcomes);
    }

    @Test
    void whatIsWrittenDuringASyncIsNotPromised() throws ErrnoException {
        Set<String> outcomes = new TreeSet<>();
        for (int seed = 0; seed < SEEDS; seed++) {
            TestDisk d = new TestDisk(seed);
            OpenFile file = d.create("/log");
            TestDisk.write(file, 0, "before");
            FileSync sync = file.beginSync();
            TestDisk.write(file, 6, "+during");
            file.completeSync(sync, true);
            d.disk.powerCut();
            outcomes.add(d.content("/log"));
        }
        assertEquals(Set.of("before", "before+during"), outcomes);
    }

    @Test
    void aSyncThatDidNotEndPromisesNothing() throws ErrnoException {
        Set<String> outcomes = new TreeSet<>();
        for (int seed = 0; seed < SEEDS; seed++) {
            TestDisk d = new TestDisk(seed);
            d.save("/log", "first");
            OpenFile file = d.create("/log");
            TestDisk.write(file, 5, "+second");
            FileSync sync = file.beginSync();
            d.disk.powerCut();
            file.completeSync(sync, true); // the caller is dead; even so nothing comes back
            outcomes.add(d.content("/log"));
            d.disk.powerCut();
        }
        assertEquals(Set.of("first", "first+second"), outcomes);
    }

    @Test
    void aRenameIsDurableAfterALaterSyncAndNotBefore() throws ErrnoException {
        Set<String> outcomes = new TreeSet<>();
        for (int seed = 0; seed < SEEDS; seed++) {
            TestDisk d = new TestDisk(seed);
            d.save("/current", "1");
            d.save("/next", "2");
            d.disk.names().rename(-1, "/next", -1, "/current");
            assertEquals("2", d.content("/current"));
            d.disk.powerCut();
            outcomes.add(d.content("/current") + d.exists("/next"));
        }
        assertEquals(Set.of("1true", "2false"), outcomes);

        TestDisk d = new TestDisk(1);
        d.save("/current", "1");
        d.save("/next", "2");
        d.disk.names().rename(-1, "/next", -1, "/current");
        TestDisk.sync(d.open("/", OpenFile.O_RDONLY));
        d.disk.powerCut();
        assertEquals("2", d.content("/current"));
    }

    @Test
    void aNewFileThatIsSyncedKeepsItsNameAndTheDirectoriesAboveIt() throws ErrnoException {
        for (int seed = 0; seed < 50; seed++) {
            TestDisk d = new TestDisk(seed);
            d.disk.names().mkdir("/data", 0777);
            d.disk.names().mkdir("/data/deep", 0777);
            d.save("/data/deep/file", "x");
            d.disk.powerCut();
            assertEquals("x", d.content("/data/deep/file"));
        }
    }

    @Test
    void unsyncedCreationsAndDeletionsAreUndoneInReverseOrder() throws ErrnoException {
        Set<String> outcomes = new TreeSet<>();
        for (int seed = 0; seed < SEEDS; seed++) {
            TestDisk d = new TestDisk(seed);
            d.save("/old", "old");
            d.create("/a");
            d.create("/b");
            d.disk.names().unlink(-1, "/old");
            int lost = d.disk.powerCut().lostNames();
            String state = (d.exists("/a") ? "a" : "") + (d.exists("/b") ? "b" : "") + (d.exists("/old") ? "o" : "");
            outcomes.add(state + lost);
            if (d.exists("/old")) {
                assertEquals("old", d.content("/old"));
            }
        }
        assertEquals(Set.of("o3", "ao2", "abo1", "ab0"), outcomes);
    }

    @Test
    void aMovedDirectoryComesBackWithItsPath() throws ErrnoException {
        for (int seed = 0; seed < 100; seed++) {
            TestDisk d = new TestDisk(seed);
            d.disk.names().mkdir("/one", 0777);
            d.save("/one/file", "x");
            d.disk.names().rename(-1, "/one", -1, "/two");
            d.disk.powerCut();
            String name = d.exists("/one") ? "/one" : "/two";
            assertEquals(name + "/file", d.disk.names().realpath(name + "/../" + name + "/file"));
            assertEquals("x", d.content(name + "/file"));
        }
    }

    @Test
    void aProcessThatEndsLosesNothing() throws ErrnoException {
        TestDisk d = new TestDisk(3);
        TestDisk.write(d.create("/x"), 0, "kept by the kernel");
        d.disk.processEnded(d.disk.caller());
        assertEquals("kept by the kernel", d.content("/x"));
    }

    @Test
    void aWipedDiskIsEmpty() throws ErrnoException {
        TestDisk d = new TestDisk(3);
        d.save("/x", "1");
        d.disk.wipe();
        assertNull(d.content("/x"));
        d.save("/x", "2");
        d.disk.powerCut();
        assertEquals("2", d.content("/x"));
    }

    @Test
    void oneSeedOneOutcome() throws ErrnoException {
        for (int seed = 0; seed < 50; seed++) {
            assertArrayEquals(scribbled(seed), scribbled(seed));
        }
    }

    private static byte[] scribbled(long seed) throws ErrnoException {
        TestDisk d = new TestDisk(seed);
        Random random = new Random(seed);
        OpenFile file = d.create("/f");
        for (int i = 0; i < 200; i++) {
            byte[] bytes = new byte[random.nextInt(9000)];
            random.nextBytes(bytes);
            TestDisk.write(file, random.nextInt(100_000), bytes);
            if (random.nextInt(30) == 0) {
                file.truncate(random.nextInt(120_000));
            }
            if (random.nextInt(20) == 0) {
                TestDisk.sync(file);
            }
        }
        d.disk.powerCut();
        byte[] left = d.bytes("/f");
        d.disk.powerCut();
        assertArrayEquals(left, d.bytes("/f"), "a second power cut takes nothing more");
        return left;
    }

    private static byte[] filled(int length, char c) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) c);
        return bytes;
    }
}
