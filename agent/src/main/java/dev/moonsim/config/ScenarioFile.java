package dev.moonsim.config;

import dev.moonsim.fault.Chaos;
import dev.moonsim.fault.Range;
import dev.moonsim.fault.Ranges;
import dev.moonsim.property.BuggifyOptions;
import dev.moonsim.run.Deadlines;
import dev.moonsim.run.Scenario;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a scenario from a JSON file; the format is described in {@code agent/docs/scenario.md}. Reading is strict: an
 * unknown key, a value of the wrong type, a class or file that is not there is a {@link UsageError} that names the line.
 */
public final class ScenarioFile {
    private static final List<String> TOP = List.of("nodes", "workloads", "network", "disk", "chaos", "deadlines", "budget",
            "rules", "invariants", "buggify", "metrics");
    private static final Range NO_RANGE = new Range(0, 0);

    private ScenarioFile() {}

    public static Scenario read(Path file) {
        JsonValue json = JsonValue.read(file, "scenario");
        return scenario(json, file.toAbsolutePath().normalize().getParent());
    }

    private static Scenario scenario(JsonValue json, Path directory) {
        json.checkKeys(TOP);
        GroupReader reader = new GroupReader(directory);
        List<Group> nodes = new ArrayList<>();
        List<JsonValue> elements = json.require("nodes", "a list of nodes").elements("a list of nodes [...]");
        if (elements.isEmpty()) {
            throw json.get("nodes").error("is empty, want at least one node");
        }
        if (elements.size() > Group.MOST) {
            throw json.get("nodes").error("has more than " + Group.MOST + " groups of nodes");
        }
        for (JsonValue element : elements) {
            nodes.add(reader.group(element, nodes.size(), false));
        }
        List<Group> workloads = new ArrayList<>();
        int drivers = 0;
        if (json.get("workloads") != null) {
            for (JsonValue element : json.get("workloads").elements("a list of workloads [...]")) {
                Group group = reader.group(element, workloads.size(), true);
                workloads.add(group);
                drivers += group.most();
                if (drivers > Group.MOST) {
                    throw element.error("makes more than " + Group.MOST + " workloads");
                }
            }
        }
        Cluster cluster = new Cluster(nodes, workloads);
        cluster.check();
        Chaos chaos = ChaosSection.read(json.get("chaos"), cluster, reader);
        Scenario scenario = Scenario.cluster(title(nodes, workloads, chaos), cluster).withChaos(chaos);
        if (json.get("network") != null) {
            scenario = scenario.withNetwork(NetworkSection.read(json.get("network"), cluster));
        }
        if (json.get("disk") != null) {
            scenario = scenario.withDisk(DiskSection.read(json.get("disk")));
        }
        scenario = scenario.withProperties(PropertiesSection.read(json, cluster, reader));
        if (json.get("buggify") == null && chaos.mode() == Chaos.Mode.OFF) {
            scenario = scenario.withProperties(scenario.properties().withBuggify(BuggifyOptions.OFF)); // no chaos at all
        }
        if (json.get("deadlines") != null) {
            scenario = scenario.withDeadlines(deadlines(json.get("deadlines")));
        }
        if (json.get("budget") != null) {
            scenario = scenario.withBudget(positive(json.get("budget")));
        }
        return scenario;
    }

    private static Deadlines deadlines(JsonValue json) {
        json.checkKeys(List.of("boot", "setup", "recovery", "check", "run"));
        Deadlines normal = Deadlines.DEFAULT;
        return new Deadlines(positive(json.get("boot"), normal.bootNanos()), positive(json.get("setup"), normal.setupNanos()),
                positive(json.get("recovery"), normal.recoveryNanos()), positive(json.get("check"), normal.checkNanos()),
                positive(json.get("run"), normal.runNanos()));
    }

    private static long positive(JsonValue json, long otherwise) {
        return json == null ? otherwise : positive(json);
    }

    /** A duration that is not zero. */
    static long positive(JsonValue json) {
        long nanos = Durations.nanos(json.text("a duration in quotes, such as \"10m\""), json.where());
        if (nanos == 0) {
            throw json.error("is zero, want a longer duration");
        }
        return nanos;
    }

    private static String title(List<Group> nodes, List<Group> workloads, Chaos chaos) {
        StringBuilder title = new StringBuilder(count(nodes, "node"));
        if (!workloads.isEmpty()) {
            title.append(", ").append(count(workloads, "workload"));
        }
        if (!chaos.isOff()) {
            title.append(", chaos ").append(Ranges.text(chaos.durationNanos()));
        }
        return title.toString();
    }

    private static String count(List<Group> groups, String what) {
        Range sum = NO_RANGE;
        for (Group group : groups) {
            sum = new Range(sum.min() + group.least(), sum.max() + group.most());
        }
        return (sum.min() == sum.max() ? "" : sum.min() + " to ") + sum.max() + " " + what + (sum.max() == 1 ? "" : "s");
    }
}
