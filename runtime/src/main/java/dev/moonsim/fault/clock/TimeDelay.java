package dev.moonsim.fault.clock;

import dev.moonsim.decide.DecisionStream;
import dev.moonsim.fault.Fault;
import dev.moonsim.fault.FaultKind;
import dev.moonsim.fault.Parameter;
import dev.moonsim.node.Node;
import java.util.ArrayList;
import java.util.List;

/** Sleeps and timed waits of nodes end late: mostly by nothing, now and then by much. Moonpool's "buggified delay". */
public final class TimeDelay extends Fault {
    public static final FaultKind KIND = FaultKind.named("time.delay", "sleeps and timed waits end late, now and then by much")
            .number("probability", Parameter.Unit.PROBABILITY, "0.25", "0.2..0.3", "of a wait that is looked at")
            .duration("max", "100ms", "50ms..150ms", "the longest delay; of those waits, one in a hundred gets a thousandth of it")
            .counts("time.delay")
            .recovers("waits end in time")
            .makes(TimeDelay::new);
    /** A value of [0, 1) to this power is how much of the longest delay there is. */
    private static final int POWER = 1000;

    private final List<Node> late = new ArrayList<>();

    private TimeDelay(Setup setup) {
        super(setup);
    }

    @Override
    protected void start() {
        for (Node node : victims()) {
            DecisionStream own = simulation.decisions().stream(KIND.domain(), -1 - node.index());
            node.clock().delay(nanos -> nanos <= 0 ? 0 : delay(own));
            late.add(node);
        }
    }

    private long delay(DecisionStream own) {
        if (!own.chance((double) settings.range("probability").min() / Parameter.Unit.PROBABILITY.scale())) {
            return 0;
        }
        // StrictMath: the same on each machine, compiled or not.
        long delay = (long) (settings.range("max").draw(own) * StrictMath.pow(own.unit(), POWER));
        if (delay > 0) {
            simulation.faults().count("time.delay");
        }
        return delay;
    }

    @Override
    protected void stop() {
        late.forEach(node -> node.clock().delay(null));
    }
}
