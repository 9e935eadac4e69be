package dev.moonsim.metric;

import java.util.Arrays;

/**
 * What many numbers become one by.
 *
 * @param percent of a percentile, by nearest rank; else unused
 */
public record Aggregate(Kind kind, double percent) {
    public enum Kind { COUNT, SUM, MIN, MAX, MEAN, LAST, RATE, PERCENTILE }

    /** What {@link #parse} takes, for messages. */
    public static final String WANTED = "count, sum, min, max, mean, last, rate, or a percentile such as p99 or p99.9";

    /** @return null where the text names none */
    public static Aggregate parse(String text) {
        for (Kind kind : Kind.values()) {
            if (kind != Kind.PERCENTILE && text.equals(kind.name().toLowerCase(java.util.Locale.ROOT))) {
                return new Aggregate(kind, 0);
            }
        }
        if (text.matches("p\\d{1,3}(\\.\\d{1,6})?") && Double.parseDouble(text.substring(1)) <= 100) {
            return new Aggregate(Kind.PERCENTILE, Double.parseDouble(text.substring(1)));
        }
        return null;
    }

    public boolean isPercentile() {
        return kind == Kind.PERCENTILE;
    }

    /**
     * @param values in the order of time
     * @param series which counter each value is of; a rate adds up the increases of each, and one that falls has begun at zero
     * @param before for each series the value before the first, or NaN; changed to the last. For rates only
     * @param nanos how long it took. For rates only
     * @return NaN where there is nothing to say
     */
    double of(double[] values, int[] series, int from, int to, double[] before, long nanos) {
        if (kind == Kind.COUNT) {
            return to - from;
        }
        if (kind == Kind.RATE) {
            return rate(values, series, from, to, before, nanos);
        }
        if (from == to) {
            return kind == Kind.SUM ? 0 : Double.NaN;
        }
        if (isPercentile()) {
            double[] sorted = Arrays.copyOfRange(values, from, to);
            Arrays.sort(sorted);
            return nearestRank(sorted, percent);
        }
        double result = values[from];
        for (int i = from + 1; i < to; i++) {
            result = switch (kind) {
                case MIN -> Math.min(result, values[i]);
                case MAX -> Math.max(result, values[i]);
                case LAST -> values[i];
                default -> result + values[i];
            };
        }
        return kind == Kind.MEAN ? result / (to - from) : result;
    }

    private static double rate(double[] values, int[] series, int from, int to, double[] before, long nanos) {
        double increase = 0;
        for (int i = from; i < to; i++) {
            double last = before[series[i]];
            if (!Double.isNaN(last)) {
                increase += values[i] >= last ? values[i] - last : values[i];
            }
            before[series[i]] = values[i];
        }
        return nanos <= 0 ? Double.NaN : increase * 1e9 / nanos;
    }

    /** The smallest value that so many percent of all are not above. */
    static double nearestRank(double[] sorted, double percent) {
        int rank = (int) Math.ceil(percent / 100 * sorted.length);
        return sorted[Math.max(0, rank - 1)];
    }
}
