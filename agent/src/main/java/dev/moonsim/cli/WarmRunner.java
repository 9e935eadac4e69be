package dev.moonsim.cli;

import dev.moonsim.config.Seeds;
import dev.moonsim.launch.Worker;
import dev.moonsim.report.ResultLine;
import dev.moonsim.report.Tracing;
import dev.moonsim.run.Failure;
import dev.moonsim.run.RunResult;
import java.util.List;

/** Runs seeds in one JVM after another, many in each. */
final class WarmRunner implements Runner {
    private static final String YOUNG = "-Xmn256m";
    /** The status of a JVM that SIGINT has ended; from a terminal, it goes to all of them. */
    static final int INTERRUPTED = 130;

    private final Target target;
    private final long timeoutNanos;
    private final WorkerJvm jvm;
    /** Seeds to send behind the next one; null for none. */
    private String queued;
    private String covered = "";

    WarmRunner(Target target, long timeoutNanos) {
        this.target = target;
        this.timeoutNanos = timeoutNanos;
        this.jvm = new WorkerJvm(this::command, timeoutNanos);
    }

    @Override
    public RunResult run(long seed, Tracing trace) throws InterruptedException {
        boolean fresh = jvm.running() == null;
        RunResult result = runOnce(seed, trace);
        if (!fresh && isOutOfMemory(result)) {
            // Other runs in the same JVM may be to blame, and no seed decides that.
            jvm.stop();
            queued = null;
            result = runOnce(seed, trace);
        }
        return result;
    }

    /** All seeds are on their way before the first result is back, so that neither side waits for the other at each. */
    @Override
    public void run(long[] seeds, Results results) throws InterruptedException {
        int next = 0;
        while (next < seeds.length) {
            Object sentTo = jvm.running();
            if (sentTo != null) {
                StringBuilder lines = new StringBuilder();
                for (int i = next + 1; i < seeds.length; i++) {
                    lines.append(Seeds.text(seeds[i])).append('\n');
                }
                queued = lines.toString();
            }
            RunResult result = run(seeds[next], null);
            queued = null;
            if (!results.result(result)) {
                if (next + 1 < seeds.length) {
                    jvm.stop(); // it has more to do than anybody wants to know
                }
                return;
            }
            next++;
            while (next < seeds.length && sentTo != null && jvm.running() == sentTo) {
                result = answered(seeds[next], System.nanoTime());
                if (isOutOfMemory(result)) {
                    jvm.stop();
                    break; // once more, in a JVM where other runs cannot be to blame
                }
                next++;
                if (!results.result(result)) {
                    if (next < seeds.length) {
                        jvm.stop();
                    }
                    return;
                }
            }
        }
    }

    private static boolean isOutOfMemory(RunResult result) {
        for (Failure failure : result.failures()) {
            if (failure.message().contains("OutOfMemoryError") || failure.stack().contains("OutOfMemoryError")) {
                return true;
            }
        }
        return false;
    }

    private RunResult runOnce(long seed, Tracing trace) throws InterruptedException {
        long start = System.nanoTime();
        jvm.ask(Seeds.text(seed) + (trace == null ? "" : " " + trace.words()) + "\n" + (queued == null ? "" : queued));
        return answered(seed, start);
    }

    private RunResult answered(long seed, long start) throws InterruptedException {
        covered = "";
        try {
            String answer = jvm.answer();
            if (answer != null && answer.startsWith(Worker.COVERED)) {
                covered = answer.substring(Worker.COVERED.length());
                answer = jvm.answer();
            }
            if (answer == null) {
                return ChildOutput.noResult(seed, "stuck", "no result after " + timeoutNanos / 1_000_000_000
                        + "s of wall time", "", millis(start));
            }
            RunResult result = ResultLine.read(answer);
            if (result.seed() != seed) {
                throw new IllegalStateException("asked for seed " + seed + ", answered for " + result.seed());
            }
            return result;
        } catch (WorkerJvm.Ended e) {
            if (e.status() == INTERRUPTED) {
                throw new InterruptedException("the worker was interrupted, and so is this JVM");
            }
            return ChildOutput.noResult(seed, "internal error",
                    "the JVM ended with status " + e.status() + " in the middle of the run", e.last(), millis(start));
        }
    }

    private static long millis(long start) {
        return (System.nanoTime() - start) / 1_000_000;
    }

    @Override
    public String covered() {
        return covered;
    }

    private List<String> command() {
        List<String> command = target.command(List.of("worker=true"));
        if (target.jvmOptions().stream().noneMatch(option -> option.matches("-XX:\\+Use.*GC"))) {
            // Several workers share the processors: their collectors should not each want all of them.
            command.add(1, "-XX:+UseSerialGC");
            if (target.jvmOptions().stream().noneMatch(option -> option.matches("-Xmn.*|-Xmx.*|-XX:(Max)?NewSize=.*"))) {
                command.add(2, YOUNG); // whatever lives when a run is interrupted by a collection is copied
            }
        }
        return command;
    }

    @Override
    public void close() {
        jvm.close();
    }
}
