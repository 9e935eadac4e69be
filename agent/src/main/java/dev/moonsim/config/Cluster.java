package dev.moonsim.config;

import dev.moonsim.config.Group.Version;
import dev.moonsim.decide.DecisionStream;
import dev.moonsim.decide.Decisions;
import dev.moonsim.decide.Domain;
import dev.moonsim.node.ModuleAccess;
import dev.moonsim.node.NodeSpec;
import dev.moonsim.node.Placement;
import dev.moonsim.node.Program;
import dev.moonsim.run.Topology;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The nodes that a scenario file describes: names, addresses, places and programs of each, for a seed. */
final class Cluster implements Topology {
    private final List<Group> nodes;
    private final List<Group> workloads;

    Cluster(List<Group> nodes, List<Group> workloads) {
        this.nodes = nodes;
        this.workloads = workloads;
    }

    /** The machines of a group in one run. */
    record Members(Group group, List<String> ips, List<Placement> places) {
        List<String> names() {
            List<String> names = new ArrayList<>();
            for (int i = 0; i < ips.size(); i++) {
                names.add(group.member(i));
            }
            return names;
        }
    }

    /** Complains where names are taken twice, or a placeholder makes no sense in every run. */
    void check() {
        Set<String> names = new HashSet<>();
        List<Members> least = new ArrayList<>();
        for (boolean smallest : new boolean[] {false, true}) {
            least = members(smallest, null);
            for (Members members : least) {
                for (String name : members.names()) {
                    if (!smallest && !names.add(name)) {
                        throw members.group.json().error("the name " + name + " is taken, want a different \"name\"");
                    }
                }
            }
        }
        specs(least, null); // what a placeholder names must be there in the smallest run
    }

    @Override
    public List<NodeSpec> nodes(Decisions decisions) {
        return specs(members(false, decisions), decisions);
    }

    @Override
    public ModuleAccess access() {
        ModuleAccess all = ModuleAccess.NONE;
        for (List<Group> groups : List.of(nodes, workloads)) {
            for (Group group : groups) {
                for (Version version : group.versions()) {
                    all = all.and(version.access());
                }
            }
        }
        return all;
    }

    /** Names of all groups, workloads included. */
    List<String> groupNames() {
        return members(false, null).stream().map(members -> members.group.name()).toList();
    }

    /** Names of all machines that there can be, workloads included. */
    List<String> machineNames() {
        return members(false, null).stream().flatMap(members -> members.names().stream()).toList();
    }

    /** Names of the versions of all groups of nodes. */
    List<String> versionNames() {
        return nodes.stream().flatMap(group -> group.versions().stream()).map(Version::name).toList();
    }

    /** Names of groups, nodes, tags and places, as a selector of nodes may have them. */
    boolean knows(String selector) {
        int equals = selector.indexOf('=');
        for (Members members : members(false, null)) {
            Group group = members.group;
            if (group.role() == NodeSpec.Role.SYSTEM && (equals < 0
                    ? selector.equals("*") || group.name().equals(selector) || members.names().contains(selector)
                            || members.places.stream().anyMatch(place -> place.isIn(selector))
                    : group.tags().getOrDefault(selector.substring(0, equals), List.of())
                            .contains(selector.substring(equals + 1)))) {
                return true;
            }
        }
        return false;
    }

    /** @param decisions null for the largest cluster there can be, or the smallest */
    private List<Members> members(boolean smallest, Decisions decisions) {
        List<Members> all = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            all.add(members(nodes.get(i), i, "10.0." + (i + 1) + ".", 0, smallest, decisions));
        }
        int used = 0;
        for (Group group : workloads) {
            Members members = members(group, all.size(), "10.0.0.", used, smallest, decisions);
            used += members.ips.size();
            all.add(members);
        }
        return all;
    }

    private static Members members(Group group, int ordinal, String subnet, int used, boolean smallest, Decisions decisions) {
        List<Placement> places = new ArrayList<>();
        DecisionStream decide = decisions == null ? null : decisions.stream(Domain.TOPOLOGY, ordinal);
        if (group.placement() == null) {
            long count = of(group.count(), smallest, decide);
            for (int i = 0; i < count; i++) {
                places.add(Placement.NOWHERE);
            }
        } else {
            Group.PlacementTree tree = group.placement();
            long dataCenters = of(tree.dataCenters(), smallest, decide);
            for (int dc = 1; dc <= dataCenters; dc++) {
                long zones = of(tree.zones(), smallest, decide);
                for (int zone = 1; zone <= zones; zone++) {
                    long machines = of(tree.machines(), smallest, decide);
                    for (int machine = 1; machine <= machines; machine++) {
                        long nodes = of(tree.nodes(), smallest, decide);
                        for (int i = 0; i < nodes; i++) {
                            places.add(Placement.of(dc, zone, machine, tree.sharedDisk()));
                        }
                    }
                }
            }
        }
        List<String> ips = new ArrayList<>();
        for (int i = 0; i < places.size(); i++) {
            ips.add(subnet + (used + i + 1));
        }
        return new Members(group, ips, places);
    }

    private static long of(dev.moonsim.fault.Range range, boolean smallest, DecisionStream decide) {
        return decide != null ? range.draw(decide) : smallest ? range.min() : range.max();
    }

    private static List<NodeSpec> specs(List<Members> all, Decisions decisions) {
        Placeholders placeholders = new Placeholders(all);
        List<NodeSpec> specs = new ArrayList<>();
        for (Members members : all) {
            Group group = members.group;
            List<String> names = List.copyOf(members.names());
            for (int i = 0; i < names.size(); i++) {
                Map<String, String> tags = new LinkedHashMap<>();
                for (Map.Entry<String, List<String>> tag : group.tags().entrySet()) {
                    tags.put(tag.getKey(), tag.getValue().get(i % tag.getValue().size()));
                }
                List<Program> programs = new ArrayList<>();
                for (Version version : group.versions()) {
                    programs.add(program(version, placeholders, members, i, tags));
                }
                long delay = decisions == null ? 0
                        : group.startDelay().draw(decisions.stream(Domain.TOPOLOGY, -1 - specs.size()));
                specs.add(new NodeSpec(names.get(i), members.ips.get(i), group.name(), i, names, tags, members.places.get(i),
                        List.copyOf(programs), group.role(), group.onExit(), group.ready(), delay));
            }
        }
        return specs;
    }

    private static Program program(Version version, Placeholders placeholders, Members members, int index,
            Map<String, String> tags) {
        Placeholders.Machine machine = new Placeholders.Machine(members, index, tags, version.name());
        List<String> args = new ArrayList<>();
        for (JsonValue arg : version.args()) {
            args.add(placeholders.replaced(arg, arg.scalar("a text"), machine));
        }
        return new Program(version.name(), version.main(), version.classPath(), version.access(), List.copyOf(args),
                texts(version.properties(), placeholders, machine), texts(version.environment(), placeholders, machine),
                version.workingDirectory());
    }

    private static Map<String, String> texts(Map<String, JsonValue> values, Placeholders placeholders,
            Placeholders.Machine machine) {
        // Ordered as written: the order of a map must not depend on the JVM.
        Map<String, String> texts = new LinkedHashMap<>();
        values.forEach((key, value) -> texts.put(key, placeholders.replaced(value, value.scalar("a text"), machine)));
        return texts;
    }
}
