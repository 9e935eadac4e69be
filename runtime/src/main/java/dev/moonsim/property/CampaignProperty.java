package dev.moonsim.property;

import dev.moonsim.api.spi.PropertyKind;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/** What a property came to in all runs of a campaign, taken in in the order of the seeds. */
public final class CampaignProperty {
    /**
     * A combination that was met.
     *
     * @param count over all runs
     * @param firstSeed the first run that met it
     * @param qualities the largest values, by name
     */
    public record Combination(String key, long count, long firstSeed, Map<String, Quality> qualities) {
    }

    /** The largest value of a quality and the first run that had it. */
    public record Quality(double value, long seed) {
    }

    private final PropertyKind kind;
    private final String message;
    private long held;
    private long failed;
    private long runs;
    private long firstSeed;
    private Moment first;
    private Watermark watermark;
    private long watermarkSeed;
    private int most;
    private int conditions;
    private long mostSeed;
    private final Map<String, Combination> combinations = new TreeMap<>();

    CampaignProperty(PropertyKind kind, String message) {
        this.kind = kind;
        this.message = message;
    }

    void add(long seed, PropertyResult result) {
        held += result.held();
        failed += result.failed();
        if (result.held() + result.failed() > 0) {
            runs++;
        }
        if (first == null && result.first() != null) {
            first = result.first();
            firstSeed = seed;
        }
        if (result.watermark() != null && (watermark == null || watermark.isBeatenBy(kind, result.watermark()))) {
            watermark = result.watermark();
            watermarkSeed = seed;
        }
        conditions = Math.max(conditions, result.conditions());
        if (result.most() > most) {
            most = result.most();
            mostSeed = seed;
        }
        for (Bucket bucket : result.buckets()) {
            Combination old = combinations.get(bucket.key());
            Map<String, Quality> qualities = new TreeMap<>();
            if (old != null) {
                qualities.putAll(old.qualities);
            }
            bucket.qualities().forEach((name, value) -> {
                Quality known = qualities.get(name);
                if (known == null || Double.compare(value, known.value) > 0) {
                    qualities.put(name, new Quality(value, seed));
                }
            });
            combinations.put(bucket.key(), new Combination(bucket.key(), bucket.count() + (old == null ? 0 : old.count),
                    old == null ? seed : old.firstSeed, qualities));
        }
    }

    public PropertyKind kind() {
        return kind;
    }

    public String message() {
        return message;
    }

    public Contract contract() {
        return Contract.of(kind, held, failed);
    }

    /** Evaluations at which it held. */
    public long held() {
        return held;
    }

    /** Evaluations at which it did not. */
    public long failed() {
        return failed;
    }

    /** Runs that evaluated it. */
    public long runs() {
        return runs;
    }

    /** The first violation, or the first time that it held, as the kind has it; null where there was none. */
    public Moment first() {
        return first;
    }

    /** The run of {@link #first}. */
    public long firstSeed() {
        return firstSeed;
    }

    /** Null where nothing is compared. */
    public Watermark watermark() {
        return watermark;
    }

    public long watermarkSeed() {
        return watermarkSeed;
    }

    /** Conditions that held at once, of {@link #conditions}. */
    public int most() {
        return most;
    }

    public int conditions() {
        return conditions;
    }

    public long mostSeed() {
        return mostSeed;
    }

    /** In order of their keys. */
    public Collection<Combination> combinations() {
        return combinations.values();
    }
}
