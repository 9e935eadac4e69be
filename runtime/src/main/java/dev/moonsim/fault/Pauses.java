package dev.moonsim.fault;

import dev.moonsim.node.Boot;
import dev.moonsim.node.Node;
import dev.moonsim.run.Simulation;
import java.util.ArrayList;
import java.util.List;

/** Pauses of nodes: all tasks stand still, as during a long collection of garbage; clocks go on and messages arrive. */
public final class Pauses {
    private final Simulation simulation;
    private final List<Pause> open = new ArrayList<>();

    public Pauses(Simulation simulation) {
        this.simulation = simulation;
    }

    private final class Pause {
        private final Boot boot;
        private final Faults.Episode episode;

        Pause(Boot boot, Faults.Episode episode) {
            this.boot = boot;
            this.episode = episode;
        }

        void end() {
            if (open.remove(this)) {
                simulation.scheduler().resume(boot);
                episode.end();
            }
        }
    }

    /** Nothing happens where the node is down. A crash ends the pause too. */
    public void pause(Node node, long nanos) {
        if (node.boot() == null) {
            return;
        }
        simulation.scheduler().pause(node.boot());
        Pause pause = new Pause(node.boot(), simulation.faults().begin("node.pause",
                "pause " + node.name() + " for " + nanos / 1_000_000 + "ms"));
        open.add(pause);
        simulation.scheduler().after(nanos, pause::end, null);
    }

    public void endAll() {
        List.copyOf(open).forEach(Pause::end);
    }
}
