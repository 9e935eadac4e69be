package dev.moonsim.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.moonsim.api.spi.PropertyKind;
import dev.moonsim.config.JsonValue;
import dev.moonsim.metric.MetricResult;
import dev.moonsim.net.SocketRow;
import dev.moonsim.property.Bucket;
import dev.moonsim.property.Moment;
import dev.moonsim.property.PropertyResult;
import dev.moonsim.property.Watermark;
import dev.moonsim.run.Failure;
import dev.moonsim.run.RunResult;
import dev.moonsim.run.RunResult.Verdict;
import dev.moonsim.sched.ScheduleCounts;
import dev.moonsim.trace.InterleavingTable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunReportTest {
    private static final RunResult FAILED = new RunResult(42, Verdict.FAILED, "failure",
            List.of(new Failure("uncaught exception", "java.lang.AssertionError: key \"k7\" expected v31,\nwas null",
                    "client-0", "main", 12_481_000_000L, "java.lang.AssertionError\n\tat A.b(A.java:1)\n")),
            48_211, 12_481_000_000L, 410, 0x9f3a11c07d20e4b8L, Map.of("node.crash", 3L), Map.of(), 1,
            List.of("11.920s crash kv-2", "12.000s reboot kv-2"), new ScheduleCounts("pct:3", 9, 8, 7, 6, 5, 4));

    private static final InterleavingTable TABLE = new InterleavingTable(List.of("main", "T-1"),
            List.of(new InterleavingTable.Row("main", "start \"T-1\"", "A.b(A.java:1)", 5, false),
                    new InterleavingTable.Row("T-1", "throws AssertionError", "", 6, true)),
            List.of("main | T-1", "x"));

    private static RunResult passed(String ended) {
        return new RunResult(-1, Verdict.PASSED, ended, List.of(), 1, 0, 1_234_560, 0xabL, Map.of(), Map.of("x", 1L), 0,
                List.of(), ScheduleCounts.NONE);
    }

    @Test
    void whatIsWrittenCanBeReadAgain(@TempDir Path directory) throws IOException {
        for (RunResult result : List.of(FAILED, FAILED.withTable(TABLE), passed("main ended"))) {
            assertEquals(result, RunReport.read(JsonValue.parse(RunReport.line(result), "line")));
            Path file = directory.resolve("report.json");
            RunReport.write(file, result, "3 nodes", "java -jar x");
            assertEquals(result, RunReport.read(JsonValue.read(file, "report")));
        }
    }

    @Test
    void propertiesCanBeReadAgain() {
        RunResult result = new RunResult(1, Verdict.FAILED, "failure", List.of(new Failure("property violated", "always \"m\" was false",
                "kv-1", "main", 5, "", "{x=1}")), 1, 0, 1, 2, Map.of(), Map.of(), 0, List.of(), ScheduleCounts.NONE, null, List.of(
                new PropertyResult(PropertyKind.ALWAYS, "m", 3, 1, new Moment(5, "kv-1", "main", "{x=1}"),
                        new Watermark(Long.MAX_VALUE, -7L, false), 0, 0, List.of()),
                new PropertyResult(PropertyKind.SOMETIMES, "n", 0, 1, null, new Watermark(Double.NaN, 1e300, false), 0, 0, List.of()),
                new PropertyResult(PropertyKind.SOMETIMES_ALL, "o", 2, 0, new Moment(0, null, null, ""), null, 2, 3,
                        List.of(new Bucket("a, b", 2, Map.of("q", -0.5))))));
        assertEquals(result, ResultLine.read(ResultLine.of(result)));
        RunResult passed = new RunResult(1, Verdict.PASSED, "main ended", List.of(), 1, 0, 1, 2, Map.of(), Map.of(), 0, List.of(),
                ScheduleCounts.NONE, null, List.of(PropertyResult.known(PropertyKind.REACHABLE, "r")));
        assertEquals(passed, ResultLine.read(ResultLine.of(passed)));
        assertTrue(summary(result, null, null).contains(
                "property violated: always \"m\" was false  {x=1}       (kv-1, thread main, at 0.000s)"));
    }

    @Test
    void theSocketsOfAFailureAreShown() {
        List<SocketRow> sockets = new ArrayList<>();
        for (int i = 0; i < 22; i++) {
            sockets.add(new SocketRow("kv-" + i, "10.0.1.1:80", i == 0 ? "" : "10.0.0.1:32768", i == 0 ? "LISTEN" : "ESTABLISHED", i, 0,
                    i == 1 ? "" : "main"));
        }
        RunResult result = new RunResult(1, Verdict.FAILED, "failure", FAILED.failures(), 1, 0, 1, 2, Map.of(), Map.of(), 0, List.of(),
                ScheduleCounts.NONE, null, List.of(), sockets, List.of(new MetricResult("p99 of a", 1.5, 3, 0), new MetricResult("none", Double.NaN, 0, 2)));
        assertEquals(result, RunReport.read(JsonValue.parse(RunReport.line(result), "line")));
        String shown = summary(result, null, null);
        assertTrue(shown.contains("""
                  sockets when it failed:
                    node   local        remote          state        recv-q  send-q  thread
                    kv-0   10.0.1.1:80                  LISTEN       0       0       main
                    kv-1   10.0.1.1:80  10.0.0.1:32768  ESTABLISHED  1       0
                    kv-2   10.0.1.1:80  10.0.0.1:32768  ESTABLISHED  2       0       main
                """), shown);
        assertTrue(shown.contains("    ... and 2 more in the report\n"), shown);
    }

    @Test
    void theSummarySaysWhatFailedAndHowToRunItAgain() {
        assertEquals("""
                FAILED  seed 0x2a  at 12.481s virtual, 48,211 steps, 0.41s wall, digest 9f3a11c07d20e4b8
                  schedule: pct:3, 9 points, 8 switches, 7 preemptions, 6 stalls, 5 spurious wake-ups, spin limit reached 4 times
                  uncaught exception: java.lang.AssertionError: key "k7" expected v31, ...       (client-0, thread main, at 12.481s)
                  last faults: 11.920s crash kv-2; 12.000s reboot kv-2
                  reproduce: java -jar x
                  report: r.json
                """, summary(FAILED, "java -jar x", "r.json"));
    }

    @Test
    void theSummaryOfAPassedRunIsALine() {
        assertEquals("passed  seed 0xffffffffffffffff  at 0.000s virtual, 1 step, 1,234.56s wall, digest 00000000000000ab\n",
                summary(passed("main ended"), "java", null));
        assertEquals("passed  seed 0xffffffffffffffff  at 0.000s virtual, 1 step, 1,234.56s wall, digest 00000000000000ab"
                + ", ended by its budget\n", summary(passed("budget"), "java", null));
    }

    @Test
    void anEscapeIsAnErrorNotAFailure() {
        Failure escape = new Failure("escape", "java.lang.ProcessBuilder.start is not simulated", "node-0", "main", 0, "");
        RunResult result = new RunResult(1, Verdict.FAILED, "failure", List.of(escape), 1, 0, 0, 0, Map.of(), Map.of(), 0,
                List.of(), ScheduleCounts.NONE);
        assertEquals(Verdict.ERROR, Verdicts.of(result));
        assertEquals(3, Verdicts.exitCode(Verdicts.of(result)));
        assertEquals(1, Verdicts.exitCode(Verdicts.of(FAILED)));
        assertEquals(0, Verdicts.exitCode(Verdicts.of(passed("x"))));
    }

    private static String summary(RunResult result, String reproduce, String report) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        Summary.last(out, result, reproduce, report);
        return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }
}
