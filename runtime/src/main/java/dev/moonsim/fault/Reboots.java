package dev.moonsim.fault;

import dev.moonsim.api.RebootKind;
import dev.moonsim.decide.Decisions;
import dev.moonsim.disk.Disk;
import dev.moonsim.node.Node;
import dev.moonsim.node.Program;
import dev.moonsim.run.Simulation;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Takes nodes down and boots them again; knows who is down. Called on the carrier. */
public final class Reboots {
    /** Until somebody restarts the node, or chaos is over. */
    public static final long HELD_DOWN = -1;
    /** As Moonpool draws them. */
    public static final Range RECOVERY = new Range(1_000_000_000L, 10_000_000_000L);
    public static final Range GRACE = new Range(2_000_000_000L, 5_000_000_000L);

    /** Times that nobody gives are drawn for each node and boot. */
    private static final long TIMES = Decisions.domain("reboot.times");

    private final Simulation simulation;
    private final Set<Node> down = new LinkedHashSet<>();
    private final Set<Node> held = new LinkedHashSet<>();
    /** Nodes that were asked to stop, and how long they stay down then. */
    private final Map<Node, Long> stopping = new HashMap<>();
    /** Versions that nodes boot next. */
    private final Map<Node, Program> next = new HashMap<>();
    private boolean recovering;

    public Reboots(Simulation simulation) {
        this.simulation = simulation;
    }

    /** Nodes that are down or going down. */
    public int dead() {
        return down.size() + stopping.size();
    }

    public boolean isDead(Node node) {
        return down.contains(node) || stopping.containsKey(node);
    }

    /**
     * Takes a node down; nothing happens where it is down or going down already.
     *
     * @param graceNanos how long a graceful stop may take
     * @param recoveryNanos how long it stays down; {@link #HELD_DOWN}
     */
    public void reboot(Node node, RebootKind kind, long graceNanos, long recoveryNanos) {
        if (node.boot() == null || isDead(node)) {
            return;
        }
        switch (kind) {
            case GRACEFUL -> stop(node, graceNanos, recoveryNanos);
            case CRASH -> {
                node.crash();
                simulation.faults().count("node.crash", "crash " + node.name() + lostBy(node));
                bootLater(node, recoveryNanos);
            }
            case CRASH_AND_WIPE -> {
                node.crash();
                node.disk().wipe();
                simulation.faults().count("node.wipe", "crash and wipe " + node.name());
                bootLater(node, recoveryNanos);
            }
        }
    }

    /** Cuts the power of a node that is up. It stays down until somebody restarts it, or until all faults end. */
    public void hold(Node node) {
        stopping.remove(node);
        node.crash();
        simulation.faults().count("node.crash", "crash " + node.name() + lostBy(node));
        down.add(node);
        held.add(node);
    }

    /** A power cut, or what else needs no grace period but the usual one. */
    public void crash(Node node, RebootKind kind, long recoveryNanos) {
        reboot(node, kind, kind == RebootKind.GRACEFUL ? grace(node) : 0, recoveryNanos);
    }

    /** A grace period as Moonpool draws it. */
    long grace(Node node) {
        return GRACE.draw(simulation.decisions().stream(TIMES, node.index() << 16 | node.boots()));
    }

    /** A recovery time as Moonpool draws it. */
    public long recovery(Node node) {
        return RECOVERY.draw(simulation.decisions().stream(TIMES, -1 - (node.index() << 16 | node.boots())));
    }

    /** The next boot of the node is of another version. */
    void bootNext(Node node, Program program) {
        next.put(node, program);
    }

    /** What the power cut took from the disk, for people: ", 3 unsynced writes lost in data/log". */
    private static String lostBy(Node node) {
        Disk.PowerCut cut = node.disk().lastPowerCut();
        return cut == null || cut.summary().isEmpty() ? "" : ", " + cut.summary();
    }

    private void stop(Node node, long grace, long recovery) {
        stopping.put(node, recovery);
        simulation.faults().count("node.stop", "stop " + node.name());
        int boot = node.boots();
        node.terminate();
        simulation.scheduler().after(grace, () -> {
            if (stopping.containsKey(node) && node.boot() != null && node.boots() == boot) {
                long down = stopping.remove(node);
                node.crash();
                simulation.faults().count("node.kill",
                        "kill " + node.name() + " after its grace period" + lostBy(node));
                bootLater(node, down);
            }
        }, null);
    }

    /** Boots a node that is down, later; it counts as dead until then. */
    public void bootLater(Node node, long recovery) {
        down.add(node);
        if (recovery == HELD_DOWN && !recovering) {
            held.add(node);
            return;
        }
        simulation.scheduler().after(Math.max(0, recovery), () -> restart(node, null), null);
    }

    /**
     * Boots a node that is down, now.
     *
     * @param program another version than it ran before, or null
     */
    public void restart(Node node, Program program) {
        if (node.boot() == null && down.remove(node)) {
            held.remove(node);
            Program other = program != null ? program : next.get(node);
            next.remove(node);
            if (other != null) {
                node.run(other);
            }
            node.start();
        }
        simulation.phases().nodeChanged();
    }

    /** True where the end of the node's boot is what it was asked for. */
    public boolean expects(Node node) {
        return stopping.containsKey(node);
    }

    /** The node that was asked to stop has stopped. */
    public void ended(Node node) {
        bootLater(node, stopping.remove(node));
    }

    /** Chaos is over: who is held down boots; who comes back by itself does so in its time. */
    public void recover() {
        recovering = true;
        for (Node node : new LinkedHashSet<>(held)) {
            restart(node, null);
        }
    }
}
