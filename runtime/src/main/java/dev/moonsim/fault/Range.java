package dev.moonsim.fault;

import dev.moonsim.decide.DecisionStream;

/** An inclusive range from which values are drawn: of virtual nanoseconds, or of what a {@link Parameter.Unit} says. */
public record Range(long min, long max) {
    public static Range of(long value) {
        return new Range(value, value);
    }

    public long draw(DecisionStream decide) {
        return min == max ? min : decide.between(min, max);
    }
}
