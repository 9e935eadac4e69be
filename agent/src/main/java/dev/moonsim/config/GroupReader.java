package dev.moonsim.config;

import dev.moonsim.config.Group.PlacementTree;
import dev.moonsim.config.Group.Version;
import dev.moonsim.fault.Parameter.Unit;
import dev.moonsim.fault.Range;
import dev.moonsim.fault.Ranges;
import dev.moonsim.node.ModuleAccess;
import dev.moonsim.node.NodeSpec.OnExit;
import dev.moonsim.node.NodeSpec.Ready;
import dev.moonsim.node.NodeSpec.Role;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Reads groups of nodes and workloads. Paths are relative to the scenario's directory. */
final class GroupReader {
    private static final List<String> PROGRAM = List.of("main", "jar", "classPath", "args", "properties", "environment",
            "workingDirectory");
    private static final List<String> ANY = List.of("name", "count", "main", "jar", "classPath", "args", "properties",
            "environment", "workingDirectory");
    private static final List<String> NODE = with(ANY, "tags", "placement", "versions", "onExit", "ready", "startDelay");
    private static final List<String> WORKLOAD = with(ANY, "workload");

    private final Path directory;
    private final ProgramCheck programs = new ProgramCheck();

    GroupReader(Path directory) {
        this.directory = directory;
    }

    private static List<String> with(List<String> keys, String... more) {
        List<String> all = new ArrayList<>(keys);
        all.addAll(List.of(more));
        return List.copyOf(all);
    }

    Group group(JsonValue json, int ordinal, boolean workload) {
        json.checkKeys(workload ? WORKLOAD : NODE);
        Role role = !workload ? Role.SYSTEM : json.get("workload") != null ? Role.WORKLOAD : Role.MAIN_WORKLOAD;
        PlacementTree placement = json.get("placement") == null ? null : placement(json.get("placement"));
        if (placement != null && json.get("count") != null) {
            throw json.get("count").error("placement says how many there are already, want one of them");
        }
        Range count = count(json.get("count"));
        Group group = new Group(json, name(json, ordinal, workload), count, placement, versions(json, role), tags(json.get("tags")),
                role, onExit(json.get("onExit")), ready(json.get("ready")),
                json.get("startDelay") == null ? Range.of(0)
                        : Durations.range(json.get("startDelay").text(Durations.RANGE), json.get("startDelay").where()));
        if (group.most() > Group.MOST) {
            throw json.get("placement").error("makes " + group.most() + " nodes, at most " + Group.MOST);
        }
        return group;
    }

    private static String name(JsonValue json, int ordinal, boolean workload) {
        String name = (workload ? "workload" : "node") + (ordinal > 0 ? ordinal : "");
        if (json.get("name") != null) {
            name = json.get("name").text("a name");
            if (!name.matches("[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?")) {
                throw json.get("name").error("\"" + name + "\" cannot be a host name, want letters, digits and hyphens");
            }
        }
        return name;
    }

    private static Range count(JsonValue json) {
        if (json == null) {
            return Range.of(1);
        }
        if (!json.isText()) {
            return Range.of(json.integer(1, Group.MOST, "a whole number from 1 to " + Group.MOST + ", or a range \"3..5\""));
        }
        Range count = range(json);
        if (count.min() < 1 || count.max() > Group.MOST) {
            throw json.error("\"" + json.text("") + "\" is not from 1 to " + Group.MOST);
        }
        return count;
    }

    /** A whole number or a range of them in quotes. */
    private static Range range(JsonValue json) {
        if (!json.isText()) {
            return Range.of(json.integer(1, Group.MOST, "a whole number from 1, or a range \"1..3\""));
        }
        try {
            return Ranges.parse(json.text(""), Unit.COUNT);
        } catch (IllegalArgumentException e) {
            throw json.error(e.getMessage());
        }
    }

    private static PlacementTree placement(JsonValue json) {
        List<String> levels = List.of("dataCenters", "zones", "machines", "nodes");
        json.checkKeys(with(levels, "disk"));
        List<Range> ranges = new ArrayList<>();
        for (String level : levels) {
            JsonValue value = json.get(level);
            Range range = value == null ? Range.of(1) : range(value);
            if (range.min() < 1) {
                throw value.error("is below 1");
            }
            ranges.add(range);
        }
        return new PlacementTree(ranges.get(0), ranges.get(1), ranges.get(2), ranges.get(3),
                json.get("disk") != null && isOfMachine(json.get("disk")));
    }

    private static boolean isOfMachine(JsonValue disk) {
        return switch (disk.text("own or machine")) {
            case "own" -> false;
            case "machine" -> true;
            default -> throw disk.error("is neither own, each node has a disk, nor machine, the nodes of a machine share one");
        };
    }

    private static Map<String, List<String>> tags(JsonValue json) {
        Map<String, List<String>> tags = new LinkedHashMap<>();
        if (json != null) {
            json.object().forEach((tag, values) -> {
                List<String> dealt = new ArrayList<>();
                for (JsonValue value : values.elements("a list of values, which are dealt one after the other")) {
                    dealt.add(value.scalar("a text"));
                }
                if (dealt.isEmpty()) {
                    throw values.error("is empty, want at least one value");
                }
                tags.put(tag, dealt);
            });
        }
        return tags;
    }

