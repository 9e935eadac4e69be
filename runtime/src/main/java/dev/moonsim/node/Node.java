package dev.moonsim.node;

import dev.moonsim.disk.Disk;
import dev.moonsim.net.Host;
import dev.moonsim.run.Simulation;

/**
 * One simulated server, or the machine of a workload: an address, a disk and the program it boots. The disk outlives the
 * boots; everything else is made anew by each.
 */
public final class Node {
    private final Simulation simulation;
    private final int index;
    private final NodeSpec spec;
    private final Host host;
    private final Disk disk;
    private Boot boot;
    private int boots;

    public Node(Simulation simulation, int index, NodeSpec spec) {
        this.simulation = simulation;
        this.index = index;
        this.spec = spec;
        this.host = new Host(simulation.network(), this, spec.ip());
        this.disk = new Disk(simulation, this);
    }

    public Simulation simulation() {
        return simulation;
    }

    /** Ordinal in the run: nodes first, then workloads. */
    public int index() {
        return index;
    }

    public NodeSpec spec() {
        return spec;
    }

    /** The name it has in reports, also its host name: {@code kv-0}. */
    public String name() {
        return spec.name();
    }

    public String ip() {
        return spec.ip();
    }

    /** Its place on the simulated network. */
    public Host host() {
        return host;
    }

    public Disk disk() {
        return disk;
    }

    /** The running boot, or null while the node is down. */
    public Boot boot() {
        return boot;
    }

    /** How often the node has booted. */
    public int boots() {
        return boots;
    }

    Boot newBoot() {
        boot = new Boot(this, boots++);
        return boot;
    }

    void down() {
        boot = null;
    }

    @Override
    public String toString() {
        return name();
    }
}
