package dev.moonsim.property;

import dev.moonsim.metric.MetricQuery;
import java.util.List;

/**
 * What a scenario says about properties.
 *
 * @param rules about what the nodes print
 * @param invariants checked after every step that published something
 * @param metrics what each run is asked for
 */
public record PropertyOptions(List<LogRule> rules, List<InvariantSpec> invariants, BuggifyOptions buggify,
        List<MetricQuery> metrics) {
    public static final PropertyOptions DEFAULT =
            new PropertyOptions(List.of(), List.of(), BuggifyOptions.DEFAULT, List.of());

    public PropertyOptions withBuggify(BuggifyOptions options) {
        return new PropertyOptions(rules, invariants, options, metrics);
    }
}
