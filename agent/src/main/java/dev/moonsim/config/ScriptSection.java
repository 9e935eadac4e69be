package dev.moonsim.config;

import dev.moonsim.api.RebootKind;
import dev.moonsim.fault.FaultCatalog;
import dev.moonsim.fault.FaultKind;
import dev.moonsim.fault.Range;
import dev.moonsim.fault.Reboots;
import dev.moonsim.fault.Script;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The {@code script} in the {@code chaos} of a scenario file. */
final class ScriptSection {
    private static final List<String> ACTIONS = List.of("crash", "stop", "wipe", "restart", "upgrade", "pause", "partition",
            "heal", "start", "end");
    private static final List<String> WHEN = List.of("at", "when", "times", "delay");
    private static final Map<String, List<String>> WITH = Map.of("crash", List.of("for", "version"),
            "stop", List.of("for", "version"), "wipe", List.of("for", "version"), "restart", List.of("version"),
            "upgrade", List.of("version", "every", "for"), "pause", List.of("for"),
            "partition", List.of("from", "oneWay", "for"), "heal", List.of(), "start", List.of(), "end", List.of());
    private static final int MOST_TIMES = 1_000_000;

    private final Cluster cluster;

    private ScriptSection(Cluster cluster) {
        this.cluster = cluster;
    }

    static List<Script.Entry> read(JsonValue json, Cluster cluster) {
        List<Script.Entry> entries = new ArrayList<>();
        for (JsonValue entry : json.elements("a list of faults at given times or events [...]")) {
            entries.add(new ScriptSection(cluster).entry(entry));
        }
        return entries;
    }

    private Script.Entry entry(JsonValue json) {
        String name = null;
        for (String action : ACTIONS) {
            if (json.get(action) != null) {
                if (name != null) {
                    throw json.get(action).error(name + " is given too, want one of them in an entry");
                }
                name = action;
            }
        }
        if (name == null) {
            throw json.error("does nothing, want one of " + String.join(", ", ACTIONS));
        }
        List<String> known = new ArrayList<>(WHEN);
        known.add(name);
        known.addAll(WITH.get(name));
        json.checkKeys(known);
        Script.Trigger when = trigger(json);
        int times = json.get("times") == null ? 1
                : (int) json.get("times").integer(1, MOST_TIMES, "a whole number from 1 to " + MOST_TIMES);
        Range delay = json.get("delay") == null ? Range.of(0) : range(json.get("delay"));
        return new Script.Entry(when, times, delay, action(name, json, when));
    }

    private Script.Trigger trigger(JsonValue json) {
        if ((json.get("at") == null) == (json.get("when") == null)) {
            throw json.error(json.get("at") == null ? "has neither at nor when, want one of them"
                    : "has at and when, want one of them");
        }
        if (json.get("at") != null) {
            return new Script.At(Durations.nanos(json.get("at").text("a duration since chaos began, such as \"5s\""),
                    json.get("at").where()));
        }
        JsonValue when = json.get("when").checkKeys(List.of("log", "node", "state", "is"));
        if (when.get("log") != null) {
            when.checkKeys(List.of("log", "node"));
            return new Script.Logged(GroupReader.pattern(when.get("log")),
                    when.get("node") == null ? null : ChaosSection.selector(when.get("node"), cluster));
        }
        String key = when.require("state", "the name of a fact (or log)").text("the name of a fact");
        when.checkKeys(List.of("state", "is"));
        return new Script.Published(key, when.get("is") == null ? null : when.get("is").scalar("a text, number or boolean"));
    }

    private Script.Action action(String name, JsonValue json, Script.Trigger when) {
        JsonValue value = json.get(name);
        Range time = json.get("for") == null ? null : range(json.get("for"));
        String version = json.get("version") == null ? null : version(json.get("version"));
        return switch (name) {
            case "crash" -> new Script.Reboot(selector(value, when), RebootKind.CRASH, time, version);
            case "stop" -> new Script.Reboot(selector(value, when), RebootKind.GRACEFUL, time, version);
            case "wipe" -> new Script.Reboot(selector(value, when), RebootKind.CRASH_AND_WIPE, time, version);
            case "restart" -> new Script.Restart(selector(value, when), version);
            case "upgrade" -> {
                json.require("version", "the version that the nodes boot");
                yield new Script.Upgrade(selector(value, when), version,
                        json.get("every") == null ? Reboots.RECOVERY : range(json.get("every")),
                        time == null ? Reboots.RECOVERY : time);
            }
            case "pause" -> {
                json.require("for", "how long, such as \"2s\"");
                yield new Script.Pause(selector(value, when), time);
            }
            case "partition" -> new Script.Separate(sides(value, when),
                    json.get("from") == null ? null : sides(json.get("from"), when),
                    json.get("oneWay") != null && isTrue(json.get("oneWay")), time);
            case "heal" -> {
                if (!isTrue(value)) {
                    throw value.error("is false, want true");
                }
                yield new Script.Heal();
            }
            case "start" -> new Script.Start(kind(value));
            default -> new Script.End(kind(value));
        };
    }

    /** Of nodes; on an event, also {@code ${node}} and {@code ${value}}. */
    private String selector(JsonValue json, Script.Trigger when) {
        String text = json.text("a group, a node, TAG=VALUE, or a data centre, zone or machine");
        return isFilledLater(json, text, when) ? text : ChaosSection.selector(json, cluster);
    }

    private static boolean isFilledLater(JsonValue json, String text, Script.Trigger when) {
        boolean node = text.contains("${node}");
        boolean value = text.contains("${value}");
        if (node && when instanceof Script.At || value && !(when instanceof Script.Published)) {
            throw json.error("\"" + text + "\": " + (value ? "${value} is the value of a fact, want \"when\": {\"state\": ...}"
                    : "${node} is the node of an event, want \"when\""));
        }
        return node || value;
    }

    private List<String> sides(JsonValue json, Script.Trigger when) {
        List<String> sides = new ArrayList<>();
        for (JsonValue side : json.elements("a list of nodes, such as [\"kv-0\"]")) {
            String text = side.text("a node or a group");
            if (!isFilledLater(side, text, when) && !cluster.groupNames().contains(text) && !cluster.machineNames().contains(text)) {
                ChaosSection.selector(side, cluster);
            }
            sides.add(text);
        }
        if (sides.isEmpty()) {
            throw json.error("is empty, want at least one node");
        }
        return sides;
    }

    private String version(JsonValue json) {
        String version = json.text("the name of a version");
        if (!cluster.versionNames().contains(version)) {
            throw json.error("no group has a version \"" + version + "\"" + Suggestion.forWord(version, cluster.versionNames()));
        }
        return version;
    }

    private static FaultKind kind(JsonValue json) {
        String name = json.text("the name of a fault");
        if (FaultCatalog.kind(name) == null) {
            throw json.error("no fault is named " + name + Suggestion.forWord(name, FaultCatalog.names()));
        }
        return FaultCatalog.kind(name);
    }

    private static boolean isTrue(JsonValue json) {
        String word = json.scalar("true or false");
        if (json.isText() || !word.equals("true") && !word.equals("false")) {
            throw json.error("want true or false");
        }
        return word.equals("true");
    }

    private static Range range(JsonValue json) {
        return Durations.range(json.text(Durations.RANGE), json.where());
    }
}
