package dev.moonsim.fault.clock;

import dev.moonsim.fault.Fault;
import dev.moonsim.fault.FaultKind;
import dev.moonsim.node.Node;
import java.util.LinkedHashMap;
import java.util.Map;

/** Wall clocks of nodes are wrong by a constant, each by one of its own. */
public final class ClockSkew extends Fault {
    public static final FaultKind KIND = FaultKind.named("clock.skew", "a node's wall clock is wrong by a constant")
            .duration("offset", "10ms..500ms", "1ms..60s", "by how much, drawn for each node when the chaos phase begins")
            .word("direction", ClockJump.DIRECTIONS, "whether it is ahead or behind")
            .counts("clock.skew")
            .recovers("the wall clock is set right")
            .makes(ClockSkew::new);

    private final Map<Node, Long> offsets = new LinkedHashMap<>();

    private ClockSkew(Setup setup) {
        super(setup);
    }

    @Override
    protected void start() {
        for (Node node : victims()) {
            long offset = ClockJump.directed(settings.word("direction"), draw("offset"), decide);
            offsets.put(node, offset);
            node.clock().jump(offset);
            count("clock.skew", ClockJump.words(node, offset));
        }
    }

    @Override
    protected void stop() {
        offsets.forEach((node, offset) -> node.clock().jump(-offset));
        offsets.clear();
    }
}
