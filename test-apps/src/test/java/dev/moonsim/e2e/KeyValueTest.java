package dev.moonsim.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.moonsim.e2e.Moonsim.Run;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The replicated key-value service under crashes and partitions: the correct one holds, the faulty one is found. */
class KeyValueTest {
    private static final String KV = Moonsim.SCENARIOS.resolve("kv.json").toString();
    private static final String BUGGY = Moonsim.SCENARIOS.resolve("kv-buggy.json").toString();

    @TempDir
    private Path directory;

    @Test
    void theCorrectServicePasses() throws Exception {
        passes("1..15");
    }

    @Test
    @Tag("soak")
    void theCorrectServicePassesTwoHundredSeeds() throws Exception {
        passes("1..200");
    }

    private void passes(String seeds) throws Exception {
        Path report = directory.resolve("kv.json");
        Run run = Moonsim.cli("explore", KV, "--seeds", seeds, "--report", report.toString()).run().passed();
        String json = Files.readString(report);
        assertEquals("passed", field(json, "verdict"));
        // A campaign without faults would prove nothing.
        assertTrue(json.contains("crash"), run + json);
    }

    @Test
    void theFaultyServiceIsFoundAndReproduced() throws Exception {
        Path report = directory.resolve("buggy.json");
        Run run = Moonsim.cli("explore", BUGGY, "--seeds", "1..100", "--report", report.toString()).run().exits(1);
        String json = Files.readString(report);
        String message = field(json, "message");
        assertTrue(message.matches(".*acked write is readable: key k\\d+ expected v\\d+, was (null|v\\d+).*"), run.toString());
        Run replay = Moonsim.scenario("kv-buggy.json").seed(Long.parseLong(field(json, "seed"))).run().exits(1);
        assertEquals(field(json, "digest"), replay.digest());
        assertEquals(message, replay.field("message"));
    }

    private static String field(String json, String name) {
        Matcher matcher = Pattern.compile("\"" + name + "\"\\s*:\\s*\"?([^\"\\n]*?)\"?,?\\n").matcher(json);
        assertTrue(matcher.find(), name + " in " + json);
        return matcher.group(1);
    }
}
