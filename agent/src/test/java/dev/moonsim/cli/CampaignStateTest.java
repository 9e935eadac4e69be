package dev.moonsim.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.moonsim.config.UsageError;
import dev.moonsim.run.Failure;
import dev.moonsim.run.RunResult;
import dev.moonsim.run.RunResult.Verdict;
import dev.moonsim.sched.ScheduleCounts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CampaignStateTest {
    private static final Map<String, String> THIS = Map.of("ran", "a.json", "seeds", "1..9");
    private static final RunResult PASSED = new RunResult(1, Verdict.PASSED, "workloads done", List.of(), 10, 1000, 1, 7,
            Map.of(), Map.of(), 0, List.of(), ScheduleCounts.NONE);
    private static final RunResult FAILED = new RunResult(2, Verdict.FAILED, "failure",
            List.of(new Failure("deadlock", "two\nlines", "kv-0", null, 5, "at a\nat b")), 10, 1000, 1, 8, Map.of("node.crash", 2L),
            Map.of(), 0, List.of("1.0s crash"), ScheduleCounts.NONE);

    @TempDir
    private Path directory;

    private Path file() {
        return directory.resolve("state");
    }

    private void write() {
        try (CampaignState state = CampaignState.open(file(), THIS)) {
            state.add(PASSED, "a.Main@1:0,1");
            state.add(FAILED, "");
        }
    }

    @Test
    void goesOnWithWhatIsThere() {
        write();
        try (CampaignState state = CampaignState.open(file(), THIS)) {
            assertEquals(List.of(new CampaignState.Entry(PASSED, "a.Main@1:0,1"), new CampaignState.Entry(FAILED, "")),
                    state.before());
            state.add(PASSED, "");
        }
        assertEquals("1..9", CampaignState.seeds(file()));
        try (CampaignState state = CampaignState.open(file(), THIS)) {
            assertEquals(3, state.before().size());
            state.startOver();
        }
        try (CampaignState state = CampaignState.open(file(), THIS)) {
            assertEquals(0, state.before().size());
        }
    }

    @Test
    void aLineThatWasCutOffDoesNotCount() throws IOException {
        write();
        String text = Files.readString(file());
        Files.writeString(file(), text.substring(0, text.length() - 10));
        try (CampaignState state = CampaignState.open(file(), THIS)) {
            assertEquals(1, state.before().size());
            state.add(FAILED, "");
        }
        assertEquals(text, Files.readString(file()));
    }

    @Test
    void whatIsForeignStaysAsItIs() throws IOException {
        write();
        String text = Files.readString(file());
        assertEquals("--resume: " + file() + " is of another campaign: seeds 1..9 there, 1..10 here", assertThrows(UsageError.class,
                () -> CampaignState.open(file(), Map.of("ran", "a.json", "seeds", "1..10"))).getMessage());
        assertEquals(text, Files.readString(file()));
        for (String foreign : List.of("hello", "hello\n", "{\"kind\":\"x\"}\n", "[]\n")) {
            Files.writeString(file(), foreign);
            assertEquals("--resume: " + file() + " is no state of a campaign, want a file that --resume has written, or none yet",
                    assertThrows(UsageError.class, () -> CampaignState.open(file(), THIS)).getMessage());
            assertEquals(foreign, Files.readString(file()));
        }
        Files.writeString(file(), text.replace("passed 1", "passed x"));
        assertEquals("--resume: " + file() + ", line 2 is damaged; take this line and all behind it out of the file to go on from"
                + " there", assertThrows(UsageError.class, () -> CampaignState.open(file(), THIS)).getMessage());
    }
}
