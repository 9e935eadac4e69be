package dev.moonsim.cli;

import dev.moonsim.run.Failure;
import dev.moonsim.run.RunResult;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;

/** Reads what a child JVM says on standard error and keeps the last lines, for the case that it dies. */
final class ChildOutput {
    private static final int KEPT = 30;

    private final ArrayDeque<String> lines = new ArrayDeque<>();
    private final Thread reader;

    ChildOutput(InputStream stream) {
        reader = new Thread(() -> read(stream), "moonsim child output");
        reader.setDaemon(true);
        reader.start();
    }

    private void read(InputStream stream) {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                synchronized (lines) {
                    if (lines.size() == KEPT) {
                        lines.removeFirst();
                    }
                    lines.addLast(line);
                }
            }
        } catch (IOException e) {
            // the child is gone
        }
    }

    /** The last lines of a child that has ended. */
    String last() {
        try {
            reader.join(1000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        synchronized (lines) {
            return String.join("\n", lines);
        }
    }

    /** The result of a seed whose JVM came to none. */
    static RunResult noResult(long seed, String what, String message, String output, long wallMillis) {
        return RunResult.error(seed, new Failure(what, message, null, null, 0, output), wallMillis);
    }
}
