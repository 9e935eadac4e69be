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
        found("votes-for-anyone", 10);
    }

    @Test
    void answerBeforeTheDiskHasItIsFoundAndReproduced() throws Exception {
        found("ack-before-fsync", 20);
    }

    /** The campaign itself runs a failing seed again in a fresh JVM; other digests there would be exit code 3. */
    private void found(String bug, int seeds) throws Exception {
        Path scenario = RaftBugs.scenario(directory, "raft.json", "raft.bug", bug);
        Run run = Moonsim.cli("explore", scenario.toString(), "--seeds", "1.." + seeds).run().exits(1);
        assertEquals(1, run.toString().lines().filter(line -> line.contains("same failure, same digest")).count(), run::toString);
    }
}
