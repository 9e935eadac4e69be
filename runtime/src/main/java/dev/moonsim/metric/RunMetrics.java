package dev.moonsim.metric;

import dev.moonsim.node.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The samples of one run, as far as queries ask for them, at their exact virtual times. They never steer the run. */
public final class RunMetrics {
    /** Of one query; what comes later is counted and dropped. */
    public static final int MOST_SAMPLES = 100_000;
    private static final int MOST_WINDOWS = 1_000_000;

    private record Key(String sample, int node) {
    }

    private static final class Samples {
        private final MetricQuery query;
        private final Map<Key, Integer> series = new HashMap<>();
        private double[] values = new double[64];
        private long[] times = new long[64];
        private int[] seriesOf = new int[64];
        private int count;
        private long dropped;

        Samples(MetricQuery query) {
            this.query = query;
        }

        void add(Key key, long now, double value) {
            if (count == MOST_SAMPLES) {
                dropped++;
                return;
            }
            if (count == values.length) {
                int length = Math.min(MOST_SAMPLES, 2 * count);
                values = java.util.Arrays.copyOf(values, length);
                times = java.util.Arrays.copyOf(times, length);
                seriesOf = java.util.Arrays.copyOf(seriesOf, length);
            }
            seriesOf[count] = series.computeIfAbsent(key, k -> series.size());
            times[count] = now;
            values[count++] = value;
        }

        MetricResult result() {
            double[] before = new double[series.size()];
            java.util.Arrays.fill(before, Double.NaN);
            double value;
            if (count == 0) {
                value = query.windowNanos() == 0 ? query.reduce().of(values, seriesOf, 0, 0, before, 0) : Double.NaN;
            } else if (query.windowNanos() == 0) {
                value = query.reduce().of(values, seriesOf, 0, count, before, times[count - 1] - times[0]);
            } else {
                double[] windows = windows(before);
                value = query.reduce().of(windows, new int[windows.length], 0, windows.length, new double[] {Double.NaN},
                        windows.length * query.windowNanos());
            }
            return new MetricResult(query.name(), value, count, dropped);
        }

        private double[] windows(double[] before) {
            double[] windows = new double[16];
            int n = 0;
            int from = 0;
            long end = times[0] / query.windowNanos() * query.windowNanos() + query.windowNanos();
            while (from < count) {
                if (n == MOST_WINDOWS) {
                    dropped += count - from;
                    break;
                }
                int to = from;
                while (to < count && times[to] < end) {
                    to++;
                }
                double value = query.each().of(values, seriesOf, from, to, before, query.windowNanos());
                if (!Double.isNaN(value)) {
                    if (n == windows.length) {
                        windows = java.util.Arrays.copyOf(windows, 2 * n);
                    }
                    windows[n++] = value;
                }
                from = to;
                end += query.windowNanos();
            }
            return java.util.Arrays.copyOf(windows, n);
        }
    }

    private final List<Samples> all = new ArrayList<>();
    private final Map<Key, List<Samples>> wanted = new HashMap<>();

    public RunMetrics(List<MetricQuery> queries) {
        queries.forEach(query -> all.add(new Samples(query)));
    }

    /** @param now virtual nanoseconds */
    public void sample(Node node, String name, long now, double value) {
        if (all.isEmpty()) {
            return;
        }
        Key key = new Key(name, node.index());
        List<Samples> asked = wanted.get(key);
        if (asked == null) {
            asked = all.stream().filter(samples -> samples.query.isAbout(node, name)).toList();
            wanted.put(key, asked);
        }
        for (Samples samples : asked) {
            samples.add(key, now, value);
        }
    }

    /** In the order of the queries. */
    public List<MetricResult> results() {
        return all.stream().map(Samples::result).toList();
    }
}
