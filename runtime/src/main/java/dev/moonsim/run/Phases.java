package dev.moonsim.run;

import dev.moonsim.fault.ChaosPlan;
import dev.moonsim.fault.Ranges;
import dev.moonsim.node.Node;
import dev.moonsim.node.NodeSpec;
import dev.moonsim.node.NodeSpec.Role;
import dev.moonsim.sched.Task;
import dev.moonsim.sched.WaitQueue;
import dev.moonsim.trace.EventKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The phases of a cluster's run. Nodes boot; workloads are set up; chaos goes on while they run; then all faults end, the
 * workloads come to their end and check, with the nodes still up. A run without workloads goes on until its budget is used up
 * or nothing happens any more.
 */
public final class Phases {
    /** In this order. */
    public enum Phase { BOOT, SETUP, CHAOS, RECOVERY, CHECK }

    /** A node that does not say when it is ready counts as ready after this time. */
    private static final long BOOT_NANOS = 1_000_000_000L;
    /** How often the port of a booting node is looked at. */
    private static final long PORT_POLL_NANOS = 10_000_000L;

    private final Simulation simulation;
    private final Deadlines deadlines;
    private final ChaosPlan chaos;
    private final WaitQueue waiting = new WaitQueue("the next phase");
    private final List<Node> unready = new ArrayList<>();
    private final List<Node> settingUp = new ArrayList<>();
    private final List<Node> running = new ArrayList<>();
    private final List<Node> checking = new ArrayList<>();
    private Phase phase = Phase.BOOT;
    private int workloads;

    Phases(Simulation simulation, ChaosPlan chaos) {
        this.simulation = simulation;
        this.deadlines = simulation.scenario().deadlines();
        this.chaos = chaos;
    }

    public Phase phase() {
        return phase;
    }

    /** Boots the nodes. Called when the run starts. */
    void start() {
        chaos.prepare();
        long latest = 0;
        for (Node node : simulation.nodes()) {
            NodeSpec spec = node.spec();
            if (spec.workload()) {
                workloads++;
                running.add(node);
                if (spec.role() == Role.WORKLOAD) {
                    settingUp.add(node);
                    checking.add(node);
                }
                continue;
            }
            simulation.scheduler().after(spec.startDelayNanos(), () -> {
                node.start();
                if (spec.ready().port() != 0) {
                    pollPort(node);
                }
            }, null);
            latest = Math.max(latest, spec.startDelayNanos());
            if (!spec.ready().isAtOnce()) {
                unready.add(node);
            }
            if (spec.ready().log() != null) {
                simulation.lines().listen(node::equals, (from, line) -> {
                    if (spec.ready().log().matcher(line).find()) {
                        ready(from);
                    }
                });
            }
        }
        if (!simulation.scenario().cluster()) {
            return;
        }
        simulation.scheduler().after(latest + BOOT_NANOS, this::booted, null);
        deadline(Phase.BOOT, latest + deadlines.bootNanos(), unready, "is not ready");
    }

    private void pollPort(Node node) {
        if (phase == Phase.BOOT) {
            if (node.host().isListening(node.spec().ready().port())) {
                ready(node);
            } else {
                simulation.scheduler().after(PORT_POLL_NANOS, () -> pollPort(node), null);
            }
        }
    }

    /** A node says that its boot is done. Called on the carrier or in a task. */
    public void ready(Node node) {
        if (unready.remove(node) && unready.isEmpty()) {
            simulation.scheduler().after(0, this::booted, null);
        }
    }

    private void booted() {
        if (phase != Phase.BOOT || !unready.isEmpty() || simulation.scheduler().now() < BOOT_NANOS) {
            return;
        }
        enter(Phase.SETUP);
        if (settingUp.isEmpty()) {
            beginChaos();
            return;
        }
        for (Node node : List.copyOf(settingUp)) {
            node.start();
        }
        deadline(Phase.SETUP, deadlines.setupNanos(), settingUp, "is not set up");
    }

