package dev.moonsim.config;

import dev.moonsim.fault.Chaos;
import dev.moonsim.node.NodeSpec;
import dev.moonsim.run.Scenario;
import dev.moonsim.sched.ScheduleOptions;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a scenario from a JSON file; the format is described in {@code agent/docs/scenario.md}. Reading is strict: an
 * unknown key, a value of the wrong type, a class or file that is not there is a {@link UsageError} that names the line.
 */
public final class ScenarioFile {
    private static final List<String> TOP = List.of("nodes", "workloads", "chaos", "budget");
    private static final List<String> PROGRAM = List.of("name", "count", "main", "jar", "classPath", "args", "properties",
            "environment", "workingDirectory");
    private static final int MOST_OF_A_GROUP = 254;

    private final Path directory;
    private final ProgramCheck programs = new ProgramCheck();

    private ScenarioFile(Path directory) {
        this.directory = directory;
    }

    /** One entry of {@code nodes} or {@code workloads}: a program and the addresses of the machines that run it. */
    record Group(JsonValue json, String name, List<String> ips, boolean workload) {
        String member(int index) {
            return ips.size() == 1 ? name : name + "-" + index;
        }
    }

    public static Scenario read(Path file) {
        JsonValue json = JsonValue.read(file, "scenario");
        return new ScenarioFile(file.toAbsolutePath().normalize().getParent()).scenario(json);
    }

    private Scenario scenario(JsonValue json) {
        json.checkKeys(TOP);
        List<Group> groups = new ArrayList<>();
        List<JsonValue> nodes = json.require("nodes", "a list of nodes").elements("a list of nodes [...]");
        if (nodes.isEmpty()) {
            throw json.get("nodes").error("is empty, want at least one node");
        }
        if (nodes.size() > MOST_OF_A_GROUP) {
            throw json.get("nodes").error("has more than " + MOST_OF_A_GROUP + " groups of nodes");
        }
        for (int i = 0; i < nodes.size(); i++) {
            groups.add(group(nodes.get(i), i, "10.0." + (i + 1) + ".", 0, false));
        }
        int workloads = 0;
        if (json.get("workloads") != null) {
            List<JsonValue> elements = json.get("workloads").elements("a list of workloads [...]");
            for (int i = 0; i < elements.size(); i++) {
                Group group = group(elements.get(i), i, "10.0.0.", workloads, true);
                groups.add(group);
                workloads += group.ips.size();
                if (workloads > MOST_OF_A_GROUP) {
                    throw elements.get(i).error("makes more than " + MOST_OF_A_GROUP + " workloads");
                }
            }
        }
        Placeholders placeholders = new Placeholders(groups);
        List<NodeSpec> specs = new ArrayList<>();
        for (Group group : groups) {
            specs(group, placeholders, specs);
        }
        Chaos chaos = ChaosSection.read(json.get("chaos"));
        long budget = Scenario.CLUSTER_BUDGET_NANOS;
        if (json.get("budget") != null) {
            budget = positive(json.get("budget"));
        }
        return new Scenario(title(specs.size() - workloads, workloads, chaos), specs, chaos, budget, true,
                ScheduleOptions.DEFAULT);
    }

    /** A duration that is not zero. */
    static long positive(JsonValue json) {
        long nanos = Durations.nanos(json.text("a duration in quotes, such as \"10m\""), json.where());
        if (nanos == 0) {
            throw json.error("is zero, want a longer duration");
        }
        return nanos;
    }

    private static String title(int nodes, int workloads, Chaos chaos) {
        StringBuilder title = new StringBuilder().append(nodes).append(nodes == 1 ? " node" : " nodes");
        if (workloads > 0) {
            title.append(", ").append(workloads).append(workloads == 1 ? " workload" : " workloads");
        }
        if (chaos.durationNanos() > 0) {
            title.append(", chaos ").append(Durations.text(chaos.durationNanos()));
        }
        return title.toString();
    }

    private static Group group(JsonValue json, int ordinal, String subnet, int used, boolean workload) {
        json.checkKeys(PROGRAM);
        String name = workload ? "workload" : "node";
        if (ordinal > 0) {
            name += ordinal;
        }
        if (json.get("name") != null) {
            name = json.get("name").text("a name");
            if (!name.matches("[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?")) {
                throw json.get("name").error("\"" + name + "\" cannot be a host name, want letters, digits and hyphens");
            }
        }
        long count = json.get("count") == null ? 1
                : json.get("count").integer(1, MOST_OF_A_GROUP, "a whole number from 1 to " + MOST_OF_A_GROUP);
        List<String> ips = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ips.add(subnet + (used + i + 1));
        }
        return new Group(json, name, ips, workload);
    }

    private void specs(Group group, Placeholders placeholders, List<NodeSpec> specs) {
        JsonValue json = group.json;
        if (json.get("main") != null && json.get("jar") != null) {
            throw json.get("jar").error("main is given too, want one of them");
        }
        List<Path> classPath = new ArrayList<>();
        String main;
        if (json.get("jar") != null) {
            if (json.get("classPath") != null) {
                throw json.get("classPath").error("goes with main, not with jar");
            }
            Path jar = path(json.get("jar"), "the path of a jar file");
            classPath.add(jar);
            main = programs.mainOfJar(jar, json.get("jar").where());
        } else {
            JsonValue mainClass = json.require("main", "a main class (or jar)");
            main = mainClass.text("the name of a main class");
            classPath(json.require("classPath", "a list of directories and jars"), classPath);
            programs.checkMain(main, classPath, mainClass.where());
        }
        Path workingDirectory = directory;
        if (json.get("workingDirectory") != null) {
            workingDirectory = path(json.get("workingDirectory"), "the path of a directory");
        }
        for (int i = 0; i < group.ips.size(); i++) {
            for (NodeSpec spec : specs) {
                if (spec.name().equals(group.member(i))) {
                    throw json.error("the name " + group.member(i) + " is taken, want a different \"name\"");
                }
            }
            List<String> args = new ArrayList<>();
            if (json.get("args") != null) {
                for (JsonValue arg : json.get("args").elements("a list of texts [...]")) {
                    args.add(placeholders.replaced(arg, arg.scalar("a text"), group, i));
                }
            }
            specs.add(new NodeSpec(group.member(i), group.ips.get(i), main, List.copyOf(classPath), List.copyOf(args),
                    texts(json.get("properties"), placeholders, group, i),
                    texts(json.get("environment"), placeholders, group, i), workingDirectory, group.workload));
        }
    }

    private void classPath(JsonValue json, List<Path> entries) {
        if (json.isText()) {
            throw json.error("is one text, want a list: [\"" + json.text("") .replace(":", "\", \"") + "\"]");
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
        java.io.File[] files = directory.toFile().listFiles((d, name) -> name.toLowerCase(java.util.Locale.ROOT).endsWith(".jar"));
        if (files == null) {
            throw element.error("there is no directory " + directory);
        }
        java.util.Arrays.sort(files);
        for (java.io.File file : files) {
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

    private static Map<String, String> texts(JsonValue json, Placeholders placeholders, Group group, int index) {
        if (json == null) {
            return Map.of();
        }
        // Ordered as written: the order of a map must not depend on the JVM.
        Map<String, String> texts = new LinkedHashMap<>();
        json.object().forEach((key, value) ->
                texts.put(key, placeholders.replaced(value, value.scalar("a text"), group, index)));
        return texts;
    }
}
