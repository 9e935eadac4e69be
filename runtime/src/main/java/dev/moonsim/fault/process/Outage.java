package dev.moonsim.fault.process;

import dev.moonsim.api.RebootKind;
import dev.moonsim.fault.Fault;
import dev.moonsim.fault.FaultKind;
import dev.moonsim.fault.Parameter;
import dev.moonsim.node.Node;
import java.util.List;

/**
 * The power of all nodes fails at the same instant; at most once in a run. After Moonpool's outage. While the program publishes
 * {@code true} as {@value #VETO}, it waits.
 */
public final class Outage extends Fault {
    public static final FaultKind KIND = FaultKind.named("outage", "all nodes crash at the same instant, once")
            .number("probability", Parameter.Unit.PROBABILITY, "1", "0.5", "of a run that has one")
            .duration("start", "0s..10s", "0s..10s", "when, from the start of the chaos phase")
            .duration("recovery", "1s..10s", "0.5s..20s", "how long each node stays down")
            .duration("straggler", "0s", "0s..10s", "how much longer one of them stays down than all others")
            .counts("outage")
            .recovers("nodes that are down boot when their time is up")
            .makes(Outage::new);

    private static final String VETO = "moonsim.outage.veto";
    private static final long VETO_NANOS = 1_000_000;

    private Outage(Setup setup) {
        super(setup);
    }

    @Override
    protected void start() {
        if (happens("probability")) {
            after(draw("start"), this::strike);
        }
    }

    @Override
    protected void stop() {}

    private void strike() {
        if (Boolean.TRUE.equals(simulation.properties().state().get(VETO))) {
            after(VETO_NANOS, this::strike);
            return;
        }
        List<Node> struck = victims();
        struck.removeIf(node -> node.boot() == null);
        if (struck.isEmpty()) {
            return;
        }
        count("outage", "outage of " + struck.size() + (struck.size() == 1 ? " node" : " nodes"));
        long[] recovery = new long[struck.size()];
        long longest = 0;
        for (int i = 0; i < recovery.length; i++) {
            recovery[i] = draw("recovery");
            longest = Math.max(longest, recovery[i]);
        }
        long straggler = draw("straggler");
        for (int i = 0; i < recovery.length; i++) {
            boolean last = straggler > 0 && i == recovery.length - 1;
            simulation.reboots().crash(struck.get(i), RebootKind.CRASH, last ? longest + straggler : recovery[i]);
        }
    }
}
