package dev.moonsim.cli;

import dev.moonsim.report.Summary;
import java.io.PrintStream;

/** The progress line of power cuts: rewritten in place on a terminal, a line now and then elsewhere. */
final class PowerCutProgress implements PowerCutCampaign.Listener {
    private static final long TERMINAL_NANOS = 100_000_000L;
    private static final long LOG_NANOS = 15_000_000_000L;
    private static final int BAR = 24;

    private final PrintStream out;
    private final boolean terminal = Colours.isTerminal();
    private long last = System.nanoTime();

    PowerCutProgress(PrintStream out) {
        this.out = out;
    }

    @Override
    public void progress(int done, int of, long outcomes, boolean failed) {
        long now = System.nanoTime();
        if (now - last < (terminal ? TERMINAL_NANOS : LOG_NANOS)) {
            return;
        }
        last = now;
        StringBuilder line = new StringBuilder("moonsim  ");
        if (terminal) {
            line.append('[');
            for (int i = 0; i < BAR; i++) {
                line.append(i < BAR * done / of ? '#' : '.');
            }
            line.append("] ");
        }
        line.append(done).append(" of ").append(of).append(" power cuts, ");
        Summary.grouped(line, outcomes);
        line.append(" states, ").append(failed ? Colours.of(out).red("failure") : "no failure");
        if (terminal) {
            out.print("\r\u001b[K" + line);
            out.flush();
        } else {
            out.println(line);
        }
    }

    /** Takes the line off a terminal. */
    void end() {
        if (terminal) {
            out.print("\r\u001b[K");
            out.flush();
        }
    }
}
