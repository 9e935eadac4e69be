package dev.moonsim.metric;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What queries came to over the runs of a campaign. */
public final class CampaignMetrics {
    /**
     * One query over all runs that had an answer.
     *
     * @param minSeed the first seed that came to the smallest value; what to run to see it
     * @param without runs that had no answer, for lack of samples
     * @param dropped samples that did not count, over all runs
     */
    public record Row(String name, long runs, long without, long dropped, double mean, double min, long minSeed, double p50,
            double p95, double p99, double max, long maxSeed) {
    }

    private static final class Values {
        private double[] values = new double[64];
        private int count;
        private double sum;
        private long without;
        private long dropped;
        private double min;
        private long minSeed;
        private double max;
        private long maxSeed;

        void add(long seed, MetricResult result) {
            dropped += result.dropped();
            double value = result.value();
            if (Double.isNaN(value)) {
                without++;
                return;
            }
            if (count == 0 || value < min) {
                min = value;
                minSeed = seed;
            }
            if (count == 0 || value > max) {
                max = value;
                maxSeed = seed;
            }
            if (count == values.length) {
                values = Arrays.copyOf(values, 2 * count);
            }
            values[count++] = value;
            sum += value;
        }

        Row row(String name) {
            double[] sorted = Arrays.copyOf(values, count);
            Arrays.sort(sorted);
            return count == 0
                    ? new Row(name, 0, without, dropped, Double.NaN, Double.NaN, 0, Double.NaN, Double.NaN, Double.NaN, Double.NaN, 0)
                    : new Row(name, count, without, dropped, sum / count, min, minSeed, Aggregate.nearestRank(sorted, 50),
                            Aggregate.nearestRank(sorted, 95), Aggregate.nearestRank(sorted, 99), max, maxSeed);
        }
    }

    private final Map<String, Values> byName = new LinkedHashMap<>();

    /** Takes in a run. In the order of the seeds. */
    public void add(long seed, List<MetricResult> results) {
        for (MetricResult result : results) {
            byName.computeIfAbsent(result.name(), name -> new Values()).add(seed, result);
        }
    }

    /** In the order of the queries. */
    public List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        byName.forEach((name, values) -> rows.add(values.row(name)));
        return rows;
    }
}
