package dev.moonsim.run;

import dev.moonsim.api.NodeInfo;
import dev.moonsim.api.RebootKind;
import dev.moonsim.node.Boot;
import dev.moonsim.node.Node;
import dev.moonsim.sched.Task;
import java.time.Duration;

/** What a program may ask of its node and do to it through {@code moonsim-api}. */
final class NodeApi {
    private NodeApi() {}

    static NodeInfo node() {
        Boot boot = Boot.current();
        return boot == null ? null : boot.node().spec().info(boot.node().program().version());
    }

    /** Ends the calling node here. A graceful end runs its hooks; otherwise nothing of the node runs from here on. */
    static void crash(RebootKind kind, Duration recovery) {
        Task task = Task.current();
        if (task == null) {
            return;
        }
        if (task.boot.node().spec().workload()) {
            throw new UnsupportedOperationException("moonsim: a workload cannot crash its machine");
        }
        die(task, kind, recovery == null ? task.boot.simulation().reboots().recovery(task.boot.node()) : recovery.toNanos());
    }

    private static void die(Task task, RebootKind kind, long recovery) {
        Boot boot = task.boot;
        Simulation simulation = boot.simulation();
        if (kind != RebootKind.GRACEFUL) {
            simulation.scheduler().pause(boot); // nobody else of the node runs before the timer
        }
        simulation.scheduler().after(0, () -> simulation.reboots().crash(boot.node(), kind, recovery), boot);
        Boot.neverReturn();
    }

    static boolean hint(String label, double probability) {
        Task task = Task.current();
        if (task == null || task.boot.node().spec().workload()) {
            return false;
        }
        Node node = task.boot.node();
        Simulation simulation = task.boot.simulation();
        Task.enterHost();
        RebootKind kind;
        try {
            kind = simulation.phases().phase() == Phases.Phase.CHAOS ? simulation.chaos().hint(node, label, probability) : null;
        } finally {
            Task.leaveHost(task);
        }
        if (kind == null) {
            return false;
        }
        die(task, kind, simulation.reboots().recovery(node));
        return true;
    }

    static boolean isOperationEnabled(String name) {
        Simulation simulation = Simulation.current();
        return simulation == null || simulation.chaos().isOperationEnabled(name);
    }
}
