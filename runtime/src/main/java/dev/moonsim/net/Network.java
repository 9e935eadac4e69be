package dev.moonsim.net;

import dev.moonsim.run.Simulation;

/** The simulated network of a run: hosts, links between them, names. */
public final class Network {
    private final Simulation simulation;

    public Network(Simulation simulation) {
        this.simulation = simulation;
    }

    /** Starts the faults of the scenario. */
    public void start(dev.moonsim.fault.Chaos chaos) {
    }

    public Simulation simulation() {
        return simulation;
    }
}
