package dev.moonsim.run;

/**
 * One failure.
 *
 * @param what its kind: "uncaught exception", "exit status 1", "deadlock", "lost wake-up", "left running", "livelock",
 *     "escape", "nondeterminism", "stuck", "property violated", "invariant violated", "invariant broken"
 * @param message one line for a person
 * @param node name of the node or workload, or null
 * @param task name of the thread, or null
 * @param virtualNanos when
 * @param stack stack trace lines, or what all tasks wait for, with their stacks, where {@link #hasStacks}; may be empty
 * @param details what the program says about it, in one line; may be empty, and is no part of the signature
 */
public record Failure(String what, String message, String node, String task, long virtualNanos, String stack,
        String details) {

    public Failure(String what, String message, String node, String task, long virtualNanos, String stack) {
        this(what, message, node, task, virtualNanos, stack, "");
    }

    /** Whether the run stood still or went in circles, so that the stacks of its tasks say why. */
    public boolean hasStacks() {
        return Standstill.isKind(what) || what.equals("livelock");
    }

    /**
     * What makes two failures the same: kind, exception type or shape of the message (digits taken out) and the top
     * frames (without line numbers).
     */
    public String signature() {
        StringBuilder s = new StringBuilder(what).append('|')
                .append(node == null ? "" : node.replaceAll("[0-9]+", "#")).append('|')
                .append(message.replaceAll("[0-9a-fA-F]*[0-9][0-9a-fA-F]*", "#"));
        stack.lines().map(String::strip).filter(l -> l.startsWith("at ")).limit(3)
                .forEach(l -> s.append('|').append(l.replaceAll(":[0-9]+\\)", ")")));
        return s.toString();
    }
}
