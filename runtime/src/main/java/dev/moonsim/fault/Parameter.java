package dev.moonsim.fault;

import java.util.List;

/**
 * One setting of a kind of fault.
 *
 * @param name its key in scenario files
 * @param unit how its numbers are written; null for a word or a pattern
 * @param normal where the scenario does not say; null for a word
 * @param extremes between which a seed chooses in {@code random} and {@code swarm} mode; the same as normal where it does
 *     not; null for a word
 * @param words what a word may be, the first is the default; empty for a selector of nodes; null for a number or a
 *     pattern
 * @param what for people: "time between two"
 */
public record Parameter(String name, Unit unit, Range normal, Range extremes, List<String> words, String what) {
    /** How the numbers of a range are scaled. */
    public enum Unit {
        /** Virtual nanoseconds. */
        DURATION(1),
        /** From 0 to 1, in thousand millionths. */
        PROBABILITY(1_000_000_000),
        COUNT(1),
        /** A fraction above 0, in millionths. */
        FACTOR(1_000_000);

        private final long scale;

        Unit(long scale) {
            this.scale = scale;
        }

        /** What one is as a number of a {@link Range}. */
        public long scale() {
            return scale;
        }
    }

    public boolean isWord() {
        return words != null && !words.isEmpty();
    }

    /** A regular expression that is looked for in a path. */
    public boolean isPattern() {
        return unit == null && words == null;
    }

    /** Which nodes a fault may strike, as {@link NodeSelector} has it. */
    public boolean isSelector() {
        return words != null && words.isEmpty();
    }
}
