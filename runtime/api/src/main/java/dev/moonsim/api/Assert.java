package dev.moonsim.api;

import dev.moonsim.api.spi.PropertyKind;
import dev.moonsim.api.spi.Simulator;
import java.util.Map;

/**
 * Properties of a program, judged over all runs of a campaign. A violation is recorded and fails the run; the call itself
 * always returns. A property is named by its message: the same message at two places is one property. Nothing is done
 * outside of a simulation.
 *
 * <p>The forms and their contracts are those of the Antithesis SDK and of Moonpool. Details are shown with the first
 * violation; a map of texts, numbers, booleans, lists and maps.
 */
public final class Assert {
    private static final Simulator SIMULATOR = Moonsim.SIMULATOR;

    private Assert() {}

    /** Holds at each evaluation; a campaign without any evaluation misses it. */
    public static void always(boolean condition, String message) {
        if (SIMULATOR != null) {
            SIMULATOR.property(PropertyKind.ALWAYS, message, condition, null);
        }
    }

    public static void always(boolean condition, String message, Map<String, ?> details) {
        if (SIMULATOR != null) {
            SIMULATOR.property(PropertyKind.ALWAYS, message, condition, details);
        }
    }

    /** Holds at each evaluation, if there are any. */
    public static void alwaysOrUnreachable(boolean condition, String message) {
        if (SIMULATOR != null) {
            SIMULATOR.property(PropertyKind.ALWAYS_OR_UNREACHABLE, message, condition, null);
        }
    }

    public static void alwaysOrUnreachable(boolean condition, String message, Map<String, ?> details) {
        if (SIMULATOR != null) {
            SIMULATOR.property(PropertyKind.ALWAYS_OR_UNREACHABLE, message, condition, details);
        }
    }

    /** Holds at least once in the campaign. */
    public static void sometimes(boolean condition, String message) {
        if (SIMULATOR != null) {
            SIMULATOR.property(PropertyKind.SOMETIMES, message, condition, null);
        }
    }

    public static void sometimes(boolean condition, String message, Map<String, ?> details) {
        if (SIMULATOR != null) {
            SIMULATOR.property(PropertyKind.SOMETIMES, message, condition, details);
        }
    }

    /** Is reached at least once in the campaign. */
    public static void reachable(String message) {
        if (SIMULATOR != null) {
            SIMULATOR.property(PropertyKind.REACHABLE, message, true, null);
        }
    }

    public static void reachable(String message, Map<String, ?> details) {
        if (SIMULATOR != null) {
            SIMULATOR.property(PropertyKind.REACHABLE, message, true, details);
        }
    }

    /** Is never reached. */
    public static void unreachable(String message) {
        if (SIMULATOR != null) {
            SIMULATOR.property(PropertyKind.UNREACHABLE, message, false, null);
        }
    }

    public static void unreachable(String message, Map<String, ?> details) {
        if (SIMULATOR != null) {
            SIMULATOR.property(PropertyKind.UNREACHABLE, message, false, details);
        }
    }

    /** Holds at each evaluation: the value is greater than the bound. The nearest value is kept. */
    public static void alwaysGreaterThan(long value, long bound, String message) {
        if (SIMULATOR != null) {
            SIMULATOR.property(PropertyKind.ALWAYS, message, value > bound, value, bound);
        }
    }

    /** Holds at each evaluation: the value is greater than the bound. The nearest value is kept. */
    public static void alwaysGreaterThan(double value, double bound, String message) {
        if (SIMULATOR != null) {
            SIMULATOR.property(PropertyKind.ALWAYS, message, value > bound, value, bound);
        }
    }

    /** Holds at each evaluation: the value is greater than or equal to the bound. The nearest value is kept. */
    public static void alwaysGreaterThanOrEqualTo(long value, long bound, String message) {
        if (SIMULATOR != null) {
            SIMULATOR.property(PropertyKind.ALWAYS, message, value >= bound, value, bound);
        }
    }

    /** Holds at each evaluation: the value is greater than or equal to the bound. The nearest value is kept. */
    public static void alwaysGreaterThanOrEqualTo(double value, double bound, String message) {
        if (SIMULATOR != null) {
            SIMULATOR.property(PropertyKind.ALWAYS, message, value >= bound, value, bound);
        }
    }

    /** Holds at each evaluation: the value is less than the bound. The nearest value is kept. */
    public static void alwaysLessThan(long value, long bound, String message) {
        if (SIMULATOR != null) {
            SIMULATOR.property(PropertyKind.ALWAYS, message, value < bound, value, bound);
        }
    }

