package dev.moonsim.node;

import dev.moonsim.disk.Disk;
import dev.moonsim.net.Host;
import dev.moonsim.net.Network;
import dev.moonsim.run.Simulation;
import java.util.Properties;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

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
    private final NodeClock clock;
    private Program program;
    /** What each boot of the program starts with, once one has asked. */
    private Properties properties;
    private Boot boot;
    private int boots;
    private LongSupplier slowness;
    private BooleanSupplier threadRefusal;

    public Node(Simulation simulation, int index, NodeSpec spec) {
        this(simulation, index, spec, simulation.network());
    }

    /** The disk of its machine, where another node has made it already; else a new one. */
    private Disk findDisk() {
        Placement here = spec.placement();
        if (here.sharedDisk()) {
            for (Node other : simulation.nodes()) {
                if (other.spec.placement().equals(here)) {
                    other.disk.share(this);
                    return other.disk;
                }
            }
        }
        return new Disk(simulation, this);
    }

    /** @param network the one it is on, where that is not the run's */
    public Node(Simulation simulation, int index, NodeSpec spec, Network network) {
        this.simulation = simulation;
        this.index = index;
        this.spec = spec;
        this.program = spec.programs().getFirst();
        this.host = new Host(network, this, spec.ip());
        this.disk = findDisk();
        this.clock = new NodeClock(simulation.scheduler());
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

    /** What it runs now, or did before it went down. */
    public Program program() {
        return program;
    }

    /** The system properties that a boot starts with: a copy of its own. */
    Properties properties() {
        if (properties == null) {
            properties = SystemProperties.of(program);
        }
        return (Properties) properties.clone();
    }

    /** From its next boot on, it runs another version. */
    public void run(Program other) {
        program = other;
        properties = null;
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

    public NodeClock clock() {
        return clock;
    }

    /** The running boot, or null while the node is down. */
    public Boot boot() {
        return boot;
    }

    /** How often the node has booted. */
    public int boots() {
        return boots;
    }

    /** It has booted so many times in a run before this one. */
    public void booted(int times) {
        boots = times;
    }

    /** Boots the node. Called on the carrier. */
    public void start() {
        boot = new Boot(this, boots++);
        boot.start();
    }

    /** A boot without a main thread, for a task of Moonsim's own. */
    public Boot observe() {
        boot = new Boot(this, boots++);
        return boot;
    }

    /** Power is cut. Called on the carrier. */
    public void crash() {
        if (boot != null) {
            boot.crash();
        }
    }

    /** Asks the running boot to shut down, as SIGTERM does. Called on the carrier. */
    public void terminate() {
        if (boot != null) {
            boot.terminate();
        }
    }

    /**
     * Makes the node slow: each time that a task of it becomes ready, it waits. Called on the carrier.
     *
     * @param nanos draws how long; null where it is slow no longer
     */
    public void slow(LongSupplier nanos) {
        slowness = nanos;
        if (boot != null) {
            boot.strain().slow(nanos);
            boot.strained();
        }
    }

    LongSupplier slowness() {
        return slowness;
    }

    /** @param decides at each start of a platform thread whether it fails; null where none does */
    public void refuseThreads(BooleanSupplier decides) {
        threadRefusal = decides;
    }

    /** Whether the operating system has no thread for the program now. */
    public boolean refusesThread() {
        return threadRefusal != null && threadRefusal.getAsBoolean();
    }

    void down() {
        boot = null;
    }

    @Override
    public String toString() {
        return name();
    }
}
