package dev.moonsim.property;

import java.util.List;

/**
 * What a scenario says about properties.
 *
 * @param rules about what the nodes print
 * @param invariants checked after every step that published something
 */
public record PropertyOptions(List<LogRule> rules, List<InvariantSpec> invariants, BuggifyOptions buggify) {
    public static final PropertyOptions DEFAULT = new PropertyOptions(List.of(), List.of(), BuggifyOptions.DEFAULT);

    public PropertyOptions withBuggify(BuggifyOptions options) {
        return new PropertyOptions(rules, invariants, options);
    }
}
