package dev.moonsim.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.moonsim.e2e.Moonsim.Run;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Five nodes of a Raft-like map under swarm: the correct one holds, bugs of the protocol are found. {@link RaftSoakTest} has all of them. */
class RaftTest {
    @TempDir
    private Path directory;

    @Test
    void theCorrectServicePasses() throws Exception {
        Path report = directory.resolve("raft.json");
        Run run = Moonsim.cli("explore", Moonsim.SCENARIOS.resolve("raft.json").toString(), "--seeds", "1..20",
                "--check-every", "10", "--report", report.toString()).run().passed();
        String json = Files.readString(report);
        for (String fault : new String[] {"node.crash", "network.partition", "node.pause", "clock.jump"}) {
            assertTrue(json.contains("\"" + fault + "\" :"), fault + "\n" + run + json); // without faults it would prove nothing
        }
    }

    @Test
    void voteForAnybodyIsFoundAndReproduced() throws Exception {
        found("raft.json", "votes-for-anyone", "1..10");
    }

    @Test
    void answerBeforeTheDiskHasItIsFoundAndReproduced() throws Exception {
        found("raft.json", "ack-before-fsync", "1..20");
    }

    /** A seed that finds it and some more, in case that seeds have moved; {@link RaftSoakTest} looks for it from 1 up. */
    @Test
    void aVoteThatIsForgottenIsFoundAndReproduced() throws Exception {
        found("raft-elections.json", "forgets-vote", "59..90");
    }

    /** The campaign itself runs a failing seed again in a fresh JVM; other digests there would be exit code 3. */
    private void found(String file, String bug, String seeds) throws Exception {
        Path scenario = RaftBugs.scenario(directory, file, "raft.bug", bug);
        Run run = Moonsim.cli("explore", scenario.toString(), "--seeds", seeds).run().exits(1);
        assertEquals(1, run.toString().lines().filter(line -> line.contains("same failure, same digest")).count(), run::toString);
    }
}
