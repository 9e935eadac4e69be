package dev.moonsim.fault.clock;

import dev.moonsim.decide.DecisionStream;
import dev.moonsim.fault.Fault;
import dev.moonsim.fault.FaultKind;
import dev.moonsim.node.Node;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Wall clocks of nodes are set from time to time, as by an operator or by NTP after a long time alone. */
public final class ClockJump extends Fault {
    static final List<String> DIRECTIONS = List.of("any", "ahead", "behind");

    public static final FaultKind KIND = FaultKind.named("clock.jump", "a node's wall clock jumps; System.nanoTime does not")
            .duration("interval", "5s..20s", "1s..30s", "time between two")
            .duration("size", "100ms..10s", "1ms..1h", "how far")
            .word("direction", DIRECTIONS, "where to")
            .counts("clock.jump")
            .recovers("the wall clock is set right")
            .makes(ClockJump::new);

    private final Map<Node, Long> jumped = new LinkedHashMap<>();

    private ClockJump(Setup setup) {
        super(setup);
    }

    @Override
    protected void start() {
        repeat("interval", () -> {
            Node node = anyVictim();
            if (node != null) {
                long size = directed(settings.word("direction"), draw("size"), decide);
                jumped.merge(node, size, Long::sum);
                node.clock().jump(size);
                count("clock.jump", words(node, size));
            }
        });
    }

    @Override
    protected void stop() {
        jumped.forEach((node, size) -> node.clock().jump(-size));
        jumped.clear();
    }

    static long directed(String direction, long size, DecisionStream decide) {
        return direction.equals("behind") || direction.equals("any") && decide.below(2) == 0 ? -size : size;
    }

    static String words(Node node, long nanos) {
        return "wall clock of " + node.name() + ' ' + Math.abs(nanos) / 1_000_000 + "ms " + (nanos < 0 ? "back" : "ahead");
    }
}
