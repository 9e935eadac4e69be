package dev.moonsim.run;

import dev.moonsim.decide.Decisions;
import dev.moonsim.node.ModuleAccess;
import dev.moonsim.node.NodeSpec;
import dev.moonsim.node.Program;
import java.util.List;

/** The nodes of a scenario; how many there are may be for the seed to decide. */
public interface Topology {
    /** The nodes of a run: the system's first, then workloads. */
    List<NodeSpec> nodes(Decisions decisions);

    /** What the programs of all nodes, in whatever run, ask of the JDK's modules. Those are the JVM's, so it is the same for all seeds. */
    ModuleAccess access();

    static Topology of(List<NodeSpec> nodes) {
        return new Fixed(List.copyOf(nodes));
    }

    /** The same nodes in each run. */
    record Fixed(List<NodeSpec> nodes) implements Topology {
        @Override
        public List<NodeSpec> nodes(Decisions decisions) {
            return nodes;
        }

        @Override
        public ModuleAccess access() {
            ModuleAccess all = ModuleAccess.NONE;
            for (NodeSpec node : nodes) {
                for (Program program : node.programs()) {
                    all = all.and(program.access());
                }
            }
            return all;
        }
    }
}