    private void beginChaos() {
        if (phase != Phase.SETUP) {
            return;
        }
        enter(Phase.CHAOS);
        chaos.start();
        for (Node node : simulation.nodes()) {
            if (node.spec().role() == Role.MAIN_WORKLOAD) {
                node.start();
            }
        }
        waiting.wakeAll();
        simulation.scheduler().after(simulation.scenario().chaos().durationNanos(), this::beginRecovery, null);
    }

    private void beginRecovery() {
        if (phase != Phase.CHAOS) {
            return;
        }
        enter(Phase.RECOVERY);
        chaos.stop();
        simulation.reboots().recover();
        if (simulation.scenario().chaos().durationNanos() > 0) {
            deadline(Phase.RECOVERY, deadlines.recoveryNanos(), running, "has not ended");
        }
        nodeChanged();
    }

    /** A node came up or a workload ended: it may be time to check. Called on the carrier. */
    public void nodeChanged() {
        if (workloads > 0 && running.isEmpty()) {
            if (checking.isEmpty()) {
                simulation.finish("workloads done");
            } else if (phase == Phase.CHAOS) {
                beginRecovery();
            } else if (phase == Phase.RECOVERY && simulation.reboots().dead() == 0) {
                long soon = untilReady();
                if (soon > 0) {
                    simulation.scheduler().after(soon, this::nodeChanged, null);
                    return;
                }
                enter(Phase.CHECK);
                waiting.wakeAll();
                deadline(Phase.CHECK, deadlines.checkNanos(), checking, "has not checked");
            }
        }
    }

    /** After which time to ask again whether all nodes that are up are ready; 0 where they are. */
    private long untilReady() {
        for (Node node : simulation.nodes()) {
            NodeSpec spec = node.spec();
            if (spec.workload() || node.boot() == null) {
                continue;
            }
            long age = simulation.scheduler().now() - node.boot().startedAt();
            if (spec.ready().port() != 0 ? !node.host().isListening(spec.ready().port()) : age < BOOT_NANOS) {
                return PORT_POLL_NANOS;
            }
        }
        return 0;
    }

    private void enter(Phase next) {
        phase = next;
        simulation.event(EventKind.PHASE, null, next.ordinal(), 0, next.name().toLowerCase(Locale.ROOT));
    }

    private void deadline(Phase during, long nanos, List<Node> late, String what) {
        simulation.scheduler().after(nanos, () -> {
            if (phase == during && !late.isEmpty()) {
                simulation.late(during, late, what + " " + Ranges.text(nanos)
                        + (during == Phase.RECOVERY ? " after the last fault ended" : " after the phase began"));
            }
        }, null);
    }

    // ---- what workloads say ----

    /** Called by a workload's task between its methods; returns when the phase has come. */
    void await(Node node, Phase wanted) {
        (wanted == Phase.CHAOS ? settingUp : running).remove(node);
        if (wanted == Phase.CHAOS && settingUp.isEmpty()) {
            simulation.scheduler().after(0, this::beginChaos, null);
        } else if (running.isEmpty()) {
            simulation.scheduler().after(0, this::nodeChanged, null);
        }
        while (phase.compareTo(wanted) < 0) {
            waiting.await(0, false);
        }
    }

    /** The boot of a workload is over. Called in its last task. */
    void workloadEnded(Node node) {
        settingUp.remove(node);
        running.remove(node);
        checking.remove(node);
        if (running.isEmpty()) {
            simulation.scheduler().after(0, this::nodeChanged, null);
        }
    }

    /** Workloads whose main work is not done. */
    int workloadsLeft() {
        return running.size() + checking.size();
    }

    /** Whether another workload is done with its main work, or faults are over. */
    boolean isDoneFor(Node node) {
        return phase.compareTo(Phase.CHAOS) > 0 || phase == Phase.CHAOS && running.size() < workloads;
    }

    /** Tasks of nodes that let a phase wait. */
    static List<Task> tasksOf(List<Node> nodes) {
        List<Task> tasks = new ArrayList<>();
        for (Node node : nodes) {
            if (node.boot() != null) {
                tasks.addAll(node.boot().liveTasks());
            }
        }
        return tasks;
    }
}
