package dev.moonsim.config;

import dev.moonsim.fault.Parameter;
import dev.moonsim.fault.Range;
import dev.moonsim.fault.Ranges;

/** Durations as people write them: {@code 500ms}, {@code 1.5s}, {@code 1m30s}, {@code 2h}. */
public final class Durations {
    static final String RANGE = "a range of durations in quotes, such as \"2s..10s\"";

    private Durations() {}

    /**
     * Nanoseconds of a duration. Units are ns, us, ms, s, m, h, d; there is no duration without a unit.
     *
     * @param where what the error message begins with
     */
    public static long nanos(String text, String where) {
        try {
            return Ranges.nanos(text);
        } catch (IllegalArgumentException e) {
            throw new UsageError(where + ": " + e.getMessage());
        }
    }

    /** A range {@code 2s..10s}, ends included, or one duration for a fixed one. */
    public static Range range(String text, String where) {
        try {
            return Ranges.parse(text, Parameter.Unit.DURATION);
        } catch (IllegalArgumentException e) {
            throw new UsageError(where + ": " + e.getMessage());
        }
    }
}
