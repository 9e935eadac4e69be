package dev.moonsim.launch;

import dev.moonsim.config.Durations;
import dev.moonsim.config.UsageError;
import dev.moonsim.report.Summary;
import dev.moonsim.report.TraceFile;
import dev.moonsim.report.Verdicts;
import dev.moonsim.run.RunControl;
import dev.moonsim.run.RunResult;
import dev.moonsim.run.RunState;
import dev.moonsim.run.RunState.InvalidTransition;
import dev.moonsim.run.Scenario;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.StringJoiner;

/**
 * Drives a run by commands on standard input, one a line; each is answered by one line on standard output, or one that begins
 * with {@code error:} and has changed nothing. What the service prints goes to standard error.
 */
final class ControlConsole {
    private static final String COMMANDS = "start, pause [at TIME], resume, step [N], run until TIME, crash NODE [REASON],"
            + " restart NODE [REASON], complete, replay, state, nodes, threads [NODE], quit";

    private final RunControl control;
    private final TraceFile trace;
    private final PrintStream answers;
    private boolean mistakes;
    private boolean different;
    private boolean told;

    private ControlConsole(RunControl control, TraceFile trace, PrintStream answers) {
        this.control = control;
        this.trace = trace;
        this.answers = answers;
    }

    /** @return the exit code: that of the run where it was completed, else 0; 2 where a command was wrong */
    static int serve(Scenario scenario, long seed, TraceFile trace, RunResult[] came) throws IOException {
        PrintStream answers = System.out;
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        System.setOut(System.err);
        try (RunControl control = new RunControl(scenario, seed, trace)) {
            ControlConsole console = new ControlConsole(control, trace, answers);
            for (String line = in.readLine(); line != null && !console.quits(line); line = in.readLine()) {
                answers.flush();
            }
            answers.flush();
            came[0] = control.result();
            int status = came[0] == null ? Verdicts.PASSED : Verdicts.exitCode(Verdicts.of(came[0]));
            return console.different ? Verdicts.ERROR : status != Verdicts.PASSED ? status
                    : console.mistakes ? Verdicts.USAGE : Verdicts.PASSED;
        } finally {
            System.setOut(answers);
        }
    }

    private boolean quits(String line) {
        String text = line.strip();
        if (text.isEmpty() || text.startsWith("#")) {
            return false;
        }
        if (text.equals("quit") || text.equals("exit")) {
            answers.println("quit " + where());
            return true;
        }
        try {
            answers.println(answer(text.split("\\s+")));
        } catch (InvalidTransition | UsageError | IllegalArgumentException e) {
            mistakes = true;
            answers.println("error: " + e.getMessage());
        }
        return false;
    }

    private String answer(String[] words) {
        String rest = String.join(" ", List.of(words).subList(Math.min(2, words.length), words.length));
        switch (words[0]) {
            case "start" -> control.start();
            case "pause" -> {
                if (words.length > 1) {
                    if (!words[1].equals("at") || words.length != 3) {
                        throw new UsageError("pause " + rest + ": want pause, or pause at 5s");
                    }
                    control.runUntil(Durations.nanos(words[2], "pause at"));
                }
                if (control.result() == null) {
                    control.pause();
                }
            }
            case "resume" -> control.resume();
            case "step" -> control.step(words.length == 1 ? 1 : count(words[1]));
            case "run" -> {
                if (words.length != 3 || !words[1].equals("until")) {
                    throw new UsageError("run: want run until 10s, or complete for all of it");
                }
                control.runUntil(Durations.nanos(words[2], "run until"));
            }
            case "crash" -> control.crash(node(words), rest);
            case "restart" -> control.restart(node(words), rest);
            case "complete" -> control.complete();
            case "replay" -> {
                RunResult again = control.replay(null);
                boolean same = again.digest() == control.digest();
                different |= !same;
                return "replay: " + (same ? "the same run" : "ANOTHER RUN") + ", digest " + again.digestHex();
            }
            case "state" -> {
                return where();
            }
            case "nodes" -> {
                return nodes();
            }
            case "threads" -> {
                String threads = control.threads(words.length == 1 ? null : words[1]).stripTrailing();
                return threads.isEmpty() ? "no threads" : threads;
            }
            case "help" -> {
                return COMMANDS;
            }
            default -> throw new UsageError("\"" + words[0] + "\" is no command, want " + COMMANDS);
        }
        return where();
    }

    private static String node(String[] words) {
        if (words.length < 2) {
            throw new UsageError(words[0] + ": which node? want " + words[0] + " NODE");
        }
        return words[1];
    }

    private static long count(String text) {
        try {
            return Long.parseLong(text.replace("_", "").replace(",", ""));
        } catch (NumberFormatException e) {
            throw new UsageError("step " + text + ", want a number of steps");
        }
    }

    private String nodes() {
        StringJoiner nodes = new StringJoiner(", ");
        for (RunControl.NodeState node : control.nodes()) {
            nodes.add(node.name() + " " + node.ip() + (node.up() ? " up, boot " + node.boots() : node.boots() == 0
                    ? " not booted yet" : " down after boot " + node.boots()));
        }
        return nodes.length() == 0 ? "no nodes before start" : nodes.toString();
    }

    /** {@code Paused  at 5.000s (5000000000 ns), step 1,204, digest 9f3a11c07d20e4b8}. */
    private String where() {
        StringBuilder line = new StringBuilder(control.state().toString()).append("  at ");
        Summary.seconds(line, control.now() / 1_000_000, 3);
        line.append(" (").append(control.now()).append(" ns), step ");
        Summary.grouped(line, control.steps());
        line.append(", digest ").append("%016x".formatted(control.digest()));
        RunResult result = control.result();
        if (control.state() == RunState.COMPLETED && result != null && !told) {
            told = true;
            if (trace != null) {
                trace.ended(result);
            }
            line.append(", ").append(Verdicts.word(Verdicts.of(result))).append(", ").append(result.ended());
        }
        return line.toString();
    }
}
