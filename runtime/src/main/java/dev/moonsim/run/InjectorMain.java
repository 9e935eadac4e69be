package dev.moonsim.run;

import dev.moonsim.api.FaultContext;
import dev.moonsim.api.FaultInjector;
import dev.moonsim.api.NodeInfo;
import dev.moonsim.api.RebootKind;
import dev.moonsim.api.State;
import dev.moonsim.decide.Decisions;
import dev.moonsim.fault.Chaos;
import dev.moonsim.fault.FaultCatalog;
import dev.moonsim.fault.FaultKind;
import dev.moonsim.fault.Operations;
import dev.moonsim.fault.Reboots;
import dev.moonsim.jdk.JdkInternals;
import dev.moonsim.net.Host;
import dev.moonsim.net.Network;
import dev.moonsim.net.NetworkModel;
import dev.moonsim.node.Boot;
import dev.moonsim.node.Node;
import dev.moonsim.node.NodeSpec;
import dev.moonsim.node.Program;
import dev.moonsim.sched.Task;
import dev.moonsim.sched.WaitQueue;
import java.lang.invoke.MethodType;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** A {@link FaultInjector} of a run: a thread on a machine of its own, which is on no network and which no fault strikes. */
public final class InjectorMain implements Chaos.Script, FaultContext {
    private static final long DOMAIN = Decisions.domain("chaos.injector");
    /** Away from the numbers of nodes and of invariants. */
    private static final int FIRST_INDEX = -1_000;

    private final Simulation simulation;
    private final Operations operations;
    private final String className;
    private final int ordinal;
    private final Random random;
    private final Node machine;
    private Thread thread;
    private boolean over;

    private InjectorMain(Simulation simulation, String className, List<Path> classPath, int ordinal) {
        this.simulation = simulation;
        this.operations = simulation.chaos().operations();
        this.className = className;
        this.ordinal = ordinal;
        this.random = new Random(simulation.decisions().stream(DOMAIN, ordinal).nextLong());
        NodeSpec spec = NodeSpec.of("chaos", "10.255.254." + (ordinal + 1),
                new Program("", className, classPath, List.of(), Map.of(), Map.of(), Path.of("/")), NodeSpec.Role.MAIN_WORKLOAD);
        machine = new Node(simulation, FIRST_INDEX - ordinal, spec, new Network(simulation, NetworkModel.DEFAULT));
    }

    /**
     * @param className of a class that implements {@link FaultInjector}
     * @param ordinal among those of the scenario
     */
    public static Function<Simulation, Chaos.Script> of(String className, List<Path> classPath, int ordinal) {
        return simulation -> new InjectorMain(simulation, className, classPath, ordinal);
    }

