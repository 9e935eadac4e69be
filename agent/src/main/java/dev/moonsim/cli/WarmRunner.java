package dev.moonsim.cli;

import dev.moonsim.config.Seeds;
import dev.moonsim.config.UsageError;
import dev.moonsim.launch.Worker;
import dev.moonsim.report.ResultLine;
import dev.moonsim.report.Tracing;
import dev.moonsim.run.Failure;
import dev.moonsim.run.RunResult;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Runs seeds in one JVM after another, many in each. */
final class WarmRunner implements Runner {
    private static final String YOUNG = "-Xmn256m";
    private static final String ENDED = "";
    /** The status of a JVM that SIGINT has ended; from a terminal, it goes to all of them. */
    static final int INTERRUPTED = 130;

    private final Target target;
    private final long timeoutNanos;
    private volatile Process process;
    private volatile boolean closed;
    /** Seeds to send behind the next one; null for none. */
    private String queued;
    private String covered = "";
    private BlockingQueue<String> answers;
    private ChildOutput output;

    WarmRunner(Target target, long timeoutNanos) {
        this.target = target;
        this.timeoutNanos = timeoutNanos;
    }

    @Override
    public RunResult run(long seed, Tracing trace) throws InterruptedException {
        boolean fresh = process == null;
        RunResult result = runOnce(seed, trace);
        if (!fresh && isOutOfMemory(result)) {
            // Other runs in the same JVM may be to blame, and no seed decides that.
            if (process != null) {
                stop();
            }
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
            Process sentTo = process;
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
                if (next + 1 < seeds.length && process != null) {
                    stop(); // it has more to do than anybody wants to know
                }
                return;
            }
            next++;
            while (next < seeds.length && sentTo != null && process == sentTo) {
                result = answered(seeds[next], System.nanoTime());
                if (isOutOfMemory(result)) {
                    stop();
                    break; // once more, in a JVM where other runs cannot be to blame
                }
                next++;
                if (!results.result(result)) {
                    if (next < seeds.length && process != null) {
                        stop();
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
        try {
            if (process == null) {
                start();
            }
            OutputStream input = process.getOutputStream();
            input.write((Seeds.text(seed) + (trace == null ? "" : " " + trace.words()) + "\n" + (queued == null ? "" : queued)).getBytes(StandardCharsets.UTF_8));
            input.flush();
        } catch (IOException e) {
            // it has died; the queue says so too
        }
        return answered(seed, start);
    }

    private RunResult answered(long seed, long start) throws InterruptedException {
        Process running = process;
        covered = "";
        String answer = answers.poll(timeoutNanos, TimeUnit.NANOSECONDS);
        if (answer != null && answer.startsWith(Worker.COVERED)) {
            covered = answer.substring(Worker.COVERED.length());
            answer = answers.poll(timeoutNanos, TimeUnit.NANOSECONDS);
        }
        long wallMillis = (System.nanoTime() - start) / 1_000_000;
        if (answer == null && !closed) {
            stop();
            return ChildOutput.noResult(seed, "stuck", "no result after " + timeoutNanos / 1_000_000_000
                    + "s of wall time", "", wallMillis);
        }
        if (closed) {
            throw new InterruptedException("closed");
        }
        if (answer.equals(ENDED)) {
            int status = running.waitFor();
            if (status == INTERRUPTED) {
                throw new InterruptedException("the worker was interrupted, and so is this JVM");
            }
            String last = output.last();
            stop();
            return ChildOutput.noResult(seed, "internal error",
                    "the JVM ended with status " + status + " in the middle of the run", last, wallMillis);
        }
        if (answer.startsWith(Worker.LAST)) {
            process = null; // it ends by itself
            answer = answer.substring(Worker.LAST.length());
        }
        if (answer.startsWith(Worker.DISPROVED)) {
            throw new ClassesDiffer();
        }
        RunResult result = ResultLine.read(answer);
        if (result.seed() != seed) {
            throw new IllegalStateException("asked for seed " + seed + ", answered for " + result.seed());
        }
        return result;
    }

    @Override
    public String covered() {
        return covered;
    }

    private void start() throws InterruptedException {
        List<String> command = target.command(List.of("worker=true"));
        if (target.jvmOptions().stream().noneMatch(option -> option.matches("-XX:\\+Use.*GC"))) {
            // Several workers share the processors: their collectors should not each want all of them.
            command.add(1, "-XX:+UseSerialGC");
            if (target.jvmOptions().stream().noneMatch(option -> option.matches("-Xmn.*|-Xmx.*|-XX:(Max)?NewSize=.*"))) {
                command.add(2, YOUNG); // whatever lives when a run is interrupted by a collection is copied
            }
        }
        Process started;
        try {
            started = Children.start(new ProcessBuilder(command));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        process = started;
        if (closed) {
            started.destroyForcibly();
        }
        output = new ChildOutput(started.getErrorStream());
        BlockingQueue<String> queue = new LinkedBlockingQueue<>();
        answers = queue;
        Thread reader = new Thread(() -> read(started, queue), "moonsim worker answers");
        reader.setDaemon(true);
        reader.start();
        boolean ended = queue.take().equals(ENDED);
        if (closed) {
            throw new InterruptedException("closed");
        }
        if (ended) {
            int status = started.waitFor();
            String last = output.last();
            throw new UsageError(last.isEmpty() ? "the JVM ended with status " + status + " before the first run"
                    : cause(last));
        }
    }

    /** The line of a child that says why it did not start. */
    static String cause(String output) {
        String line = output.lines().filter(l -> l.startsWith("moonsim: ")).findFirst()
                .orElseGet(() -> output.lines().findFirst().orElse("the JVM did not start"));
        return line.startsWith("moonsim: ") ? line.substring("moonsim: ".length()) : line;
    }

    private static void read(Process process, BlockingQueue<String> answers) {
        try (BufferedReader in = new BufferedReader(
                new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                int mark = line.indexOf(Worker.MARK);
                if (mark >= 0) {
                    answers.add(line.substring(mark + Worker.MARK.length()));
                }
            }
        } catch (IOException e) {
            // killed
        }
        answers.add(ENDED);
    }

    private void stop() {
        process.destroyForcibly();
        process = null; // the next seed starts another
    }

    @Override
    public void close() {
        closed = true;
        Process running = process;
        if (running != null) {
            running.destroyForcibly();
        }
    }
}
