package dev.moonsim.fault.process;

import dev.moonsim.fault.Fault;
import dev.moonsim.fault.FaultKind;
import dev.moonsim.fault.Faults;
import dev.moonsim.node.Node;

/** Nodes are slow for a time: too little processor for too much work. */
public final class NodeSlow extends Fault {
    public static final FaultKind KIND = FaultKind.named("node.slow",
                    "a node is slow: each time that a thread of it could run it waits first")
            .duration("interval", "5s..20s", "1s..30s", "from the end of one such time to the start of the next")
            .duration("duration", "1s..5s", "0.5s..20s", "how long a node is slow")
            .duration("delay", "1ms..50ms", "0.1ms..100ms", "how long a thread waits")
            .counts("node.slow")
            .recovers("the node is as fast as before")
            .makes(NodeSlow::new);

    private Node slow;
    private Faults.Episode episode;

    private NodeSlow(Setup setup) {
        super(setup);
    }

    @Override
    protected void start() {
        after(draw("interval"), this::strike);
    }

    private void strike() {
        slow = anyVictim();
        if (slow != null) {
            slow.slow(() -> draw("delay"));
            episode = begin("node.slow", "slow " + slow.name());
        }
        after(draw("duration"), () -> {
            stop();
            after(draw("interval"), this::strike);
        });
    }

    @Override
    protected void stop() {
        if (slow != null) {
            slow.slow(null);
            episode.end();
            slow = null;
        }
    }
}