    private static OnExit onExit(JsonValue json) {
        if (json == null) {
            return OnExit.FAIL;
        }
        List<String> known = List.of("fail", "restart", "ignore");
        String word = json.text("\"fail\", \"restart\" or \"ignore\"");
        if (!known.contains(word)) {
            throw json.error("\"" + word + "\" is unknown" + Suggestion.forWord(word, known));
        }
        return OnExit.valueOf(word.toUpperCase(Locale.ROOT));
    }

    private static Ready ready(JsonValue json) {
        if (json == null) {
            return Ready.AT_ONCE;
        }
        json.checkKeys(List.of("port", "log"));
        if (json.get("port") != null && json.get("log") != null) {
            throw json.error("has port and log, want one of them");
        }
        if (json.get("port") != null) {
            return new Ready((int) json.get("port").integer(1, 65535, "a port from 1 to 65535"), null);
        }
        return new Ready(0, pattern(json.require("log", "a regular expression (or port)")));
    }

    static Pattern pattern(JsonValue json) {
        String text = json.text("a regular expression");
        try {
            return Pattern.compile(text);
        } catch (PatternSyntaxException e) {
            throw json.error("\"" + text + "\" is no regular expression: " + e.getDescription());
        }
    }

    // ---- programs ----

    private List<Version> versions(JsonValue json, Role role) {
        if (json.get("versions") == null) {
            return List.of(version("", json, null, role));
        }
        List<Version> versions = new ArrayList<>();
        json.get("versions").object().forEach((name, version) -> {
            version.checkKeys(PROGRAM);
            versions.add(version(name, version, json, role));
        });
        if (versions.isEmpty()) {
            throw json.get("versions").error("is empty, want at least one version");
        }
        return versions;
    }

    /** @param defaults what has the keys that are not in {@code json}, or null */
    private Version version(String name, JsonValue json, JsonValue defaults, Role role) {
        JsonValue jar = find("jar", json, defaults);
        JsonValue mainClass = find(role == Role.WORKLOAD ? "workload" : "main", json, defaults);
        if (mainClass != null && jar != null) {
            throw jar.error("main is given too, want one of them");
        }
        List<Path> classPath = new ArrayList<>();
        String main;
        ModuleAccess access = ModuleAccess.NONE;
        if (jar != null) {
            if (find("classPath", json, defaults) != null) {
                throw find("classPath", json, defaults).error("goes with main, not with jar");
            }
            Path path = path(jar, "the path of a jar file");
            classPath.add(path);
            ExecutableJar executable = programs.checkJar(path, jar.where());
            main = executable.main();
            access = executable.access();
        } else {
            if (mainClass == null) {
                mainClass = json.require("main", "a main class (or jar)");
            }
            main = mainClass.text("the name of a class");
            JsonValue entries = find("classPath", json, defaults);
            classPath(entries != null ? entries : json.require("classPath", "a list of directories and jars"), classPath);
            if (role == Role.WORKLOAD) {
                programs.checkClass(main, classPath, mainClass.where());
            } else {
                programs.checkMain(main, classPath, mainClass.where());
            }
        }
        JsonValue workingDirectory = find("workingDirectory", json, defaults);
        JsonValue args = find("args", json, defaults);
        return new Version(name, main, List.copyOf(classPath), access,
                args == null ? List.of() : args.elements("a list of texts [...]"),
                members(find("properties", json, defaults)), members(find("environment", json, defaults)),
                workingDirectory == null ? directory : path(workingDirectory, "the path of a directory"));
    }

    private static JsonValue find(String key, JsonValue json, JsonValue defaults) {
        JsonValue value = json.get(key);
        return value != null || defaults == null ? value : defaults.get(key);
    }

    private static Map<String, JsonValue> members(JsonValue json) {
        return json == null ? Map.of() : json.object();
    }

    /** Directories and jars. */
    List<Path> classPath(JsonValue json) {
        List<Path> entries = new ArrayList<>();
        classPath(json, entries);
        return List.copyOf(entries);
    }

    private void classPath(JsonValue json, List<Path> entries) {
        if (json.isText()) {
            throw json.error("is one text, want a list: [\"" + json.text("").replace(":", "\", \"") + "\"]");
        }
        for (JsonValue element : json.elements("a list of directories and jars [...]")) {
            String text = element.text("the path of a directory or jar");
            if (text.equals("*") || text.endsWith("/*")) {
                jarsIn(element, resolve(element, text.equals("*") ? "." : text.substring(0, text.length() - 2)), entries);
            } else {
                entries.add(path(element, "the path of a directory or jar"));
            }
        }
    }

    /** The JDK's wildcard: every jar of a directory, here in the order of their names. */
    private static void jarsIn(JsonValue element, Path directory, List<Path> entries) {
        File[] files = directory.toFile().listFiles((d, name) -> name.toLowerCase(Locale.ROOT).endsWith(".jar"));
        if (files == null) {
            throw element.error("there is no directory " + directory);
        }
        Arrays.sort(files);
        for (File file : files) {
            entries.add(file.toPath());
        }
    }

    private Path path(JsonValue json, String want) {
        Path path = resolve(json, json.text(want));
        if (!Files.exists(path)) {
            throw json.error("there is no " + path);
        }
        return path;
    }

    private Path resolve(JsonValue json, String text) {
        try {
            return directory.resolve(text).normalize();
        } catch (InvalidPathException e) {
            throw json.error("\"" + text + "\" is no path");
        }
    }
}
