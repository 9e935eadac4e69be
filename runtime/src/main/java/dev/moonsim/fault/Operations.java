package dev.moonsim.fault;

import dev.moonsim.api.RebootKind;
import dev.moonsim.fault.network.Partition;
import dev.moonsim.net.Host;
import dev.moonsim.net.Network;
import dev.moonsim.node.Node;
import dev.moonsim.node.Program;
import dev.moonsim.run.Simulation;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What scripts and injectors do to a run. It counts as the same faults of the catalogue do, and all of it ends with the chaos
 * phase. Called on the carrier.
 */
public final class Operations {
    private final Simulation simulation;
    private final ChaosPlan plan;
    private final Map<Network.Cut, Faults.Episode> cuts = new LinkedHashMap<>();
    private final Map<FaultKind, Fault> started = new LinkedHashMap<>();
    private Pauses pauses;

    Operations(Simulation simulation, ChaosPlan plan) {
        this.simulation = simulation;
        this.plan = plan;
    }

    /** @param recoveryNanos how long it stays down; {@link Reboots#HELD_DOWN} */
    public void reboot(Node node, RebootKind kind, long recoveryNanos) {
        simulation.reboots().crash(node, kind, recoveryNanos);
    }

    /**
     * Boots a node that is down.
     *
     * @param version another than it ran before, or null
     */
    public void restart(Node node, Program version) {
        simulation.reboots().restart(node, version);
    }

    /** Reboots a node onto another version; where it is down already, it boots that version in its time. */
    public void upgrade(Node node, RebootKind kind, Program version, long recoveryNanos) {
        simulation.reboots().bootNext(node, version);
        reboot(node, kind, recoveryNanos);
    }

    public void pause(Node node, long nanos) {
        if (pauses == null) {
            pauses = new Pauses(simulation);
        }
        pauses.pause(node, nanos);
    }

    /** @param nanos after which it heals by itself; {@link Long#MAX_VALUE} for never */
    public void partition(Collection<Host> one, Collection<Host> other, boolean oneWay, long nanos) {
        Network network = simulation.network();
        Network.Cut cut = oneWay ? network.partitionOneWay(one, other) : network.partition(one, other);
        cuts.put(cut, simulation.faults().begin("network.partition", Partition.words(one, other, oneWay)));
        if (nanos != Long.MAX_VALUE) {
            simulation.scheduler().after(nanos, () -> heal(cut), null);
        }
    }

    private void heal(Network.Cut cut) {
        Faults.Episode episode = cuts.remove(cut);
        if (episode != null) {
            cut.heal();
            episode.end();
        }
    }

    /** Ends all partitions, whoever made them. */
    public void heal() {
        List.copyOf(cuts.keySet()).forEach(this::heal);
        simulation.network().heal();
    }

    /** Switches a kind of the catalogue on with its normal strength; nothing happens where this has done so already. */
    public void start(FaultKind kind) {
        if (!started.containsKey(kind)) {
            started.put(kind, plan.startOne(kind));
        }
    }

    /** Switches it off again. */
    public void stop(FaultKind kind) {
        Fault fault = started.remove(kind);
        if (fault != null) {
            plan.stopOne(fault);
        }
    }

    /** The chaos phase is over. */
    void end() {
        List.copyOf(cuts.keySet()).forEach(this::heal);
        if (pauses != null) {
            pauses.endAll();
        }
        started.clear(); // the plan ends them
    }
}
