package dev.moonsim.property;

import dev.moonsim.api.spi.PropertyKind;

/**
 * The evaluation of a comparing property that came nearest to what it is about: to a violation, for one that must always
 * hold, else to holding. Values and bounds are both {@code Long} or both {@code Double}.
 */
public record Watermark(Number value, Number bound, boolean held) {

    /** Whether the other evaluation tells more. */
    boolean isBeatenBy(PropertyKind kind, Watermark other) {
        if (value instanceof Long v && other.value instanceof Long w) {
            return isBeatenBy(kind, held, v, (Long) bound, other.held, w, (Long) other.bound);
        }
        return isBeatenBy(kind, held, value.doubleValue(), bound.doubleValue(), other.held, other.value.doubleValue(),
                other.bound.doubleValue());
    }

    static boolean isBeatenBy(PropertyKind kind, boolean held, long value, long bound, boolean held2, long value2,
            long bound2) {
        // The distance of two longs fits into 64 bits without a sign.
        long distance = value >= bound ? value - bound : bound - value;
        long distance2 = value2 >= bound2 ? value2 - bound2 : bound2 - value2;
        return isBeatenBy(kind, held, held2, Long.compareUnsigned(distance2, distance));
    }

    static boolean isBeatenBy(PropertyKind kind, boolean held, double value, double bound, boolean held2, double value2,
            double bound2) {
        return isBeatenBy(kind, held, held2, Double.compare(Math.abs(value2 - bound2), Math.abs(value - bound)));
    }

    private static boolean isBeatenBy(PropertyKind kind, boolean held, boolean held2, int farther) {
        boolean wanted = kind == PropertyKind.SOMETIMES; // that it holds, else that it does not
        if (held != held2) {
            return held2 == wanted;
        }
        return held2 == wanted ? farther > 0 : farther < 0;
    }
}