    @Override
    public void start() {
        Boot boot = machine.observe();
        thread = new Thread(boot.group(), this::run, "injector" + (ordinal == 0 ? "" : "-" + ordinal), 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(boot.loader());
        boot.startMoonsims(thread);
    }

    @Override
    public void stop() {
        over = true;
        Task task = Task.of(thread);
        if (task != null) {
            task.virtualThread().interrupt();
        }
    }

    private void run() {
        try {
            Class<?> type = Class.forName(className, true, machine.boot().loader());
            if (!FaultInjector.class.isAssignableFrom(type)) {
                throw new ClassCastException(className + " does not implement " + FaultInjector.class.getName());
            }
            FaultInjector injector = (FaultInjector) (Object) JdkInternals.lookup(type)
                    .findConstructor(type, MethodType.methodType(void.class)).asType(MethodType.methodType(Object.class))
                    .invokeExact();
            injector.inject(this);
        } catch (Throwable t) {
            if (!over || !isInterruption(t)) {
                throw JdkInternals.rethrow(t);
            }
        }
    }

    private static boolean isInterruption(Throwable thrown) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (t instanceof InterruptedException) {
                return true;
            }
        }
        return false;
    }

    /** Lets the carrier do something, between two steps, and waits for it. Nothing is done once chaos is over. */
    private void act(Runnable action) {
        WaitQueue done = new WaitQueue("a fault");
        boolean[] isDone = new boolean[1];
        simulation.scheduler().after(0, () -> {
            if (!over) {
                action.run();
            }
            isDone[0] = true;
            done.wakeAll();
        }, null);
        while (!isDone[0]) {
            done.await(0, false);
        }
    }

    private Node node(String name) {
        for (Node node : simulation.nodes()) {
            if (node.name().equals(name) && !node.spec().workload()) {
                return node;
            }
        }
        throw new IllegalArgumentException("moonsim: no node is named " + name);
    }

    private List<NodeInfo> infos(Predicate<NodeSpec> wanted) {
        List<NodeInfo> infos = new ArrayList<>();
        for (Node node : simulation.nodes()) {
            if (!node.spec().workload() && wanted.test(node.spec())) {
                infos.add(node.spec().info(node.program().version()));
            }
        }
        return infos;
    }

    private List<Host> hosts(Collection<String> names) {
        List<Host> hosts = new ArrayList<>();
        for (String name : names) {
            Host host = null;
            for (Node node : simulation.nodes()) {
                host = node.name().equals(name) ? node.host() : host;
            }
            if (host == null) {
                throw new IllegalArgumentException("moonsim: no node is named " + name);
            }
            hosts.add(host);
        }
        return hosts;
    }

    private static FaultKind kind(String name) {
        FaultKind kind = FaultCatalog.kind(name);
        if (kind == null) {
            throw new IllegalArgumentException("moonsim: no fault is named " + name + "; there are "
                    + String.join(", ", FaultCatalog.names()));
        }
        return kind;
    }

    private <T> T host(Supplier<T> looks) {
        Task task = Task.enterHost();
        try {
            return looks.get();
        } finally {
            Task.leaveHost(task);
        }
    }

    // ---- what injectors see ----

    @Override
    public Random random() {
        return random;
    }

    @Override
    public State state() {
        return simulation.properties().state();
    }

    @Override
    public List<NodeInfo> nodes() {
        return host(() -> infos(spec -> true));
    }

    @Override
    public List<NodeInfo> nodes(String group) {
        return host(() -> infos(spec -> spec.group().equals(group)));
    }

    @Override
    public List<NodeInfo> tagged(String tag, String value) {
        return host(() -> infos(spec -> value.equals(spec.tags().get(tag))));
    }

    @Override
    public List<NodeInfo> placedIn(String domain) {
        return host(() -> infos(spec -> spec.placement().isIn(domain)));
    }

    @Override
    public int dead() {
        return host(() -> simulation.reboots().dead());
    }

    @Override
    public boolean isDead(String node) {
        return host(() -> simulation.reboots().isDead(node(node)));
    }

    @Override
    public boolean isPartitioned(String one, String other) {
        return host(() -> {
            List<Host> both = hosts(List.of(one, other));
            return simulation.network().isCut(both.get(0), both.get(1)) || simulation.network().isCut(both.get(1), both.get(0));
        });
    }

    @Override
    public boolean isChaos() {
        return !over;
    }

    // ---- what they do ----

    @Override
    public void reboot(String node, RebootKind kind) {
        Node victim = host(() -> node(node));
        act(() -> operations.reboot(victim, kind, simulation.reboots().recovery(victim)));
    }

    @Override
    public void reboot(String node, RebootKind kind, Duration recovery) {
        Node victim = host(() -> node(node));
        long nanos = recovery.toNanos();
        act(() -> operations.reboot(victim, kind, nanos));
    }

    @Override
    public void crash(String node) {
        Node victim = host(() -> node(node));
        act(() -> operations.reboot(victim, RebootKind.CRASH, Reboots.HELD_DOWN));
    }

    @Override
    public void restart(String node) {
        Node victim = host(() -> node(node));
        act(() -> operations.restart(victim, null));
    }

    @Override
    public void restart(String node, String version) {
        Node victim = host(() -> node(node));
        Program program = host(() -> victim.spec().program(version));
        if (program == null) {
            throw new IllegalArgumentException("moonsim: " + node + " has no version " + version);
        }
        act(() -> operations.restart(victim, program));
    }

    @Override
    public void pause(String node, Duration time) {
        Node victim = host(() -> node(node));
        long nanos = time.toNanos();
        act(() -> operations.pause(victim, nanos));
    }

    @Override
    public void partition(Collection<String> one, Collection<String> other) {
        partition(List.copyOf(one), List.copyOf(other), false);
    }

    @Override
    public void partitionOneWay(Collection<String> from, Collection<String> to) {
        partition(List.copyOf(from), List.copyOf(to), true);
    }

    private void partition(List<String> one, List<String> other, boolean oneWay) {
        List<Host> from = host(() -> hosts(one));
        List<Host> to = host(() -> hosts(other));
        act(() -> operations.partition(from, to, oneWay, Long.MAX_VALUE));
    }

    @Override
    public void heal() {
        act(operations::heal);
    }

    @Override
    public void start(String fault) {
        FaultKind kind = host(() -> kind(fault));
        act(() -> operations.start(kind));
    }

    @Override
    public void stop(String fault) {
        FaultKind kind = host(() -> kind(fault));
        act(() -> operations.stop(kind));
    }
}
