package dev.moonsim.run;

import dev.moonsim.disk.CallListener;
import dev.moonsim.disk.DiskFault;
import dev.moonsim.disk.RegularFile;
import dev.moonsim.node.Boot;
import dev.moonsim.node.Node;
import dev.moonsim.node.Streams;
import dev.moonsim.run.PowerCutPlan.Call;
import dev.moonsim.sched.Task;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * A run with a {@link PowerCutPlan}: the program, the cut, the check. The check has on its standard input what the program had
 * printed on its standard output when the power went, as ALICE's checkers have (OSDI 2014): what it had promised by then.
 */
final class PowerCutCourse implements CallListener, DiskFault, PowerCutPlan.Course {
    private static final int MOST_FRAMES = 8;
    /** How long the node is down. */
    private static final long DOWN_NANOS = 1_000_000_000L;
    private static final int PROGRAM = 0;

    private final Simulation simulation;
    private final PowerCutPlan plan;
    private final Node node;
    private final List<Call> calls = new ArrayList<>();
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private int made;
    private int syncs;
    private boolean checked;

    PowerCutCourse(Simulation simulation, PowerCutPlan plan) {
        this.simulation = simulation;
        this.plan = plan;
        this.node = simulation.nodes().getFirst();
        plan.follow(this);
        if (plan.moment() != null) {
            node.disk().put(plan.moment().disk);
            node.disk().cutsDecidedBy(plan.choice());
            return;
        }
        node.disk().listen(this);
        node.disk().add(this);
    }

    /** Whether the run is one of the check alone, on what a power cut has left. */
    boolean isCheckAlone() {
        return plan.moment() != null;
    }

    /** The power goes, and the check boots. Called when the run starts. */
    void startCheck() {
        node.disk().powerCut();
        node.booted(PROGRAM + 1);
        check(plan.moment().nanos);
    }

    /** The standard streams of a boot. */
    void connect(Boot boot, Streams streams) {
        if (boot.ordinal() == PROGRAM) {
            streams.copyOut(printed);
        } else {
            streams.setIn(new ByteArrayInputStream(isCheckAlone() ? plan.moment().printed : printed.toByteArray()));
        }
    }

    @Override
    public void before(String what) {
        Task task = Task.current();
        if (task == null || task.boot.isDead() || task.boot.ordinal() != PROGRAM) {
            return; // what is deleted when a process ends is no call of its own
        }
        made++;
        node.disk().absorbMappings(); // whether or not anybody looks: what is known of a sector's past depends on it
        if (!plan.isProgramAlone()) {
            calls.add(new Call(what, stack(task)));
        } else if (plan.wants(made)) {
            plan.came(made, moment(new Call(what, stack(task))));
            if (plan.isLast(made)) {
                Task host = Task.enterHost();
                try {
                    node.crash();
                    simulation.scheduler().after(0, () -> simulation.finish("power cut"), null);
                } finally {
                    Task.leaveHost(host);
                }
                Boot.neverReturn();
            }
        }
    }

    private PowerCutPlan.Moment moment(Call call) {
        return new PowerCutPlan.Moment(call, node.disk().image(), printed.toByteArray(), simulation.scheduler().now(),
                simulation.trace().digest());
    }

    private static List<String> stack(Task task) {
        List<String> frames = new ArrayList<>();
        for (StackTraceElement frame : task.stack()) {
            if ("app".equals(frame.getClassLoaderName()) && frames.size() < MOST_FRAMES) {
                String text = frame.toString();
                frames.add(text.substring(text.lastIndexOf('/') + 1));
            }
        }
        return frames;
    }

    @Override
    public SyncEnd sync(RegularFile file) {
        if (checked) {
            return SyncEnd.KEPT;
        }
        return ++syncs == plan.failedSync() ? SyncEnd.FAILED : SyncEnd.KEPT;
    }

    /** What the program does after a failed sync is its own affair, as long as the check finds what it promised. */
    boolean tolerates(Boot boot) {
        return plan.failedSync() > 0 && boot.ordinal() == PROGRAM;
    }

    /**
     * A boot ended by itself.
     *
     * @return true where the run goes on
     */
    boolean ended(Boot boot, int status) {
        if (boot.ordinal() != PROGRAM || status != 0 && !tolerates(boot)) {
            return false;
        }
        if (plan.isProgramAlone()) {
            node.disk().absorbMappings();
            plan.came(PowerCutPlan.AT_THE_END, moment(null));
            simulation.finish("main ended");
        } else {
            check(0);
        }
        return true;
    }

    /** @param later virtual nanoseconds until the power is gone */
    private void check(long later) {
        checked = true;
        simulation.scheduler().after(later + DOWN_NANOS, () -> {
            node.run(node.spec().programs().get(1));
            node.start();
        }, null);
    }

    @Override
    public List<Call> calls() {
        return calls;
    }

    @Override
    public int syncs() {
        return syncs;
    }

    @Override
    public boolean checked() {
        return checked;
    }
}
