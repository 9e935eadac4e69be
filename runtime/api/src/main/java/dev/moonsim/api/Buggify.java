package dev.moonsim.api;

import dev.moonsim.api.spi.Simulator;

/**
 * Places in a program where it may be made to behave badly within its contract: answer late, flush early, take the slow way.
 * Whether a place is active is decided once for each run (1 in 2 by default), whether it fires each time it is reached
 * (1 in 4 by default), both by the seed, the place's name and the count of its uses on the node alone: a new place changes no
 * other. As in FoundationDB; never true outside of a simulation.
 */
public final class Buggify {
    private static final Simulator SIMULATOR = Moonsim.SIMULATOR;

    private Buggify() {}

    /** The place is named by class, method and line of the call. */
    public static boolean fires() {
        return SIMULATOR != null && SIMULATOR.buggify(null, Double.NaN, false);
    }

    public static boolean fires(String site) {
        return SIMULATOR != null && SIMULATOR.buggify(site, Double.NaN, false);
    }

    /** @param probability of firing while the place is active, from 0 to 1 */
    public static boolean fires(String site, double probability) {
        return SIMULATOR != null && SIMULATOR.buggify(site, probability, false);
    }

    /** As {@link #fires(String, double)}, but silent once the chaos phase is over. */
    public static boolean faults(String site, double probability) {
        return SIMULATOR != null && SIMULATOR.buggify(site, probability, true);
    }

    /** A tunable: an extreme from {@code low} to {@code high}, both inclusive, in one run of four, else {@code normal}. */
    public static long knob(String name, long normal, long low, long high) {
        return SIMULATOR == null ? normal : SIMULATOR.knob(name, normal, low, high);
    }

    /** {@link #knob(String, long, long, long)} for fractions. */
    public static double knob(String name, double normal, double low, double high) {
        return SIMULATOR == null ? normal : SIMULATOR.knob(name, normal, low, high);
    }

    /** One of {@code count} variants, from 0; 0, the normal one, outside of a simulation and where the place is not active. */
    public static int pick(String site, int count) {
        return SIMULATOR == null ? 0 : SIMULATOR.pick(site, count);
    }
}
