package dev.moonsim.disk;

import dev.moonsim.node.Node;
import dev.moonsim.run.Simulation;

/** A node's disk: what its programs see and what a power cut would leave. */
public final class Disk {
    private final Simulation simulation;
    private final Node node;

    public Disk(Simulation simulation, Node node) {
        this.simulation = simulation;
        this.node = node;
    }

    /** The process ended: open files are closed, file locks released; what the kernel holds stays. */
    public void processEnded() {
    }

    /** The machine lost power: unsynced state is lost as decided. */
    public void powerCut() {
    }

    /** Empties the disk, down to what the host shows. */
    public void wipe() {
    }
}