    /** Holds at each evaluation: the value is less than the bound. The nearest value is kept. */
    public static void alwaysLessThan(double value, double bound, String message) {
        if (SIMULATOR != null) {
            SIMULATOR.property(PropertyKind.ALWAYS, message, value < bound, value, bound);
        }
    }

    /** Holds at each evaluation: the value is less than or equal to the bound. The nearest value is kept. */
    public static void alwaysLessThanOrEqualTo(long value, long bound, String message) {
        if (SIMULATOR != null) {
            SIMULATOR.property(PropertyKind.ALWAYS, message, value <= bound, value, bound);
        }
    }

    /** Holds at each evaluation: the value is less than or equal to the bound. The nearest value is kept. */
    public static void alwaysLessThanOrEqualTo(double value, double bound, String message) {
        if (SIMULATOR != null) {
            SIMULATOR.property(PropertyKind.ALWAYS, message, value <= bound, value, bound);
        }
    }

    /** Holds at least once: the value is greater than the bound. The nearest value is kept. */
    public static void sometimesGreaterThan(long value, long bound, String message) {
        if (SIMULATOR != null) {
            SIMULATOR.property(PropertyKind.SOMETIMES, message, value > bound, value, bound);
        }
    }

    /** Holds at least once: the value is greater than the bound. The nearest value is kept. */
    public static void sometimesGreaterThan(double value, double bound, String message) {
        if (SIMULATOR != null) {
            SIMULATOR.property(PropertyKind.SOMETIMES, message, value > bound, value, bound);
        }
    }

    /** Holds at least once: the value is greater than or equal to the bound. The nearest value is kept. */
    public static void sometimesGreaterThanOrEqualTo(long value, long bound, String message) {
        if (SIMULATOR != null) {
            SIMULATOR.property(PropertyKind.SOMETIMES, message, value >= bound, value, bound);
        }
    }

    /** Holds at least once: the value is greater than or equal to the bound. The nearest value is kept. */
    public static void sometimesGreaterThanOrEqualTo(double value, double bound, String message) {
        if (SIMULATOR != null) {
            SIMULATOR.property(PropertyKind.SOMETIMES, message, value >= bound, value, bound);
        }
    }

    /** Holds at least once: the value is less than the bound. The nearest value is kept. */
    public static void sometimesLessThan(long value, long bound, String message) {
        if (SIMULATOR != null) {
            SIMULATOR.property(PropertyKind.SOMETIMES, message, value < bound, value, bound);
        }
    }

    /** Holds at least once: the value is less than the bound. The nearest value is kept. */
    public static void sometimesLessThan(double value, double bound, String message) {
        if (SIMULATOR != null) {
            SIMULATOR.property(PropertyKind.SOMETIMES, message, value < bound, value, bound);
        }
    }

    /** Holds at least once: the value is less than or equal to the bound. The nearest value is kept. */
    public static void sometimesLessThanOrEqualTo(long value, long bound, String message) {
        if (SIMULATOR != null) {
            SIMULATOR.property(PropertyKind.SOMETIMES, message, value <= bound, value, bound);
        }
    }

    /** Holds at least once: the value is less than or equal to the bound. The nearest value is kept. */
    public static void sometimesLessThanOrEqualTo(double value, double bound, String message) {
        if (SIMULATOR != null) {
            SIMULATOR.property(PropertyKind.SOMETIMES, message, value <= bound, value, bound);
        }
    }

    /** The largest number of conditions that were true at once is kept; a new combination is a discovery. Never fails. */
    public static void sometimesAll(String message, Map<String, Boolean> conditions) {
        if (SIMULATOR != null) {
            SIMULATOR.sometimesAll(message, conditions);
        }
    }

    /**
     * Counts each combination of keys that is met; a new one is a discovery.
     *
     * @param keys what tells combinations apart: {@code Map.of("role", role)}; a run keeps the first 1,024 combinations
     */
    public static void sometimesEach(String message, Map<String, ?> keys) {
        sometimesEach(message, keys, Map.of());
    }

    /** @param qualities numbers of which the largest is kept for each combination */
    public static void sometimesEach(String message, Map<String, ?> keys, Map<String, ? extends Number> qualities) {
        if (SIMULATOR != null) {
            SIMULATOR.sometimesEach(message, keys, qualities);
        }
    }
}
