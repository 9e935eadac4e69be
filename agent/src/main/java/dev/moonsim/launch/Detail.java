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
 * A failed run, run again in the same JVM with the program's classes rewritten to report what they do. It must be the same
 * run; where it is not, there is no table.
 *
 * @param table null where there is none
 * @param why there is none, for a person; null where there is nothing to say
 */
record Detail(InterleavingTable table, String why) {
    /** Longer runs are not run again. */
    private static final long MOST_POINTS = 20_000_000;
    private static final long MOST_STEPS = 2_000_000;
    private static final long MOST_WALL_MILLIS = 20_000;

    /** Nothing that the program prints is seen again. */
    static Detail of(Scenario scenario, RunResult failed) {
        if (failed.steps() > MOST_STEPS || failed.schedule().points() > MOST_POINTS || failed.wallMillis() > MOST_WALL_MILLIS) {
            return new Detail(null, "the run is too long to be recorded");
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
            again = Front.run(scenario, failed.seed(), null);
        } finally {
            recording.end();
            System.setOut(out);
            System.setErr(err);
        }
        if (again.digest() != failed.digest()) {
            return new Detail(null, "the run recorded for it was another one (digest " + again.digestHex() + ")");
        }
        return new Detail(InterleavingText.table(recording, failed.failures(), scenario.cluster()), null);
    }
}
