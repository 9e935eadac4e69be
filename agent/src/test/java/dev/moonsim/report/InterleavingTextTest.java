package dev.moonsim.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.moonsim.trace.InterleavingTable;
import dev.moonsim.trace.InterleavingTable.Row;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InterleavingTextTest {
    private static Row row(String task, String text, int line) {
        return new Row(task, text, line == 0 ? "" : "Account.deposit(Account.java:" + line + ")", 0, text.startsWith("throws"));
    }

    private static String text(List<Row> rows, String... tasks) {
        return String.join("\n", InterleavingText.table(List.of(tasks), rows).lines());
    }

    @Test
    void aColumnATask() {
        String table = text(List.of(row("T-1", "balance -> 1", 1), row("T-1", "-- preempted", 0), row("T-2", "balance -> 1", 1),
                row("T-2", "throws Wrong", 22)), "T-1", "T-2");
        assertEquals("""
                   T-1                                           | T-2
                   ----------------------------------------------+-----------------------------------------------
                   balance -> 1  Account.deposit(Account.java:1) |
                   -- preempted                                  |
                                                                 | balance -> 1   Account.deposit(Account.java:1)
                >>                                               | throws Wrong  Account.deposit(Account.java:22)""", table);
    }

    @Test
    void aLongTableKeepsItsEnd() {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            rows.add(row(i % 2 == 0 ? "T-1" : "T-2", "value -> " + i, i + 1));
        }
        InterleavingTable table = InterleavingText.table(List.of("T-1", "T-2"), rows);
        assertTrue(table.lines().size() < 62, table.lines().toString());
        assertTrue(table.lines().get(2).endsWith("... 44 rows before"), table.lines().get(2));
        assertTrue(table.lines().getLast().contains("value -> 99"), table.lines().getLast());
    }

    @Test
    void moreTasksThanColumnsAreAList() {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            rows.add(row("T-" + i, "value -> " + i, i + 1));
        }
        List<String> lines = InterleavingText.table(List.of("T-0", "T-1", "T-2", "T-3", "T-4", "T-5", "T-6"), rows).lines();
        assertEquals("   T-6 | value -> 6  Account.deposit(Account.java:7)", lines.getLast());
    }

    @Test
    void whatATaskRepeatsIsFolded() {
        List<Row> rows = new ArrayList<>();
        List<Object> shapes = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            rows.add(row("T-1", "flag -> false", 1));
            shapes.add("a");
        }
        for (int i = 0; i < 10; i++) {
            rows.add(row("T-1", "count -> " + i, 2));
            shapes.add("b");
            rows.add(row("T-1", "count = " + (i + 1), 3));
            shapes.add("c");
        }
        List<String> texts = RepeatedRows.fold(rows, shapes).stream().map(Row::text).toList();
        assertEquals(List.of("flag -> false  (x 12)", "count -> 0", "count = 1", "... 8 times the like", "count -> 9",
                "count = 10"), texts);
    }
}
