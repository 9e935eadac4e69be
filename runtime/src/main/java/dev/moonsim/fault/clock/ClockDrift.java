package dev.moonsim.fault.clock;

import dev.moonsim.fault.Fault;
import dev.moonsim.fault.FaultKind;
import dev.moonsim.fault.Parameter;
import dev.moonsim.node.Node;
import java.util.LinkedHashMap;
import java.util.Map;

/** Clocks of nodes run fast or slow, each at a rate of its own; what a node measures by them, such as sleeps, follows. */
public final class ClockDrift extends Fault {
    /** Crystals are within 100 ppm, NTP corrects at 500 ppm at most; a virtual machine can be far worse. */
    public static final FaultKind KIND = FaultKind.named("clock.drift",
                    "a node's clocks run fast or slow, and its sleeps and timeouts with them")
            .number("rate", Parameter.Unit.COUNT, "10..500", "1..50000",
                    "by how many parts in a million, drawn for each node when the chaos phase begins")
            .word("direction", ClockJump.DIRECTIONS, "whether they gain or lose")
            .checks(settings -> settings.range("rate").max() > 500_000
                    ? "rate is " + settings.range("rate").max() + ", want at most 500000 (parts in a million)" : null)
            .counts("clock.drift")
            .recovers("clocks run at the right rate, and the wall clock is set right")
            .makes(ClockDrift::new);

    private final Map<Node, Long> rates = new LinkedHashMap<>();

    private ClockDrift(Setup setup) {
        super(setup);
    }

    @Override
    protected void start() {
        for (Node node : victims()) {
            long rate = ClockJump.directed(settings.word("direction"), draw("rate"), decide);
            rates.put(node, rate);
            node.clock().drift(rate);
            count("clock.drift", "clocks of " + node.name() + " run " + (rate < 0 ? "slow" : "fast") + " by " + Math.abs(rate)
                    + " ppm");
        }
    }

    @Override
    protected void stop() {
        rates.forEach((node, rate) -> node.clock().drift(-rate));
        rates.clear();
    }
}
