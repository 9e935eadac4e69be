package dev.moonsim.fault;

import dev.moonsim.api.RebootKind;
import dev.moonsim.decide.DecisionStream;
import dev.moonsim.decide.Decisions;
import dev.moonsim.net.Host;
import dev.moonsim.node.Node;
import dev.moonsim.node.Program;
import dev.moonsim.run.Simulation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Faults at given times and on given events, as a scenario lists them. */
public final class Script implements Chaos.Script {
    private static final long DOMAIN = Decisions.domain("chaos.script");

    /**
     * One line of a script.
     *
     * @param when what it waits for
     * @param times how often it does something at most
     * @param delay from when its moment comes to when it acts
     */
    public record Entry(Trigger when, int times, Range delay, Action action) {
    }

    /** When an entry acts. */
    public sealed interface Trigger {
    }

    /** @param nanos since the chaos phase began */
    public record At(long nanos) implements Trigger {
    }

    /**
     * A line of output.
     *
     * @param victims whose; null for everybody's, workloads included
     */
    public record Logged(Pattern pattern, String victims) implements Trigger {
    }

    /**
     * A fact that is published.
     *
     * @param value as text; null for any
     */
    public record Published(String key, String value) implements Trigger {
    }

    /** What an entry does. Selectors may have {@code ${node}} and {@code ${value}}. */
    public sealed interface Action {
    }

    /**
     * @param recovery how long nodes stay down; null until they are restarted or chaos is over
     * @param version which they boot then, or null
     */
    public record Reboot(String nodes, RebootKind kind, Range recovery, String version) implements Action {
    }

    /** @param version which they boot, or null */
    public record Restart(String nodes, String version) implements Action {
    }

    /** Reboots nodes onto another version, one after the other. */
    public record Upgrade(String nodes, String version, Range every, Range recovery) implements Action {
    }

    public record Pause(String nodes, Range time) implements Action {
    }

    /**
     * @param other null for all others
     * @param time null until it is healed or chaos is over
     */
    public record Separate(List<String> one, List<String> other, boolean oneWay, Range time) implements Action {
    }

    public record Heal() implements Action {
    }

    public record Start(FaultKind kind) implements Action {
    }

    public record End(FaultKind kind) implements Action {
    }

    private final Simulation simulation;
    private final Operations operations;
    private final List<Pending> pending = new ArrayList<>();
    private boolean active;

    private Script(Simulation simulation, List<Entry> entries) {
        this.simulation = simulation;
        this.operations = simulation.chaos().operations();
        for (int i = 0; i < entries.size(); i++) {
            pending.add(new Pending(entries.get(i), simulation.decisions().stream(DOMAIN, i)));
        }
    }

    public static Function<Simulation, Chaos.Script> of(List<Entry> entries) {
        List<Entry> fixed = List.copyOf(entries);
        return simulation -> new Script(simulation, fixed);
    }

    @Override
    public void start() {
        active = true;
        pending.forEach(Pending::start);
    }

    @Override
    public void stop() {
        active = false;
    }

    private final class Pending {
        private final Entry entry;
        private final DecisionStream decide;
        private int left;

        Pending(Entry entry, DecisionStream decide) {
            this.entry = entry;
            this.decide = decide;
            this.left = entry.times();
            if (entry.when() instanceof Logged logged) {
                NodeSelector about = new NodeSelector(logged.victims());
                simulation.lines().listen(node -> logged.victims() == null || about.selects(node.spec()), (node, line) -> {
                    if (active && left > 0 && logged.pattern().matcher(line).find()) {
                        comes(node, "");
                    }
                });
            } else if (entry.when() instanceof Published published) {
                simulation.properties().listen((key, value) -> {
                    if (active && left > 0 && matches(published, key, value)) {
                        comes(publisher(), String.valueOf(value));
                    }
                });
            }
        }

