package dev.moonsim.fault;

import dev.moonsim.decide.DecisionStream;
import dev.moonsim.decide.Domain;
import dev.moonsim.disk.Disk;
import dev.moonsim.node.Node;
import dev.moonsim.run.Simulation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Crashes and stops nodes as the scenario's attrition says, and boots them again. Workloads are left alone. */
public final class AttritionDriver {
    /** Grace period of a graceful stop, drawn; as in Moonpool. */
    private static final Chaos.Range GRACE = new Chaos.Range(2_000_000_000L, 5_000_000_000L);

    private final Simulation simulation;
    private final Chaos chaos;
    private final Chaos.Attrition attrition;
    private final DecisionStream decide;
    private final Set<Node> down = new HashSet<>();
    private final Set<Node> stopping = new HashSet<>();

    public AttritionDriver(Simulation simulation, Chaos chaos) {
        this.simulation = simulation;
        this.chaos = chaos;
        this.attrition = chaos.attrition();
        this.decide = simulation.decisions().stream(Domain.ATTRITION, 0);
    }

    public void start() {
        scheduleNext();
    }

    private long draw(Chaos.Range range) {
        return decide.between(range.min(), range.max());
    }

    private void scheduleNext() {
        long delay = draw(attrition.interval());
        if (simulation.scheduler().now() + delay <= chaos.durationNanos()) {
            simulation.scheduler().after(delay, this::strike, null);
        }
    }

    private void strike() {
        List<Node> victims = new ArrayList<>();
        for (Node node : simulation.nodes()) {
            if (!node.spec().workload() && node.boot() != null && !stopping.contains(node)) {
                victims.add(node);
            }
        }
        if (!victims.isEmpty() && down.size() + stopping.size() < attrition.maxDead()) {
            strike(victims.get(decide.below(victims.size())));
        }
        scheduleNext();
    }

    private void strike(Node node) {
        int weights = attrition.crashWeight() + attrition.gracefulWeight() + attrition.wipeWeight();
        int kind = weights == 0 ? 0 : decide.below(weights);
        if (weights > 0 && kind >= attrition.crashWeight() && kind < attrition.crashWeight() + attrition.gracefulWeight()) {
            stop(node);
        } else {
            crash(node, weights > 0 && kind >= attrition.crashWeight());
        }
    }

    private void crash(Node node, boolean wipe) {
        node.crash();
        if (wipe) {
            node.disk().wipe();
            simulation.faults().count("node.wipe", "crash and wipe " + node.name());
        } else {
            simulation.faults().count("node.crash", "crash " + node.name() + lostBy(node));
        }
        bootLater(node);
    }

    /** What the power cut took from the disk, for people: ", 3 unsynced writes lost in data/log". */
    private static String lostBy(Node node) {
        Disk.PowerCut cut = node.disk().lastPowerCut();
        return cut == null || cut.summary().isEmpty() ? "" : ", " + cut.summary();
    }

    private void stop(Node node) {
        stopping.add(node);
        simulation.faults().count("node.stop", "stop " + node.name());
        int boot = node.boots();
        node.terminate();
        simulation.scheduler().after(draw(GRACE), () -> {
            if (stopping.contains(node) && node.boot() != null && node.boots() == boot) {
                stopping.remove(node);
                node.crash();
                simulation.faults().count("node.kill",
                        "kill " + node.name() + " after its grace period" + lostBy(node));
                bootLater(node);
            }
        }, null);
    }

    private void bootLater(Node node) {
        down.add(node);
        simulation.scheduler().after(draw(attrition.recoveryDelay()), () -> {
            down.remove(node);
            node.start();
        }, null);
    }

    /** True where the end of the node's boot is this driver's doing. */
    public boolean expects(Node node) {
        return stopping.contains(node);
    }

    /** The node that was asked to stop has stopped. */
    public void ended(Node node) {
        stopping.remove(node);
        bootLater(node);
    }
}
