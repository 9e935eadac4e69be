package dev.moonsim.run;

import dev.moonsim.api.NodeInfo;
import dev.moonsim.api.RebootKind;
import dev.moonsim.api.spi.Binding;
import dev.moonsim.api.spi.PropertyKind;
import dev.moonsim.api.spi.Simulator;
import dev.moonsim.jdk.IdentityHash;
import dev.moonsim.property.RunProperties;
import dev.moonsim.sched.Task;
import java.time.Duration;
import java.util.Map;

/** What stands behind {@code moonsim-api} in this JVM: leads each call to the run of the calling task. */
public final class ApiBinding implements Simulator {
    private static final StackWalker STACK = StackWalker.getInstance();

    private ApiBinding() {}

    /** Called before any class of the API is initialised: they keep what they find in constants. */
    public static void install() {
        Binding.bind(new ApiBinding());
    }

    private static RunProperties properties(Task task) {
        return task.boot.simulation().properties();
    }

    @Override
    public boolean isSimulated() {
        return Task.current() != null;
    }

    // ---- properties ----

    @Override
    public void property(PropertyKind kind, String message, boolean condition, Map<String, ?> details) {
        Task task = Task.current();
        if (task != null) {
            properties(task).evaluate(task, kind, message, condition, details);
        }
    }

    @Override
    public void property(PropertyKind kind, String message, boolean condition, long value, long bound) {
        Task task = Task.current();
        if (task != null) {
            properties(task).compare(task, kind, message, condition, value, bound, null);
        }
    }

    @Override
    public void property(PropertyKind kind, String message, boolean condition, double value, double bound) {
        Task task = Task.current();
        if (task != null) {
            properties(task).compare(task, kind, message, condition, value, bound, null);
        }
    }

    @Override
    public void sometimesAll(String message, Map<String, Boolean> conditions) {
        Task task = Task.current();
        if (task != null) {
            properties(task).sometimesAll(task, message, conditions);
        }
    }

    @Override
    public void sometimesEach(String message, Map<String, ?> keys, Map<String, ? extends Number> qualities) {
        Task task = Task.current();
        if (task != null) {
            properties(task).sometimesEach(task, message, keys, qualities);
        }
    }

    // ---- buggify ----

    @Override
    public boolean buggify(String site, double probability, boolean fault) {
        Task task = Task.current();
        if (task == null || fault && !isChaos(task)) {
            return false;
        }
        return properties(task).fires(task, site != null ? site : caller(), probability);
    }

    /** In the run of one service there are no phases: faults may come at any time. */
    private static boolean isChaos(Task task) {
        Simulation simulation = task.boot.simulation();
        return !simulation.scenario().cluster() || simulation.phases().phase().compareTo(Phases.Phase.CHAOS) <= 0;
    }

    private static String caller() {
        Task host = Task.enterHost();
        IdentityHash.hold(); // what the JVM does to walk its first stack is not the program's
        try {
            return STACK.walk(frames -> frames.filter(frame -> !frame.getClassName().startsWith("dev.moonsim."))
                    .findFirst().map(frame -> frame.getClassName() + "." + frame.getMethodName() + ":" + frame.getLineNumber())
                    .orElse("unknown"));
        } finally {
            IdentityHash.release();
            Task.leaveHost(host);
        }
    }

    @Override
    public long knob(String name, long normal, long low, long high) {
        Task task = Task.current();
        return task == null ? normal : properties(task).knob(name, normal, low, high);
    }

    @Override
    public double knob(String name, double normal, double low, double high) {
        Task task = Task.current();
        return task == null ? normal : properties(task).knob(name, normal, low, high);
    }

    @Override
    public int pick(String site, int count) {
        Task task = Task.current();
        return task == null ? 0 : properties(task).pick(task, site, count);
    }

    // ---- published state ----

    @Override
    public void publish(String key, Object value) {
        Task task = Task.current();
        if (task != null) {
            properties(task).publish(task, key, value);
        }
    }

    @Override
    public void measure(String name, double value) {
        Task task = Task.current();
        if (task != null) {
            properties(task).measure(task, name, value);
        }
    }

    @Override
    public Object published(String key) {
        Task task = Task.current();
        return task == null ? null : properties(task).state().get(key);
    }

    // ---- the node and its faults: filled in with the topology and the faults ----

    @Override
    public NodeInfo node() {
        return NodeApi.node();
    }

    @Override
    public void crash(RebootKind kind, Duration recovery) {
        NodeApi.crash(kind, recovery);
    }

    @Override
    public boolean hint(String label, double probability) {
        return NodeApi.hint(label, probability);
    }

    @Override
    public boolean isOperationEnabled(String name) {
        return NodeApi.isOperationEnabled(name);
    }
}
