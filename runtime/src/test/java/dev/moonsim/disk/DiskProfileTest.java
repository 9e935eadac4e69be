package dev.moonsim.disk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The rules of each profile: all that a power cut can leave, enumerated; and that no seed leaves anything else. */
class DiskProfileTest {
    private static final int SEEDS = 150;
    private static final int MOST = 5000;
    private static final int PAGE = Page.SIZE;
    private static final int SECTOR = Page.SECTOR;

    /** Prepares a disk. */
    private interface Setting {
        void prepare(TestDisk disk) throws ErrnoException;
    }

    /** Says what is left. */
    private interface Look {
        String at(TestDisk disk) throws ErrnoException;
    }

    /** All outcomes, one after the other. */
    private static Set<String> outcomes(DiskProfile profile, Setting setting, Look look) throws ErrnoException {
        Set<String> outcomes = new TreeSet<>();
        int listed = 1;
        for (int i = 0; i < listed; i++) {
            CutChoice choice = new CutChoice(i, MOST);
            TestDisk disk = new TestDisk(1, profile);
            disk.disk.cutsDecidedBy(choice);
            setting.prepare(disk);
            disk.disk.powerCut();
            listed = choice.listed();
            assertEquals(choice.legal(), listed, "all are listed");
            outcomes.add(look.at(disk));
        }
        Set<String> drawn = new TreeSet<>();
        for (int seed = 0; seed < SEEDS; seed++) {
            TestDisk disk = new TestDisk(seed, profile);
            setting.prepare(disk);
            disk.disk.powerCut();
            drawn.add(look.at(disk));
        }
        assertTrue(outcomes.containsAll(drawn), () -> profile + " seeds left " + drawn + ", legal is " + outcomes);
        return outcomes;
    }

    private static Look content(String path) {
        return disk -> String.valueOf(disk.content(path)).replace('\0', '.');
    }

    private static Look names(String... paths) {
        return disk -> {
            StringBuilder there = new StringBuilder();
            for (String path : paths) {
                there.append(disk.exists(path) ? path.substring(1) : "");
            }
            return there.toString();
        };
    }

