package dev.moonsim.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import apps.storage.SqliteRefused;
import dev.moonsim.e2e.Moonsim.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Storage libraries, as shipped, whose power goes again and again: each answered write is there, and none in part. {@code docs/storage.md}
 * has what each promises and what the long runs measured.
 */
class StorageTest {
    private static final Path TARGET = Path.of("target").toAbsolutePath();
    /** Agrona asks for it; the others do not mind. */
    private static final String OPENED = "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED";
    /** Libraries of millions of field accesses a second; the disk is what is looked at here. */
    private static final String[] JVM = {OPENED, "-Dmoonsim.preempt=sync", "-Dmoonsim.table=off"};

    @TempDir
    Path directory;

    /** A repetition with another digest would be an error of the run. */
    @ParameterizedTest
    @CsvSource({"strict, h2-maps h2-tables, 40, true", "ext4, hsqldb leveldb, 25, true", "mapdb, mapdb, 40, false"})
    void someAnsweredWritesAreThere(String scenario, String stores, int writes, boolean inAnotherJvm) throws IOException {
        Path few = scenario(scenario, writes, null);
        Run repeated = Moonsim.scenarioAt(few).seed(1).jvm(JVM).jvm("-Dmoonsim.repeat=2").run().passed();
        for (String store : stores.split(" ")) {
            assertTrue(repeated.out().contains(store + "-client| passed: " + writes + " writes, "), repeated.toString());
        }
        assertTrue(count(repeated, "node.crash") > 0 && count(repeated, "disk.unsynced-write-lost") > 0, repeated.report());
        if (inAnotherJvm) {
            assertEquals(repeated.digest(), Moonsim.scenarioAt(few).seed(1).jvm(JVM).jvm("-Xmx512m").run().passed().digest());
        }
    }

    /** Lucene takes its time to start, so it comes with the soak. */
    @Tag("soak")
    @ParameterizedTest
    @CsvSource({"xfs, lucene, 40", "adversary, agrona, 40"})
    void someAnsweredWritesOfOthersAreThereToo(String scenario, String store, int writes) throws IOException {
        someAnsweredWritesAreThere(scenario, store, writes, true);
    }

    @Tag("soak")
    @ParameterizedTest
    @CsvSource({"strict, 1", "strict, 2", "strict, 3", "ext4, 1", "ext4, 2", "ext4, 3", "xfs, 1", "xfs, 2", "xfs, 3",
        "adversary, 1", "adversary, 2", "adversary, 3", "mapdb, 1", "mapdb, 2", "mapdb, 3"})
    void answeredWritesAreThere(String scenario, long seed) {
        String file = "storage-" + scenario + ".json";
        Run run = Moonsim.scenario(file).seed(seed).jvm(JVM).jvm(Moonsim.LONG).run().passed();
        assertEquals(run.digest(), Moonsim.scenario(file).seed(seed).jvm(JVM).jvm(Moonsim.LONG).run().passed().digest());
    }

    @ParameterizedTest
    @CsvSource({"adversary, AgronaLog, agrona", "xfs, LuceneIndex, lucene", "mapdb, MapDbMaps, mapdb"})
    void anAnswerBeforeTheLibrarysOwnIsFound(String scenario, String main, String store) throws IOException {
        Run run = Moonsim.scenarioAt(scenario(scenario, 300, main)).seed(1).jvm(JVM).run().exits(1);
        assertTrue(run.err().contains(" was answered, the last one there is ") && run.err().contains("(" + store + "-client, "), run.toString());
    }

    @Tag("soak")
    @ParameterizedTest
    @CsvSource({"strict, H2Maps, h2-maps", "strict, H2Tables, h2-tables", "ext4, HsqldbTables, hsqldb", "ext4, LevelDb, leveldb"})
    void anAnswerBeforeTheLibrarysOwnIsFoundInTheOthersToo(String scenario, String main, String store) throws IOException {
        anAnswerBeforeTheLibrarysOwnIsFound(scenario, main, store);
    }

    /** LUCENE-5588: up to 4.7 a commit synced its files, but not the directory that has their names. */
    @Test
    void lucene5588IsFoundAndGoneWhereItIsFixed() {
        Run with = lucene("lucene-with-5588", "24").exits(1);
        assertTrue(with.err().contains("lost  entry /var/lib/store/segments_2 is made")
                && with.err().contains("write 1 was promised, the last one there is 0"), with.toString());
        lucene("lucene-without-5588", "6").passed();
    }

    @Tag("soak")
    @Test
    void lucene5588IsGoneAtEveryCall() {
        lucene("lucene-without-5588", "1000").passed();
    }

    private Run lucene(String release, String points) {
        return powerCut("OldLuceneIndex", release, "strict", "2", "--points", points);
    }

    /** jankotek/mapdb 796 and 706: the log of MapDB's transactions is never read, so what a commit had half done stays half done. */
    @Test
    void aCommitOfMapDbThatIsCutOffIsNeverMended() throws IOException {
        String sync = mapDb("\"aim\": \"send\"", "\"aim\": \"sync\"", "\"adversary\"", "\"strict\"").out();
        assertTrue(sync.contains("the records are those of the last write: last ") || sync.contains("org.mapdb.DBException"), sync);
    }

    @Test
    void mapDbWithoutTransactionsDoesNotOpenWhatWasNotClosed() throws IOException {
        Run run = mapDb("MapDbMaps", "MapDbDirect");
        assertTrue(run.out().contains("Header checksum broken. Store was not closed correctly"), run.toString());
    }

