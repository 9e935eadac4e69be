package dev.moonsim.run;

import dev.moonsim.node.Node;
import dev.moonsim.run.RunState.Command;
import dev.moonsim.run.RunState.InvalidTransition;
import dev.moonsim.sched.Gate;
import dev.moonsim.sched.Scheduler;
import dev.moonsim.trace.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.function.Supplier;

/**
 * A run that somebody drives: it goes on only in {@link #step}, {@link #runUntil} and {@link #complete}, and stands still
 * between two steps while no command is under way. So what a command does is the same however late it comes: the same
 * commands and the same seed are the same run, with the same digest; one that is only started, stepped and paused has the
 * digest of the run without control.
 *
 * <pre>
 * try (RunControl run = new RunControl(scenario, 42, null)) {
 *     run.start();
 *     run.runUntil(5_000_000_000L);
 *     run.crash("kv-0", "power cut");
 *     run.resume();
 *     run.step(1000);
 *     run.restart("kv-0", "power is back");
 *     run.start();
 *     RunResult result = run.complete();
 * }
 * </pre>
 *
 * <p>Commands are given by one thread. Each is in the trace, where there is one. What a state does not take is an
 * {@link InvalidTransition} and changes nothing.
 */
public final class RunControl implements Gate, AutoCloseable {
    /** A node as it is now. */
    public record NodeState(String name, String ip, boolean up, int boots) {
    }

    /** A command as it was given, to be given again. */
    private record Call(Command command, String node, String reason, long number) {
    }

    private static final long NEVER = Long.MAX_VALUE;

    private final Scenario scenario;
    private final long seed;
    private final Object lock = new Object();
    private final Simulation simulation;
    private final List<Call> calls = new ArrayList<>();
    /** Nodes that the next start boots. */
    private final List<Node> restarting = new ArrayList<>();
    private RunState state = RunState.INITIALIZED;
    private Thread thread;

    // Handed over between the thread that commands and the carrier, under the lock.
    private boolean held;
    private Runnable work;
    private boolean released;
    private long stepLimit;
    private long timeLimit = NEVER;
    private boolean over;
    private RunResult result;
    private Throwable broken;

    /** @param sink receives events and commands, or null */
    public RunControl(Scenario scenario, long seed, Trace.Sink sink) {
        this.scenario = scenario;
        this.seed = seed;
        simulation = new Simulation(scenario, seed, sink);
        simulation.scheduler().hold(this);
    }

    // ---- commands ----

    /** Begins the run, before its first step; or goes on after {@link #restart}, whose nodes boot now. */
    public void start() {
        RunState next = state.after(Command.START, false);
        if (thread == null) {
            thread = new Thread(this::run, "moonsim controlled run");
            thread.setDaemon(true);
            thread.start();
            awaitHeld();
        } else {
            onCarrier(() -> {
                restarting.forEach(node -> simulation.reboots().restart(node, null));
                return null;
            });
            restarting.clear();
        }
        done(Command.START, null, null, 0, over ? RunState.COMPLETED : next, "Success");
    }

    /** Holds the run: it takes no step until {@link #resume}. */
    public void pause() {
        done(Command.PAUSE, null, null, 0, state.after(Command.PAUSE, false), "Success");
    }

    /** Takes a pause back; or lets the others go on while a node is down. */
    public void resume() {
        done(Command.RESUME, null, null, 0, state.after(Command.RESUME, false), "Success");
    }

    /**
     * Cuts the power of a node. It stays down until {@link #restart}, or until all faults end (recovery).
     *
     * @throws IllegalArgumentException where there is no such node, or it is down
     */
    public void crash(String name, String reason) {
        RunState next = state.after(Command.CRASH, false);
        Node node = node(name);
        if (node.boot() == null) {
            throw new IllegalArgumentException(name + " is down");
        }
        restarting.remove(node);
        onCarrier(() -> {
            arrive();
            simulation.reboots().hold(node);
            return null;
        });
        done(Command.CRASH, node, reason, 0, next, "Failed");
    }

    /**
     * Boots a node that is down as soon as the run is started again.
     *
     * @throws IllegalArgumentException where there is no such node, or it is up
     */
    public void restart(String name, String reason) {
        Node node = thread == null ? null : node(name);
        boolean down = node != null && node.boot() == null;
        RunState next = state.after(Command.RESTART, down);
        if (!down) {
            throw new IllegalArgumentException(name + " is up");
        }
        restarting.add(node);
        done(Command.RESTART, node, reason, 0, next, "Planned");
    }

    /** Goes on for so many steps of the scheduler; less where the run ends before. */
    public void step(long count) {
        RunState next = state.after(Command.STEP, false);
        if (count < 1) {
            throw new IllegalArgumentException("step " + count + ", want 1 or more");
        }
        long from = simulation.scheduler().steps();
        advance(from + count < 0 ? NEVER : from + count, NEVER);
        done(Command.STEP, null, null, count, over ? RunState.COMPLETED : next, "Success");
    }

    /** Goes on until all has happened that happens before a virtual time; less where the run ends before. */
    public void runUntil(long virtualNanos) {
        RunState next = state.after(Command.STEP, false);
        if (virtualNanos < now()) {
            throw new IllegalArgumentException("it is " + now() + " ns already, " + virtualNanos + " ns is past");
        }
        advance(NEVER, virtualNanos);
        done(Command.STEP, null, null, -1 - virtualNanos, over ? RunState.COMPLETED : next, "Success");
    }

