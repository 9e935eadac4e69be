package dev.moonsim.launch;

import dev.moonsim.node.NodeLoader;
import dev.moonsim.run.RunResult;
import dev.moonsim.run.Scenario;
import dev.moonsim.trace.Trace;

/**
 * Runs seeds in a JVM that uses the program's classes again where that is proved to be as good as fresh ones: the first
 * seeds, and then ever fewer, are run both ways and must have the same digest. Where one has not, no class is used again.
 */
final class ClassReuse {
    /** So many seeds are run both ways before any is run with used classes alone. */
    private static final int PROVED_FIRST = 3;
    private static final int FIRST_SAMPLE = 16;
    /** Then one whenever the number of runs has doubled, and one in so many: with fresh classes a run takes ten times as long. */
    private static final int FARTHEST = 1_024;

    private boolean allowed;
    private boolean disproved;
    private long runs;

    ClassReuse(boolean allowed) {
        this.allowed = allowed;
    }

    RunResult run(Scenario scenario, long seed, Trace.Sink sink) {
        boolean both = allowed && isSample(runs);
        NodeLoader.reuse(allowed && !both);
        RunResult result = Front.run(scenario, seed, sink);
        if (both && sink == null) {
            NodeLoader.reuse(true);
            if (Front.run(scenario, seed, (Trace.Sink) null).digest() != result.digest()) {
                allowed = false;
                disproved = runs >= PROVED_FIRST;
            }
        }
        runs++;
        return result;
    }

    private static boolean isSample(long run) {
        return run < PROVED_FIRST || run >= FIRST_SAMPLE && Long.bitCount(run) == 1 || run % FARTHEST == 0;
    }

    /** True from the run on in which used classes came to something else, though they had been as good as fresh before. */
    boolean isDisproved() {
        return disproved;
    }
}
