package dev.moonsim.property;

import dev.moonsim.api.spi.PropertyKind;
import dev.moonsim.metric.MetricResult;
import dev.moonsim.metric.RunMetrics;
import dev.moonsim.node.Node;
import dev.moonsim.run.Failure;
import dev.moonsim.run.Simulation;
import dev.moonsim.sched.Task;
import dev.moonsim.trace.EventKind;
import dev.moonsim.trace.Interleaving;
import dev.moonsim.trace.Trace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * The properties of one run: what the program asserts, the rules about its output, invariants over the published state,
 * and the places that misbehave on purpose. A violation fails the run; evaluations that hold are counted and no event.
 */
public final class RunProperties {
    private final Simulation simulation;
    private final PropertyTable table = new PropertyTable();
    private final PublishedState state;
    private final RunMetrics metrics;
    private final BuggifySites buggify;
    private final Invariants invariants;
    private final Map<Integer, Long> sdkDraws = new HashMap<>();
    private boolean checking;
    private final List<BiConsumer<String, Object>> listeners = new ArrayList<>();
    private Task lastPublisher;
    private String lastPublished;

    /** Before any node exists. */
    public RunProperties(Simulation simulation) {
        this.simulation = simulation;
        PropertyOptions options = simulation.scenario().properties();
        state = new PublishedState(() -> simulation.scheduler().now());
        metrics = new RunMetrics(options.metrics());
        buggify = new BuggifySites(simulation.decisions(), options.buggify());
        new LogRules(this, options.rules()).listen(simulation.lines());
        invariants = options.invariants().isEmpty() ? null : new Invariants(this, simulation, options.invariants());
    }

    /** The run is about to begin. */
    public void start() {
        if (invariants != null) {
            simulation.scheduler().observe();
        }
    }

    /** The run is over: what was counted enters the digest. */
    public void end() {
        if (!table.isEmpty()) {
            simulation.event(EventKind.PROPERTY, null, table.hash(), state.version(), "all properties");
        }
    }

    /** In the order in which the run met them. */
    public List<PropertyResult> results() {
        return table.isEmpty() ? List.of() : table.results();
    }

    /** In the order of the scenario's queries. */
    public List<MetricResult> metrics() {
        return metrics.results();
    }

    PropertyTable table() {
        return table;
    }

    /** What has been published. */
    public PublishedState state() {
        return state;
    }

    // ---- what the program asserts, as the calling task ----

    /** @param details what {@link Details#text} takes; looked at only where it is kept */
    public void evaluate(Task task, PropertyKind kind, String message, boolean condition, Object details) {
        Task.enterHost();
        Property property;
        boolean keep;
        try {
            property = table.get(kind, message);
            keep = property.evaluated(condition);
        } finally {
            Task.leaveHost(task);
        }
        if (keep) {
            keep(task, property, details, "");
        }
    }

    public void compare(Task task, PropertyKind kind, String message, boolean condition, long value, long bound,
            Object details) {
        Task.enterHost();
        Property property;
        boolean keep;
        try {
            property = table.get(kind, message);
            keep = property.compared(condition, value, bound);
        } finally {
            Task.leaveHost(task);
        }
        if (keep) {
            keep(task, property, details, "value " + value + ", bound " + bound);
        }
    }

    public void compare(Task task, PropertyKind kind, String message, boolean condition, double value, double bound,
            Object details) {
        Task.enterHost();
        Property property;
        boolean keep;
        try {
            property = table.get(kind, message);
            keep = property.compared(condition, value, bound);
        } finally {
            Task.leaveHost(task);
        }
        if (keep) {
            keep(task, property, details, "value " + value + ", bound " + bound);
        }
    }

    public void sometimesAll(Task task, String message, Map<String, Boolean> conditions) {
        TreeMap<String, Boolean> copy = new TreeMap<>(conditions); // the map is the program's
        StringBuilder names = new StringBuilder();
        int holding = 0;
        for (Map.Entry<String, Boolean> condition : copy.entrySet()) {
            if (Boolean.TRUE.equals(condition.getValue())) {
                holding++;
                names.append(names.isEmpty() ? "" : ", ").append(condition.getKey());
            }
        }
        Task.enterHost();
        Property property;
        boolean keep;
        try {
            property = table.get(PropertyKind.SOMETIMES_ALL, message);
            keep = property.all(names.toString(), holding, copy.size());
        } finally {
            Task.leaveHost(task);
        }
        if (keep) {
            keep(task, property, null, "");
        }
    }

    public void sometimesEach(Task task, String message, Map<String, ?> keys, Map<String, ? extends Number> qualities) {
        String key = Details.text(keys);
        Map<String, Double> copy = new TreeMap<>();
        for (Map.Entry<String, ? extends Number> quality : qualities.entrySet()) {
            copy.put(quality.getKey(), quality.getValue().doubleValue());
        }
        Task.enterHost();
        Property property;
        boolean keep;
        try {
            property = table.get(PropertyKind.SOMETIMES_EACH, message);
            keep = property.each(key, copy);
        } finally {
            Task.leaveHost(task);
        }
        if (keep) {
            keep(task, property, null, "");
        }
    }

    /** Makes a property known that has not been evaluated. */
    void known(PropertyKind kind, String message) {
        table.get(kind, message);
    }

