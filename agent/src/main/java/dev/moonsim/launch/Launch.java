package dev.moonsim.launch;

import dev.moonsim.run.RunResult;
import dev.moonsim.run.Scenario;
import dev.moonsim.run.PowerCutRun;
import dev.moonsim.trace.Trace;

/** Runs simulations in this JVM, one after another. */
public final class Launch {
    private Launch() {}

    /**
     * Runs a scenario under a seed.
     *
     * @param sink receives every event, or null
     */
    public static RunResult run(Scenario scenario, long seed, Trace.Sink sink) {
        return PowerCutRun.run(scenario, seed, sink);
    }
}