    /** Goes on to the end of the run, from any state. */
    public RunResult complete() {
        RunState next = state.after(Command.COMPLETE, false);
        if (state != RunState.COMPLETED) {
            if (thread == null) {
                start();
            }
            if (!over) {
                advance(NEVER, NEVER);
            }
            calls.add(new Call(Command.COMPLETE, null, null, 0));
            state = next;
        }
        return result;
    }

    /**
     * Runs a completed run again, from its beginning and with the same commands.
     *
     * @return what that came to: the same, with the same digest, or the run was not deterministic
     */
    public RunResult replay(Trace.Sink sink) {
        state.after(Command.REPLAY, false);
        try (RunControl again = new RunControl(scenario, seed, sink)) {
            for (Call call : calls) {
                if (again.state == RunState.COMPLETED) {
                    break;
                }
                again.give(call);
            }
            return again.complete();
        }
    }

    private void give(Call call) {
        switch (call.command) {
            case START -> start();
            case PAUSE -> pause();
            case RESUME -> resume();
            case CRASH -> crash(call.node, call.reason);
            case RESTART -> restart(call.node, call.reason);
            case STEP -> {
                if (call.number < 0) {
                    runUntil(-1 - call.number);
                } else {
                    step(call.number);
                }
            }
            case COMPLETE, REPLAY -> complete();
        }
    }

    /** Ends a run that is not over, as it stands. */
    @Override
    public void close() {
        if (thread != null && !over) {
            onCarrier(() -> {
                simulation.finish("stopped");
                return null;
            });
            advance(NEVER, NEVER);
        }
        state = RunState.COMPLETED;
    }

    // ---- what it looks like ----

    public RunState state() {
        return state;
    }

    /** Virtual nanoseconds since the start of the run. */
    public long now() {
        return simulation.scheduler().now();
    }

    public long steps() {
        return simulation.scheduler().steps();
    }

    /** Over all events so far. */
    public long digest() {
        return result != null ? result.digest() : simulation.trace().digest();
    }

    /** What the run came to; null while it is not over. */
    public RunResult result() {
        return result;
    }

    public List<NodeState> nodes() {
        List<NodeState> nodes = new ArrayList<>();
        for (Node node : simulation.nodes()) {
            nodes.add(new NodeState(node.name(), node.ip(), node.boot() != null && !over, node.boots()));
        }
        return nodes;
    }

    /** The threads of a node, or of all for null: what each waits for, and its stack. */
    public String threads(String name) {
        if (thread == null || over) {
            return "";
        }
        List<Node> nodes = name == null ? simulation.nodes() : List.of(node(name));
        return onCarrier(() -> Standstill.stacks(Phases.tasksOf(nodes), scenario.cluster()));
    }

    private Node node(String name) {
        StringJoiner names = new StringJoiner(", ");
        for (Node node : simulation.nodes()) {
            if (node.name().equals(name)) {
                return node;
            }
            names.add(node.name());
        }
        throw new IllegalArgumentException("there is no node " + name + ", only " + names);
    }

    private void done(Command command, Node node, String reason, long number, RunState next, String status) {
        calls.add(new Call(command, node == null ? null : node.name(), reason, number));
        state = next;
        if (!over) {
            onCarrier(() -> {
                simulation.trace().command(now(), steps(), node == null ? -1 : node.index(), command.toString(), status, reason);
                return null;
            });
        }
    }

    // ---- between the threads ----

    private void run() {
        RunResult came = null;
        Throwable thrown = null;
        try {
            came = simulation.run();
        } catch (Throwable t) {
            thrown = t;
        }
        synchronized (lock) {
            result = came;
            broken = thrown;
            over = true;
            lock.notifyAll();
        }
    }

    /** On the carrier, between two steps. */
    @Override
    public boolean between() {
        Scheduler scheduler = simulation.scheduler();
        if (scheduler.steps() < stepLimit && (timeLimit == NEVER || scheduler.nextInstant() < timeLimit)) {
            return false;
        }
        synchronized (lock) {
            held = true;
            lock.notifyAll();
            while (!released) {
                if (work == null) {
                    await();
                } else {
                    work.run();
                    work = null;
                    lock.notifyAll();
                }
            }
            released = false;
            held = false;
        }
        return true;
    }

    private void advance(long steps, long nanos) {
        synchronized (lock) {
            stepLimit = steps;
            timeLimit = nanos;
            released = true;
            held = false;
            lock.notifyAll();
        }
        awaitHeld();
    }

    private void awaitHeld() {
        synchronized (lock) {
            while (!held && !over) {
                await();
            }
        }
        if (broken != null) {
            throw new IllegalStateException("the simulation's own code failed", broken);
        }
        if (over) {
            state = RunState.COMPLETED;
        }
    }

    /** Does something on the carrier while the run is held there. */
    private <T> T onCarrier(Supplier<T> action) {
        List<T> answer = new ArrayList<>();
        synchronized (lock) {
            work = () -> {
                try {
                    answer.add(action.get());
                } catch (Throwable t) {
                    broken = t;
                }
            };
            lock.notifyAll();
            while (work != null) {
                await();
            }
        }
        if (broken != null) {
            throw new IllegalStateException("the simulation's own code failed", broken);
        }
        return answer.getFirst();
    }

    /** The run was asked to go on to a time: it is that time now, where nothing happens before. */
    private void arrive() {
        if (timeLimit != NEVER) {
            simulation.scheduler().idleUntil(timeLimit);
        }
    }

    private void await() {
        boolean interrupted = false;
        try {
            lock.wait();
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            throw new IllegalStateException("interrupted while a run was under control");
        }
    }
}
