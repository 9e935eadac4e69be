package dev.moonsim.junit;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Describes a cluster, its faults and who judges it: a scenario file in Java. Methods that describe a group, such as
 * {@link #tags}, are about the one that was added last. Arguments may have the placeholders of scenario files:
 * {@code ${ip}}, {@code ${others:8080}}, {@code ${ips:kv}}. What a method is given is checked when the cluster runs.
 */
public final class Cluster {
    private final Map<String, Object> scenario = new LinkedHashMap<String, Object>();
    private Map<String, Object> group;

    Cluster() {}

    // ---- who takes part ----

    /** One node that runs a class of the tests' class path. */
    public Cluster node(String name, Class<?> main, String... args) {
        return nodes(name, 1, main, args);
    }

    /** Nodes {@code name-0}, {@code name-1}... (just {@code name} where there is one) that run a class of the tests' class path. */
    public Cluster nodes(String name, int count, Class<?> main, String... args) {
        return nodes(name, Integer.toString(count), main, args);
    }

    /** @param count a number, or a range out of which each seed chooses: {@code "3..5"} */
    public Cluster nodes(String name, String count, Class<?> main, String... args) {
        add("nodes", name, count, args);
        group.put("main", main.getName());
        group.put("classPath", classPath());
        return this;
    }

    /** Nodes that run an executable jar. */
    public Cluster nodes(String name, int count, Path jar, String... args) {
        add("nodes", name, Integer.toString(count), args);
        group.put("jar", jar.toAbsolutePath().toString());
        return this;
    }

    /** One instance of a workload, on a machine named after its class. */
    public Cluster workload(Class<?> type) {
        return workloads(type, "1");
    }

    /** @param count a number, or a range: {@code "1..3"} */
    public Cluster workloads(Class<?> type, String count) {
        boolean main = !implementsWorkload(type);
        add("workloads", type.getSimpleName().toLowerCase(java.util.Locale.ROOT), count);
        group.put(main ? "main" : "workload", type.getName());
        group.put("classPath", classPath());
        return this;
    }

    /** A test driver with a {@code main}. */
    public Cluster driver(String name, Class<?> main, String... args) {
        add("workloads", name, "1", args);
        group.put("main", main.getName());
        group.put("classPath", classPath());
        return this;
    }

    private static boolean implementsWorkload(Class<?> type) {
        for (Class<?> t = type; t != null; t = t.getSuperclass()) {
            for (Class<?> implemented : t.getInterfaces()) {
                if (implemented.getName().equals("dev.moonsim.api.Workload")) {
                    return true;
                }
            }
        }
        return false;
    }

    private void add(String list, String name, String count, String... args) {
        group = new LinkedHashMap<String, Object>();
        group.put("name", name);
        group.put("count", number(count));
        if (args.length > 0) {
            group.put("args", Arrays.asList(args));
        }
        list(scenario, list).add(group);
    }

    // ---- more about the group that was added last ----

    /** Any key that a group has in scenario files: {@code with("onExit", "restart")}. */
    public Cluster with(String key, Object value) {
        if (group == null) {
            throw new IllegalStateException("there is no group of nodes yet that could have a " + key);
        }
        group.put(key, value);
        return this;
    }

    /** A system property. */
    public Cluster property(String name, String value) {
        return with(map("properties"), name, value);
    }

    /** An environment variable. */
    public Cluster environment(String name, String value) {
        return with(map("environment"), name, value);
    }

    /** A tag whose values are dealt to the nodes one after the other. */
    public Cluster tags(String name, String... values) {
        return with(map("tags"), name, Arrays.asList(values));
    }

    /** How many data centres, zones in each, machines in each and nodes on each; it replaces the count. */
    public Cluster placement(int dataCenters, int zones, int machines, int nodes) {
        Map<String, Object> tree = new LinkedHashMap<String, Object>();
        tree.put("dataCenters", dataCenters);
        tree.put("zones", zones);
        tree.put("machines", machines);
        tree.put("nodes", nodes);
        group.remove("count");
        return with("placement", tree);
    }

    /** A node counts as booted when it listens on this port. */
    public Cluster readyAt(int port) {
        Map<String, Object> ready = new LinkedHashMap<String, Object>();
        ready.put("port", port);
        return with("ready", ready);
    }

    private Map<String, Object> map(String key) {
        if (group == null) {
            throw new IllegalStateException("there is no group of nodes yet that could have " + key);
        }
        return map(group, key);
    }

    private Cluster with(Map<String, Object> map, String key, Object value) {
        map.put(key, value);
        return this;
    }

    // ---- what is done to it ----

    /** {@code off}, {@code listed}, {@code random} or {@code swarm}. */
    public Cluster chaos(String mode) {
        map(scenario, "chaos").put("mode", mode);
        return this;
    }

    /** How long faults are injected; virtual time. */
    public Cluster chaosFor(Duration time) {
        map(scenario, "chaos").put("duration", text(time));
        return this;
    }

    /**
     * A kind of fault and its settings, as in scenario files: {@code fault("attrition", "interval", "2s..5s", "maxDead", 2)}.
     */
    public Cluster fault(String kind, Object... settings) {
        Map<String, Object> values = new LinkedHashMap<String, Object>();
        for (int i = 0; i + 1 < settings.length; i += 2) {
            values.put(settings[i].toString(), settings[i + 1]);
        }
        if (settings.length % 2 != 0) {
            throw new IllegalArgumentException(kind + ": setting " + settings[settings.length - 1] + " has no value");
        }
        map(map(scenario, "chaos"), "faults").put(kind, values);
        return this;
    }

    /** Kinds that are off: {@code mask("clock.*")}. */
    public Cluster mask(String... kinds) {
        list(map(scenario, "chaos"), "mask").addAll(Arrays.asList(kinds));
        return this;
    }

    // ---- what must be true ----

    /** A class that implements {@code dev.moonsim.api.Invariant}, made anew for each run. */
    public Cluster invariant(Class<?> type) {
        Map<String, Object> invariant = new LinkedHashMap<String, Object>();
        invariant.put("class", type.getName());
        invariant.put("classPath", classPath());
        list(scenario, "invariants").add(invariant);
        return this;
    }

    /** No line that a node prints contains this regular expression. */
    public Cluster never(String pattern) {
        return rule("never", pattern);
    }

    /** Some node prints a line with it, in at least one seed. */
    public Cluster sometimes(String pattern) {
        return rule("sometimes", pattern);
    }

    /** A line with {@code pattern} comes only after one with {@code earlier}. */
    public Cluster before(String earlier, String pattern) {
        return rule("before", Arrays.asList(earlier, pattern));
    }

    private Cluster rule(String kind, Object pattern) {
        Map<String, Object> rule = new LinkedHashMap<String, Object>();
        rule.put(kind, pattern);
        list(scenario, "rules").add(rule);
        return this;
    }

    /** Latency of a segment between two nodes: {@code "1ms..5ms"}. */
    public Cluster latency(String range) {
        map(scenario, "network").put("latency", range);
        return this;
    }

    /** Virtual time after which a run ends. */
    public Cluster budget(Duration time) {
        scenario.put("budget", text(time));
        return this;
    }

    /** Any other key of scenario files, with numbers, texts, lists and maps for values. */
    public Cluster set(String key, Object value) {
        scenario.put(key, value);
        return this;
    }

    /** As a scenario file, with the paths of this machine. */
    public String toJson() {
        StringBuilder json = new StringBuilder();
        write(json, scenario, "\n");
        return json.append('\n').toString();
    }

    // ---- JSON ----

    private static String text(Duration time) {
        return time.toNanos() + "ns";
    }

    private static Object number(String count) {
        return count.matches("[0-9]+") ? (Object) Long.valueOf(count) : count;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Map<String, Object> in, String key) {
        Object value = in.get(key);
        if (value == null) {
            value = new LinkedHashMap<String, Object>();
            in.put(key, value);
        }
        return (Map<String, Object>) value;
    }

    @SuppressWarnings("unchecked")
    private static List<Object> list(Map<String, Object> in, String key) {
        Object value = in.get(key);
        if (value == null) {
            value = new ArrayList<Object>();
            in.put(key, value);
        }
        return (List<Object>) value;
    }

    private static void write(StringBuilder json, Object value, String newLine) {
        String inner = newLine + "  ";
        if (value instanceof Map) {
            String separator = "{";
            for (Map.Entry<?, ?> member : ((Map<?, ?>) value).entrySet()) {
                json.append(separator).append(inner);
                quote(json, member.getKey().toString());
                json.append(": ");
                write(json, member.getValue(), inner);
                separator = ",";
            }
            json.append(separator.equals("{") ? "{}" : newLine + "}");
        } else if (value instanceof Iterable) {
            String separator = "[";
            for (Object element : (Iterable<?>) value) {
                json.append(separator);
                write(json, element, inner);
                separator = ", ";
            }
            json.append(separator.equals("[") ? "[]" : "]");
        } else if (value instanceof Number || value instanceof Boolean || value == null) {
            json.append(value);
        } else {
            quote(json, value.toString());
        }
    }

    private static void quote(StringBuilder json, String text) {
        json.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ') {
                json.append(String.format("\\u%04x", (int) c));
            } else {
                json.append(c);
            }
        }
        json.append('"');
    }

    /** The class path of the tests, without what is not there. */
    private static List<String> classPath() {
        List<String> entries = new ArrayList<String>();
        for (String entry : System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                .split(File.pathSeparator)) {
            File file = new File(entry.isEmpty() ? "." : entry).getAbsoluteFile();
            if (file.exists() && !file.getPath().equals(own())) {
                entries.add(file.getPath());
            }
        }
        return entries;
    }

    /** Moonsim itself, which the simulated JVM has already. */
    private static String own() {
        try {
            return new File(Cluster.class.getProtectionDomain().getCodeSource().getLocation().toURI()).getPath();
        } catch (URISyntaxException e) {
            return "";
        }
    }
}
