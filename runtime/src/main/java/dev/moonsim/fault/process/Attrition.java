package dev.moonsim.fault.process;

import dev.moonsim.api.RebootKind;
import dev.moonsim.decide.DecisionStream;
import dev.moonsim.fault.Fault;
import dev.moonsim.fault.FaultKind;
import dev.moonsim.fault.FaultSettings;
import dev.moonsim.fault.Moments;
import dev.moonsim.fault.Parameter;
import dev.moonsim.fault.disk.LosingDisks;
import dev.moonsim.node.Boot;
import dev.moonsim.node.Node;
import java.util.List;
import java.util.Locale;

/** Crashes and stops nodes from time to time, and boots them again. After FoundationDB's attrition workload and Moonpool's. */
public final class Attrition extends Fault {
    public static final FaultKind KIND = FaultKind.named("attrition", "nodes crash or are stopped, and boot again")
            .duration("interval", "5s..15s", "1s..30s", "time between two")
            .number("maxDead", Parameter.Unit.COUNT, "1", "1", "nodes that may be down at once")
            .number("crash", Parameter.Unit.COUNT, "2", "1..3", "weight of a power cut")
            .number("graceful", Parameter.Unit.COUNT, "1", "0..3", "weight of a shutdown as by SIGTERM")
            .number("wipe", Parameter.Unit.COUNT, "0", "0",
                    "weight of a power cut that also loses the disk, where the `tolerance` of disks allows it (few systems survive that, hence 0)")
            .duration("grace", "2s..5s", "0.5s..10s", "time that a shutdown may take before the process is killed")
            .duration("recovery", "1s..10s", "20ms..20s", "how long a node stays down")
            .word("scope", List.of("process", "machine", "zone", "dataCenter"),
                    "what goes down at once: the node, or all nodes of its machine, zone or data centre")
            .word("aim", List.of("any", "write", "sync", "send", "output", "state"),
                    "when it strikes: any time, or after a node has written to a file, has synced one, has sent something, has "
                            + "printed a line or published a fact; that node goes down. Where none does so for 5 s, any time")
            .number("skip", Parameter.Unit.COUNT, "0..3", "0..10", "such moments that it lets pass first")
            .duration("delay", "0ms..5ms", "0.01ms..300ms", "from such a moment to the crash; each second one comes at once, before the node does anything else")
            .checks(settings -> settings.range("crash").max() + settings.range("graceful").max() + settings.range("wipe").max() > 0
                    ? null : "crash, graceful and wipe are all 0, want one of them above 0 (or no attrition at all)")
            .counts("node.crash", "node.stop", "node.kill", "node.wipe")
            .recovers("nodes that are down boot when their time is up")
            .makes(Attrition::new);

    /** How long it waits for a moment, in virtual nanoseconds. */
    private static final long PATIENCE = 5_000_000_000L;

    private final Moments.Kind aim;
    private Runnable endOfWatch = () -> {};
    private Object watching;
    private long skip;

    private Attrition(Setup setup) {
        super(setup);
        aim = aim(settings);
    }

    /** What it waits for, or null for nothing. */
    public static Moments.Kind aim(FaultSettings settings) {
        String aim = settings.word("aim");
        return aim.equals("any") ? null : Moments.Kind.valueOf(aim.toUpperCase(Locale.ROOT));
    }

    @Override
    protected void start() {
        if (aim == null) {
            repeat("interval", this::strikeAny);
        } else {
            after(draw("interval"), this::takeAim);
        }
    }

    @Override
    protected void stop() {
        watching = null;
        endOfWatch.run();
    }

    private void takeAim() {
        Object watch = new Object();
        watching = watch;
        skip = draw("skip");
        endOfWatch = simulation.moments().watch(aim, this::reached);
        after(PATIENCE, () -> {
            if (watching == watch) {
                endAim();
                strikeAny();
            }
        });
    }

    /** The calling task is in the midst of it. */
    private void reached(Node node) {
        if (watching != null && allows(node) && skip-- <= 0) {
            boolean atOnce = decide.below(2) == 0;
            long delay = draw("delay");
            endAim();
            if (!atOnce) {
                after(delay, () -> strike(node));
                return;
            }
            Boot boot = node.boot();
            simulation.scheduler().pause(boot); // nobody else of the node runs before the timer
            simulation.scheduler().after(0, () -> {
                simulation.scheduler().resume(boot);
                if (!isOver()) {
                    strike(node);
                }
            }, null);
        }
    }

    private void endAim() {
        stop();
        after(draw("interval"), this::takeAim);
    }

    private void strikeAny() {
        List<Node> candidates = candidates();
        if (!candidates.isEmpty()) {
            strike(candidates.get(decide.below(candidates.size())));
        }
    }

    private List<Node> candidates() {
        List<Node> candidates = victims();
        candidates.removeIf(node -> node.boot() == null || simulation.reboots().isDead(node));
        return candidates;
    }

    private void strike(Node victim) {
        List<Node> candidates = candidates();
        if (!candidates.contains(victim)) {
            return;
        }
        String domain = switch (settings.word("scope")) {
            case "machine" -> victim.spec().placement().machine();
            case "zone" -> victim.spec().placement().zone();
            case "dataCenter" -> victim.spec().placement().dataCenter();
            default -> "";
        };
        List<Node> struck = domain.isEmpty() ? List.of(victim)
                : candidates.stream().filter(node -> node.spec().placement().isIn(domain)).toList();
        if (simulation.reboots().dead() + struck.size() > settings.range("maxDead").max()) {
            return;
        }
        RebootKind kind = kind();
        for (Node node : struck) {
            simulation.reboots().reboot(node, tolerated(node, kind), draw("grace"), draw("recovery"));
        }
    }

    /** Whether the node may die now. */
    public boolean allows(Node node) {
        return victims().contains(node) && !simulation.reboots().isDead(node)
                && simulation.reboots().dead() < settings.range("maxDead").max();
    }

    /** How a node dies at a moment that it named. */
    public RebootKind sudden(Node node, DecisionStream decideHint) {
        long crash = Math.max(1, settings.range("crash").draw(decideHint));
        long wipe = settings.range("wipe").draw(decideHint);
        return tolerated(node, decideHint.between(0, crash + wipe - 1) < crash ? RebootKind.CRASH : RebootKind.CRASH_AND_WIPE);
    }

    /** A node keeps its disk where the scenario does not tolerate that it loses it. */
    private RebootKind tolerated(Node node, RebootKind kind) {
        return kind == RebootKind.CRASH_AND_WIPE && LosingDisks.among(List.of(node), simulation).isEmpty() ? RebootKind.CRASH : kind;
    }

    private RebootKind kind() {
        long crash = draw("crash");
        long graceful = draw("graceful");
        long weights = crash + graceful + draw("wipe");
        long at = weights == 0 ? 0 : decide.between(0, weights - 1);
        return weights == 0 || at < crash ? RebootKind.CRASH
                : at < crash + graceful ? RebootKind.GRACEFUL : RebootKind.CRASH_AND_WIPE;
    }
}
