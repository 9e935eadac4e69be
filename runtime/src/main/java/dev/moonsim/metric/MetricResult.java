package dev.moonsim.metric;

/**
 * What a query came to in one run.
 *
 * @param value NaN where there were not samples enough
 * @param samples that counted
 * @param dropped samples behind {@link RunMetrics#MOST_SAMPLES}, which did not count
 */
public record MetricResult(String name, double value, long samples, long dropped) {
}