    private void keep(Task task, Property property, Object details, String numbers) {
        String text = Details.text(details); // the program's own code
        boolean violated = property.isViolated();
        Task.enterHost();
        try {
            String all = numbers.isEmpty() || text.isEmpty() ? numbers + text : numbers + "  " + text;
            property.first(new Moment(simulation.scheduler().now(), task.boot.node().name(),
                    task.visibleThread().getName(), all));
            if (violated) {
                String how = switch (property.kind) {
                    case UNREACHABLE -> "was reached";
                    default -> "was false";
                };
                failed(task, property, Contract.word(property.kind) + " \"" + property.message + "\" " + how, all);
            }
        } finally {
            Task.leaveHost(task);
        }
        if (violated) {
            Thread.yield(); // the run ends here, and not where the program gives way next
        }
    }

    private void failed(Task task, Property property, String message, String details) {
        simulation.event(EventKind.PROPERTY, task.boot.node(), Trace.hash(property.message), Trace.hash(property.kind.name()),
                message);
        StringBuilder stack = new StringBuilder(message);
        StackTraceElement where = null;
        boolean own = true; // Moonsim's frames, the API's and the SDK's, down to the program's
        for (StackTraceElement frame : task.stack()) {
            String type = frame.getClassName();
            own &= type.startsWith("dev.moonsim.") || type.startsWith("com.antithesis.sdk.");
            if (!own) {
                stack.append("\n\tat ").append(frame);
                where = where == null && "app".equals(frame.getClassLoaderName()) ? frame : where;
            }
        }
        if (Interleaving.current() != null) {
            Interleaving.current().violated(task, message, where);
        }
        simulation.fail(new Failure("property violated", message, task.boot.node().name(), task.visibleThread().getName(),
                simulation.scheduler().now(), stack.append('\n').toString(), details));
    }

    // ---- what nodes print ----

    /** A line matches the pattern of a rule. Called as Moonsim's own code. */
    void lineMatched(Property property, boolean holds, String line) {
        if (!property.evaluated(holds)) {
            return;
        }
        Task task = simulation.scheduler().current();
        String text = Details.oneLine(line);
        property.first(new Moment(simulation.scheduler().now(), task.boot.node().name(), task.visibleThread().getName(), text));
        if (property.isViolated()) {
            failed(task, property, "rule \"" + property.message + "\" was broken", text);
        }
    }

    boolean hadFaultWithin(long nanos) {
        return simulation.faults().nanosSinceLast() <= nanos;
    }

    // ---- the published state ----

    /** @param listener told of each change, in the task that makes it, as Moonsim's own code; what it does is done later */
    public void listen(BiConsumer<String, Object> listener) {
        listeners.add(listener);
    }

    /** Copies a value and puts it into the state. */
    public void publish(Task task, String key, Object value) {
        Object copy = PublishedState.copy(key, value); // lists and maps are the program's
        if (checking) {
            invariants.misuse("publishes \"" + key + "\"");
            return;
        }
        Task.enterHost();
        try {
            if (copy instanceof Number number) {
                metrics.sample(task.boot.node(), key, simulation.scheduler().now(), number.doubleValue());
            }
            if (state.put(key, copy)) {
                lastPublisher = task;
                lastPublished = key;
                for (BiConsumer<String, Object> listener : listeners) {
                    listener.accept(key, copy);
                }
                if (invariants != null) {
                    simulation.scheduler().observe();
                }
            }
        } finally {
            Task.leaveHost(task);
        }
    }

    /** Takes a sample of a metric. */
    public void measure(Task task, String name, double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("moonsim: \"" + name + "\" is measured as " + value + ", want a finite number");
        }
        if (checking) {
            invariants.misuse("measures \"" + name + "\"");
            return;
        }
        Task.enterHost();
        try {
            metrics.sample(task.boot.node(), name, simulation.scheduler().now(), value);
        } finally {
            Task.leaveHost(task);
        }
    }

    /** A step has changed the state. Called on the carrier, between two steps. */
    public void check() {
        checking = true;
        try {
            invariants.check(lastPublisher, lastPublished);
        } finally {
            checking = false;
        }
    }

    /** Whether an invariant runs: what happens then is reported to {@link #touched}. */
    public boolean isChecking() {
        return checking;
    }

    /** Something happens in the simulated world while an invariant runs. */
    public void touched(EventKind kind) {
        invariants.touched(kind);
    }

    // ---- places that misbehave ----

    public boolean fires(Task task, String site, double probability) {
        Task.enterHost();
        try {
            Node node = task.boot.node();
            if (!buggify.fires(site, node.index(), probability)) {
                return false;
            }
            simulation.event(EventKind.BUGGIFY, node, Trace.hash(site), 0, site);
            simulation.faults().count("buggify");
            return true;
        } finally {
            Task.leaveHost(task);
        }
    }

    public int pick(Task task, String site, int count) {
        Task.enterHost();
        try {
            Node node = task.boot.node();
            int picked = buggify.pick(site, node.index(), count);
            if (picked != 0) {
                simulation.event(EventKind.BUGGIFY, node, Trace.hash(site), picked, site);
                simulation.faults().count("buggify");
            }
            return picked;
        } finally {
            Task.leaveHost(task);
        }
    }

    public long knob(String name, long normal, long low, long high) {
        return buggify.knob(name, normal, low, high);
    }

    public double knob(String name, double normal, double low, double high) {
        return buggify.knob(name, normal, low, high);
    }

    // ---- what other test kits draw ----

    /** Counts the draws that a node has made through the Antithesis SDK, over all of its boots. */
    long nextDraw(Node node) {
        return sdkDraws.merge(node.index(), 1L, Long::sum);
    }
}
