package dev.moonsim.run;

import dev.moonsim.decide.Decisions;
import dev.moonsim.decide.DecisionStream;
import dev.moonsim.decide.Domain;
import dev.moonsim.disk.HostFiles;
import dev.moonsim.fault.ChaosPlan;
import dev.moonsim.fault.Faults;
import dev.moonsim.fault.Moments;
import dev.moonsim.fault.Ranges;
import dev.moonsim.fault.Reboots;
import dev.moonsim.net.Network;
import dev.moonsim.net.SocketRow;
import dev.moonsim.node.Boot;
import dev.moonsim.node.Lines;
import dev.moonsim.node.Node;
import dev.moonsim.node.NodeSpec;
import dev.moonsim.node.Streams;
import dev.moonsim.property.RunProperties;
import dev.moonsim.sched.ClassInit;
import dev.moonsim.sched.Scheduler;
import dev.moonsim.sched.SchedulerListener;
import dev.moonsim.sched.Task;
import dev.moonsim.trace.EventKind;
import dev.moonsim.trace.Interleaving;
import dev.moonsim.trace.Trace;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** One run: the simulated world under one seed. */
public final class Simulation implements SchedulerListener {
    /** How the label of a native library that was refused begins; its name follows. */
    public static final String NATIVE_LIBRARY = "native library ";

    private static volatile Simulation active;

    private final HostFiles hostFiles = new HostFiles();
    private final Scenario scenario;
    private final long seed;
    private final Decisions decisions;
    private final Trace trace;
    private final Scheduler scheduler;
    private final Faults faults;
    private final ChaosPlan chaos;
    private final Reboots reboots;
    private final Phases phases;
    private final Network network;
    private final RunProperties properties;
    private final Lines lines = new Lines();
    private final Moments moments = new Moments();
    private final List<Node> nodes = new ArrayList<>();
    private final List<Boot> boots = new ArrayList<>();
    private final List<Failure> failures = new ArrayList<>();
    private final Map<String, Long> escapes = new TreeMap<>();
    private final Map<Object, Long> counters = new IdentityHashMap<>();
    private final int salt32;
    private final boolean reverse;
    private List<SocketRow> sockets = List.of();
    private String ended;
    private int exitCode;
    private boolean stuck;
    /** Null in most runs. */
    private PowerCutCourse powerCut;

    public Simulation(Scenario scenario, long seed, Trace.Sink sink) {
        this.scenario = scenario;
        this.seed = seed;
        decisions = new Decisions(seed);
        trace = new Trace(seed, sink);
        scheduler = new Scheduler(decisions, trace, scenario.schedule(),
                Math.min(scenario.budgetNanos(), scenario.deadlines().runNanos()), this);
        faults = new Faults(this);
        chaos = new ChaosPlan(this, scenario.chaos());
        reboots = new Reboots(this);
        network = new Network(this, scenario.network());
        phases = new Phases(this, chaos);
        properties = new RunProperties(this);
        long salt = decisions.value(Domain.COLLECTION_SALT, 0, 0);
        salt32 = (int) (salt >>> 32);
        reverse = (salt & 1) != 0;
    }

    /** The run that the calling task belongs to, or null outside. */
    public static Simulation current() {
        Boot boot = Boot.current();
        return boot == null ? null : boot.simulation();
    }

    /** The run that is under way in this JVM, or null. */
    public static Simulation active() {
        return active;
    }

    /** Whether a run is under way in this JVM. */
    public static boolean isActive() {
        return active != null;
    }

    // ---- the run ----

