package dev.moonsim.report;

import dev.moonsim.config.Seeds;
import dev.moonsim.disk.HostUse;
import dev.moonsim.run.AllowedEscape;
import dev.moonsim.run.Failure;
import dev.moonsim.run.RunResult;
import dev.moonsim.run.RunResult.Verdict;
import dev.moonsim.run.Simulation;
import dev.moonsim.sched.ScheduleCounts;
import dev.moonsim.trace.InterleavingTable;
import java.io.PrintStream;
import java.util.List;
import java.util.Set;

/**
 * What a person reads about a run: its first line and its last ones. Written without formatting, streams or lambdas: it is
 * on the path of every start.
 */
public final class Summary {
    private static final int MOST_FAILURES = 10;
    private static final int MOST_STACK_LINES = 40;
    private static final int MOST_PATHS = 3;

    private Summary() {}

    /** The line that is enough to reproduce the run even if the JVM dies. */
    public static String first(long seed, String title) {
        return "moonsim  seed " + Seeds.text(seed) + "  " + title;
    }

    /** A line about what is let into the runs from the host, where anything is. */
    public static void allowed(PrintStream out, Set<AllowedEscape> allowed) {
        StringBuilder line = new StringBuilder();
        for (AllowedEscape escape : allowed) {
            line.append(line.length() == 0 ? "  allowed: " : ", ").append(escape.label());
        }
        if (line.length() > 0) {
            out.println(line.append("; runs with it are not guaranteed to be deterministic"));
        }
    }

    /** @param reproduce the command, or null to leave it out; needed only where the run did not pass */
    public static void last(PrintStream out, RunResult result, String reproduce, String report) {
        Verdict verdict = Verdicts.of(result);
        StringBuilder line = new StringBuilder();
        line.append(switch (verdict) {
            case PASSED -> "passed";
            case FAILED -> "FAILED";
            case ERROR -> "ERROR ";
        });
        line.append("  ").append(headline(result));
        if (verdict == Verdict.PASSED && result.ended() != null && result.ended().endsWith("budget")) {
            line.append(", ended by its ").append(result.ended());
        }
        out.println(line);
        schedule(out, result.schedule());
        host(out, result.host());
        failures(out, result);
        if (verdict != Verdict.PASSED) {
            lastFaults(out, result);
            SocketLines.print(out, result.sockets());
            if (reproduce != null) {
                out.println("  reproduce: " + reproduce);
            }
        }
        if (report != null) {
            out.println("  report: " + report);
        }
    }

    /** @param why there is none, or null where nothing is to be said about it */
    public static void table(PrintStream out, InterleavingTable table, String why) {
        if (table != null) {
            out.println("how it came about, with what several tasks share:");
            for (String line : table.lines()) {
                out.println(line);
            }
        } else if (why != null) {
            out.println("no table of how it came about: " + why);
        }
    }

    /** {@code seed 0x2a  at 12.481s virtual, 48,211 steps, 0.41s wall, digest 9f3a11c07d20e4b8}. */
    public static String headline(RunResult result) {
        StringBuilder line = new StringBuilder();
        line.append("seed ").append(Seeds.text(result.seed())).append("  at ");
        seconds(line, result.virtualNanos() / 1_000_000, 3);
        line.append(" virtual, ");
        grouped(line, result.steps());
        line.append(result.steps() == 1 ? " step, " : " steps, ");
        seconds(line, result.wallMillis() / 10, 2);
        line.append(" wall, digest ").append(hex(result.digest()));
        return line.toString();
    }

    /** {@code schedule: pos, 48,211 points, 312 switches, 17 preemptions}; what is optional and did not happen is left out. */
    public static void schedule(PrintStream out, ScheduleCounts counts) {
        if (counts.switches() == 0) {
            return; // it never began
        }
        StringBuilder line = new StringBuilder("  schedule: ").append(counts.strategy());
        count(line, counts.points(), "point");
        count(line, counts.switches(), "switch");
        count(line, counts.preemptions(), "preemption");
        if (counts.stalls() > 0) {
            count(line, counts.stalls(), "stall");
        }
        if (counts.spurious() > 0) {
            count(line, counts.spurious(), "spurious wake-up");
        }
        if (counts.spinLimits() > 0) {
            line.append(", spin limit reached ");
            grouped(line, counts.spinLimits());
            line.append(counts.spinLimits() == 1 ? " time" : " times");
        }
        out.println(line);
    }

