package dev.moonsim.trace;

import java.util.List;

/**
 * The last events of a failed run, a column a task, as a person reads them.
 *
 * @param tasks names of the columns
 * @param rows in the order in which they happened
 * @param lines the table as text
 */
public record InterleavingTable(List<String> tasks, List<Row> rows, List<String> lines) {
    /**
     * @param task its name, or null for a word about the table itself
     * @param text {@code balance -> 1}
     * @param source {@code Account.deposit(Account.java:17)}, or empty
     * @param failing whether the failure shows here
     */
    public record Row(String task, String text, String source, long virtualNanos, boolean failing) {
    }
}