    public RunResult run() {
        long start = System.nanoTime();
        if (active != null) {
            throw new IllegalStateException("a simulation is running in this JVM already");
        }
        active = this;
        scenario.topology().access().grant();
        JvmState.reset(scenario.cluster());
        try {
            for (NodeSpec spec : scenario.topology().nodes(decisions)) {
                nodes.add(new Node(this, nodes.size(), spec));
            }
            if (scenario.powerCut() != null) {
                powerCut = new PowerCutCourse(this, scenario.powerCut());
            }
            if (powerCut != null && powerCut.isCheckAlone()) {
                powerCut.startCheck();
            } else {
                phases.start();
            }
            properties.start();
            scheduler.run();
        } finally {
            boots.forEach(Boot::runEnded);
            active = null;
        }
        properties.end();
        event(EventKind.RUN_END, null, failures.size(), 0, ended);
        long wallMillis = (System.nanoTime() - start) / 1_000_000;
        return new RunResult(seed, verdict(), ended,
                List.copyOf(failures), scheduler.steps(), scheduler.now(), wallMillis, trace.digest(), faults.counts(),
                Map.copyOf(escapes), exitCode, faults.last(), scheduler.counts(), null, properties.results(), sockets,
                properties.metrics(), hostFiles.use());
    }

    /** What the host's files, which show through, were in this run. */
    public HostFiles hostFiles() {
        return hostFiles;
    }

    private RunResult.Verdict verdict() {
        return stuck ? RunResult.Verdict.ERROR
                : failures.isEmpty() ? RunResult.Verdict.PASSED : RunResult.Verdict.FAILED;
    }

    void finish(String why) {
        if (ended == null) {
            ended = why;
        }
        scheduler.stop();
    }

    @Override
    public boolean nothingLeft() {
        if (!finishWaiting()) {
            finishIn("idle");
        }
        return false;
    }

    @Override
    public boolean standsStill() {
        return WaitsInVain.areAll(scheduler.timers(), scheduler.now()) && finishWaiting();
    }

    /** Ends a run in which nothing more happens; false where it waits for parties outside, as a server may. */
    private boolean finishWaiting() {
        List<Task> waiting = new ArrayList<>();
        boolean outside = false;
        for (Node node : nodes) {
            if (node.boot() != null) {
                for (Task task : node.boot().liveTasks()) {
                    waiting.add(task);
                    outside |= task.waitsForOutside();
                }
            }
        }
        if (waiting.isEmpty()) {
            finish("all nodes ended");
        } else if (outside && phases.workloadsLeft() == 0) {
            return false;
        } else {
            fail(Standstill.explain(waiting, scenario.cluster(), scheduler.now()));
        }
        return true;
    }

    /** The run ends though its program does not. */
    private void finishIn(String why) {
        Failure circle = WaitsInVain.circle(liveTasks(), scenario.cluster(), scheduler.now());
        if (circle != null) {
            fail(circle);
        } else {
            finish(why);
        }
    }

    @Override
    public void budgetReached(long needed) {
        long limit = scenario.deadlines().runNanos();
        if (needed > limit) {
            fail(new Failure("budget exceeded", "limit " + Ranges.text(limit) + ", observed " + exactSeconds(needed), null, null,
                    needed, Standstill.stacks(liveTasks(), scenario.cluster())));
        } else {
            finishIn("budget");
        }
    }

    private static String exactSeconds(long nanos) {
        return BigDecimal.valueOf(nanos, 9).stripTrailingZeros().toPlainString() + "s";
    }

    @Override
    public void livelock(long turns) {
        fail(Standstill.livelock(liveTasks(), scenario.cluster(), scheduler.now(), turns));
    }

    @Override
    public void stepsUsedUp() {
        finishIn("step budget");
    }

    /** Threads that should have ended when {@code main} did. */
    public void leaked(List<Task> tasks) {
        fail(Standstill.leaked(tasks, scenario.cluster(), scheduler.now()));
    }

