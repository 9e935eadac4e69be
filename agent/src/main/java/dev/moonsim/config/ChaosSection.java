package dev.moonsim.config;

import dev.moonsim.fault.Chaos;
import dev.moonsim.fault.Chaos.Mode;
import dev.moonsim.fault.FaultCatalog;
import dev.moonsim.fault.FaultKind;
import dev.moonsim.fault.FaultSettings;
import dev.moonsim.fault.Parameter;
import dev.moonsim.fault.Range;
import dev.moonsim.fault.Ranges;
import dev.moonsim.fault.Script;
import dev.moonsim.run.InjectorMain;
import dev.moonsim.run.Simulation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * The {@code chaos} of a scenario file: a mode, or an object with a mode, a duration, faults with their settings and a mask.
 * What faults there are and what they can be set to comes from the catalogue.
 */
public final class ChaosSection {
    private static final List<String> MODES = List.of("off", "listed", "random", "swarm");

    private ChaosSection() {}

    /** @param reader reads lists of directories and jars */
    static Chaos read(JsonValue json, Cluster cluster, GroupReader reader) {
        if (json == null) {
            return Chaos.OFF;
        }
        if (json.isText()) {
            return Chaos.OFF.withMode(mode(json.text(""), json.where()));
        }
        json.checkKeys(List.of("mode", "duration", "faults", "mask", "script", "injectors"));
        Mode mode = json.get("mode") == null ? Mode.LISTED : mode(json.get("mode").text("a mode"), json.get("mode").where());
        long duration = json.get("duration") == null ? Chaos.DEFAULT_DURATION_NANOS : ScenarioFile.positive(json.get("duration"));
        List<String> mask = new ArrayList<>();
        if (json.get("mask") != null) {
            for (JsonValue pattern : json.get("mask").elements("a list of faults, such as [\"clock.*\"]")) {
                mask.add(checkMask(pattern.text("the name of a fault"), pattern.where()));
            }
        }
        List<FaultSettings> listed = new ArrayList<>();
        if (json.get("faults") != null) {
            json.get("faults").checkKeys(FaultCatalog.names()).object().forEach((name, settings) -> {
                FaultKind kind = FaultCatalog.kind(name);
                if (settings.isText() && settings.text("").equals("off")) {
                    mask.add(name);
                } else if (settings.isList()) {
                    for (JsonValue one : settings.elements("")) {
                        listed.add(settings(kind, one, cluster));
                    }
                } else {
                    listed.add(settings(kind, settings, cluster));
                }
            });
        }
        List<Function<Simulation, Chaos.Script>> scripts = new ArrayList<>();
        if (json.get("script") != null) {
            scripts.add(Script.of(ScriptSection.read(json.get("script"), cluster)));
        }
        if (json.get("injectors") != null) {
            for (JsonValue one : json.get("injectors").elements("a list of classes [...]")) {
                scripts.add(injector(one, reader, scripts.size()));
            }
        }
        boolean nothing = mode == Mode.LISTED && listed.isEmpty() && scripts.isEmpty();
        return mode == Mode.OFF ? Chaos.OFF
                : new Chaos(mode, nothing ? 0 : duration, List.copyOf(listed), List.copyOf(mask), List.copyOf(scripts));
    }

    private static Function<Simulation, Chaos.Script> injector(JsonValue json, GroupReader reader, int ordinal) {
        json.checkKeys(List.of("class", "classPath"));
        JsonValue type = json.require("class", "the name of a class that implements dev.moonsim.api.FaultInjector");
        String name = type.text("the name of a class");
        List<Path> entries = reader.classPath(json.require("classPath", "a list of directories and jars"));
        new ProgramCheck().checkImplements(name, "dev/moonsim/api/FaultInjector", entries, type.where());
        return InjectorMain.of(name, entries, ordinal);
    }

    /** @param where what the error message begins with */
    public static Mode mode(String word, String where) {
        if (!MODES.contains(word)) {
            throw new UsageError(where + ": \"" + word + "\" is no mode of chaos" + Suggestion.forWord(word, MODES));
        }
        return Mode.valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** @param where what the error message begins with */
    public static String checkMask(String pattern, String where) {
        for (String name : FaultCatalog.names()) {
            if (pattern.endsWith("*") ? name.startsWith(pattern.substring(0, pattern.length() - 1)) : name.equals(pattern)) {
                return pattern;
            }
        }
        throw new UsageError(where + ": no fault is named " + pattern + Suggestion.forWord(pattern, FaultCatalog.names()));
    }

    private static FaultSettings settings(FaultKind kind, JsonValue json, Cluster cluster) {
        FaultSettings settings = new FaultSettings(kind);
        if (json.isText() && json.text("").equals("on")) {
            return settings;
        }
        json.checkKeys(kind.parameters().stream().map(Parameter::name).toList()).object().forEach((name, value) -> {
            Parameter parameter = kind.parameter(name);
            if (parameter.isSelector()) {
                settings.set(name, selector(value, cluster));
            } else if (parameter.isPattern()) {
                settings.set(name, value.text("a regular expression"));
            } else if (parameter.isWord()) {
                String word = value.text("one of " + String.join(", ", parameter.words()));
                if (!parameter.words().contains(word)) {
                    throw value.error("\"" + word + "\" is unknown" + Suggestion.forWord(word, parameter.words()));
                }
                settings.set(name, word);
            } else {
                settings.set(name, range(value, parameter));
            }
        });
        if (kind.mistake(settings) != null) {
            throw json.error(kind.mistake(settings));
        }
        return settings;
    }

    private static Range range(JsonValue json, Parameter parameter) {
        String text = parameter.unit() == Parameter.Unit.DURATION ? json.text(Durations.RANGE) : json.scalar("a number, or a range in quotes");
        try {
            Range range = Ranges.parse(text, parameter.unit());
            if (parameter.unit() == Parameter.Unit.DURATION && range.max() == 0) {
                throw json.error("is zero, want a longer duration");
            }
            return range;
        } catch (IllegalArgumentException e) {
            throw json.error(e.getMessage());
        }
    }

    /** Nodes as {@link dev.moonsim.fault.NodeSelector} has them; each must be possible in some run. */
    static String selector(JsonValue json, Cluster cluster) {
        String text = json.text("a group, a node, TAG=VALUE, or a data centre, zone or machine");
        for (String one : text.split(",")) {
            if (!cluster.knows(one.strip())) {
                throw json.error("\"" + one.strip() + "\" is no group, node, tag or place of this scenario");
            }
        }
        return text;
    }
}
