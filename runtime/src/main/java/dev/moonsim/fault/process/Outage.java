package dev.moonsim.fault.process;

import dev.moonsim.api.RebootKind;
import dev.moonsim.fault.Fault;
import dev.moonsim.fault.FaultKind;
import dev.moonsim.fault.Parameter;
import dev.moonsim.node.Node;
import java.util.List;

/** The power of all nodes fails at the same instant; at most once in a run. After Moonpool's outage. */
public final class Outage extends Fault {
    public static final FaultKind KIND = FaultKind.named("outage", "all nodes crash at the same instant, once")
            .number("probability", Parameter.Unit.PROBABILITY, "1", "0.5", "of a run that has one")
            .duration("start", "0s..10s", "0s..10s", "when, from the start of the chaos phase")
            .duration("recovery", "1s..10s", "0.5s..20s", "how long each node stays down")
            .counts("outage")
            .recovers("nodes that are down boot when their time is up")
            .makes(Outage::new);

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
        List<Node> struck = victims();
        struck.removeIf(node -> node.boot() == null);
        if (struck.isEmpty()) {
            return;
        }
        count("outage", "outage of " + struck.size() + (struck.size() == 1 ? " node" : " nodes"));
        for (Node node : struck) {
            simulation.reboots().crash(node, RebootKind.CRASH, draw("recovery"));
        }
    }
}
