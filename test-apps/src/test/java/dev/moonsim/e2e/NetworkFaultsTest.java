package dev.moonsim.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.moonsim.e2e.Moonsim.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each kind of fault of the network: a client that does its part survives it, one that does not is caught. */
class NetworkFaultsTest {
    private static final long SEEDS = 10;
    private static final List<String> COUNTERS = List.of("network.partition", "network.latency", "network.bandwidth", "network.clog",
            "network.hold", "network.loss", "network.loss.packet", "network.bitflip", "network.bitflip.detected", "network.shortIo",
            "network.close", "network.halfOpen", "network.blackHole", "network.refuse", "network.connectHang", "network.acceptDelay",
            "network.dns", "network.dns.slow");

    @TempDir
    private Path directory;

    /**
     * Servers, and clients on a node and as a workload.
     *
     * @param mistake made by the servers and the workload, or, where it is one that the faults of a node's own calls find, by the
     *     client on a node
     */
    private Path scenario(String mistake, String chaos) throws IOException {
        boolean own = mistake.equals("hasty") || mistake.equals("halfway");
        boolean alone = mistake.equals("idle");
        Path file = directory.resolve("scenario.json");
        Files.writeString(file, """
                {"nodes": [
                  {"name": "s", "count": COUNT, "main": "apps.wire.WireServer", "classPath": ["CLASSES"], "args": ["MISTAKE"],
                   "ready": {"port": 7000}}
                  NODE],
                 "workloads": [{"name": "c", "main": "apps.wire.WireClient", "classPath": ["CLASSES"],
                   "args": ["SERVERS", "35", "DRIVER"]}],
                 "network": {"latency": {"min": "0.5ms", "mean": "1ms"}, "bandwidth": "10MB", "segment": 1460},
                 "chaos": CHAOS}
                """
                .replace("NODE", alone ? "" : """
                  , {"name": "n", "main": "apps.wire.WireClient", "classPath": ["CLASSES"], "args": ["SERVERS", "35", "OWN"]}""")
                .replace("COUNT", alone ? "1" : "2").replace("SERVERS", alone ? "s" : "s-0,s-1").replace("OWN", own ? mistake : "unhurried")
                .replace("DRIVER", own ? "unhurried" : mistake).replace("MISTAKE", mistake).replace("CHAOS", chaos)
                .replace("CLASSES", Moonsim.CLASSES.toString()));
        return file;
    }

    private static String faults(String faults) {
        return "{\"duration\": \"30s\", \"faults\": {" + faults + "}}";
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        "network.partition": {"interval": "2s"}                                  | stale    | a wrong answer or answer came late
        "network.latency": {"interval": "1s", "extra": "50ms..200ms"}            | stale    | a wrong answer
        "network.bandwidth": {"interval": "1s"}                                  | stale    | a wrong answer
        "network.clog": {"interval": "1s", "duration": "100ms..300ms"}           | stale    | a wrong answer
        "network.hold": {"interval": "1s"}                                       | stale    | a wrong answer
        "network.loss": {"interval": "1s", "probability": 0.2}                   | stale    | a wrong answer
        "network.bitflip": {"probability": 0.2, "undetected": 0.5}               | trusting | a wrong answer
        "network.shortIo": {}                                                    | hasty    | a wrong answer or answer came late
        "network.shortIo": {"probability": 1}                                    | halfway  | a wrong answer or answer came late
        "network.close": {"interval": "2s", "how": "reset"}                      | brittle  | Connection reset
        "network.close": {"interval": "2s", "how": "silent"}                     | patient  | c has not ended or answer came late
        "network.halfOpen": {"interval": "2s", "gone": "server"}                 | patient  | c has not ended or answer came late
        "network.halfOpen": {"interval": "1s", "gone": "client"}                 | idle     | answer came late
        "network.blackHole": {"interval": "2s"}                                  | patient  | answer came late
        "network.refuse": {}, "network.close": {}                                | refused  | Connection refused
        "network.connectHang": {"probability": 0.3}, "network.close": {}         | dialling | answer came late
        "network.acceptDelay": {}, "network.close": {}                           | stale    | a wrong answer
        "network.dns": {}, "network.close": {}                                   | nameless | Temporary failure in name resolution
        """, quoteCharacter = '\'')
    void aNaiveOneIsCaught(String faults, String mistake, String message) throws IOException {
        Pattern expected = Pattern.compile(message.replace(" or ", "|"));
        try (WarmJvm jvm = WarmJvm.scenario(scenario(mistake, faults(faults)))) {
            for (long seed = 1; seed <= SEEDS; seed++) {
                WarmJvm.Outcome outcome = jvm.run(List.of(seed)).getFirst();
                if (!outcome.passed()) {
                    assertTrue(expected.matcher(outcome.message()).find(), outcome.text());
                    return;
                }
            }
        }
        fail(mistake + " was not caught by " + faults);
    }

    /** All of them at once, each with strengths out of its whole range. */
    @Test
    void aCorrectOneSurvivesAllOfThem() throws IOException {
        Path file = scenario("unhurried", """
                {"duration": "30s", "mode": "random", "mask": ["attrition", "outage", "node.*", "clock.*", "time.*", "disk.*"],
                 "faults": {"network.bitflip": {}}}""");
        Path report = directory.resolve("campaign.json");
        Run run = Moonsim.cli("explore", file.toString(), "--seeds", "1..12", "--jobs", "1", "--report", report.toString()).run().passed();
        String json = Files.readString(report);
        List<String> missing = new ArrayList<>(COUNTERS);
        missing.removeIf(counter -> json.contains("\"" + counter + "\""));
        assertEquals(List.of(), missing, run.toString());
    }

    /** Two fresh JVMs and a warm one agree. */
    @Test
    void oneSeedIsOneRun() throws IOException {
        Path file = scenario("unhurried", """
                {"duration": "20s", "mode": "random", "mask": ["attrition", "outage", "node.*", "clock.*", "time.*", "disk.*"],
                 "faults": {"network.bitflip": {}}}""");
        Moonsim.cli("check", file.toString(), "--seeds", "1..2").run().passed();
    }

    /** The client believes in a connection of which the server's end is gone. */
    @Test
    void aFailureShowsTheSockets() throws IOException {
        Path file = scenario("patient", faults("\"network.halfOpen\": {\"interval\": \"1s\", \"gone\": \"server\"}"));
        Run run = Moonsim.scenario(file.toString()).seed(1).jvm("-Dmoonsim.table=off").run().exits(1);
        Matcher row = Pattern.compile("\n    c +10\\.0\\.0\\.1:(\\d+) +10\\.0\\.1\\.\\d:7000 +ESTABLISHED +0 +0 +main\n").matcher(run.err());
        assertTrue(row.find(), run.toString());
        assertTrue(run.err().contains("    s-0   0.0.0.0:7000 "), run.toString());
        assertFalse(run.err().contains("10.0.0.1:" + row.group(1) + "  ESTABLISHED"), run.toString());
        assertTrue(run.report().contains("\"state\" : \"LISTEN\""), run.report());
    }

    @Test
    void whatIsMaskedDoesNotHappen() throws IOException {
        Path file = scenario("brittle", "{\"duration\": \"30s\", \"mode\": \"random\", \"mask\": [\"*\"]}");
        Run run = Moonsim.scenario(file.toString()).seed(1).run().passed();
        Matcher faults = Pattern.compile("\"faults\"\\s*:\\s*\\{\\s*\\}").matcher(run.report());
        assertTrue(faults.find(), run.toString());
    }
}
