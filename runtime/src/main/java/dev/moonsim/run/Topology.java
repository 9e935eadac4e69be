package dev.moonsim.run;

import dev.moonsim.decide.Decisions;
import dev.moonsim.node.NodeSpec;
import java.util.List;

/** The nodes of a scenario; how many there are may be for the seed to decide. */
@FunctionalInterface
public interface Topology {
    /** The nodes of a run: the system's first, then workloads. */
    List<NodeSpec> nodes(Decisions decisions);

    static Topology of(List<NodeSpec> nodes) {
        List<NodeSpec> fixed = List.copyOf(nodes);
        return decisions -> fixed;
    }
}
