package dev.moonsim.cli;

import dev.moonsim.report.Summary;
import java.io.PrintStream;

/** The progress line of a campaign: rewritten in place on a terminal, a line now and then elsewhere. */
final class Progress implements Campaign.Listener {
    private static final long TERMINAL_NANOS = 100_000_000L;
    private static final int BAR = 24;
    private static final long LOG_NANOS = 15_000_000_000L;

    private final PrintStream out;
    private final long seeds;
    private final boolean terminal;
    private final long start = System.nanoTime();
    private long last = start;

    Progress(PrintStream out, long seeds) {
        this.out = out;
        this.seeds = seeds;
        this.terminal = Colours.isTerminal();
    }

    @Override
    public void progress(long seedsRun, int failures) {
        long now = System.nanoTime();
        if (now - last < (terminal ? TERMINAL_NANOS : LOG_NANOS)) {
            return;
        }
        last = now;
        StringBuilder line = new StringBuilder("moonsim  ");
        if (terminal) {
            bar(line, seedsRun);
        }
        Summary.grouped(line, seedsRun);
        line.append(" of ");
        Summary.grouped(line, seeds);
        line.append(" seeds, ").append(rate(seedsRun, (now - start) / 1_000_000)).append(", ")
                .append(failures == 0 ? "no failure"
                        : Colours.of(out).red(failures == 1 ? "1 failure" : failures + " different failures"));
        if (terminal) {
            out.print("\r\u001b[K" + line);
            out.flush();
        } else {
            out.println(line);
        }
    }

    private void bar(StringBuilder line, long seedsRun) {
        int done = (int) (BAR * Math.min(seedsRun, seeds) / Math.max(1, seeds));
        line.append('[');
        for (int i = 0; i < BAR; i++) {
            line.append(i < done ? '#' : '.');
        }
        line.append("] ");
    }

    /** Takes the line off a terminal. */
    void end() {
        if (terminal) {
            out.print("\r\u001b[K");
            out.flush();
        }
    }

    static String rate(long seedsRun, long millis) {
        long tenths = seedsRun * 10_000 / Math.max(1, millis);
        StringBuilder rate = new StringBuilder();
        Summary.grouped(rate, tenths / 10);
        return rate.append('.').append(tenths % 10).append("/s").toString();
    }
}
