package dev.moonsim.report;

import dev.moonsim.run.Failure;
import dev.moonsim.trace.Interleaving;
import dev.moonsim.trace.InterleavingTable;
import dev.moonsim.trace.InterleavingTable.Row;
import java.util.ArrayList;
import java.util.List;

/** Lays the rows of an interleaving out as a table of one page: a column a task, the time where it changes on the left. */
public final class InterleavingText {
    private static final int MOST_ROWS = 56;
    /** Columns of a terminal that the table may take. */
    private static final int WIDTH = 150;
    private static final int NARROWEST_COLUMN = 28;
    private static final int MOST_COLUMNS = 5;
    private static final String MARK = ">> ";

    private InterleavingText() {}

    /** The table of what was recorded; null where nothing in it concerns more than one task. */
    public static InterleavingTable table(Interleaving recorded, List<Failure> failures, boolean cluster) {
        InterleavingRows chosen = new InterleavingRows(recorded, failures, cluster);
        if (chosen.tasks().size() < 2) {
            return null;
        }
        return table(chosen.tasks(), RepeatedRows.fold(chosen.rows(), chosen.shapes()));
    }

    static InterleavingTable table(List<String> tasks, List<Row> all) {
        List<Row> rows = all;
        int left = 0;
        if (all.size() > MOST_ROWS) {
            left = all.size() - MOST_ROWS;
            rows = all.subList(left, all.size());
        }
        List<String> columns = new ArrayList<>();
        for (String task : tasks) {
            for (Row row : rows) {
                if (row.task().equals(task)) {
                    columns.add(task);
                    break;
                }
            }
        }
        List<String> lines = columns.size() <= MOST_COLUMNS ? columns(columns, rows) : list(columns, rows);
        if (left > 0) {
            lines.add(columns.size() <= MOST_COLUMNS ? 2 : 0, "   ... " + left + (left == 1 ? " row" : " rows") + " before");
        }
        return new InterleavingTable(columns, List.copyOf(rows), List.copyOf(lines));
    }

    // ---- a column a task ----

    private static List<String> columns(List<String> tasks, List<Row> rows) {
        boolean timed = isTimed(rows);
        int most = (WIDTH - MARK.length() - (timed ? 11 : 0)) / tasks.size() - 3;
        int[] widths = new int[tasks.size()];
        int[] texts = new int[tasks.size()];
        for (int i = 0; i < widths.length; i++) {
            String task = tasks.get(i);
            widths[i] = task.length();
            for (Row row : rows) {
                if (row.task().equals(task)) {
                    texts[i] = Math.max(texts[i], row.source().isEmpty() ? 0 : row.text().length());
                    widths[i] = Math.max(widths[i], row.text().length());
                }
            }
        }
        int spare = 0;
        int[] sources = new int[widths.length];
        for (int i = 0; i < widths.length; i++) {
            for (Row row : rows) {
                if (row.task().equals(tasks.get(i)) && !row.source().isEmpty()) {
                    sources[i] = Math.max(sources[i], row.source().length());
                }
            }
            widths[i] = Math.max(widths[i], texts[i] + 2 + sources[i]);
            spare += Math.max(0, most - widths[i]);
        }
        for (int i = 0; i < widths.length; i++) {
            if (widths[i] > most) { // a column that needs less leaves its room to the others
                int more = Math.min(spare, widths[i] - most);
                spare -= more;
                widths[i] = Math.max(NARROWEST_COLUMN, most + more);
            }
        }
        List<String> lines = new ArrayList<>();
        StringBuilder head = new StringBuilder(" ".repeat(MARK.length())).append(timed ? " ".repeat(11) : "");
        StringBuilder rule = new StringBuilder(" ".repeat(MARK.length())).append(timed ? "-".repeat(11) : "");
        for (int i = 0; i < widths.length; i++) {
            head.append(i == 0 ? "" : " | ").append(padded(tasks.get(i), widths[i]));
            rule.append(i == 0 ? "" : "-+-").append("-".repeat(widths[i]));
        }
        lines.add(head.toString().stripTrailing());
        lines.add(rule.toString());
        long time = -1;
        for (Row row : rows) {
            StringBuilder line = new StringBuilder(row.failing() ? MARK : " ".repeat(MARK.length()));
            if (timed) {
                line.append(padded(row.virtualNanos() == time ? "" : time(row.virtualNanos()), 11));
                time = row.virtualNanos();
            }
            for (int i = 0; i < widths.length; i++) {
                boolean here = tasks.get(i).equals(row.task());
                line.append(i == 0 ? "" : " | ").append(here ? cell(row, widths[i]) : " ".repeat(widths[i]));
            }
            String text = line.toString();
            lines.add(trimmed(text));
        }
        return lines;
    }

    /** Without the blanks at the end; the bars stay where they are. */
    private static String trimmed(String line) {
        return line.stripTrailing();
    }

    private static String cell(Row row, int width) {
        String text = row.text();
        String source = row.source();
        if (source.isEmpty()) {
            return padded(cut(text, width), width);
        }
        if (text.length() + 2 + source.length() > width) {
            source = source.substring(source.indexOf('(') + 1, source.length() - 1);
        }
        if (text.length() + 2 + source.length() > width) {
            int room = width - 2 - source.length();
            if (room < 12) {
                return padded(cut(text, width), width);
            }
            text = cut(text, room);
        }
        return padded(text, width - source.length()) + source;
    }

    // ---- more tasks than columns ----

    private static List<String> list(List<String> tasks, List<Row> rows) {
        boolean timed = isTimed(rows);
        int name = 0;
        int text = 0;
        for (String task : tasks) {
            name = Math.max(name, task.length());
        }
        for (Row row : rows) {
            text = Math.max(text, Math.min(80, row.text().length()));
        }
        List<String> lines = new ArrayList<>();
        long time = -1;
        String before = "";
        for (Row row : rows) {
            StringBuilder line = new StringBuilder(row.failing() ? MARK : " ".repeat(MARK.length()));
            if (timed) {
                line.append(padded(row.virtualNanos() == time ? "" : time(row.virtualNanos()), 11));
                time = row.virtualNanos();
            }
            line.append(padded(row.task().equals(before) ? "" : row.task(), name)).append(" | ");
            before = row.task();
            line.append(padded(cut(row.text(), 80), text)).append("  ").append(row.source());
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }

    // ---- words ----

    private static boolean isTimed(List<Row> rows) {
        for (Row row : rows) {
            if (row.virtualNanos() != rows.getFirst().virtualNanos()) {
                return true;
            }
        }
        return false;
    }

    private static String time(long nanos) {
        StringBuilder text = new StringBuilder();
        if (nanos % 1_000_000 == 0) {
            Summary.seconds(text, nanos / 1_000_000, 3);
            return text.toString();
        }
        String micros = Long.toString(1_000_000 + nanos / 1000 % 1_000_000).substring(1);
        return nanos / 1_000_000_000 + "." + micros + "s";
    }

    private static String cut(String text, int width) {
        return text.length() <= width ? text : text.substring(0, Math.max(0, width - 3)) + "...";
    }

    private static String padded(String text, int width) {
        return text.length() >= width ? text : text + " ".repeat(width - text.length());
    }
}
