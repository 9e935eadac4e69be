package dev.moonsim.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.moonsim.e2e.Moonsim.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each kind of fault of the lifecycle of nodes and of their clocks: what a program sees of it, and that it can be off. */
class FaultsTest {
    private static final String NODE = """
            {"name": "n", "main": "apps.faults.Symptoms", "classPath": ["CLASSES"], "args": ["${name}"]}""";
    private static final String DOCTOR = """
            {"name": "doctor", "main": "apps.faults.Doctor", "classPath": ["CLASSES"], "args": ["n", "35"]}""";

    @TempDir
    private Path directory;

    private Moonsim scenario(String node, String chaos) throws IOException {
        Path file = directory.resolve("scenario.json");
        Files.writeString(file, """
                {"nodes": [NODE], "workloads": [DOCTOR], "chaos": CHAOS}
                """.replace("NODE", node).replace("DOCTOR", DOCTOR).replace("CHAOS", chaos)
                .replace("CLASSES", Moonsim.CLASSES.toString()));
        return Moonsim.scenario(file.toString());
    }

    private static String faults(String faults) {
        return "{\"duration\": \"30s\", \"faults\": {" + faults + "}}";
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        outage           | "outage": {}                                             | up n(?s:.*)up n
        node.pause       | "node.pause": {"interval": "2s", "duration": "1s"}       | symptom standstill
        node.slow        | "node.slow": {"interval": "2s", "delay": "5ms"}          | symptom late
        clock.skew       | "clock.skew": {"offset": "1s", "direction": "ahead"}     | symptom skew
        clock.drift      | "clock.drift": {"rate": 20000, "direction": "ahead"}     | symptom drift
        clock.jump       | "clock.jump": {"interval": "2s"}                         | symptom jump
        time.delay       | "time.delay": {"probability": 1}                         | symptom late
        memory.exhausted | "memory.exhausted": {"interval": "2s"}                   | symptom memory: Java heap space
        thread.start     | "thread.start": {"interval": "2s"}                       | symptom thread: unable to create native thread
        """)
    void aProgramSeesIt(String kind, String settings, String symptom) throws IOException {
        Run run = scenario(NODE, faults(settings)).seed(1).run().passed();
        assertTrue(Pattern.compile(symptom).matcher(run.out()).find(), run.toString());
        assertTrue(count(run, kind) > 0, run.toString());
        assertFalse(run.out().contains("early"), "no sleep ends early by the node's own clock\n" + run);
        Run again = scenario(NODE, faults(settings)).seed(1).jvm("-Dmoonsim.repeat=3").run().passed();
        assertEquals(run.digest(), again.digest(), kind);
        assertEquals(run.out().repeat(3), again.out());

        Run masked = scenario(NODE, faults(settings)).seed(1).jvm("-Dmoonsim.mask=" + kind).run().passed();
        assertFalse(masked.out().contains("symptom"), masked.toString());
        assertFalse(masked.report().contains("\"" + kind + "\""), masked.toString());
    }

    /** The program vetoes outages until its monotonic clock, which begins a second ahead, is at 20 s. */
    @Test
    void anOutageWaitsForAVetoAndHasAStraggler() throws IOException {
        String node = """
                {"name": "n", "count": 3, "main": "apps.faults.Veto", "classPath": ["CLASSES"], "args": ["20"]}""";
        Run run = scenario(node, faults("\"outage\": {\"start\": \"2s\", \"recovery\": \"1s\", \"straggler\": \"5s\"}"))
                .seed(1).run().passed();
        assertEquals(1, count(run, "outage"), run.toString());
        assertEquals(3, run.out().lines().filter(line -> line.endsWith("up at 1 s")).count(), run.out());
        assertEquals(2, run.out().lines().filter(line -> line.endsWith("up at 21 s")).count(), run.out());
        assertEquals(1, run.out().lines().filter(line -> line.endsWith("up at 26 s")).count(), run.out());
    }

    @ParameterizedTest
    @ValueSource(strings = {"off", "listed"})
    void withoutFaultsThereAreNone(String mode) throws IOException {
        Run run = scenario(NODE, "\"" + mode + "\"").seed(1).run().passed();
        assertFalse(run.out().contains("symptom"), run.toString());
        assertTrue(Pattern.compile("\"faults\"\\s*:\\s*\\{\\s*\\}").matcher(run.report()).find(), run.toString());
    }

    @Test
    void whoeverMeasuresTimeByTheWallClockIsCaught() throws IOException {
        String elapsed = """
                {"name": "n", "main": "apps.faults.Elapsed", "classPath": ["CLASSES"], "args": ["HOW"]}""";
        String jumps = faults("\"clock.jump\": {\"size\": \"6s..10s\"}");
        Run wall = scenario(elapsed.replace("HOW", "wall"), jumps).seed(1).run().exits(1);
        assertTrue(wall.err().contains("100 ms took "), wall.toString());
        Run monotonic = scenario(elapsed.replace("HOW", "monotonic"), jumps).seed(1).run().passed();
        assertTrue(count(monotonic, "clock.jump") > 0, monotonic.toString());
    }

    /** The times of all other faults are what they were. */
    @Test
    void aMaskChangesNoOtherDecision() throws IOException {
        String all = faults("\"clock.skew\": {}, \"clock.jump\": {}, \"node.pause\": {}, \"network.partition\": {}");
        Path trace = directory.resolve("trace.jsonl");
        String[] seen = new String[2];
        for (int masked = 0; masked < 2; masked++) {
            Moonsim run = scenario(NODE, all).seed(3).jvm("-Dmoonsim.trace=" + trace);
            if (masked == 1) {
                run.jvm("-Dmoonsim.mask=clock.*");
            }
            run.run().passed();
            StringBuilder others = new StringBuilder();
            for (String line : Files.readAllLines(trace)) {
                Matcher fault = Pattern.compile("(\\d+).*((?:node.pause|network.partition): [^\"]*)\"").matcher(line);
                if (fault.find()) {
                    others.append(time(line)).append(' ').append(fault.group(2)).append('\n');
                }
            }
            seen[masked] = others.toString();
        }
        assertTrue(seen[0].contains("node.pause") && seen[0].contains("network.partition"), seen[0]);
        assertEquals(seen[0], seen[1]);
    }

    private static String time(String line) {
        Matcher time = Pattern.compile("\"(?:t|nanos|time|at)\"\\s*:\\s*(\\d+)").matcher(line);
        assertTrue(time.find(), line);
        return time.group(1);
    }

    @Test
    void aSmallCampaignSeesEveryKind() throws IOException {
        scenario(NODE, "\"random\"");
        Path report = directory.resolve("campaign.json");
        Run run = Moonsim.cli("explore", directory.resolve("scenario.json").toString(), "--seeds", "1..12", "--jobs", "1",
                "--report", report.toString()).run().passed();
        String json = Files.readString(report);
        for (String counter : List.of("node.crash", "node.stop", "outage", "node.pause", "node.slow", "clock.skew", "clock.drift",
                "clock.jump", "time.delay", "network.partition")) {
            assertTrue(json.contains("\"" + counter + "\""), counter + "\n" + run + json);
        }
    }

    @Test
    void aScriptActsAtTimesAndOnEvents() throws IOException {
        String versions = """
                {"name": "n", "count": 3, "ready": {"log": "^up n"}, "versions": {
                 "1": {"main": "apps.faults.Symptoms", "classPath": ["CLASSES"], "args": ["${name}", "${version}"]},
                 "2": {"main": "apps.faults.Symptoms", "classPath": ["CLASSES"], "args": ["${name}", "${version}"]}}}""";
        String script = """
                {"duration": "34s", "script": [
                 {"at": "2s", "crash": "n-0"}, {"at": "8s", "restart": "n-0"},
                 {"when": {"log": "^up n-0", "node": "n"}, "delay": "1s", "pause": "${node}", "for": "500ms"},
                 {"when": {"state": "up", "is": "n-0"}, "delay": "3s", "wipe": "${value}", "for": "1s"},
                 {"at": "3s", "partition": ["n-1"], "from": ["doctor", "n-2"], "oneWay": true, "for": "2s"},
                 {"at": "4s", "partition": ["n-1"]}, {"at": "6s", "heal": true},
                 {"at": "15s", "upgrade": "n", "version": "2", "every": "3s", "for": "1s"},
                 {"at": "30s", "start": "clock.skew"}, {"at": "31s", "end": "clock.skew"}]}""";
        Run run = scenario(versions, script).seed(1).run().passed();
        for (String line : List.of("9.000s n-0| up n-0 version 1", "10.500s n-0| symptom standstill",
                "13.000s n-0| up n-0 version 1", "17.000s n-0| up n-0 version 2", "20.000s n-1| up n-1 version 2",
                "23.000s n-2| up n-2 version 2")) {
            assertTrue(run.out().contains(line), line + "\n" + run);
        }
        assertEquals(List.of(1L, 1L, 1L, 3L, 2L, 3L), List.of(count(run, "node.crash"), count(run, "node.wipe"),
                count(run, "node.pause"), count(run, "node.stop"), count(run, "network.partition"), count(run, "clock.skew")));
        Run off = scenario(versions, script).seed(1).jvm("-Dmoonsim.chaos=off").run().passed();
        assertFalse(off.out().contains("version 2"), off.toString());
    }

    @Test
    void anInjectorIsAThreadOutsideOfAllNodes() throws IOException {
        String injector = """
                {"duration": "30s", "injectors": [{"class": "apps.faults.Tormentor", "classPath": ["CLASSES"]}]}""";
        String two = NODE.replace("\"n\",", "\"n\", \"count\": 2,");
        Run run = scenario(two, injector).seed(1).jvm("-Dmoonsim.repeat=2").run().passed();
        assertTrue(run.out().contains("chaos| tormented"), run.toString());
        assertTrue(count(run, "node.pause") == 1 && count(run, "network.partition") == 2, run.toString());
        Run wrong = scenario(two.replace("[\"${name}\"]", "[\"n-1\"]").replace("\"name\": \"n\"", "\"name\": \"m\""), injector)
                .seed(1).run().exits(1);
        assertTrue(wrong.err().contains("moonsim: no node is named n-0"), wrong.toString());
    }

    @Test
    void aNodeDiesAtTheVeryPlaceItNames() throws IOException {
        String vote = """
                {"name": "n", "main": "apps.faults.Vote", "classPath": ["CLASSES"], "args": ["HOW"]}""";
        // Without preemption nobody runs between the flag that the program sets and its crash.
        Run crash = scenario(vote.replace("HOW", "crash"), "\"off\"").seed(1).jvm("-Dmoonsim.preempt=off").run().passed();
        assertTrue(count(crash, "node.crash") > 3, crash.toString());
        assertFalse(crash.out().contains("alive") || crash.out().contains("came back"), crash.toString());
        Run hint = scenario(vote.replace("HOW", "hint"), faults("\"attrition\": {\"interval\": \"1000s\"}")).seed(1).run().passed();
        assertTrue(count(hint, "node.crash") > 0, hint.toString());
        Run without = scenario(vote.replace("HOW", "hint"), "\"off\"").seed(1).run().passed();
        assertEquals(0, count(without, "node.crash"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"write", "sync", "send", "output", "state"})
    void attritionStrikesAfterWhatItAimsAt(String aim) throws IOException {
        String steps = """
                {"name": "n", "main": "apps.faults.Steps", "classPath": ["CLASSES"]}""";
        String aimed = faults("\"attrition\": {\"aim\": \"" + aim + "\", \"interval\": \"100ms..1s\", \"recovery\": \"10ms..1s\"}");
        Run run = scenario(steps, aimed).seed(1).run().passed();
        assertTrue(count(run, "node.crash") > 3 && count(run, "node.stop") > 0, run.toString());
        String last = "";
        int crashes = 0;
        Pattern stamp = Pattern.compile("^ *[0-9.]+s ");
        for (String line : run.out().lines().map(line -> stamp.matcher(line).replaceFirst("")).toList()) {
            if (!line.startsWith("n| ")) {
                continue;
            }
            if (line.equals("n| up") && !last.isEmpty()) {
                assertTrue(aim.equals("output") || last.equals("n| does " + aim), last + "\n" + run);
                crashes++;
            }
            last = line;
        }
        assertTrue(crashes > 3, run.toString());
        if (aim.equals("sync")) {
            Run again = scenario(steps, aimed).seed(1).jvm("-Dmoonsim.repeat=3").run().passed();
            assertEquals(run.digest(), again.digest());
        }
    }

    private static long count(Run run, String counter) {
        Matcher matcher = Pattern.compile("\"" + Pattern.quote(counter) + "\"\\s*:\\s*(\\d+)").matcher(run.report());
        return matcher.find() ? Long.parseLong(matcher.group(1)) : 0;
    }
}
