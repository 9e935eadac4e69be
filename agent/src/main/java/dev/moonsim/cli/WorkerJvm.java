package dev.moonsim.cli;

import dev.moonsim.config.UsageError;
import dev.moonsim.launch.Worker;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * JVMs that are asked by lines on their standard input and answer by lines with the mark of {@link Worker}: a new one where the last
 * has ended, said that it will, or was stopped. One thread asks; any may close.
 */
final class WorkerJvm implements AutoCloseable {
    private static final String ENDED = "";

    /** The JVM ended in place of an answer. */
    static final class Ended extends Exception {
        private static final long serialVersionUID = 1;

        private final int status;
        private final String last;

        private Ended(int status, String last) {
            super("the JVM ended with status " + status);
            this.status = status;
            this.last = last;
        }

        int status() {
            return status;
        }

        /** The last lines that it printed on standard error. */
        String last() {
            return last;
        }
    }

    private final Supplier<List<String>> command;
    private final long timeoutNanos;
    private volatile Process process;
    private volatile boolean closed;
    private BlockingQueue<String> answers;
    private ChildOutput output;

    /** @param timeoutNanos wall time that an answer may take */
    WorkerJvm(Supplier<List<String>> command, long timeoutNanos) {
        this.command = command;
        this.timeoutNanos = timeoutNanos;
    }

    /** Stands for the JVM that runs now; null where the next question starts one. */
    Object running() {
        return process;
    }


    /**
     * Asks, of a new JVM where none runs.
     *
     * @throws UsageError where a JVM does not start
     * @throws InterruptedException also where this has been closed meanwhile
     */
    void ask(String lines) throws InterruptedException {
        if (process == null) {
            start();
        }
        try {
            process.getOutputStream().write(lines.getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
        } catch (IOException e) {
            // it has died; the queue says so too
        }
    }

    /**
     * The next answer.
     *
     * @return null where it took too long; the JVM is stopped then
     * @throws ClassesDiffer where the JVM has found that it may not use classes again
     * @throws InterruptedException also where this has been closed meanwhile
     */
    String answer() throws InterruptedException, Ended {
        Process asked = process;
        String answer = answers.poll(timeoutNanos, TimeUnit.NANOSECONDS);
        if (closed) {
            throw new InterruptedException("closed");
        }
        if (answer == null) {
            stop();
            return null;
        }
        if (answer.equals(ENDED)) {
            int status = asked.waitFor();
            process = null;
            throw new Ended(status, output.last());
        }
        if (answer.startsWith(Worker.LAST)) {
            process = null; // it ends by itself
            answer = answer.substring(Worker.LAST.length());
        }
        if (answer.startsWith(Worker.DISPROVED)) {
            throw new ClassesDiffer();
        }
        return answer;
    }

    private void start() throws InterruptedException {
        Process started;
        try {
            started = Children.start(new ProcessBuilder(command.get()));
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
            process = null;
            String last = output.last();
            throw new UsageError(last.isEmpty() ? "the JVM ended with status " + status + " before the first run" : cause(last));
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

    /** The next question starts another. */
    void stop() {
        Process running = process;
        if (running != null) {
            running.destroyForcibly();
        }
        process = null;
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
