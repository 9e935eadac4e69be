package dev.moonsim.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.moonsim.e2e.Moonsim.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each kind of fault of disks: what a program sees of it, and that a mask, or a path that it is not aimed at, keeps it away. */
class DiskFaultsTest {
    private static final String CRASHES = "\"attrition\": {\"interval\": \"2s\", \"recovery\": \"1s\", \"graceful\": 0}";

    @TempDir
    private Path directory;

    private Moonsim scenario(String faults) throws IOException {
        Path file = directory.resolve("scenario.json");
        Files.writeString(file, """
                {"nodes": [{"name": "n", "main": "apps.faults.DiskSymptoms", "classPath": ["CLASSES"]}],
                 "workloads": [{"name": "doctor", "main": "apps.faults.DiskWitness", "classPath": ["CLASSES"], "args": ["25"]}],
                 "chaos": {"duration": "20s", "faults": {FAULTS}}}
                """.replace("CLASSES", Moonsim.CLASSES.toString()).replace("FAULTS", faults));
        return Moonsim.scenario(file.toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        disk.readError   | {"probability": 0.01}               | Input/output error
        disk.writeError  | {"probability": 0.05}               | Input/output error
        disk.syncError   | {"probability": 0.05}               | Input/output error
        disk.syncError   | {"probability": 0.5}                | wrong
        disk.syncLie     | {"probability": 1}                  | lost
        disk.lostWrite   | {"probability": 0.5}                | wrong
        disk.misdirected | {"probability": 0.01}               | wrong
        disk.rot         | {"interval": "100ms"}               | wrong
        disk.shortIo     | {"probability": 0.05}               | short write, short read
        disk.slow        | {"interval": "2s", "delay": "5ms"}  | slow
        disk.stall       | {"interval": "2s", "path": "num"}   | standstill
        disk.throttle    | {"interval": "2s", "factor": 20, "path": "num"} | slow
        disk.hang        | {"interval": "2s", "path": "num"}   | standstill
        disk.quota       | {"interval": "2s", "room": 4096}    | Disk quota exceeded, no space in little
        disk.full        | {"interval": "2s"}                  | No space left on device, no space in much
        disk.readOnly    | {"interval": "2s", "path": "num"}   | Read-only file system
        disk.openFiles   | {"interval": "2s", "path": "num"}   | Too many open files
        """)
    void aProgramSeesIt(String kind, String settings, String symptom) throws IOException {
        boolean needsCrash = symptom.equals("lost") || symptom.equals("wrong") && settings.contains("0.5");
        String fault = (needsCrash ? CRASHES + ", " : "") + "\"" + kind + "\": " + settings;
        Run run = scenario(fault).seed(1).run().passed();
        for (String each : symptom.split(", ")) {
            assertTrue(run.out().contains("symptom " + each), run.toString());
        }
        assertTrue(run.report().contains("\"" + kind + "\""), run.toString());
        Run again = scenario(fault).seed(1).jvm("-Dmoonsim.repeat=2").run().passed();
        assertEquals(run.digest(), again.digest(), kind);
        assertEquals(run.out().repeat(2), again.out());
    }

    @Test
    void aMaskKeepsItAway() throws IOException {
        Run masked = scenario("\"disk.writeError\": {\"probability\": 1}").seed(1).jvm("-Dmoonsim.mask=disk.*").run().passed();
        assertFalse(masked.out().contains("symptom"), masked.toString());
        assertFalse(masked.report().contains("\"disk.writeError\""), masked.toString());
    }

    @Test
    void itIsAimedAtPaths() throws IOException {
        Run other = scenario("\"disk.writeError\": {\"probability\": 1, \"path\": \"other$\"}").seed(1).run().passed();
        assertFalse(other.out().contains("symptom"), other.toString());
        StringBuilder all = new StringBuilder();
        for (String kind : "slow stall throttle hang quota full readOnly openFiles".split(" ")) {
            all.append(all.isEmpty() ? "" : ", ").append("\"disk.").append(kind)
                    .append("\": {\"interval\": \"1s\", \"path\": \"^/var/lib/other$\"").append(kind.equals("slow") ? ", \"delay\": \"5ms\"}" : "}");
        }
        Run others = scenario(all.toString()).seed(1).run().passed();
        assertFalse(others.out().contains("symptom"), others.toString());
        assertTrue(others.report().contains("\"disk.openFiles\"") && others.report().contains("\"disk.hang\""), others.toString());
        Run aimed = scenario("\"disk.writeError\": {\"probability\": 1, \"path\": \"num\"}").seed(1).run().passed();
        assertTrue(aimed.out().contains("symptom Input/output error"), aimed.toString());
        Run wrong = scenario("\"disk.writeError\": {\"path\": \"num[\"}").seed(1).run().exits(2);
        assertTrue(wrong.err().contains("path: Unclosed character class in the regular expression num["), wrong.toString());
    }

    /** One of three replicas may lose what it stored, so one is struck by all kinds, and no other. */
    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
        "disk.rot": {"interval": "1s..2s", "path": "log"}, "disk.misdirected": {"probability": 0.01} ; (?:bit rot|misdirected \\w+) on (n-\\d)
        "attrition": {"interval": "1s", "recovery": "100ms", "wipe": 2, "crash": 0, "graceful": 0}   ; crash and wipe (n-\\d)
        """)
    void itStrikesNoMoreReplicasThanAreTolerated(String faults, String struckNode) throws IOException {
        Path file = directory.resolve("tolerance.json");
        Files.writeString(file, """
                {"nodes": [{"name": "n", "count": 3, "main": "apps.faults.Appender", "args": ["careful"], "classPath": ["CLASSES"]}],
                 "disk": {"tolerance": 1}, "budget": "20s",
                 "chaos": {"duration": "10s", "faults": {FAULTS}}}
                """.replace("CLASSES", Moonsim.CLASSES.toString()).replace("FAULTS", faults));
        Set<String> struck = new TreeSet<>();
        for (int seed = 1; seed <= 2; seed++) {
            Run run = Moonsim.scenario(file.toString()).seed(seed).run();
            Set<String> nodes = new TreeSet<>();
            Matcher names = Pattern.compile(struckNode).matcher(run.report());
            while (names.find()) {
                nodes.add(names.group(1));
            }
            assertEquals(1, nodes.size(), run.toString());
            struck.addAll(nodes);
        }
        assertEquals(2, struck.size(), "another one in another run: " + struck);
    }

    /** Each program appends records while its disk has a quota; what is cut short has to be taken back. */
    @ParameterizedTest
    @CsvSource({"careful,0", "naive,1"})
    void aRecordThatIsCutShort(String variant, int status) throws IOException {
        Path file = directory.resolve("quota.json");
        Files.writeString(file, """
                {"nodes": [{"name": "log", "main": "apps.faults.Appender", "args": ["VARIANT"], "classPath": ["CLASSES"]}],
                 "chaos": {"duration": "20s", "faults": {"disk.quota": {"interval": "2s"}, "disk.full": {"interval": "2s"}}}}
                """.replace("CLASSES", Moonsim.CLASSES.toString()).replace("VARIANT", variant));
        Run run = Moonsim.scenario(file.toString()).seed(1).run();
        assertEquals(status, run.exit(), run.toString());
    }
}
