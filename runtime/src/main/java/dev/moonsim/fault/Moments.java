package dev.moonsim.fault;

import dev.moonsim.node.Boot;
import dev.moonsim.node.Node;
import dev.moonsim.run.Simulation;
import dev.moonsim.sched.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Moments at which a program has just done what others may rely on: a fault there tells more than one at any time. Whoever
 * waits for one is told in the task that does it, as Moonsim's own code; what it does is done later.
 */
public final class Moments {
    /** What a node does. */
    public enum Kind {
        /** Writes to a file; the data is not on the disk yet. */
        WRITE,
        /** Has synced a file: its data is on the disk. */
        SYNC,
        /** Sends data. */
        SEND,
        /** Prints a line. */
        OUTPUT,
        /** Publishes a fact. */
        STATE
    }

    private record Watcher(Kind kind, Consumer<Node> action) {
    }

    private final List<Watcher> watchers = new ArrayList<>(2);

    /** Before the first node boots: lines and facts are looked at only where somebody may wait for them. */
    void prepare(Simulation simulation, Kind kind) {
        if (kind == Kind.OUTPUT) {
            simulation.lines().listen(node -> !node.spec().workload(), (node, line) -> reached(Kind.OUTPUT, node));
        } else if (kind == Kind.STATE) {
            simulation.properties().listen((key, value) -> {
                Boot boot = simulation.scheduler().current() == null ? null : simulation.scheduler().current().boot;
                if (boot != null) {
                    reached(Kind.STATE, boot.node());
                }
            });
        }
    }

    /** @return ends the watch */
    public Runnable watch(Kind kind, Consumer<Node> action) {
        Watcher watcher = new Watcher(kind, action);
        watchers.add(watcher);
        return () -> watchers.removeIf(other -> other == watcher);
    }

    /** The calling task has done it; it goes no further where its node goes down at once. */
    public static void passed(Kind kind) {
        Task task = Task.current();
        if (task != null && !task.boot.simulation().moments().watchers.isEmpty()) {
            task.boot.simulation().moments().reached(kind, task.boot.node());
            if (!task.boot.isFree() && task.boot.strain().isPaused()) {
                Thread.yield();
            }
        }
    }

    /** A node has done it. */
    public void reached(Kind kind, Node node) {
        if (watchers.isEmpty()) {
            return;
        }
        Task host = Task.enterHost();
        try {
            for (Watcher watcher : List.copyOf(watchers)) {
                if (watcher.kind == kind) {
                    watcher.action.accept(node);
                }
            }
        } finally {
            Task.leaveHost(host);
        }
    }
}
