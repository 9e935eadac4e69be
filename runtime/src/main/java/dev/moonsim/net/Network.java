package dev.moonsim.net;

import dev.moonsim.run.Simulation;

/** The simulated network of a run: hosts, links between them, names. */
public final class Network {
    private final Simulation simulation;

    public Network(Simulation simulation) {
        this.simulation = simulation;
    }

    public Simulation simulation() {
        return simulation;
    }
}
