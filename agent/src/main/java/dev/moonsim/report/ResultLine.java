package dev.moonsim.report;

import dev.moonsim.config.JsonValue;
import dev.moonsim.run.RunResult;
import dev.moonsim.run.RunResult.Verdict;
import dev.moonsim.sched.ScheduleCounts;
import java.util.List;
import java.util.Map;

/** A result in one line, between a worker and its parent: a run that passed and had nothing special in few words, else JSON. */
public final class ResultLine {
    private static final String PLAIN = "passed ";

    private ResultLine() {}

    public static String of(RunResult result) {
        if (result.verdict() != Verdict.PASSED || !result.faults().isEmpty() || !result.escapes().isEmpty()
                || result.exitCode() != 0 || !result.lastFaults().isEmpty() || result.table() != null || !result.properties().isEmpty()
                || !result.metrics().isEmpty()) {
            return RunReport.line(result);
        }
        ScheduleCounts schedule = result.schedule();
        return PLAIN + result.seed() + ' ' + result.steps() + ' ' + result.virtualNanos() + ' ' + result.wallMillis() + ' '
                + result.digest() + ' ' + schedule.points() + ' ' + schedule.switches() + ' ' + schedule.preemptions() + ' '
                + schedule.stalls() + ' ' + schedule.spurious() + ' ' + schedule.spinLimits() + ' ' + schedule.strategy() + ' '
                + result.ended();
    }

    public static RunResult read(String line) {
        if (!line.startsWith(PLAIN)) {
            return RunReport.read(JsonValue.parse(line, "worker"));
        }
        String[] words = line.split(" ", 14);
        long[] numbers = new long[11];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = Long.parseLong(words[i + 1]);
        }
        return new RunResult(numbers[0], Verdict.PASSED, words[13], List.of(), numbers[1], numbers[2], numbers[3], numbers[4],
                Map.of(), Map.of(), 0, List.of(), new ScheduleCounts(words[12], numbers[5], numbers[6], numbers[7], numbers[8],
                numbers[9], numbers[10]));
    }
}
