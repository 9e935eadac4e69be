package dev.moonsim.launch;

import dev.moonsim.node.NodeLoader;
import dev.moonsim.report.InterleavingText;
import dev.moonsim.run.RunResult;
import dev.moonsim.run.Scenario;
import dev.moonsim.trace.Interleaving;
import dev.moonsim.trace.InterleavingTable;
import java.io.OutputStream;
import java.io.PrintStream;

/**
 * A run, run again in the same JVM with the program's classes rewritten to report what they do. It must be the same
 * run; where it is not, there is no table.
 *
 * @param table null where there is none
 * @param why there is none, for a person; null where there is nothing to say
 */
record Detail(InterleavingTable table, String why) {
    /** Longer runs are not run again unasked. */
    private static final long MOST_POINTS = 2_000_000;
    private static final long MOST_STEPS = 200_000;
    private static final long MOST_STEPS_OF_A_CLUSTER = 5_000;
    private static final long MOST_WALL_MILLIS = 10_000;

    /**
     * Runs it again; nothing that the program prints is seen.
     *
     * @param always however long the run was
     */
    static Detail of(Scenario scenario, RunResult run, boolean always) {
        boolean isLong = run.steps() > (scenario.cluster() ? MOST_STEPS_OF_A_CLUSTER : MOST_STEPS)
                || run.schedule().points() > MOST_POINTS || run.wallMillis() > MOST_WALL_MILLIS;
        if (isLong && !always) {
            return new Detail(null, "it was a long run, so it is left out unless -Dmoonsim.table=always asks for it");
        }
        Interleaving recording = new Interleaving();
        PrintStream out = System.out;
        PrintStream err = System.err;
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
        System.setOut(nowhere);
        System.setErr(nowhere);
        NodeLoader.reuse(false);
        recording.begin();
        RunResult again;
        try {
            again = Front.run(scenario, run.seed(), null);
        } finally {
            recording.end();
            System.setOut(out);
            System.setErr(err);
        }
        if (again.digest() != run.digest()) {
            return new Detail(null, "the run recorded for it was another one (digest " + again.digestHex() + ")");
        }
        return new Detail(InterleavingText.table(recording, run.failures(), scenario.cluster()), null);
    }
}
