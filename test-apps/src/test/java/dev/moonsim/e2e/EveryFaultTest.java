package dev.moonsim.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The catalogue as a whole, by the table that is made from it: a campaign counts every kind, and none where chaos is off. */
class EveryFaultTest {
    private static final Pattern KIND = Pattern.compile("\\| \\*\\*`([^`]+)`\\*\\* .*?counts as (`[^;]*`);");

    @TempDir
    private Path directory;
    private final List<String> kinds = new ArrayList<>();
    private final List<String> counters = new ArrayList<>();

    @BeforeEach
    void readTable() throws IOException {
        Matcher kind = KIND.matcher(Files.readString(Path.of("../agent/docs/scenario.md")));
        while (kind.find()) {
            kinds.add(kind.group(1));
            counters.addAll(List.of(kind.group(2).replace("`", "").split(", ")));
        }
        assertTrue(kinds.size() > 40, kinds.toString());
    }

    private String campaign(String... options) throws IOException {
        List<String> faults = new ArrayList<>();
        for (String kind : kinds) {
            faults.add("\"" + kind + "\": " + switch (kind) {
                case "attrition" -> "{\"interval\": \"1s..3s\", \"crash\": 1, \"graceful\": 1, \"wipe\": 1, \"grace\": \"100ms\","
                        + " \"recovery\": \"100ms..1s\"}";
                case "disk.readError", "disk.writeError", "disk.misdirected", "disk.lostWrite", "network.udp.loss" ->
                        "{\"probability\": 0.1}";
                case "disk.torn-write" -> "{\"probability\": 1}";
                case "disk.hang" -> "{\"interval\": \"20s..30s\"}"; // what hangs meets nothing else
                case "memory.exhausted", "thread.start", "disk.openFiles" -> "{\"interval\": \"1s..5s\"}";
                default -> "\"on\"";
            });
        }
        Path file = directory.resolve("scenario.json");
        Files.writeString(file, """
                {"nodes": [{"name": "busy", "count": 2, "main": "apps.faults.Busy", "classPath": ["CLASSES"],
                            "args": ["busy-0", "busy-1"], "onExit": "restart"},
                           {"name": "disk", "count": 2, "main": "apps.faults.DiskSymptoms", "classPath": ["CLASSES"],
                            "onExit": "restart"}],
                 "workloads": [{"name": "doctor", "main": "apps.faults.DiskWitness", "classPath": ["CLASSES"], "args": ["40"]}],
                 "chaos": {"duration": "35s", "faults": {FAULTS}}}
                """.replace("CLASSES", Moonsim.CLASSES.toString()).replace("FAULTS", String.join(", ", faults)));
        Path report = directory.resolve("campaign.json");
        List<String> words = new ArrayList<>(List.of("explore", file.toString(), "--jobs", "1", "--check-every", "4", "--report",
                report.toString()));
        words.addAll(List.of(options));
        Moonsim.cli(words.toArray(new String[0])).run().passed();
        return Files.readString(report);
    }

    @Test
    void aCampaignCountsEveryKind() throws IOException {
        String report = campaign("--seeds", "1..8");
        counters.removeIf(counter -> report.contains("\"" + counter + "\" :"));
        assertEquals(List.of(), counters, report);
    }

    @Test
    void withoutChaosThereIsNone() throws IOException {
        String report = campaign("--seeds", "1..2", "--chaos", "off");
        Matcher faults = Pattern.compile("\"faults\"\\s*:\\s*\\{\\s*}").matcher(report);
        assertTrue(faults.find(), report);
    }
}
