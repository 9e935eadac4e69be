package dev.moonsim.fault.network;

import dev.moonsim.fault.FaultKind;
import dev.moonsim.fault.Range;
import dev.moonsim.net.LinkFault;

/** Segments take longer: a route through another continent, a full queue. */
public final class ExtraLatency extends DisturbedWays {
    public static final FaultKind KIND = kind("network.latency", "segments take longer on some ways, each by another time",
                    "5s..15s", "1s..5s", "100ms..20s")
            .duration("extra", "10ms..200ms", "1ms..2s", "how much longer a segment takes")
            .recovers("segments take what they took before; those under way keep their time")
            .makes(ExtraLatency::new);

    private final Range extra = settings.range("extra");

    private ExtraLatency(Setup setup) {
        super(setup);
    }

    @Override
    String word() {
        return "latency";
    }

    @Override
    LinkFault fault() {
        return (segment, now) -> draw(extra);
    }
}
