package dev.moonsim.run;

import dev.moonsim.disk.DiskModel;
import dev.moonsim.disk.DiskProfile;
import dev.moonsim.fault.Chaos;
import dev.moonsim.net.NetworkModel;
import dev.moonsim.node.NodeSpec;
import dev.moonsim.property.PropertyOptions;
import dev.moonsim.sched.ScheduleOptions;
import java.util.List;

/**
 * What is run. Made by {@link #service} or {@link #cluster}, and then altered by the {@code with} methods.
 *
 * @param title how the first line names it: "3 nodes, 1 workload" or the main class
 * @param topology the nodes, which may depend on the seed
 * @param network the network without faults
 * @param chaos what is done to them
 * @param deadlines how long the phases of a cluster's run may take
 * @param budgetNanos virtual time after which the run ends
 * @param cluster true where output is prefixed with virtual time and node, and the run has phases
 * @param schedule how interleavings are chosen
 * @param failsOnLeaks whether threads that still run a second after {@code main} has returned are a failure
 * @param properties rules, invariants, and places that misbehave on purpose
 * @param disk what disks are like without faults
 * @param powerCut where the one node loses power, to be booted with its second program; null in any other run
 */
public record Scenario(String title, Topology topology, NetworkModel network, Chaos chaos, Deadlines deadlines,
        long budgetNanos, boolean cluster, ScheduleOptions schedule, boolean failsOnLeaks,
        PropertyOptions properties, DiskModel disk, PowerCutPlan powerCut) {
    /** For a cluster: 10 minutes. */
    public static final long CLUSTER_BUDGET_NANOS = 600_000_000_000L;
    /** For one service: two days, so that a program which sleeps until tomorrow gets there. */
    public static final long SERVICE_BUDGET_NANOS = 172_800_000_000_000L;

    /** One program on one node, with the budget of a service and no faults. */
    public static Scenario service(String title, NodeSpec node) {
        return new Scenario(title, Topology.of(List.of(node)), NetworkModel.DEFAULT, Chaos.OFF, Deadlines.DEFAULT,
                SERVICE_BUDGET_NANOS, false, ScheduleOptions.DEFAULT, false, PropertyOptions.DEFAULT,
                DiskModel.DEFAULT, null);
    }

    /** Several nodes, with the budget of a cluster and no faults. */
    public static Scenario cluster(String title, Topology topology) {
        return new Scenario(title, topology, NetworkModel.DEFAULT, Chaos.OFF, Deadlines.DEFAULT, CLUSTER_BUDGET_NANOS, true,
                ScheduleOptions.DEFAULT, false, PropertyOptions.DEFAULT,
                DiskModel.DEFAULT, null);
    }

    public Scenario withNetwork(NetworkModel other) {
        return new Scenario(title, topology, other, chaos, deadlines, budgetNanos, cluster, schedule, failsOnLeaks, properties, disk,
                powerCut);
    }

    public Scenario withChaos(Chaos other) {
        return new Scenario(title, topology, network, other, deadlines, budgetNanos, cluster, schedule, failsOnLeaks, properties, disk,
                powerCut);
    }

    public Scenario withDeadlines(Deadlines other) {
        return new Scenario(title, topology, network, chaos, other, budgetNanos, cluster, schedule, failsOnLeaks, properties, disk,
                powerCut);
    }

    public Scenario withBudget(long nanos) {
        return new Scenario(title, topology, network, chaos, deadlines, nanos, cluster, schedule, failsOnLeaks, properties, disk,
                powerCut);
    }

    public Scenario withSchedule(ScheduleOptions options) {
        return new Scenario(title, topology, network, chaos, deadlines, budgetNanos, cluster, options, failsOnLeaks, properties, disk,
                powerCut);
    }

    public Scenario withLeaks(boolean fail) {
        return new Scenario(title, topology, network, chaos, deadlines, budgetNanos, cluster, schedule, fail, properties, disk,
                powerCut);
    }

    public Scenario withProperties(PropertyOptions options) {
        return new Scenario(title, topology, network, chaos, deadlines, budgetNanos, cluster, schedule, failsOnLeaks, options, disk,
                powerCut);
    }

    public Scenario withDisk(DiskModel other) {
        return new Scenario(title, topology, network, chaos, deadlines, budgetNanos, cluster, schedule, failsOnLeaks, properties, other,
                powerCut);
    }

    public Scenario withDiskProfile(DiskProfile other) {
        return withDisk(disk.withProfile(other));
    }

    public DiskProfile diskProfile() {
        return disk.profile();
    }

    public Scenario withPowerCut(PowerCutPlan plan) {
        return new Scenario(title, topology, network, chaos, deadlines, budgetNanos, cluster, schedule, failsOnLeaks, properties, disk,
                plan);
    }
}
