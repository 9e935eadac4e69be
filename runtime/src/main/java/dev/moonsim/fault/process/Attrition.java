package dev.moonsim.fault.process;

import dev.moonsim.api.RebootKind;
import dev.moonsim.decide.DecisionStream;
import dev.moonsim.fault.Fault;
import dev.moonsim.fault.FaultKind;
import dev.moonsim.fault.Parameter;
import dev.moonsim.node.Node;
import java.util.List;

/** Crashes and stops nodes from time to time, and boots them again. After FoundationDB's attrition workload and Moonpool's. */
public final class Attrition extends Fault {
    public static final FaultKind KIND = FaultKind.named("attrition", "nodes crash or are stopped, and boot again")
            .duration("interval", "5s..15s", "1s..30s", "time between two")
            .number("maxDead", Parameter.Unit.COUNT, "1", "1", "nodes that may be down at once")
            .number("crash", Parameter.Unit.COUNT, "2", "1..3", "weight of a power cut")
            .number("graceful", Parameter.Unit.COUNT, "1", "0..3", "weight of a shutdown as by SIGTERM")
            .number("wipe", Parameter.Unit.COUNT, "0", "0",
                    "weight of a power cut that also loses the disk (few systems survive that, hence 0)")
            .duration("grace", "2s..5s", "0.5s..10s", "time that a shutdown may take before the process is killed")
            .duration("recovery", "1s..10s", "0.5s..20s", "how long a node stays down")
            .word("scope", List.of("process", "machine", "zone", "dataCenter"),
                    "what goes down at once: the node, or all nodes of its machine, zone or data centre")
            .checks(settings -> settings.range("crash").max() + settings.range("graceful").max() + settings.range("wipe").max() > 0
                    ? null : "crash, graceful and wipe are all 0, want one of them above 0 (or no attrition at all)")
            .counts("node.crash", "node.stop", "node.kill", "node.wipe")
            .recovers("nodes that are down boot when their time is up")
            .makes(Attrition::new);

    private Attrition(Setup setup) {
        super(setup);
    }

    @Override
    protected void start() {
        repeat("interval", this::strike);
    }

    @Override
    protected void stop() {}

    private void strike() {
        List<Node> candidates = victims();
        candidates.removeIf(node -> node.boot() == null || simulation.reboots().isDead(node));
        if (candidates.isEmpty()) {
            return;
        }
        Node victim = candidates.get(decide.below(candidates.size()));
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
            simulation.reboots().reboot(node, kind, draw("grace"), draw("recovery"));
        }
    }

    /** Whether the node may die now. */
    public boolean allows(Node node) {
        return victims().contains(node) && !simulation.reboots().isDead(node)
                && simulation.reboots().dead() < settings.range("maxDead").max();
    }

    /** How a node dies at a moment that it named. */
    public RebootKind sudden(DecisionStream decideHint) {
        long crash = Math.max(1, settings.range("crash").draw(decideHint));
        long wipe = settings.range("wipe").draw(decideHint);
        return decideHint.between(0, crash + wipe - 1) < crash ? RebootKind.CRASH : RebootKind.CRASH_AND_WIPE;
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