    /** With something else in the scenario, after which the store can never be opened. */
    private Run mapDb(String... replaced) throws IOException {
        String text = Files.readString(scenario("mapdb", 300, null)).replace("\"10m\"", "\"20s\"")
                .replace("\"budget\"", "\"deadlines\": {\"recovery\": \"20s\"}, \"budget\"");
        for (int i = 0; i < replaced.length; i += 2) {
            text = text.replace(replaced[i], replaced[i + 1]);
        }
        Path file = Files.writeString(directory.resolve("cut.json"), text);
        Run run = Moonsim.scenarioAt(file).seed(1).jvm(JVM).run().exits(1);
        assertTrue(run.err().contains("liveness: mapdb-client has not ended 20s after the last fault ended"), run.toString());
        return run;
    }

    /** LUCENE-5588 made anew: names are not synced. */
    @Test
    void namesOfLuceneThatAreNotSyncedAreMissed() {
        Run run = powerCut("LuceneUnnamed", "lucene", "strict", "2", "--points", "24").exits(1);
        assertTrue(run.err().contains("write 1 was promised, the last one there is 0"), run.toString());
    }

    /** What a failed sync was to write counts as clean: the commit of {@code close} syncs again, and deletes the commit before. */
    @Test
    void aCommitOfLuceneThatIsTriedAgainIsNotDurable() {
        String[] cut = {"--sync-errors", "--point", "end", "--fail-sync", "5", "--state", "0"};
        powerCut("LuceneIndex", "lucene", "strict", "1", cut).passed();
        Run run = powerCut("LuceneRetried", "lucene", "strict", "1", cut).exits(1);
        assertTrue(run.err().contains("CorruptIndexException"), run.toString());
    }

    /** A chunk of H2 has checksums of its header and footer only; of what lies between them, a part may be missing. */
    @Test
    void aChunkOfH2WhoseMiddleIsMissingIsTakenForWhole() {
        Run run = powerCut("H2Maps", "h2", "xfs", "11", "--states", "12").exits(1);
        assertTrue(run.err().contains("  lost  /var/lib/store/maps.mv: bytes "), run.toString());
    }

    /** The log of the LevelDB port is mapped a megabyte at a time; what crosses its end is forced in part. */
    @Test
    void aSyncedWriteOfLevelDbThatCrossesAMegabyteIsLost() {
        powerCut("LevelDbMegabyte", "leveldb", "strict", "140", "--point", "end").passed();
        Run run = powerCut("LevelDbMegabyte", "leveldb", "ext4-ordered", "152", "--point", "end").exits(1);
        assertTrue(run.err().contains("write 150 was promised, as were all up to 152, and is not there"), run.toString());
    }

    @ParameterizedTest
    @CsvSource({"ext4, 8"})
    void noFileOfTheHostIsWritten(String scenario, int writes) throws IOException {
        FileWrites calls = new FileWrites(directory);
        Moonsim.scenarioAt(scenario(scenario, writes, null)).on(calls.java()).seed(1).jvm(JVM).run().passed();
        assertTrue(calls.seen() > 100, "strace sees the JVM");
        assertEquals(List.of(), calls.made());
    }

    @Tag("soak")
    @ParameterizedTest
    @CsvSource({"strict, 300", "ext4, 300", "xfs, 200", "adversary, 300", "mapdb, 300"})
    void noFileOfTheHostIsWrittenInLongRuns(String scenario, int writes) throws IOException {
        noFileOfTheHostIsWritten(scenario, writes);
    }

    @Test
    void sqliteIsRefusedByName() {
        Run run = Moonsim.onClassPath(Moonsim.CLASSES + ":" + TARGET.resolve("storage/sqlite") + "/*", SqliteRefused.class.getName())
                .seed(1).jvm("-Dmoonsim.table=off").run().exits(1);
        assertTrue(run.err().contains("  not loaded: native library sqlitejdbc, code that is not the JVM's would leave the simulation\n"),
                run.toString());
        assertTrue(run.report().contains("-*-libsqlitejdbc.so\""), run.report());
    }

    private Run powerCut(String program, String library, String profile, String writes, String... options) {
        String main = "apps.storage." + program;
        List<String> words = new ArrayList<>(List.of("powercut", "--jvm=-XX:TieredStopAtLevel=1", "--preempt", "sync", "--disk-profile", profile,
                "--check", main + " check"));
        words.addAll(List.of(options));
        words.addAll(List.of("--", "-cp", Moonsim.CLASSES + ":" + TARGET.resolve("storage/" + library) + "/*", main, "run", writes));
        return Moonsim.cli(words.toArray(new String[0])).run();
    }

    private static long count(Run run, String fault) {
        return run.report().contains("\"" + fault + "\"") ? Long.parseLong(run.field(fault)) : 0;
    }

    /** The scenario with another number of writes, more faults a second, and one of its programs careless. */
    private Path scenario(String name, int writes, String careless) throws IOException {
        String text = Files.readString(Moonsim.SCENARIOS.resolve("storage-" + name + ".json")).replace("../target", TARGET.toString())
                .replaceAll("\"(200|300)\"", "\"" + writes + "\"").replace("00ms..3s", "00ms..1500ms").replace("1s..6s", "200ms..1500ms");
        if (careless != null) {
            int at = text.indexOf("[\"serve\"]", text.indexOf("apps.storage." + careless + "\""));
            text = text.substring(0, at) + "[\"serve\", \"careless\"]" + text.substring(at + "[\"serve\"]".length());
        }
        return Files.writeString(directory.resolve(name + ".json"), text);
    }
}
