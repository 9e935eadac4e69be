package dev.moonsim.run;

import dev.moonsim.decide.Decisions;
import dev.moonsim.fault.Faults;
import dev.moonsim.net.Network;
import dev.moonsim.node.Boot;
import dev.moonsim.node.Node;
import dev.moonsim.sched.Scheduler;
import dev.moonsim.sched.Task;
import dev.moonsim.trace.EventKind;
import dev.moonsim.trace.Trace;
import java.util.ArrayList;
import java.util.List;

/** One run: the simulated world under one seed. */
public final class Simulation implements Scheduler.Idle {
    private final Decisions decisions;
    private final Trace trace;
    private final Scheduler scheduler;
    private final Faults faults = new Faults();
    private final Network network;
    private final List<Node> nodes = new ArrayList<>();

    public Simulation(long seed, long budgetNanos, Trace.Sink sink) {
        decisions = new Decisions(seed);
        trace = new Trace(seed, sink);
        scheduler = new Scheduler(decisions, trace, budgetNanos, this);
        network = new Network(this);
    }

    /** The run that the calling task belongs to, or null outside. */
    public static Simulation current() {
        Boot boot = Boot.current();
        return boot == null ? null : boot.simulation();
    }

    public Decisions decisions() {
        return decisions;
    }

    public Scheduler scheduler() {
        return scheduler;
    }

    public Trace trace() {
        return trace;
    }

    public Faults faults() {
        return faults;
    }

    public Network network() {
        return network;
    }

    public List<Node> nodes() {
        return nodes;
    }

    /** Records an event at the current virtual time, of the current task where there is one. */
    public void event(EventKind kind, Node node, long a, long b, String text) {
        Task task = scheduler.current();
        trace.event(scheduler.now(), scheduler.steps(), node == null ? -1 : node.index(), task == null ? -1 : task.id,
                kind, a, b, text);
    }

    /**
     * Records a call that would leave the simulation.
     *
     * @param call the API, as a user knows it: {@code java.lang.ProcessBuilder.start}
     * @param option the option that would allow it, or null where none does
     * @return the error to throw
     */
    public static UnsupportedOperationException escape(String call, String option) {
        return new UnsupportedOperationException(call);
    }

    @Override
    public boolean nothingLeft() {
        return false;
    }

    @Override
    public void budgetReached() {
        scheduler.stop();
    }

    @Override
    public void taskEnded(Task task) {
    }
}
