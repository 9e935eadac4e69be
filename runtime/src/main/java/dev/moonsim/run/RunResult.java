package dev.moonsim.run;

import java.util.List;
import java.util.Map;

/**
 * What a run came to.
 *
 * @param ended why it ended: "workloads done", "main ended", "exit 0", "budget", "deadlock", "idle", "failure"
 * @param digest over all events; two runs are the same run exactly when digests agree
 * @param faults injected faults by kind
 * @param escapes calls that would have left the simulation, by name of the API
 * @param exitCode what the program itself exited with, in a run of one service
 */
public record RunResult(long seed, Verdict verdict, String ended, List<Failure> failures, long steps, long virtualNanos,
        long wallMillis, long digest, Map<String, Long> faults, Map<String, Long> escapes, int exitCode,
        List<String> lastFaults) {

    public enum Verdict { PASSED, FAILED, ERROR }

    /** 16 hex digits. */
    public String digestHex() {
        return "%016x".formatted(digest);
    }
}
