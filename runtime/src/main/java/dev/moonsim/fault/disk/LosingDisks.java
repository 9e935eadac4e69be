package dev.moonsim.fault.disk;

import dev.moonsim.decide.DecisionStream;
import dev.moonsim.decide.Domain;
import dev.moonsim.disk.DiskModel;
import dev.moonsim.node.Node;
import dev.moonsim.run.Simulation;
import dev.moonsim.trace.Trace;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The disks that faults may make lose or change stored data: where a scenario declares a tolerance, so many of each group, the
 * same ones for all kinds and the whole run, drawn by the seed.
 */
public final class LosingDisks {
    private LosingDisks() {}

    /** Those of some nodes that may lose what they stored. */
    public static List<Node> among(List<Node> victims, Simulation simulation) {
        int tolerance = simulation.scenario().disk().tolerance();
        if (tolerance == DiskModel.ALL) {
            return victims;
        }
        Set<Node> losing = new HashSet<>();
        Set<String> groups = new HashSet<>();
        for (Node node : simulation.nodes()) {
            String group = node.spec().group();
            if (groups.add(group)) {
                List<Node> members = new ArrayList<>(simulation.nodes());
                members.removeIf(member -> !member.spec().group().equals(group));
                DecisionStream decide = simulation.decisions().stream(Domain.DISK_LOSING, Trace.hash(group));
                for (int i = 0; i < tolerance && !members.isEmpty(); i++) {
                    losing.add(members.remove(decide.below(members.size())));
                }
            }
        }
        List<Node> chosen = new ArrayList<>(victims);
        chosen.removeIf(node -> !losing.contains(node));
        return chosen;
    }
}
