package dev.moonsim.api.history;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/** Histories as text. Only ASCII, as it goes to logs of all kinds. */
final class Tables {
    private static final int WIDEST = 40;
    /** More rows than this nobody reads: the first ones of a longer table are left out. */
    private static final int LONGEST = 60;

    private Tables() { }

    /** The clock at the first invocation; the times of a table count from there. */
    static long start(List<? extends Operation<?, ?>> operations) {
        return operations.stream().min(Comparator.comparingLong(Operation::invoked))
                .map(Operation::invokedNanos).orElse(0L);
    }

    /** One operation a line. */
    static String operations(List<? extends Operation<?, ?>> operations) {
        long start = start(operations);
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("op", "client", "from", "to", "input", "output"));
        for (Operation<?, ?> operation : operations) {
            boolean ended = operation.outcome() != Operation.Outcome.PENDING;
            rows.add(List.of(String.valueOf(operation.index()), String.valueOf(operation.client()),
                    time(operation.invokedNanos() - start), ended ? time(operation.returnedNanos() - start) : "",
                    shorten(String.valueOf(operation.input())), switch (operation.outcome()) {
                        case OK -> shorten(String.valueOf(operation.output()));
                        case FAILED -> "(failed)";
                        case UNKNOWN -> "(unknown)";
                        case PENDING -> "(pending)";
                    }));
        }
        return table(rows, "  ");
    }

    /** Why a part fails, and its operations: time runs down, a column for each client. */
    static <S, I, O> String failing(Model<S, I, O> model, Object partition, List<String> from,
            List<Operation<I, O>> shown, Operation<I, O> culprit, List<String> states, int leftOut, long start) {
        StringBuilder text = new StringBuilder();
        text.append(culprit.client()).append(": ").append(model.describe(culprit.input())).append(" -> ")
                .append(model.describe(culprit.input(), culprit.output())).append(" at ")
                .append(time(culprit.returnedNanos() - start))
                .append(" s (operation ").append(culprit.index()).append(") has no explanation");
        if (!states.isEmpty()) {
            text.append(": before it the state").append(partition == null ? "" : " of " + partition)
                    .append(states.size() == 1 ? " is " : " is one of ").append(String.join(" | ", states));
        }
        if (!from.isEmpty()) {
            text.append("\nthe table begins when the state is ").append(from.size() == 1 ? "" : "one of ")
                    .append(String.join(" | ", from));
        }
        List<List<String>> rows = lanes(model, shown, culprit, start);
        int cut = Math.max(0, rows.size() - 1 - LONGEST);
        rows.subList(1, 1 + cut).clear();
        text.append('\n').append(table(rows, "  "));
        if (cut > 0) {
            text.append(cut).append(" rows of the ").append(shown.size())
                    .append(" operations of this part are before the first one of the table\n");
        }
        if (leftOut > 0) {
            text.append(leftOut).append(leftOut == 1 ? " other operation" : " others")
                    .append(partition == null ? "" : " on " + partition)
                    .append(" before this answer: it fails whether they took effect or not\n");
        }
        return text.toString();
    }

    private static <S, I, O> List<List<String>> lanes(Model<S, I, O> model, List<Operation<I, O>> shown,
            Operation<I, O> culprit, long start) {
        // A client with several operations at a time has as many columns.
        List<Operation<I, O>> columns = new ArrayList<>();
        int[] column = new int[shown.size()];
        for (int i = 0; i < column.length; i++) {
            Operation<I, O> operation = shown.get(i);
            int c = 0;
            while (c < columns.size() && !(columns.get(c).client().equals(operation.client())
                    && (columns.get(c).outcome() == Operation.Outcome.UNKNOWN || columns.get(c).completed())
                    && columns.get(c).returned() <= operation.invoked())) {
                c++;
            }
            if (c == columns.size()) {
                columns.add(operation);
            }
            columns.set(c, operation);
            column[i] = c;
        }
        List<List<String>> rows = new ArrayList<>();
        List<String> names = new ArrayList<>(List.of("seconds"));
        columns.forEach(operation -> names.add(String.valueOf(operation.client())));
        rows.add(names);
        TreeSet<Long> events = new TreeSet<>();
        for (Operation<I, O> operation : shown) {
            events.add(operation.invoked());
            if (operation.returned() != Operation.NEVER) {
                events.add(operation.returned());
            }
        }
        String[] running = new String[columns.size()];
        for (long event : events) {
            List<String> row = new ArrayList<>(Collections.nCopies(columns.size() + 1, ""));
            for (int c = 0; c < running.length; c++) {
                row.set(c + 1, running[c] == null ? "" : running[c]);
            }
            for (int i = 0; i < column.length; i++) {
                Operation<I, O> operation = shown.get(i);
                int c = column[i];
                if (operation.invoked() == event) {
                    row.set(0, time(operation.invokedNanos() - start));
                    row.set(c + 1, "/ " + shorten(model.describe(operation.input())));
                    running[c] = "|";
                } else if (operation.returned() == event) {
                    row.set(0, time(operation.returnedNanos() - start));
                    row.set(c + 1, operation.completed()
                            ? "\\ " + shorten(model.describe(operation.input(), operation.output())) : "? unknown");
                    running[c] = operation.completed() ? null : ":";
                }
            }
            if (event == culprit.returned()) {
                row.add("<== no explanation");
            }
            rows.add(row);
        }
        return rows;
    }

    private static String table(List<List<String>> rows, String gap) {
        List<Integer> widths = new ArrayList<>();
        for (List<String> row : rows) {
            for (int i = 0; i < row.size(); i++) {
                if (i == widths.size()) {
                    widths.add(0);
                }
                widths.set(i, Math.max(widths.get(i), row.get(i).length()));
            }
        }
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < row.size(); i++) {
                line.append(i == 0 ? "" : gap).append(row.get(i))
                        .append(" ".repeat(widths.get(i) - row.get(i).length()));
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    private static String shorten(String text) {
        return text.length() <= WIDEST ? text
                : text.substring(0, WIDEST / 2 - 2) + "..." + text.substring(text.length() - WIDEST / 2 + 1);
    }

    /** Seconds with microseconds, the same in each locale. */
    private static String time(long nanos) {
        return String.format(Locale.ROOT, "%.6f", nanos / 1e9);
    }
}
