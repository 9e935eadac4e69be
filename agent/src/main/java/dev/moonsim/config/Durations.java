package dev.moonsim.config;

import dev.moonsim.fault.Chaos.Range;
import java.math.BigDecimal;

/** Durations as people write them: {@code 500ms}, {@code 1.5s}, {@code 1m30s}, {@code 2h}. */
public final class Durations {
    private static final String[] UNITS = {"ns", "us", "ms", "s", "m", "h", "d"};
    private static final long[] NANOS = {1, 1_000, 1_000_000, 1_000_000_000L, 60_000_000_000L, 3_600_000_000_000L,
        86_400_000_000_000L};
    static final String WANT = "want a duration such as 500ms, 1.5s, 10m or 2h";

    private Durations() {}

    /**
     * Nanoseconds of a duration. Units are ns, us, ms, s, m, h, d; there is no duration without a unit.
     *
     * @param where what the error message begins with
     */
    public static long nanos(String text, String where) {
        BigDecimal total = BigDecimal.ZERO;
        int i = 0;
        int length = text.length();
        int previousUnit = UNITS.length;
        do {
            int start = i;
            while (i < length && (digit(text.charAt(i)) || text.charAt(i) == '.')) {
                i++;
            }
            String number = text.substring(start, i);
            start = i;
            while (i < length && Character.isLetter(text.charAt(i))) {
                i++;
            }
            int unit = unit(text.substring(start, i));
            if (number.isEmpty() || !digit(number.charAt(0)) || !digit(number.charAt(number.length() - 1))
                    || number.indexOf('.') != number.lastIndexOf('.') || unit < 0 || unit >= previousUnit) {
                throw new UsageError(where + ": \"" + text + "\" is no duration, " + WANT);
            }
            previousUnit = unit;
            total = total.add(new BigDecimal(number).multiply(BigDecimal.valueOf(NANOS[unit])));
        } while (i < length);
        if (total.compareTo(BigDecimal.valueOf(Long.MAX_VALUE / 4)) > 0) {
            throw new UsageError(where + ": \"" + text + "\" is too long, at most 20000d");
        }
        return total.longValue();
    }

    /** A range {@code 2s..10s}, ends included, or one duration for a fixed one. */
    public static Range range(String text, String where) {
        int dots = text.indexOf("..");
        if (dots < 0) {
            long nanos = nanos(text, where);
            return new Range(nanos, nanos);
        }
        long min = nanos(text.substring(0, dots).strip(), where);
        long max = nanos(text.substring(dots + 2).strip(), where);
        if (min > max) {
            throw new UsageError(where + ": \"" + text + "\" runs backwards, want the smaller one first");
        }
        return new Range(min, max);
    }

    /** A duration in the largest unit that gives a whole number: {@code 60s} stays seconds up to 10 minutes. */
    public static String text(long nanos) {
        int unit = 0;
        for (int u = 1; u < UNITS.length; u++) {
            long limit = u <= 3 ? NANOS[u] : 10 * NANOS[u];
            if (nanos >= limit && nanos % NANOS[u] == 0) {
                unit = u;
            }
        }
        return nanos / NANOS[unit] + UNITS[unit];
    }

    private static boolean digit(char c) {
        return c >= '0' && c <= '9';
    }

    private static int unit(String name) {
        for (int u = 0; u < UNITS.length; u++) {
            if (UNITS[u].equals(name)) {
                return u;
            }
        }
        return -1;
    }
}
