package dev.moonsim.report;

import dev.moonsim.trace.InterleavingTable.Row;
import java.util.ArrayList;
import java.util.List;

/** Folds what a task does over and over, uninterrupted: the first time, how often, and the last time. */
final class RepeatedRows {
    private static final int LONGEST_BLOCK = 8;
    /** Rows that folding must save at least. */
    private static final int WORTH = 2;

    private RepeatedRows() {}

    /** @param shapes for each row what is the same in its repetitions */
    static List<Row> fold(List<Row> rows, List<Object> shapes) {
        List<Row> folded = new ArrayList<>();
        int i = 0;
        while (i < rows.size()) {
            int length = 0;
            int times = 1;
            for (int p = 1; p <= LONGEST_BLOCK && i + 2 * p <= rows.size(); p++) {
                int k = repetitions(shapes, i, p);
                if (k * p > times * Math.max(1, length) && k * p - rowsFor(rows, i, p, k) >= WORTH) {
                    length = p;
                    times = k;
                }
            }
            if (length == 0) {
                folded.add(rows.get(i++));
                continue;
            }
            Row first = rows.get(i);
            if (length == 1 && isSame(rows, i, 1, times)) {
                folded.add(withText(first, first.text() + "  (x " + times + ")"));
            } else {
                folded.addAll(rows.subList(i, i + length));
                boolean same = isSame(rows, i, length, times);
                folded.add(new Row(first.task(), same ? "... " + times + " times in all" : "... " + (times - 2) + " times the like",
                        "", rows.get(i + length - 1).virtualNanos(), false));
                if (!same) {
                    folded.addAll(rows.subList(i + (times - 1) * length, i + times * length));
                }
            }
            i += times * length;
        }
        return folded;
    }

    private static int repetitions(List<Object> shapes, int at, int length) {
        int times = 1;
        while (at + (times + 1) * length <= shapes.size()
                && shapes.subList(at, at + length).equals(shapes.subList(at + times * length, at + (times + 1) * length))) {
            times++;
        }
        return times;
    }

    private static int rowsFor(List<Row> rows, int at, int length, int times) {
        boolean same = isSame(rows, at, length, times);
        return same ? length == 1 ? 1 : length + 1 : 2 * length + 1;
    }

    private static boolean isSame(List<Row> rows, int at, int length, int times) {
        for (int i = length; i < times * length; i++) {
            if (!rows.get(at + i).text().equals(rows.get(at + i % length).text()) || rows.get(at + i).failing()) {
                return false;
            }
        }
        return true;
    }

    private static Row withText(Row row, String text) {
        return new Row(row.task(), text, row.source(), row.virtualNanos(), row.failing());
    }
}