    @Override
    public void stuck(Task task, boolean alone) {
        Failure deadlock = Standstill.blockedInside(task, liveTasks(), scenario.cluster(), scheduler.now());
        String initialising = ClassInit.running(task);
        if (deadlock != null) {
            fail(deadlock);
            return;
        } else if (alone && initialising != null) {
            // Nobody else could run either, so it is the deadlock that the plain JVM has too.
            fail(new Failure("deadlock", task + " waits for the initialisation of " + initialising
                    + ", and nothing can wake them", null, null, scheduler.now(),
                    Standstill.stacks(liveTasks(), scenario.cluster())));
            return;
        }
        stuck = true;
        fail(new Failure("stuck", task + " blocks inside the JVM, where the simulation cannot let another task run: most"
                + " likely it waits for a class that a task which cannot run is initialising"
                + (initialising == null ? "" : ", " + initialising), task.boot.node().name(),
                task.visibleThread().getName(), scheduler.now(), Standstill.stacks(List.of(task), scenario.cluster())));
    }

    @Override
    public void observe() {
        properties.check();
    }

    private List<Task> liveTasks() {
        List<Task> live = new ArrayList<>();
        for (Node node : nodes) {
            if (node.boot() != null) {
                live.addAll(node.boot().liveTasks());
            }
        }
        return live;
    }

    // ---- what happens to boots ----

    /** A boot begins. */
    public void booted(Boot boot) {
        boots.add(boot);
    }

    /** A boot ended by itself with an exit status. */
    public void bootEnded(Boot boot, int status) {
        Node node = boot.node();
        if (reboots.expects(node)) {
            reboots.ended(node);
            return;
        }
        if (powerCut != null && powerCut.ended(boot, status)) {
            return;
        }
        if (!scenario.cluster()) {
            exitCode = status;
        }
        switch (node.spec().onExit()) {
            case RESTART -> {
                DecisionStream decide = decisions.stream(Domain.RESTART, (long) node.index() << 32 | node.boots());
                reboots.bootLater(node, Reboots.RECOVERY.draw(decide));
                return;
            }
            case FAIL -> {
                if (status != 0 && failures.isEmpty()) {
                    fail(new Failure("exit status " + status, node.name() + " exited with status " + status, node.name(), null,
                            scheduler.now(), ""));
                }
            }
            case IGNORE -> { }
        }
        if (!scenario.cluster()) {
            finish(status == 0 ? "main ended" : "exit " + status);
        } else if (node.spec().workload()) {
            phases.workloadEnded(node);
        }
    }

    /** A phase takes longer than it may, because of these nodes. */
    void late(Phases.Phase phase, List<Node> nodes, String what) {
        StringBuilder names = new StringBuilder();
        nodes.forEach(node -> names.append(names.isEmpty() ? "" : ", ").append(node.name()));
        fail(new Failure(phase == Phases.Phase.RECOVERY ? "liveness" : "deadline", names + " " + what,
                nodes.getFirst().name(), null, scheduler.now(), Standstill.stacks(Phases.tasksOf(nodes), scenario.cluster())));
    }

    /**
     * A task's {@code run} ended by an exception.
     *
     * @param handled true where the program had a handler of its own for it
     */
    public void uncaught(Boot boot, Task task, Throwable thrown, boolean handled) {
        Node node = boot.node();
        String name = task.visibleThread().getName();
        event(EventKind.UNCAUGHT, node, task.id, Trace.hash(thrown.getClass().getName()),
                trace.detailed() ? thrown.toString() : null);
        if (Interleaving.current() != null) {
            Interleaving.current().uncaught(task, thrown);
        }
        if (powerCut != null && powerCut.tolerates(boot)) {
            return;
        }
        boolean endsTheNode = name.equals("main") && node.spec().onExit() == NodeSpec.OnExit.FAIL;
        if (!handled && (endsTheNode || node.spec().workload() || !scenario.cluster())) {
            fail(new Failure("uncaught exception", thrown.toString(), node.name(), name, scheduler.now(), stackOf(thrown)));
        }
    }