    /** What of this machine's own state got into the run, or was kept out of it. */
    private static void host(PrintStream out, HostUse host) {
        paths(out, "changed, each node its own copy of what this machine has: ", host.changed(), " (--disk-hide: start without)");
        paths(out, "looked for, on this machine but not on its nodes: ", host.hidden(), " (--disk-show: start with)");
    }

    private static void paths(PrintStream out, String before, List<String> paths, String behind) {
        if (paths.isEmpty()) {
            return;
        }
        StringBuilder line = new StringBuilder("  ").append(before);
        for (int i = 0; i < paths.size() && i < MOST_PATHS; i++) {
            line.append(i == 0 ? "" : ", ").append(paths.get(i));
        }
        if (paths.size() > MOST_PATHS) {
            line.append(" and ").append(paths.size() - MOST_PATHS).append(" more");
        }
        out.println(line.append(behind));
    }

    private static void count(StringBuilder line, long count, String what) {
        line.append(", ");
        grouped(line, count);
        line.append(' ').append(what).append(count == 1 ? "" : what.endsWith("h") ? "es" : "s");
    }

    public static void failures(PrintStream out, RunResult result) {
        int shown = 0;
        for (Failure failure : result.failures()) {
            if (shown++ == MOST_FAILURES) {
                out.println("  ... and " + (result.failures().size() - MOST_FAILURES) + " more failures");
                break;
            }
            out.println("  " + describe(failure));
            if (failure.hasStacks() || Verdicts.of(result) == Verdict.ERROR) {
                stack(out, failure.stack());
            }
        }
    }

    /** One line: what, and in brackets where. */
    public static String describe(Failure failure) {
        StringBuilder line = new StringBuilder();
        String message = firstLine(failure.message());
        if (!message.startsWith(failure.what())) {
            line.append(failure.what()).append(": ");
        }
        line.append(message);
        if (!failure.details().isEmpty()) {
            line.append("  ").append(failure.details());
        }
        if (failure.node() != null) {
            line.append("       (").append(failure.node());
            if (failure.task() != null) {
                line.append(", thread ").append(failure.task());
            }
            line.append(", at ");
            seconds(line, failure.virtualNanos() / 1_000_000, 3);
            line.append(')');
        }
        return line.toString();
    }

    private static String firstLine(String text) {
        if (text == null) {
            return "";
        }
        int end = text.indexOf('\n');
        return end < 0 ? text : text.substring(0, end) + " ...";
    }

    private static void stack(PrintStream out, String stack) {
        if (stack == null || stack.isEmpty()) {
            return;
        }
        String[] lines = stack.split("\n");
        for (int i = 0; i < lines.length; i++) {
            if (i == MOST_STACK_LINES) {
                out.println("    ... " + (lines.length - i) + " more lines in the report");
                break;
            }
            out.println("    " + lines[i].replace("\t", "    "));
        }
    }

    /** What the program asked for and did not get: mostly the cause of what it says itself. */
    private static void refused(PrintStream out, RunResult result) {
        for (String call : result.escapes().keySet()) {
            if (call.startsWith(Simulation.NATIVE_LIBRARY)) {
                out.println("  not loaded: " + call + ", code that is not the JVM's would leave the simulation");
            }
        }
    }

    /** The faults that came before the end, in words, and the libraries that were refused. */
    public static void lastFaults(PrintStream out, RunResult result) {
        refused(out, result);
        if (result.lastFaults() == null || result.lastFaults().isEmpty()) {
            return;
        }
        StringBuilder line = new StringBuilder("  last faults: ");
        for (int i = 0; i < result.lastFaults().size(); i++) {
            line.append(i == 0 ? "" : "; ").append(result.lastFaults().get(i));
        }
        out.println(line);
    }

    public static void seconds(StringBuilder line, long units, int decimals) {
        long one = decimals == 3 ? 1000 : 100;
        grouped(line, units / one);
        line.append('.');
        for (long digit = one / 10; digit > 0; digit /= 10) {
            line.append(units / digit % 10);
        }
        line.append('s');
    }

    public static void grouped(StringBuilder line, long number) {
        String digits = Long.toString(number);
        int start = digits.charAt(0) == '-' ? 1 : 0;
        for (int i = 0; i < digits.length(); i++) {
            if (i > start && (digits.length() - i) % 3 == 0) {
                line.append(',');
            }
            line.append(digits.charAt(i));
        }
    }

    private static String hex(long digest) {
        String digits = Long.toHexString(digest);
        return "0000000000000000".substring(digits.length()) + digits;
    }
}
