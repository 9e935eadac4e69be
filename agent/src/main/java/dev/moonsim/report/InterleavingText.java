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
    private static final int TIME = 11;
    /** Texts longer than this, such as messages, go on in the next line. */
    private static final int LONGEST_LINE = 44;
    private static final int MOST_LINES_OF_A_ROW = 4;
    /** Forms of a place in the source, from the longest. */
    private static final int SHORTEST = 2;

    private InterleavingText() {}

    /** The table of what was recorded; null where the failure concerns one task only. */
    public static InterleavingTable table(Interleaving recorded, List<Failure> failures, boolean cluster) {
        InterleavingRows chosen = new InterleavingRows(recorded, failures, cluster, null);
        List<Row> rows = RepeatedRows.fold(chosen.rows(), chosen.shapes());
        if (rows.size() > MOST_ROWS && !chosen.failing().isEmpty()) {
            // More than a page: only what has to do with the tasks that failed, if that says anything.
            InterleavingRows focused = new InterleavingRows(recorded, failures, cluster, chosen.failing());
            if (focused.tasks().size() > 1) {
                chosen = focused;
                rows = RepeatedRows.fold(chosen.rows(), chosen.shapes());
            }
        }
        boolean waits = !failures.isEmpty() && failures.getFirst().hasStacks();
        return chosen.tasks().size() < (waits ? 1 : 2) ? null : withNotes(table(chosen.tasks(), rows), chosen.notes());
    }

    private static InterleavingTable withNotes(InterleavingTable table, List<String> notes) {
        List<String> lines = new ArrayList<>(table.lines());
        for (String note : notes) {
            lines.add(" ".repeat(MARK.length()) + note);
        }
        return new InterleavingTable(table.tasks(), table.rows(), List.copyOf(lines));
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
        int room = WIDTH - MARK.length() - (timed ? TIME : 0) - 3 * (tasks.size() - 1);
        int form = 0;
        int[] widths = widths(tasks, rows, form);
        while (form < SHORTEST && sum(widths) > room) {
            widths = widths(tasks, rows, ++form);
        }
        for (int over = sum(widths) - room; over > 0; over = sum(widths) - room) { // the widest column gives way
            int widest = 0;
            for (int i = 1; i < widths.length; i++) {
                widest = widths[i] > widths[widest] ? i : widest;
            }
            if (widths[widest] <= NARROWEST_COLUMN) {
                break;
            }
            widths[widest]--;
        }
        List<String> lines = new ArrayList<>();
        StringBuilder head = new StringBuilder(" ".repeat(MARK.length())).append(timed ? " ".repeat(TIME) : "");
        StringBuilder rule = new StringBuilder(" ".repeat(MARK.length())).append(timed ? "-".repeat(TIME) : "");
        for (int i = 0; i < widths.length; i++) {
            head.append(i == 0 ? "" : " | ").append(padded(tasks.get(i), widths[i]));
            rule.append(i == 0 ? "" : "-+-").append("-".repeat(widths[i]));
        }
        lines.add(head.toString().stripTrailing());
        lines.add(rule.toString());
        long time = -1;
        for (Row row : rows) {
            int at = tasks.indexOf(row.task());
            String mark = row.failing() ? MARK : " ".repeat(MARK.length());
            for (String cell : cells(row, widths[at], form)) {
                StringBuilder line = new StringBuilder(mark);
                mark = " ".repeat(MARK.length());
                if (timed) {
                    line.append(padded(row.virtualNanos() == time ? "" : time(row.virtualNanos()), TIME));
                    time = row.virtualNanos();
                }
                for (int i = 0; i < widths.length; i++) {
                    line.append(i == 0 ? "" : " | ").append(i == at ? cell : " ".repeat(widths[i]));
                }
                lines.add(line.toString().stripTrailing());
            }
        }
        return lines;
    }

    private static int[] widths(List<String> tasks, List<Row> rows, int form) {
        int[] widths = new int[tasks.size()];
        for (int i = 0; i < widths.length; i++) {
            String task = tasks.get(i);
            int text = 0;
            int source = 0;
            widths[i] = task.length();
            for (Row row : rows) {
                if (row.task().equals(task)) {
                    int length = Math.min(LONGEST_LINE, row.text().length());
                    widths[i] = Math.max(widths[i], length);
                    if (!row.source().isEmpty()) {
                        text = Math.max(text, length);
                        source = Math.max(source, source(row, form).length());
                    }
                }
            }
            widths[i] = Math.max(widths[i], text + 2 + source);
        }
        return widths;
    }

    private static int sum(int[] widths) {
        int sum = 0;
        for (int width : widths) {
            sum += width;
        }
        return sum;
    }

    /** {@code Account.deposit(Account.java:17)}, {@code Account.deposit:17} or {@code :17}. */
    private static String source(Row row, int form) {
        String source = row.source();
        int line = source.lastIndexOf(':');
        if (form == 0 || line < 0) {
            return source;
        }
        String number = source.substring(line, source.length() - 1);
        return form == 1 ? source.substring(0, source.indexOf('(')) + number : number;
    }

    /** One line, or more where the text is too long for one: it is broken at a blank. */
    private static List<String> cells(Row row, int width, int form) {
        String source = source(row, form);
        String text = row.text();
        int room = source.isEmpty() ? width : width - 2 - source.length();
        List<String> cells = new ArrayList<>();
        while (text.length() > room && cells.size() < MOST_LINES_OF_A_ROW - 1) {
            int at = text.lastIndexOf(' ', room);
            if (at < room / 3) {
                break;
            }
            cells.add(padded(text.substring(0, at), width));
            text = "   " + text.substring(at + 1);
            room = width;
        }
        cells.add(padded(cut(text, room), width));
        cells.set(0, source.isEmpty() ? cells.getFirst()
                : cells.getFirst().substring(0, width - source.length()) + source);
        return cells;
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
                line.append(padded(row.virtualNanos() == time ? "" : time(row.virtualNanos()), TIME));
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
