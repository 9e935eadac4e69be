package dev.moonsim.fault;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Ranges as people write them: {@code 2s..10s}, {@code 3}, {@code 0.1..0.5}. */
public final class Ranges {
    private static final String[] UNITS = {"ns", "us", "ms", "s", "m", "h", "d"};
    private static final long[] NANOS = {1, 1_000, 1_000_000, 1_000_000_000L, 60_000_000_000L, 3_600_000_000_000L,
        86_400_000_000_000L};

    private Ranges() {}

    /**
     * @throws IllegalArgumentException whose message says what is wrong and what would be right
     */
    public static Range parse(String text, Parameter.Unit unit) {
        int dots = text.indexOf("..");
        long min = value(dots < 0 ? text : text.substring(0, dots).strip(), text, unit);
        long max = dots < 0 ? min : value(text.substring(dots + 2).strip(), text, unit);
        if (min > max) {
            throw new IllegalArgumentException("\"" + text + "\" runs backwards, want the smaller one first");
        }
        return new Range(min, max);
    }

    private static long value(String text, String whole, Parameter.Unit unit) {
        if (unit == Parameter.Unit.DURATION) {
            return nanos(text);
        }
        String want = switch (unit) {
            case PROBABILITY -> "a probability from 0 to 1, such as 0.05";
            case FACTOR -> "a number above 0, such as 1.5 or 2..20";
            default -> "a whole number such as 3, or 1..5";
        };
        try {
            BigDecimal value = new BigDecimal(text).multiply(BigDecimal.valueOf(unit.scale()));
            if (value.signum() < 0 || unit == Parameter.Unit.FACTOR && value.signum() == 0
                    || unit == Parameter.Unit.PROBABILITY && value.compareTo(BigDecimal.valueOf(unit.scale())) > 0) {
                throw new NumberFormatException();
            }
            return (unit == Parameter.Unit.COUNT ? value : value.setScale(0, RoundingMode.HALF_UP)).longValueExact();
        } catch (ArithmeticException | NumberFormatException e) {
            throw new IllegalArgumentException("\"" + whole + "\" is not " + want);
        }
    }

    /**
     * Nanoseconds of a duration. Units are ns, us, ms, s, m, h, d; there is no duration without a unit.
     *
     * @throws IllegalArgumentException whose message says what is wrong and what would be right
     */
    public static long nanos(String text) {
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
                throw new IllegalArgumentException(
                        "\"" + text + "\" is no duration, want a duration such as 500ms, 1.5s, 10m or 2h");
            }
            previousUnit = unit;
            total = total.add(new BigDecimal(number).multiply(BigDecimal.valueOf(NANOS[unit])));
        } while (i < length);
        if (total.compareTo(BigDecimal.valueOf(Long.MAX_VALUE / 4)) > 0) {
            throw new IllegalArgumentException("\"" + text + "\" is too long, at most 20000d");
        }
        return total.longValue();
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

    /** As it is parsed: {@code 2s..10s}. */
    public static String text(Range range, Parameter.Unit unit) {
        String min = text(range.min(), unit);
        return range.min() == range.max() ? min : min + ".." + text(range.max(), unit);
    }

    private static String text(long value, Parameter.Unit unit) {
        return unit == Parameter.Unit.DURATION ? text(value)
                : BigDecimal.valueOf(value).divide(BigDecimal.valueOf(unit.scale())).stripTrailingZeros().toPlainString();
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
