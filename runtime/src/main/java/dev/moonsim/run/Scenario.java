package dev.moonsim.run;

import dev.moonsim.fault.Chaos;
import dev.moonsim.node.NodeSpec;
import dev.moonsim.sched.ScheduleOptions;
import java.util.List;

/**
 * What is run.
 *
 * @param title how the first line names it: "3 nodes, 1 workload" or the main class
 * @param nodes nodes first, then workloads; placeholders replaced
 * @param chaos what is done to them
 * @param budgetNanos virtual time after which the run ends; default 10 minutes for a cluster, two days for one service
 * @param cluster true where output is prefixed with virtual time and node
 * @param schedule how interleavings are chosen
 * @param failsOnLeaks whether threads that still run a second after {@code main} has returned are a failure
 */
public record Scenario(String title, List<NodeSpec> nodes, Chaos chaos, long budgetNanos, boolean cluster,
        ScheduleOptions schedule, boolean failsOnLeaks) {
    /** For a cluster: 10 minutes. */
    public static final long CLUSTER_BUDGET_NANOS = 600_000_000_000L;
    /** For one service: two days, so that a program which sleeps until tomorrow gets there. */
    public static final long SERVICE_BUDGET_NANOS = 172_800_000_000_000L;

    public Scenario(String title, List<NodeSpec> nodes, Chaos chaos, long budgetNanos, boolean cluster,
            ScheduleOptions schedule) {
        this(title, nodes, chaos, budgetNanos, cluster, schedule, false);
    }

    public Scenario withBudget(long nanos) {
        return new Scenario(title, nodes, chaos, nanos, cluster, schedule, failsOnLeaks);
    }

    public Scenario withSchedule(ScheduleOptions options) {
        return new Scenario(title, nodes, chaos, budgetNanos, cluster, options, failsOnLeaks);
    }

    public Scenario withLeaks(boolean fail) {
        return new Scenario(title, nodes, chaos, budgetNanos, cluster, schedule, fail);
    }
}
