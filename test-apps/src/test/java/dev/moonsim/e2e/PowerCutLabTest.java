package dev.moonsim.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.moonsim.e2e.Moonsim.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code moonsim powercut} finds the planted mistakes of {@code apps.disk.powercut}, says where, and leaves their twins alone. */
class PowerCutLabTest {
    private static final Set<String> MISTAKES = new TreeSet<>(Set.of("RenameWithoutForce", "RenameWithoutDirectorySync",
            "AppendWithoutChecksum", "AckBeforeForce", "ForceOnTheWrongChannel", "TruncateBeforeSync", "IgnoredSyncFailure",
            "TwoFilesWithoutJournal", "LengthBeforeContent", "DeleteBeforeTheNewIsDurable", "TempFileOfTheCrash", "MappedWithoutForce",
            "OneSlot", "SequenceWithoutPadding", "LengthAsMark"));
    private static final String PACKAGE = "apps.disk.powercut.";
    /** For JVMs that live for a few seconds: compiling well would cost more than it saves. */
    private static final String SHORT_LIVED = "--jvm=-XX:TieredStopAtLevel=1";

    @TempDir
    private Path directory;

    private Run powerCut(String program, String variant, String... options) {
        List<String> words = new ArrayList<>(List.of("powercut", SHORT_LIVED, "--check", PACKAGE + program + " check " + variant));
        words.addAll(List.of(options));
        words.addAll(List.of("--", "-cp", Moonsim.CLASSES.toString(), PACKAGE + program, "run", variant));
        return Moonsim.cli(words.toArray(new String[0])).run();
    }

    @Test
    void allMistakesAreFoundInOneCampaign() throws IOException {
        Path report = directory.resolve("report.json");
        Run run = powerCut("All", "mistake", "--disk-profile", "adversary", "--sync-errors", "--keep-going", "--report", report.toString())
                .exits(1);
        Set<String> found = new TreeSet<>();
        Matcher frame = Pattern.compile("at apps\\.disk\\.powercut\\.(\\w+)\\.check\\(").matcher(Files.readString(report));
        while (frame.find()) {
            found.add(frame.group(1));
        }
        assertEquals(MISTAKES, found, run.toString());
        assertTrue(run.err().contains("15 different failures"), run.toString());
        assertFalse(run.err().contains("NOT REPRODUCED"), run.toString());
    }

    @Test
    void allTwinsAreClean() {
        Run run = powerCut("All", "correct", "--disk-profile", "adversary", "--sync-errors").passed();
        assertTrue(run.err().contains("passed  359 power cuts, 269 calls, 779 states"), run.toString());
    }

    @Test
    void itSaysWhereAndWhatWasLostAndHowToDoItAgain() throws IOException {
        Path one = directory.resolve("one.json");
        Path two = directory.resolve("two.json");
        Run run = powerCut("RenameWithoutForce", "mistake", "--jobs", "2", "--report", two.toString()).exits(1);
        for (String part : List.of("FAILED  power cut before call 6, sync directory RenameWithoutForce, at " + PACKAGE + "Planted.syncDirectory",
                "after call 5, rename RenameWithoutForce/next to RenameWithoutForce/current, at " + PACKAGE + "RenameWithoutForce.run",
                "state 3 of 5; the check fails in 1 of 5", "kept  entry RenameWithoutForce/current is made",
                "lost  RenameWithoutForce/next: bytes 0..699; length 0 in place of 700",
                "java.lang.IllegalStateException: current is whole")) {
            assertTrue(run.err().contains(part), part + "\n" + run);
        }
        powerCut("RenameWithoutForce", "mistake", "--jobs", "1", "--report", one.toString()).exits(1);
        String json = Files.readString(two);
        assertEquals(json.replaceAll("\"wallMillis\".*", ""), Files.readString(one).replaceAll("\"wallMillis\".*", ""));

        Path again = directory.resolve("again.json");
        Run shown = powerCut("RenameWithoutForce", "mistake", "--point", "6", "--state", "3", "--report", again.toString()).exits(1);
        assertTrue(shown.err().contains("power cut before call 6, sync directory") && shown.err().contains("bytes 0..699"), shown.toString());
        assertEquals(new Run(0, "", "", json).digest(), new Run(0, "", "", Files.readString(again)).digest());
        assertTrue(json.contains("--point 6 --state 3"), json);
    }

    @Test
    void aScenarioHasItAllInOneFile() {
        Run run = Moonsim.cli("powercut", SHORT_LIVED, Moonsim.SCENARIOS.resolve("powercut.json").toString()).run().exits(1);
        assertTrue(run.err().contains("current is whole"), run.toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        powercut -- -cp CLASSES apps.mains.Hello                                | what checks? want --check "com.example.Check args"
        powercut --check apps.No -- -cp CLASSES apps.mains.Hello                | --check: class apps.No is not on the class path
        powercut --check apps.mains.Hello --disk-profile ntfs -- -cp CLASSES apps.mains.Hello | "ntfs", want strict, ext4-ordered, xfs or adversary
        powercut --check apps.mains.Hello --states 0 -- -cp CLASSES apps.mains.Hello | --states: 0, want 1 or more
        powercut --check apps.mains.Hello --state 3 -- -cp CLASSES apps.mains.Hello | --state: there is no --point for it
        powercut --check apps.mains.Hello --point x -- -cp CLASSES apps.mains.Hello | --point: "x", want the number of a call, or end
        powercut scenarios/kv.json                                              | the scenario has 4 nodes and workloads, want one node
        """)
    void wrongUsageIsOneLine(String line, String message) {
        Run run = Moonsim.cli(line.replace("CLASSES", Moonsim.CLASSES.toString()).split(" ")).run().exits(2);
        assertTrue(run.err().contains(message) && run.err().strip().lines().count() == 1, run.toString());
    }

    @Test
    void aCheckThatFailsWithoutAPowerCutIsSaid() {
        Run run = Moonsim.cli("powercut", SHORT_LIVED, "--check", PACKAGE + "RenameWithoutForce check",
                "--", "-cp", Moonsim.CLASSES.toString(), "apps.mains.Hello").run().exits(1);
        assertTrue(run.err().contains("without any power cut"), run.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"RenameWithoutForce", "RenameWithoutDirectorySync", "AppendWithoutChecksum", "AckBeforeForce",
        "ForceOnTheWrongChannel", "TruncateBeforeSync", "IgnoredSyncFailure", "TwoFilesWithoutJournal", "LengthBeforeContent",
        "DeleteBeforeTheNewIsDurable", "TempFileOfTheCrash", "MappedWithoutForce", "OneSlot", "SequenceWithoutPadding", "LengthAsMark"})
    @Tag("soak")
    void eachMistakeByItself(String program) {
        powerCut(program, "mistake", "--disk-profile", "adversary", "--sync-errors").exits(1);
        for (String profile : List.of("strict", "ext4-ordered", "xfs", "adversary")) {
            powerCut(program, "correct", "--disk-profile", profile, "--sync-errors").passed();
        }
    }
}