    private static String stackOf(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text, true));
        return text.toString();
    }

    /** Records a failure and ends the run after the current step. */
    public void fail(Failure failure) {
        if (failures.isEmpty()) {
            sockets = SocketRow.of(network);
        }
        failures.add(failure);
        event(EventKind.FAILURE, null, Trace.hash(failure.what()), 0, failure.what() + ": " + failure.message());
        finish(Standstill.isKind(failure.what()) ? failure.what() : "failure");
    }

    /**
     * Records a call that would leave the simulation; it is a failure of the run.
     *
     * @param call the API, as a user knows it: {@code java.net.DatagramSocket}
     * @param option the option that would allow it, or null where none does
     * @return the error to throw
     */
    public static UnsupportedOperationException escape(String call, String option) {
        Task task = Task.current();
        String message = "moonsim: " + call + " is not simulated"
                + (task == null ? "" : ", called by " + task + " of " + task.boot.node().name())
                + (option == null ? "" : "; allow it with " + option);
        UnsupportedOperationException error = new UnsupportedOperationException(message);
        if (task != null) {
            Simulation simulation = task.boot.simulation();
            simulation.countEscape(call);
            simulation.fail(new Failure("escape", call + " is not simulated", task.boot.node().name(),
                    task.visibleThread().getName(), simulation.scheduler.now(), stackOf(error)));
        }
        return error;
    }

    /** Counts a call that is refused in a way its API provides for, so that the program can go another way. */
    public static void refused(String call) {
        Simulation simulation = current();
        if (simulation != null) {
            simulation.countEscape(call);
        }
    }

    /**
     * Records that a value of the host enters the run, as the user allowed.
     *
     * @param value for people: what it is and where it comes from
     */
    public void letIn(AllowedEscape escape, Node node, Supplier<String> value) {
        escapes.merge(escape.label(), 1L, Long::sum);
        event(EventKind.ALLOWED, node, escape.ordinal(), 0, trace.hostValue() ? value.get() : null);
    }

    private void countEscape(String call) {
        escapes.merge(call, 1L, Long::sum);
        event(EventKind.ESCAPE, null, Trace.hash(call), 0, call);
    }

    /** The next value, from 1, of a counter that the JDK keeps in a static field. */
    public long count(Object counter) {
        return counters.merge(counter, 1L, Long::sum);
    }

    // ---- parts ----

    public Scenario scenario() {
        return scenario;
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

    /** The faults that this run has. */
    public ChaosPlan chaos() {
        return chaos;
    }

    public Reboots reboots() {
        return reboots;
    }

    /** Who waits for what nodes do. */
    public Moments moments() {
        return moments;
    }

    public Phases phases() {
        return phases;
    }

    public Network network() {
        return network;
    }

    public List<Node> nodes() {
        return nodes;
    }

    /** Who reads what nodes print. */
    public Lines lines() {
        return lines;
    }

    public RunProperties properties() {
        return properties;
    }

    /** In place of {@code ImmutableCollections.SALT32L}. */
    public long collectionSalt() {
        return salt32 & 0xffffffffL;
    }

    /** In place of {@code ImmutableCollections.REVERSE}. */
    public boolean collectionsReversed() {
        return reverse;
    }

    public Streams newStreams(Boot boot) {
        Streams streams = new Streams(boot, JvmState.hostOut(), JvmState.hostErr(), scenario.cluster());
        if (powerCut != null) {
            powerCut.connect(boot, streams);
        }
        return streams;
    }

    /** Records an event at the current virtual time, of the current task where there is one. */
    public void event(EventKind kind, Node node, long a, long b, String text) {
        if (kind != EventKind.RANDOM) {
            scheduler.progress();
        }
        if (properties.isChecking()) {
            properties.touched(kind);
        }
        Task task = scheduler.current();
        trace.event(scheduler.now(), scheduler.steps(), node == null ? -1 : node.index(), task == null ? -1 : task.id,
                kind, a, b, text);
    }
}
