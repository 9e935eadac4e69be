package dev.moonsim.e2e;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A JVM that stays while rounds of a benchmark alternate between it and others: a line on its standard input is work, a line
 * with the mark on its standard output says that it is done.
 */
final class LiveJvm implements AutoCloseable {
    private static final String MARK = "\u0001moonsim ";

    private final Process process;
    private final BufferedReader answers;

    private LiveJvm(String... arguments) {
        List<String> command = new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/java", "-XX:+UseSerialGC",
                "-XX:-UsePerfData"));
        command.addAll(List.of(arguments));
        try {
            process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
            answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes a seed a line, and runs the program with it. */
    static LiveJvm simulated(Class<?> program, String... arguments) {
        List<String> all = new ArrayList<>(List.of("-javaagent:" + Moonsim.JAR, "-Dmoonsim.worker=true", "-cp",
                Moonsim.CLASSES.toString(), program.getName()));
        all.addAll(List.of(arguments));
        LiveJvm jvm = new LiveJvm(all.toArray(new String[0]));
        jvm.answer(); // it is ready
        return jvm;
    }

    /** Takes a seed a line, and runs the scenario with it: a worker as {@code explore} starts it. */
    static LiveJvm scenario(Path file) {
        LiveJvm jvm = new LiveJvm("-XX:+UseSerialGC", "-Xmn256m", "-javaagent:" + Moonsim.JAR, "-Dmoonsim.worker=true", "-Dmoonsim.scenario=" + file);
        jvm.answer(); // it is ready
        return jvm;
    }

    /** Takes whatever the program takes. */
    static LiveJvm plain(Class<?> program, String... arguments) {
        List<String> all = new ArrayList<>(List.of("--add-opens", "java.base/java.lang=ALL-UNNAMED", "-cp",
                Moonsim.CLASSES.toString(), program.getName()));
        all.addAll(List.of(arguments));
        return new LiveJvm(all.toArray(new String[0]));
    }

    /** Sends work; as many answers follow as there are lines. */
    void send(String lines) {
        try {
            OutputStream to = process.getOutputStream();
            to.write(lines.getBytes(StandardCharsets.US_ASCII));
            to.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Without the mark. */
    String answer() {
        try {
            for (String line = answers.readLine(); line != null; line = answers.readLine()) {
                if (line.startsWith(MARK)) {
                    return line.substring(MARK.length());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new AssertionError("the JVM has ended");
    }

    /**
     * Nanoseconds that each of its threads has spent on a processor: what other processes of the machine do counts far less
     * than in wall time.
     */
    Map<String, Long> processorNanos() {
        Map<String, Long> nanos = new HashMap<>();
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(Path.of("/proc/" + process.pid() + "/task"))) {
            for (Path thread : threads) {
                try {
                    nanos.put(thread.getFileName().toString(),
                            Long.parseLong(Files.readString(thread.resolve("schedstat")).split(" ")[0]));
                } catch (IOException e) {
                    // it has just ended
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return nanos;
    }

    /** What the busiest thread has spent between two looks: the one that did the work, and not the JVM's compilers. */
    static long busiest(Map<String, Long> before, Map<String, Long> after) {
        long most = 0;
        for (Map.Entry<String, Long> thread : after.entrySet()) {
            most = Math.max(most, thread.getValue() - before.getOrDefault(thread.getKey(), 0L));
        }
        return most;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
