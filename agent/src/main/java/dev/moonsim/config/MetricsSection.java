package dev.moonsim.config;

import dev.moonsim.metric.Aggregate;
import dev.moonsim.metric.MetricQuery;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The {@code metrics} of a scenario file: what each run is asked for. */
final class MetricsSection {
    private static final List<String> KEYS = List.of("name", "of", "group", "node", "window", "each", "reduce");
    private static final long SHORTEST_WINDOW = 1_000_000;

    private MetricsSection() {}

    /** @param cluster what queries may name */
    static List<MetricQuery> read(JsonValue json, Cluster cluster) {
        List<MetricQuery> queries = new ArrayList<>();
        if (json != null) {
            Set<String> names = new HashSet<>();
            for (JsonValue element : json.elements("a list of queries [...]")) {
                MetricQuery query = query(element, cluster);
                if (!names.add(query.name())) {
                    throw element.error("there is a metric \"" + query.name() + "\" already, want another \"name\"");
                }
                queries.add(query);
            }
        }
        return List.copyOf(queries);
    }

    private static MetricQuery query(JsonValue json, Cluster cluster) {
        json.checkKeys(KEYS);
        String of = json.require("of", "the name of the samples, * for any text").text("the name of the samples");
        Aggregate reduce = aggregate(json.require("reduce", Aggregate.WANTED));
        JsonValue window = json.get("window");
        JsonValue each = json.get("each");
        if (window == null && each != null) {
            throw each.error("has no window, want a \"window\" such as \"1s\" too");
        }
        if (window != null && each == null) {
            throw window.error("says nothing without \"each\", want " + Aggregate.WANTED);
        }
        long nanos = 0;
        Aggregate inWindow = null;
        if (window != null) {
            nanos = Durations.nanos(window.text("a duration in quotes, such as \"1s\""), window.where());
            if (nanos < SHORTEST_WINDOW) {
                throw window.error("is too short, want at least \"1ms\"");
            }
            inWindow = aggregate(each);
            if (inWindow.isPercentile() && reduce.isPercentile()) {
                throw json.get("reduce").error("would be a percentile of percentiles, which says nothing; want min, max or mean");
            }
        }
        String group = PropertiesSection.oneOf(json.get("group"), cluster.groupNames(), "group");
        String node = PropertiesSection.oneOf(json.get("node"), cluster.machineNames(), "node");
        if (group != null && node != null) {
            throw json.get("node").error("group is given too, want one of them");
        }
        String name = json.get("name") != null ? json.get("name").text("a name")
                : json.get("reduce").text("") + " of " + (window == null ? "" : each.text("") + " in " + window.text("") + " of ") + of
                        + (group != null ? " on " + group : node != null ? " on " + node : "");
        return new MetricQuery(name, of, group, node, nanos, inWindow, reduce);
    }

    private static Aggregate aggregate(JsonValue json) {
        Aggregate aggregate = Aggregate.parse(json.text(Aggregate.WANTED));
        if (aggregate == null) {
            throw json.error("is \"" + json.text("") + "\", want " + Aggregate.WANTED);
        }
        return aggregate;
    }
}
