package dev.moonsim.api.history;

/** What a check found out. */
public enum Verdict {
    /** There is an order of the operations that explains every answer. */
    LINEARIZABLE,
    /** There is none: the object did something that its model does not allow. */
    NOT_LINEARIZABLE,
    /** The limits were reached first; neither is known. */
    UNKNOWN
}
