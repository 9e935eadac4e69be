package dev.moonsim.run;

import dev.moonsim.disk.HostUse;
import dev.moonsim.metric.MetricResult;
import dev.moonsim.net.SocketRow;
import dev.moonsim.property.PropertyResult;
import dev.moonsim.sched.ScheduleCounts;
import dev.moonsim.trace.InterleavingTable;
import java.util.List;
import java.util.Map;

/**
 * What a run came to.
 *
 * @param ended why it ended: "workloads done", "main ended", "exit 0", "budget", "step budget", "deadlock",
 *     "lost wake-up", "left running", "idle", "failure"
 * @param digest over all events; two runs are the same run exactly when digests agree
 * @param faults injected faults by kind
 * @param escapes calls that would have left the simulation, by name of the API
 * @param schedule how much it was interleaved
 * @param table how the failure came about; null where there is none
 * @param properties what the program and the scenario assert, in the order in which the run met them
 * @param sockets those that were open at the first failure; empty where there was none
 * @param metrics what the scenario's queries came to
 * @param host what of the host's files got into it
 * @param exitCode what the program itself exited with, in a run of one service
 */
public record RunResult(long seed, Verdict verdict, String ended, List<Failure> failures, long steps, long virtualNanos,
        long wallMillis, long digest, Map<String, Long> faults, Map<String, Long> escapes, int exitCode,
        List<String> lastFaults, ScheduleCounts schedule, InterleavingTable table, List<PropertyResult> properties,
        List<SocketRow> sockets, List<MetricResult> metrics, HostUse host) {

    public enum Verdict { PASSED, FAILED, ERROR }

    /** Without files of the host. */
    public RunResult(long seed, Verdict verdict, String ended, List<Failure> failures, long steps, long virtualNanos,
            long wallMillis, long digest, Map<String, Long> faults, Map<String, Long> escapes, int exitCode,
            List<String> lastFaults, ScheduleCounts schedule, InterleavingTable table, List<PropertyResult> properties,
            List<SocketRow> sockets, List<MetricResult> metrics) {
        this(seed, verdict, ended, failures, steps, virtualNanos, wallMillis, digest, faults, escapes, exitCode, lastFaults,
                schedule, table, properties, sockets, metrics, HostUse.NONE);
    }

    /** Without sockets and metrics. */
    public RunResult(long seed, Verdict verdict, String ended, List<Failure> failures, long steps, long virtualNanos,
            long wallMillis, long digest, Map<String, Long> faults, Map<String, Long> escapes, int exitCode,
            List<String> lastFaults, ScheduleCounts schedule, InterleavingTable table, List<PropertyResult> properties) {
        this(seed, verdict, ended, failures, steps, virtualNanos, wallMillis, digest, faults, escapes, exitCode, lastFaults,
                schedule, table, properties, List.of(), List.of());
    }

    /** Without a table and properties. */
    public RunResult(long seed, Verdict verdict, String ended, List<Failure> failures, long steps, long virtualNanos,
            long wallMillis, long digest, Map<String, Long> faults, Map<String, Long> escapes, int exitCode,
            List<String> lastFaults, ScheduleCounts schedule) {
        this(seed, verdict, ended, failures, steps, virtualNanos, wallMillis, digest, faults, escapes, exitCode, lastFaults,
                schedule, null, List.of(), List.of(), List.of());
    }

    /** This run with the table of its failure. */
    public RunResult withTable(InterleavingTable shown) {
        return new RunResult(seed, verdict, ended, failures, steps, virtualNanos, wallMillis, digest, faults, escapes, exitCode,
                lastFaults, schedule, shown, properties, sockets, metrics, host);
    }

    /** As the second part of a run. */
    RunResult after(long bothDigests, long earlierSteps) {
        return new RunResult(seed, verdict, ended, failures, earlierSteps + steps, virtualNanos, wallMillis, bothDigests, faults, escapes,
                exitCode, lastFaults, schedule, table, properties, sockets, metrics, host);
    }

    /** Of a run that came to no end of its own. */
    public static RunResult error(long seed, Failure failure, long wallMillis) {
        return new RunResult(seed, Verdict.ERROR, failure.what(), List.of(failure), 0, 0, wallMillis, 0, Map.of(), Map.of(), 0,
                List.of(), ScheduleCounts.NONE);
    }

    /** This run, found to be an error for another reason than it saw itself. */
    public RunResult asError(Failure failure) {
        return new RunResult(seed, Verdict.ERROR, failure.what(), List.of(failure), steps, virtualNanos, wallMillis, digest,
                faults, escapes, exitCode, lastFaults, schedule, null, properties, sockets, metrics, host);
    }

    /** 16 hex digits. */
    public String digestHex() {
        return "%016x".formatted(digest);
    }
}
