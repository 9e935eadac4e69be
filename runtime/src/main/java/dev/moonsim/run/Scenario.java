package dev.moonsim.run;

import dev.moonsim.fault.Chaos;
import dev.moonsim.node.NodeSpec;
import java.util.List;

/**
 * What is run.
 *
 * @param title how the first line names it: "3 nodes, 1 workload" or the main class
 * @param nodes nodes first, then workloads; placeholders replaced
 * @param chaos what is done to them
 * @param budgetNanos virtual time after which the run ends; default 10 minutes
 * @param cluster true where output is prefixed with virtual time and node
 */
public record Scenario(String title, List<NodeSpec> nodes, Chaos chaos, long budgetNanos, boolean cluster) {
    public static final long DEFAULT_BUDGET_NANOS = 600_000_000_000L;
}
