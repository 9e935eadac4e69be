package dev.moonsim.report;

import dev.moonsim.config.Seeds;
import dev.moonsim.metric.CampaignMetrics;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The metrics of a campaign for people: a row each, with the seeds of the extremes. */
public final class MetricLines {
    private MetricLines() {}

    public static List<String> of(CampaignMetrics metrics) {
        List<CampaignMetrics.Row> rows = metrics.rows();
        List<String> lines = new ArrayList<>();
        if (rows.isEmpty()) {
            return lines;
        }
        int width = "metrics".length();
        for (CampaignMetrics.Row row : rows) {
            width = Math.max(width, row.name().length() + 2);
        }
        lines.add(("  %-" + width + "s %10s %10s %10s %10s %10s %10s   %s").formatted("metrics", "min", "p50", "mean", "p95", "p99",
                "max", "seeds of min and max"));
        for (CampaignMetrics.Row row : rows) {
            StringBuilder line = new StringBuilder(("    %-" + (width - 2) + "s").formatted(row.name()));
            if (row.runs() == 0) {
                line.append("  no run had samples");
            } else {
                for (double value : new double[] {row.min(), row.p50(), row.mean(), row.p95(), row.p99(), row.max()}) {
                    line.append(' ').append("%10s".formatted(number(value)));
                }
                line.append("   ").append(Seeds.text(row.minSeed())).append(", ").append(Seeds.text(row.maxSeed()));
                if (row.without() > 0) {
                    line.append("; ").append(row.without()).append(row.without() == 1 ? " run" : " runs").append(" without");
                }
                if (row.dropped() > 0) {
                    line.append("; ").append(row.dropped()).append(" samples dropped");
                }
            }
            lines.add(line.toString());
        }
        return lines;
    }

    /** About five digits. */
    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e9 ? Long.toString((long) value)
                : String.format(Locale.ROOT, "%.5g", value);
    }
}
