package dev.moonsim.cli;

import dev.moonsim.config.UsageError;
import dev.moonsim.launch.Worker;
import dev.moonsim.report.PowerCutPoint;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** JVMs that cut the power of a program, one after another: a new one where the last has ended. */
final class PowerCutJvm implements AutoCloseable {
    private static final String ENDED = "";

    private final List<String> command;
    private final long timeoutNanos;
    private volatile Process process;
    private volatile boolean closed;
    private BlockingQueue<String> answers;
    private ChildOutput output;

    PowerCutJvm(List<String> command, long timeoutNanos) {
        this.command = command;
        this.timeoutNanos = timeoutNanos;
    }

    /** No answer came. */
    static final class NoAnswer extends RuntimeException {
        private static final long serialVersionUID = 1;

        private NoAnswer(String message) {
            super(message);
        }
    }

    /**
     * Cuts the power at one point.
     *
     * @param outcome the one that is wanted, or -1 for all
     * @throws NoAnswer where the JVM ended or took too long
     * @throws InterruptedException also where this has been closed meanwhile
     */
    PowerCutPoint cut(int point, int failedSync, int outcome) throws InterruptedException {
        String question = point + " " + failedSync + " " + outcome;
        if (process == null) {
            start();
        }
        try {
            process.getOutputStream().write((question + "\n").getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
        } catch (IOException e) {
            // it has died; the queue says so too
        }
        String answer = answers.poll(timeoutNanos, TimeUnit.NANOSECONDS);
        if (closed) {
            throw new InterruptedException("closed");
        }
        if (answer == null) {
            process.destroyForcibly();
            process = null;
            throw new NoAnswer("no result after " + timeoutNanos / 1_000_000_000 + "s of wall time");
        }
        if (answer.equals(ENDED)) {
            int status = process.waitFor();
            process = null;
            throw new NoAnswer("the JVM ended with status " + status + " in the middle of a run\n" + output.last());
        }
        if (answer.startsWith(Worker.DISPROVED)) {
            throw new ClassesDiffer();
        }
        if (answer.startsWith(Worker.LAST)) {
            process = null; // it ends by itself
            answer = answer.substring(Worker.LAST.length());
        }
        return PowerCutPoint.read(answer);
    }

    private void start() throws InterruptedException {
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
            started.waitFor();
            process = null;
            throw new UsageError(WarmRunner.cause(output.last()));
        }
    }

    private static void read(Process process, BlockingQueue<String> answers) {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
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

    @Override
    public void close() {
        closed = true;
        Process running = process;
        if (running != null) {
            running.destroyForcibly();
        }
    }
}
