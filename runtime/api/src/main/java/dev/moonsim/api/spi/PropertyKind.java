package dev.moonsim.api.spi;

/** The kinds of properties, by their contracts over all runs of a campaign. */
public enum PropertyKind {
    /** Holds at each evaluation, and is evaluated at least once in the campaign. */
    ALWAYS,
    /** Holds at each evaluation, if there are any. */
    ALWAYS_OR_UNREACHABLE,
    /** Holds at one evaluation at least. */
    SOMETIMES,
    /** Is reached at least once. */
    REACHABLE,
    /** Is never reached. */
    UNREACHABLE,
    /** Keeps how many of several conditions held at once, and which. */
    SOMETIMES_ALL,
    /** Counts the combinations of several values. */
    SOMETIMES_EACH
}
