package dev.moonsim.property;

/**
 * How often the places fire that a program has for it; all from 0 to 1.
 *
 * @param activation probability that a place is active in a run
 * @param firing probability that an active place fires when it is reached, where it names none of its own
 * @param knobs probability that a knob is extreme in a run
 */
public record BuggifyOptions(double activation, double firing, double knobs) {
    /** 1/2, 1/4, 1/4: as in FoundationDB (first two) and Moonpool. */
    public static final BuggifyOptions DEFAULT = new BuggifyOptions(0.5, 0.25, 0.25);
    /** No place fires, whatever its own probability, and knobs are normal. */
    public static final BuggifyOptions OFF = new BuggifyOptions(0, 0, 0);
}
