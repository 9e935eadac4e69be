package dev.moonsim.report;

import dev.moonsim.net.SocketRow;
import java.io.PrintStream;
import java.util.List;

/** The sockets that were open when a run failed, as {@code netstat} shows them. Written without formatting, streams or lambdas. */
final class SocketLines {
    private static final int MOST = 20;
    private static final String[] HEAD = {"node", "local", "remote", "state", "recv-q", "send-q", "thread"};

    private SocketLines() {}

    static void print(PrintStream out, List<SocketRow> sockets) {
        if (sockets.isEmpty()) {
            return;
        }
        int shown = Math.min(sockets.size(), MOST);
        String[][] cells = new String[shown + 1][];
        cells[0] = HEAD;
        for (int i = 0; i < shown; i++) {
            SocketRow row = sockets.get(i);
            cells[i + 1] = new String[] {row.node(), row.local(), row.remote(), row.state(), Long.toString(row.received()),
                Long.toString(row.sent()), row.task()};
        }
        int[] widths = new int[HEAD.length];
        for (String[] line : cells) {
            for (int column = 0; column < widths.length; column++) {
                widths[column] = Math.max(widths[column], line[column].length());
            }
        }
        out.println("  sockets when it failed:");
        for (String[] line : cells) {
            StringBuilder text = new StringBuilder("   ");
            for (int column = 0; column < widths.length; column++) {
                text.append(' ').append(line[column]);
                if (column < widths.length - 1) {
                    text.append(" ".repeat(widths[column] - line[column].length() + 1));
                }
            }
            out.println(text.toString().stripTrailing());
        }
        if (sockets.size() > shown) {
            out.println("    ... and " + (sockets.size() - shown) + " more in the report");
        }
    }
}
