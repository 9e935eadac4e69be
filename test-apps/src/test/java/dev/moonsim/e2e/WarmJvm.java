package dev.moonsim.e2e;

import dev.moonsim.e2e.Moonsim.Run;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** A child JVM that runs many seeds of one program, as the workers of {@code explore} do, and says what came of each. */
final class WarmJvm implements AutoCloseable {
    private static final String MARK = "\u0001moonsim ";
    private static final String LAST = "last ";
    private static final String DISPROVED = "disproved ";
    /** A run that passed and had nothing special: seed, steps, virtual and wall time, digest, six counts, strategy. */
    private static final String PLAIN = "passed ";
    /** Seeds on their way: so many that no side waits for the other at each. */
    private static final int AHEAD = 64;
    /** Wall time after which a run counts as hung; the longest of the suite takes a few seconds. */
    private static final int HUNG_SECONDS = 120;
    private static final ScheduledExecutorService CLOCK = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().factory());

    private final List<String> command = new ArrayList<>();
    private Process process;
    private BufferedReader answers;
    private CompletableFuture<String> errors;

    /** What came of one seed. */
    record Outcome(long seed, String verdict, String what, String message, String digest, String strategy) {
        boolean passed() {
            return verdict.equals("passed");
        }

        /** What two runs of a seed have in common. */
        String run() {
            return "seed " + seed + " " + verdict + " " + what + ", digest " + digest;
        }

        /** As people read it. */
        String text() {
            return "seed " + seed + " " + verdict + (passed() ? "" : ": " + what + ": " + message) + ", digest " + digest;
        }
    }

    /** Runs seeds of a scenario file in place of a program. */
    static WarmJvm scenario(Path file) {
        WarmJvm jvm = new WarmJvm(List.of("-Dmoonsim.table=off", "-Dmoonsim.scenario=" + file), "-version");
        jvm.command.subList(jvm.command.size() - 3, jvm.command.size() - 1).clear(); // no class path
        return jvm;
    }

    WarmJvm(List<String> options, String main, String... arguments) {
        command.addAll(List.of(System.getProperty("java.home") + "/bin/java", "-XX:+UseSerialGC", "-XX:-UsePerfData",
                "-javaagent:" + Moonsim.JAR, "-Dmoonsim.worker=true"));
        command.addAll(options);
        command.addAll(List.of("-cp", Moonsim.CLASSES.toString(), main));
        command.addAll(List.of(arguments));
    }

    /** Runs seeds in this order. */
    List<Outcome> run(List<Long> seeds) {
        List<Outcome> outcomes = new ArrayList<>();
        try {
            int sent = 0;
            while (outcomes.size() < seeds.size()) {
                if (process == null) {
                    start();
                    sent = outcomes.size(); // the one before has ended and taken what was on its way with it
                }
                while (sent < seeds.size() && sent < outcomes.size() + AHEAD) {
                    send(seeds.get(sent++));
                }
                String answer = answer();
                if (answer.startsWith(LAST)) {
                    close();
                    answer = answer.substring(LAST.length());
                }
                outcomes.add(outcome(seeds.get(outcomes.size()), answer));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return outcomes;
    }

    /** Of the JVM that has run the last seeds. */
    long pid() {
        return process.pid();
    }

    private void start() throws IOException {
        process = new ProcessBuilder(command).start();
        Process started = process;
        errors = CompletableFuture.supplyAsync(() -> {
            try {
                return new String(started.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                return e.toString();
            }
        });
        answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        answer(); // it is ready
    }

    private void send(long seed) {
        try {
            OutputStream to = process.getOutputStream();
            to.write((seed + "\n").getBytes(StandardCharsets.US_ASCII));
            to.flush();
        } catch (IOException e) {
            // it is ending; what it has answered is still to be read
        }
    }

    private String answer() throws IOException {
        Future<?> hung = CLOCK.schedule(process::destroyForcibly, HUNG_SECONDS, TimeUnit.SECONDS);
        try {
            for (String line = answers.readLine(); line != null; line = answers.readLine()) {
                int mark = line.indexOf(MARK);
                if (mark >= 0) {
                    return line.substring(mark + MARK.length());
                }
            }
        } finally {
            hung.cancel(false);
        }
        throw new AssertionError("no answer in " + HUNG_SECONDS + " s, or the JVM ended: "
                + String.join(" ", command) + "\n" + errors.join());
    }

    private Outcome outcome(long seed, String answer) {
        if (answer.startsWith(DISPROVED)) {
            throw new AssertionError("seed " + seed + " with used classes is another run than with fresh ones: "
                    + String.join(" ", command));
        }
        if (answer.startsWith(PLAIN)) {
            String[] words = answer.split(" ");
            return new Outcome(seed, "passed", "", "", String.format("%016x", Long.parseLong(words[5])), words[12]);
        }
        Run run = new Run(0, "", "", answer);
        String verdict = run.field("verdict");
        boolean passed = verdict.equals("passed");
        return new Outcome(seed, verdict, passed ? "" : run.field("what"), passed ? "" : run.field("message"),
                run.digest(), run.field("strategy"));
    }

    @Override
    public void close() {
        if (process != null) {
            process.destroyForcibly();
            process = null;
        }
    }
}
