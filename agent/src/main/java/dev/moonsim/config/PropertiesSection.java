package dev.moonsim.config;

import dev.moonsim.property.BuggifyOptions;
import dev.moonsim.property.InvariantSpec;
import dev.moonsim.property.LogRule;
import dev.moonsim.property.LogRule.Type;
import dev.moonsim.property.PropertyOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The {@code rules}, {@code invariants}, {@code buggify} and {@code metrics} of a scenario file. */
final class PropertiesSection {
    private static final Map<String, Type> TYPES = Map.of("never", Type.NEVER, "sometimes", Type.SOMETIMES,
            "before", Type.BEFORE, "neverWithoutFault", Type.NEVER_WITHOUT_FAULT);
    private static final List<String> RULE = List.of("never", "sometimes", "before", "neverWithoutFault", "within", "group",
            "node", "name");
    private static final long DEFAULT_WITHIN = 10_000_000_000L;

    private PropertiesSection() {}

    /**
     * @param cluster what rules may name
     * @param reader reads lists of directories and jars
     */
    static PropertyOptions read(JsonValue scenario, Cluster cluster, GroupReader reader) {
        List<LogRule> rules = new ArrayList<>();
        if (scenario.get("rules") != null) {
            Set<String> names = new HashSet<>();
            for (JsonValue json : scenario.get("rules").elements("a list of rules [...]")) {
                LogRule rule = rule(json, cluster);
                if (!names.add(rule.name())) {
                    throw json.error("there is a rule \"" + rule.name() + "\" already, want another \"name\"");
                }
                rules.add(rule);
            }
        }
        List<InvariantSpec> invariants = new ArrayList<>();
        if (scenario.get("invariants") != null) {
            for (JsonValue json : scenario.get("invariants").elements("a list of invariants [...]")) {
                json.checkKeys(List.of("class", "classPath"));
                JsonValue type = json.require("class", "the name of a class that implements dev.moonsim.api.Invariant");
                String name = type.text("the name of a class");
                List<Path> entries = reader.classPath(json.require("classPath", "a list of directories and jars"));
                new ProgramCheck().checkImplements(name, "dev/moonsim/api/Invariant", entries, type.where());
                invariants.add(new InvariantSpec(name, entries));
            }
        }
        return new PropertyOptions(List.copyOf(rules), List.copyOf(invariants), buggify(scenario.get("buggify")),
                MetricsSection.read(scenario.get("metrics"), cluster));
    }

    private static LogRule rule(JsonValue json, Cluster cluster) {
        json.checkKeys(RULE);
        String key = null;
        for (String name : List.of("never", "sometimes", "before", "neverWithoutFault")) {
            if (json.get(name) != null) {
                if (key != null) {
                    throw json.get(name).error(key + " is given too, want one of them in a rule");
                }
                key = name;
            }
        }
        if (key == null) {
            throw json.error("is no rule, want one of never, sometimes, before, neverWithoutFault");
        }
        Type type = TYPES.get(key);
        JsonValue value = json.get(key);
        Pattern pattern;
        Pattern earlier = null;
        String name;
        if (type == Type.BEFORE) {
            List<JsonValue> both = value.elements("a list of two patterns: what must come first, and what needs it");
            if (both.size() != 2) {
                throw value.error("has " + both.size() + " patterns, want two: what must come first, and what needs it");
            }
            earlier = GroupReader.pattern(both.get(0));
            pattern = GroupReader.pattern(both.get(1));
            name = "log: /" + earlier + "/ before /" + pattern + "/";
        } else {
            pattern = GroupReader.pattern(value);
            name = "log: " + (type == Type.NEVER_WITHOUT_FAULT ? "never without fault" : key) + " /" + pattern + "/";
        }
        long within = DEFAULT_WITHIN;
        if (json.get("within") != null) {
            if (type != Type.NEVER_WITHOUT_FAULT) {
                throw json.get("within").error("goes with neverWithoutFault only");
            }
            within = Durations.nanos(json.get("within").text("a duration in quotes, such as \"10s\""),
                    json.get("within").where());
        }
        String group = oneOf(json.get("group"), cluster.groupNames(), "group");
        String node = oneOf(json.get("node"), cluster.machineNames(), "node");
        if (group != null && node != null) {
            throw json.get("node").error("group is given too, want one of them");
        }
        if (group != null || node != null) {
            name += " on " + (group != null ? group : node);
        }
        if (json.get("name") != null) {
            name = json.get("name").text("a name");
        }
        return new LogRule(type, name, pattern, earlier, within, group, node);
    }

    /** A name of the cluster, or null where there is none. */
    static String oneOf(JsonValue json, List<String> known, String what) {
        if (json == null) {
            return null;
        }
        String name = json.text("the name of a " + what);
        if (!known.contains(name)) {
            throw json.error("there is no " + what + " \"" + name + "\"" + Suggestion.forWord(name, known));
        }
        return name;
    }

    private static BuggifyOptions buggify(JsonValue json) {
        if (json == null) {
            return BuggifyOptions.DEFAULT;
        }
        if (json.isText()) {
            if (json.text("").equals("off")) {
                return BuggifyOptions.OFF;
            }
            throw json.error("is the text \"" + json.text("") + "\", want \"off\" or an object {...}");
        }
        json.checkKeys(List.of("activation", "firing", "knobs"));
        return new BuggifyOptions(probability(json.get("activation"), BuggifyOptions.DEFAULT.activation()),
                probability(json.get("firing"), BuggifyOptions.DEFAULT.firing()),
                probability(json.get("knobs"), BuggifyOptions.DEFAULT.knobs()));
    }

    private static double probability(JsonValue json, double otherwise) {
        if (json == null) {
            return otherwise;
        }
        double probability = -1;
        if (!json.isText()) {
            try {
                probability = Double.parseDouble(json.scalar("a probability from 0 to 1"));
            } catch (NumberFormatException e) {
                // said below
            }
        }
        if (!(probability >= 0 && probability <= 1)) {
            throw json.error("is " + (json.isText() ? "a text" : json.scalar("")) + ", want a probability from 0 to 1");
        }
        return probability;
    }
}