        private Node publisher() {
            return simulation.scheduler().current() == null ? null : simulation.scheduler().current().boot.node();
        }

        private static boolean matches(Published published, String key, Object value) {
            return key.equals(published.key())
                    && (published.value() == null || published.value().equals(String.valueOf(value)));
        }

        void start() {
            if (entry.when() instanceof At at) {
                for (int i = 0; i < entry.times(); i++) {
                    comes(at.nanos() * (i + 1), null, "");
                }
            } else if (entry.when() instanceof Published published) {
                Object value = simulation.properties().state().get(published.key());
                if (value != null && matches(published, published.key(), value)) {
                    comes(null, String.valueOf(value)); // it is so already
                }
            }
        }

        private void comes(Node node, String value) {
            comes(0, node, value);
        }

        private void comes(long nanos, Node node, String value) {
            left--;
            simulation.scheduler().after(nanos + entry.delay().draw(decide), () -> {
                if (active) {
                    act(node == null ? "" : node.name(), value);
                }
            }, null);
        }

        private void act(String node, String value) {
            switch (entry.action()) {
                case Reboot reboot -> {
                    for (Node victim : nodes(reboot.nodes(), node, value)) {
                        long recovery = reboot.recovery() == null ? Reboots.HELD_DOWN : reboot.recovery().draw(decide);
                        if (reboot.version() == null) {
                            operations.reboot(victim, reboot.kind(), recovery);
                        } else if (victim.spec().program(reboot.version()) != null) {
                            operations.upgrade(victim, reboot.kind(), victim.spec().program(reboot.version()), recovery);
                        }
                    }
                }
                case Restart restart -> {
                    for (Node victim : nodes(restart.nodes(), node, value)) {
                        operations.restart(victim, restart.version() == null ? null : victim.spec().program(restart.version()));
                    }
                }
                case Upgrade upgrade -> {
                    long at = 0;
                    for (Node victim : nodes(upgrade.nodes(), node, value)) {
                        Program version = victim.spec().program(upgrade.version());
                        if (version != null) {
                            simulation.scheduler().after(at, () -> {
                                if (active) {
                                    operations.upgrade(victim, RebootKind.GRACEFUL, version, upgrade.recovery().draw(decide));
                                }
                            }, null);
                            at += upgrade.every().draw(decide);
                        }
                    }
                }
                case Pause pause -> {
                    for (Node victim : nodes(pause.nodes(), node, value)) {
                        operations.pause(victim, pause.time().draw(decide));
                    }
                }
                case Separate separate -> {
                    List<Host> one = hosts(separate.one(), node, value);
                    List<Host> other = separate.other() == null ? new ArrayList<>(simulation.network().hosts())
                            : hosts(separate.other(), node, value);
                    other.removeAll(one);
                    if (!one.isEmpty() && !other.isEmpty()) {
                        operations.partition(one, other, separate.oneWay(),
                                separate.time() == null ? Long.MAX_VALUE : separate.time().draw(decide));
                    }
                }
                case Heal heal -> operations.heal();
                case Start start -> operations.start(start.kind());
                case End end -> operations.stop(end.kind());
            }
        }
    }

    private static String filled(String selector, String node, String value) {
        return selector.replace("${node}", node).replace("${value}", value);
    }

    private List<Node> nodes(String selector, String node, String value) {
        return new NodeSelector(filled(selector, node, value)).among(simulation.nodes());
    }

    /** Sides of a partition: here workloads are meant too. */
    private List<Host> hosts(List<String> selectors, String node, String value) {
        List<Host> hosts = new ArrayList<>();
        for (Node each : simulation.nodes()) {
            for (String selector : selectors) {
                String filled = filled(selector, node, value);
                if (new NodeSelector(filled).selects(each.spec()) || each.name().equals(filled)
                        || each.spec().group().equals(filled)) {
                    hosts.add(each.host());
                    break;
                }
            }
        }
        return hosts;
    }
}
