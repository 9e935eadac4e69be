package dev.moonsim.property;

/**
 * An evaluation that is worth keeping.
 *
 * @param nanos virtual time
 * @param node where; null where it was on none
 * @param task name of the thread, or null
 * @param details as the program gave them, in one line; may be empty
 */
public record Moment(long nanos, String node, String task, String details) {
}
