package dev.moonsim.fault.process;

import dev.moonsim.fault.Fault;
import dev.moonsim.fault.FaultKind;
import dev.moonsim.fault.Pauses;
import dev.moonsim.node.Node;

/** Nodes stand still from time to time, as during a long collection of garbage or while a virtual machine is moved. */
public final class NodePause extends Fault {
    public static final FaultKind KIND = FaultKind.named("node.pause",
                    "a node stands still, as during a collection of garbage; its clocks go on, and messages arrive")
            .duration("interval", "5s..20s", "1s..30s", "time between two")
            .duration("duration", "50ms..2s", "10ms..15s", "how long one lasts")
            .counts("node.pause")
            .recovers("the node goes on")
            .makes(NodePause::new);

    private final Pauses pauses = new Pauses(simulation);

    private NodePause(Setup setup) {
        super(setup);
    }

    @Override
    protected void start() {
        repeat("interval", () -> {
            Node node = anyVictim();
            if (node != null) {
                pauses.pause(node, draw("duration"));
            }
        });
    }

    @Override
    protected void stop() {
        pauses.endAll();
    }
}
