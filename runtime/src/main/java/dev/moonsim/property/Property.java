package dev.moonsim.property;

import dev.moonsim.api.spi.PropertyKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A property in one run, while the run goes on. */
final class Property {
    /** Combinations that a run keeps of one property. */
    private static final int MOST_BUCKETS = 1024;

    final PropertyKind kind;
    final String message;
    private long held;
    private long failed;
    private Moment first;
    private int most;
    private int conditions;
    private Map<String, Combination> combinations = Map.of();
    private boolean compared;
    private boolean exact;
    private boolean markHeld;
    private long value;
    private long bound;
    private double fraction;
    private double fractionBound;

    private static final class Combination {
        private long count;
        private final Map<String, Double> qualities = new TreeMap<>();
    }

    Property(PropertyKind kind, String message) {
        this.kind = kind;
        this.message = message;
    }

    /** @return whether this evaluation is one to be kept: the first violation, or the first time that it held */
    boolean evaluated(boolean condition) {
        if (condition) {
            return ++held == 1 && keepsHolding();
        }
        return ++failed == 1 && !keepsHolding();
    }

    private boolean keepsHolding() {
        return switch (kind) {
            case SOMETIMES, REACHABLE, SOMETIMES_ALL, SOMETIMES_EACH -> true;
            case ALWAYS, ALWAYS_OR_UNREACHABLE, UNREACHABLE -> false;
        };
    }

    boolean isViolated() {
        return failed > 0 && !keepsHolding();
    }

    void first(Moment moment) {
        first = moment;
    }

    boolean compared(boolean condition, long newValue, long newBound) {
        if (!compared || exact && Watermark.isBeatenBy(kind, markHeld, value, bound, condition, newValue, newBound)) {
            compared = true;
            exact = true;
            markHeld = condition;
            value = newValue;
            bound = newBound;
        }
        return evaluated(condition);
    }

    boolean compared(boolean condition, double newValue, double newBound) {
        if (!compared || !exact && Watermark.isBeatenBy(kind, markHeld, fraction, fractionBound, condition, newValue, newBound)) {
            compared = true;
            markHeld = condition;
            fraction = newValue;
            fractionBound = newBound;
        }
        return evaluated(condition);
    }

    /** Counts a combination of conditions. */
    boolean all(String trueOnes, int holding, int of) {
        most = Math.max(most, holding);
        conditions = Math.max(conditions, of);
        combination(trueOnes);
        return evaluated(true);
    }

    /** Counts a combination of values. */
    boolean each(String key, Map<String, Double> qualities) {
        Combination combination = combination(key);
        if (combination != null) {
            qualities.forEach((name, quality) -> combination.qualities.merge(name, quality, Math::max));
        }
        return evaluated(true);
    }

    private Combination combination(String key) {
        if (combinations.isEmpty()) {
            combinations = new TreeMap<>();
        }
        Combination found = combinations.get(key);
        if (found == null) {
            if (combinations.size() == MOST_BUCKETS) {
                return null;
            }
            combinations.put(key, found = new Combination());
        }
        found.count++;
        return found;
    }

    long held() {
        return held;
    }

    long failed() {
        return failed;
    }

    PropertyResult result() {
        List<Bucket> buckets = new ArrayList<>();
        combinations.forEach((key, c) -> buckets.add(new Bucket(key, c.count, c.qualities)));
        Watermark watermark = !compared ? null : exact ? new Watermark(value, bound, markHeld)
                : new Watermark(fraction, fractionBound, markHeld);
        return new PropertyResult(kind, message, held, failed, first, watermark, most, conditions, List.copyOf(buckets));
    }
}
