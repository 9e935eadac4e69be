package dev.moonsim.e2e;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The long form of {@link RaftTest}: every planted bug within its bound, and thousands of seeds of the correct service. */
@Tag("soak")
class RaftSoakTest {
    /** A campaign is run in parts: one child of the tests has five minutes. */
    private static final int PART = 250;
    /** Of the correct service; {@code -Draft.seeds=100} is a slice. */
    private static final int SEEDS = Integer.getInteger("raft.seeds", 10_000);

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({
        "raft.json, votes-for-anyone, 50", "raft.json, majority-of-answers, 100", "raft.json, keeps-conflict, 50",
        "raft.json, skips-previous-check, 100", "raft.json, commit-ahead, 50", "raft.json, ack-before-fsync, 100",
        "raft.json, stale-read, 200", "raft.json, read-before-commit, 100", "raft.json, applies-twice, 100",
        "raft.json, accepts-old-leader, 100", "raft.json, answers-before-commit, 100",
        "raft.json, lease-by-wall-clock, 1000", "raft.json, no-checksum, 1000", "raft-elections.json, forgets-term, 500",
        "raft-elections.json, forgets-vote, 1000", "raft-elections.json, commits-old-term, 1000",
    })
    void everyBugIsFound(String file, String bug, int seeds) throws Exception {
        Path scenario = RaftBugs.scenario(directory, file, "raft.bug", bug);
        for (int first = 1; first <= seeds; first += PART) {
            String part = first + ".." + Math.min(seeds, first + PART - 1);
            if (Moonsim.cli("explore", scenario.toString(), "--seeds", part).run().exit() == 1) {
                return;
            }
        }
        throw new AssertionError(bug + " was not found in " + seeds + " seeds");
    }

    @Test
    void theCorrectServicePasses() {
        passes(Moonsim.SCENARIOS.resolve("raft.json"), SEEDS);
    }

    @Test
    void theCorrectServicePassesWithReadsByLease() throws Exception {
        passes(RaftBugs.scenario(directory, "raft.json", "raft.reads", "lease"), SEEDS / 5);
    }

    @Test
    void theCorrectServicePassesWithCrashesThatAreAimed() {
        passes(Moonsim.SCENARIOS.resolve("raft-elections.json"), SEEDS / 5);
    }

    /** Workers on all processors share each part. */
    private static void passes(Path scenario, int seeds) {
        for (int first = 1; first <= seeds; first += PART) {
            String part = first + ".." + Math.min(seeds, first + PART - 1);
            Moonsim.cli("explore", scenario.toString(), "--seeds", part).run().passed();
        }
    }
}
