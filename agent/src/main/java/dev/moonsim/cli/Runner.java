package dev.moonsim.cli;

import dev.moonsim.report.Tracing;
import dev.moonsim.run.RunResult;

/** Runs seeds of one target, one after another. */
interface Runner extends AutoCloseable {
    /**
     * Runs a seed. What keeps it from coming to a result (a JVM that dies, no answer in time) is a result too, with the
     * verdict error.
     *
     * @throws InterruptedException also where the runner has been closed meanwhile
     */
    default RunResult run(long seed) throws InterruptedException {
        return run(seed, null);
    }

    /**
     * What the run of the last result was the first in its JVM to cover, as {@code Coverage.drain} says it; empty where nothing
     * is, or nobody counts.
     */
    default String covered() {
        return "";
    }

    /** Hears of results, in order; returns false where no more are wanted. */
    interface Results {
        boolean result(RunResult result) throws InterruptedException;
    }

    /** Runs seeds one after another, until all are done or no more are wanted. */
    default void run(long[] seeds, Results results) throws InterruptedException {
        for (long seed : seeds) {
            if (!results.result(run(seed))) {
                break;
            }
        }
    }

    /** @param trace what is told about the events of the run, or null */
    RunResult run(long seed, Tracing trace) throws InterruptedException;

    /** Ends a run that another thread may be waiting for; never fails. */
    @Override
    void close();
}