    private static byte[] filled(int length, char c) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) c);
        return bytes;
    }

    /** A durable file under a durable name, in any profile. */
    private static void save(TestDisk disk, String path, String text) throws ErrnoException {
        disk.save(path, text);
        disk.syncDirectory("/");
    }

    /** The first byte of each sector, zero as a point. */
    private static Look sectors(String path) {
        return disk -> {
            byte[] bytes = disk.bytes(path);
            StringBuilder text = new StringBuilder();
            for (int at = 0; at < bytes.length; at += SECTOR) {
                text.append(bytes[at] == 0 ? '.' : (char) bytes[at]);
            }
            return text.toString();
        };
    }

    // ---- data and length ----

    @ParameterizedTest
    @CsvSource({
        "STRICT,       'acked'",
        "EXT4_ORDERED, 'acked,acked+new,acked....'",
        "XFS,          'acked,acked+new'",
        "ADVERSARY,    'acked,acked+new,acked....'"})
    void anAppendWithinTheLastBlock(DiskProfile profile, String left) throws ErrnoException {
        assertEquals(new TreeSet<>(Arrays.asList(left.split(","))), outcomes(profile, disk -> {
            save(disk, "/log", "acked");
            TestDisk.write(disk.create("/log"), 5, "+new");
        }, content("/log")));
    }

    @ParameterizedTest
    @CsvSource({
        "STRICT,       'oooooooo'",
        "EXT4_ORDERED, 'oooooooo,nooooooo,onoooooo,nnoooooo'",
        "XFS,          'oooooooo,nooooooo,onoooooo,nnoooooo'",
        "ADVERSARY,    'oooooooo,nooooooo,onoooooo,nnoooooo'"})
    void anOverwriteIsTornBetweenSectors(DiskProfile profile, String left) throws ErrnoException {
        assertEquals(Set.of(left.split(",")), outcomes(profile, disk -> {
            save(disk, "/data", "o".repeat(PAGE));
            TestDisk.write(disk.create("/data"), 0, filled(2 * SECTOR, 'n'));
        }, sectors("/data")));
    }

    @ParameterizedTest
    @CsvSource({
        "STRICT,       'a'",
        "EXT4_ORDERED, 'a,ab,abc,a.c'",
        "XFS,          'a,ab,abc,a.c'",
        "ADVERSARY,    'a,ab,a.,abc,a.c,ab.,a..'"})
    void newPagesAndTheirLength(DiskProfile profile, String left) throws ErrnoException {
        assertEquals(Set.of(left.split(",")), outcomes(profile, disk -> {
            disk.create("/data");
            save(disk, "/data", "a".repeat(PAGE));
            OpenFile file = disk.create("/data");
            TestDisk.write(file, PAGE, filled(SECTOR, 'b')); // the rest of its page is a hole
            TestDisk.write(file, 2 * PAGE, filled(SECTOR, 'c'));
        }, disk -> {
            byte[] bytes = disk.bytes("/data");
            StringBuilder pages = new StringBuilder();
            for (int at = 0; at < bytes.length; at += PAGE) {
                pages.append(bytes[at] == 0 ? '.' : (char) bytes[at]);
            }
            return pages.toString();
        }));
    }

    @ParameterizedTest
    @CsvSource({
        "STRICT,       'old content'",
        "EXT4_ORDERED, '|new|old content'",
        "XFS,          '|new|old content'",
        "ADVERSARY,    '|...|new|new........|old content'"})
    void aFileTruncatedAndWrittenAnew(DiskProfile profile, String left) throws ErrnoException {
        assertEquals(new TreeSet<>(Arrays.asList(left.split("\\|"))), outcomes(profile, disk -> {
            save(disk, "/config", "old content");
            TestDisk.write(disk.open("/config", TestDisk.READ_WRITE | OpenFile.O_TRUNC), 0, "new");
        }, content("/config")));
    }

    @ParameterizedTest
    @CsvSource({"STRICT, 1", "EXT4_ORDERED, 4", "XFS, 4", "ADVERSARY, 4"})
    void aLengthThatWasSetNeedsNoData(DiskProfile profile, int count) throws ErrnoException {
        Set<String> outcomes = outcomes(profile, disk -> {
            save(disk, "/data", "a".repeat(PAGE));
            OpenFile file = disk.create("/data");
            file.truncate(2 * PAGE);
            TestDisk.write(file, 0, filled(SECTOR, 'n'));
        }, sectors("/data"));
        assertEquals(count, outcomes.size(), outcomes.toString());
        assertTrue(profile == DiskProfile.STRICT || outcomes.contains("aaaaaaaa........"), outcomes.toString());
    }

    // ---- names ----

    @ParameterizedTest
    @CsvSource({"STRICT, o", "EXT4_ORDERED, 'o,ao,abo,ab'", "XFS, 'o,ao,abo,ab'", "ADVERSARY, 'o,ao,bo,abo,a,b,ab,'"})
    void creationsAndADeletion(DiskProfile profile, String left) throws ErrnoException {
        assertEquals(Set.of(left.split(",", -1)), outcomes(profile, disk -> {
            save(disk, "/o", "");
            disk.create("/a");
            disk.create("/b");
            disk.disk.names().unlink(-1, "/o");
        }, names("/a", "/b", "/o")));
    }

    @ParameterizedTest
    @CsvSource({"STRICT, 'old,next'", "EXT4_ORDERED, 'old,next|new'", "XFS, 'old,next|new'", "ADVERSARY, 'old,next|new,next|new'"})
    void aRenameOverAnotherFile(DiskProfile profile, String left) throws ErrnoException {
        assertEquals(Set.of(left.split("\\|")), outcomes(profile, disk -> {
            save(disk, "/current", "old");
            save(disk, "/next", "new");
            disk.disk.names().rename(-1, "/next", -1, "/current");
        }, disk -> disk.content("/current") + (disk.exists("/next") ? ",next" : "")));
    }

    @ParameterizedTest
    @CsvSource({"STRICT, null", "EXT4_ORDERED, new", "XFS, new", "ADVERSARY, 'new,null'"})
    void aSyncedNewFileAndItsName(DiskProfile profile, String left) throws ErrnoException {
        assertEquals(Set.of(left.split(",")), outcomes(profile, disk -> disk.save("/a", "new"), content("/a")));
    }

    @ParameterizedTest
    @CsvSource({"STRICT, 'null'", "EXT4_ORDERED, ',new,null'", "XFS, ',new,null'", "ADVERSARY, ',...,new,null'"})
    void aNewFileWithoutASync(DiskProfile profile, String left) throws ErrnoException {
        assertEquals(new TreeSet<>(Arrays.asList(left.split(",", -1))), outcomes(profile, disk -> TestDisk.write(disk.create("/a"), 0, "new"),
                content("/a")));
    }

    @ParameterizedTest
    @CsvSource({"STRICT, 1", "EXT4_ORDERED, 2", "XFS, '1,2'", "ADVERSARY, '1,2'"})
    void aSyncOfAnotherFileThatWasWrittenBeforeARename(DiskProfile profile, String left) throws ErrnoException {
        assertEquals(Set.of(left.split(",")), outcomes(profile, disk -> {
            save(disk, "/current", "1");
            save(disk, "/next", "2");
            save(disk, "/log", "");
            OpenFile log = disk.create("/log");
            TestDisk.write(log, 0, "done");
            disk.disk.names().rename(-1, "/next", -1, "/current");
            TestDisk.sync(log);
        }, content("/current")));
    }

    @ParameterizedTest
    @CsvSource({"STRICT, a", "EXT4_ORDERED, 'a,c,d,e'", "XFS, 'a,c,d,e'", "ADVERSARY, 'a,b,c,d,e'"})
    void severalWritesOfOneSector(DiskProfile profile, String left) throws ErrnoException {
        assertEquals(Set.of(left.split(",")), outcomes(profile, disk -> {
            save(disk, "/slot", "a");
            OpenFile slot = disk.create("/slot");
            for (String content : List.of("b", "c", "d", "e")) {
                TestDisk.write(slot, 0, content);
            }
        }, content("/slot")));
    }

    @ParameterizedTest
    @EnumSource(DiskProfile.class)
    void whatWasThereBeforeASyncDoesNotComeBack(DiskProfile profile) throws ErrnoException {
        assertEquals(Set.of("c"), outcomes(profile, disk -> {
            save(disk, "/slot", "a");
            OpenFile slot = disk.create("/slot");
            TestDisk.write(slot, 0, "b");
            TestDisk.write(slot, 0, "c");
            TestDisk.sync(slot);
        }, content("/slot")));
    }

    @ParameterizedTest
    @CsvSource({"STRICT, 1", "EXT4_ORDERED, 2", "XFS, 2", "ADVERSARY, '1,2'"})
    void aSyncOfAnotherFileThatWasWrittenAfterARename(DiskProfile profile, String left) throws ErrnoException {
        assertEquals(Set.of(left.split(",")), outcomes(profile, disk -> {
            save(disk, "/current", "1");
            save(disk, "/next", "2");
            save(disk, "/log", "");
            disk.disk.names().rename(-1, "/next", -1, "/current");
            OpenFile log = disk.create("/log");
            TestDisk.write(log, 0, "done");
            TestDisk.sync(log);
        }, content("/current")));
    }

    @ParameterizedTest
    @EnumSource(DiskProfile.class)
    void aSyncOfTheDirectoryAfterARename(DiskProfile profile) throws ErrnoException {
        assertEquals(Set.of("2 gone"), outcomes(profile, disk -> {
            save(disk, "/current", "1");
            save(disk, "/next", "2");
            disk.disk.names().rename(-1, "/next", -1, "/current");
            disk.syncDirectory("/");
        }, disk -> disk.content("/current") + (disk.exists("/next") ? " there" : " gone")));
    }

    @ParameterizedTest
    @CsvSource({"STRICT, null", "EXT4_ORDERED, x", "XFS, x", "ADVERSARY, 'x,null'"})
    void aDirectoryHasAnEntryOfItsOwn(DiskProfile profile, String left) throws ErrnoException {
        assertEquals(Set.of(left.split(",")), outcomes(profile, disk -> {
            disk.disk.names().mkdir("/d", 0777);
            disk.save("/d/file", "x");
            disk.syncDirectory("/d");
        }, content("/d/file")));
    }

    @Test
    void aMoveBetweenDirectoriesNeverLosesTheFile() throws ErrnoException {
        assertEquals(Set.of("a", "ab", "b"), outcomes(DiskProfile.ADVERSARY, disk -> {
            disk.disk.names().mkdir("/1", 0777);
            disk.disk.names().mkdir("/2", 0777);
            disk.save("/1/file", "x");
            disk.syncDirectory("/1");
            disk.syncDirectory("/");
            disk.disk.names().rename(-1, "/1/file", -1, "/2/file");
        }, disk -> (disk.exists("/1/file") ? "a" : "") + (disk.exists("/2/file") ? "b" : "")));
        assertEquals(Set.of("b"), outcomes(DiskProfile.ADVERSARY, disk -> {
            disk.disk.names().mkdir("/1", 0777);
            disk.disk.names().mkdir("/2", 0777);
            disk.save("/1/file", "x");
            disk.syncDirectory("/1");
            disk.syncDirectory("/");
            disk.disk.names().rename(-1, "/1/file", -1, "/2/file");
            disk.syncDirectory("/1"); // commits that it is gone, so it must be there under its new name
        }, disk -> (disk.exists("/1/file") ? "a" : "") + (disk.exists("/2/file") ? "b" : "")));
    }

    // ---- what all have in common ----

    @ParameterizedTest
    @EnumSource(DiskProfile.class)
    void syncedIsSynced(DiskProfile profile) throws ErrnoException {
        assertEquals(Set.of("synced"), outcomes(profile, disk -> save(disk, "/a", "synced"), content("/a")));
    }

    @ParameterizedTest
    @EnumSource(DiskProfile.class)
    void aFailedSyncLosesItsPages(DiskProfile profile) throws ErrnoException {
        Set<String> outcomes = outcomes(profile, disk -> {
            save(disk, "/a", "old");
            OpenFile file = disk.create("/a");
            TestDisk.write(file, 0, "new");
            DiskFault fails = new DiskFault() {
                @Override
                public SyncEnd sync(RegularFile synced) {
                    return SyncEnd.FAILED;
                }
            };
            disk.disk.add(fails);
            assertEquals(ErrnoException.EIO, TestDisk.errnoOf(() -> TestDisk.sync(file)));
            disk.disk.remove(fails);
            TestDisk.sync(file);
        }, content("/a"));
        assertEquals(Set.of("old"), outcomes);
    }

    @ParameterizedTest
    @EnumSource(DiskProfile.class)
    void whereThereAreManyASampleStandsForThem(DiskProfile profile) throws ErrnoException {
        Set<String> first = null;
        for (int time = 0; time < 2; time++) {
            Set<String> sampled = new TreeSet<>();
            int listed = 1;
            for (int i = 0; i < listed; i++) {
                CutChoice choice = new CutChoice(i, 20);
                TestDisk disk = new TestDisk(7, profile);
                disk.disk.cutsDecidedBy(choice);
                save(disk, "/data", "o".repeat(3 * PAGE));
                TestDisk.write(disk.create("/data"), 0, filled(3 * PAGE, 'n'));
                disk.create("/extra");
                disk.disk.powerCut();
                listed = choice.listed();
                assertEquals(profile == DiskProfile.STRICT ? 1 : 2L << 24, choice.legal());
                sampled.add(sectors("/data").at(disk) + disk.exists("/extra"));
            }
            assertEquals(profile == DiskProfile.STRICT ? 1 : 20, listed);
            assertEquals(listed, sampled.size(), "each is another one");
            if (profile != DiskProfile.STRICT) {
                assertTrue(sampled.containsAll(Set.of("o".repeat(24) + false, "n".repeat(24) + true, "o".repeat(24) + true)),
                        sampled.toString());
            }
            first = first == null ? sampled : first;
            assertEquals(first, sampled);
        }
    }

    @Test
    void whatIsLostIsNamed() throws ErrnoException {
        CutChoice choice = new CutChoice(0, 100);
        TestDisk disk = new TestDisk(1, DiskProfile.ADVERSARY);
        disk.disk.cutsDecidedBy(choice);
        save(disk, "/data", "o".repeat(PAGE));
        TestDisk.write(disk.create("/data"), 600, filled(PAGE, 'n'));
        disk.create("/extra");
        disk.disk.powerCut();
        assertEquals("[lost  entry /extra is made, lost  /data: bytes 600..4695; length 4096 in place of 4696]",
                choice.lost().toString());
    }
}
