package dev.moonsim.node;

import dev.moonsim.run.Simulation;
import dev.moonsim.sched.Task;

/** One life of a node, from {@code main} to exit or crash. Memory is fresh on every boot. */
public final class Boot {
    private final Node node;
    private final int ordinal;
    private boolean dead;

    Boot(Node node, int ordinal) {
        this.node = node;
        this.ordinal = ordinal;
    }

    public Node node() {
        return node;
    }

    public int nodeIndex() {
        return node.index();
    }

    public Simulation simulation() {
        return node.simulation();
    }

    /** Counts the node's boots from 0. */
    public int ordinal() {
        return ordinal;
    }

    /** True from the moment of exit or crash: nothing of it ever runs again. */
    public boolean isDead() {
        return dead;
    }

    /** The boot of the calling task, or null outside the simulation. */
    public static Boot current() {
        Task task = Task.current();
        return task == null ? null : task.boot;
    }
}
