package dev.moonsim.fault.network;

import dev.moonsim.fault.FaultKind;
import dev.moonsim.fault.Parameter;
import dev.moonsim.net.LinkFault;
import dev.moonsim.net.Wire;

/** Ways carry few bytes a second: a backup runs, a link has fallen back to a slower rate. */
public final class Bandwidth extends DisturbedWays {
    /** More than the largest segment; fewer would be a standstill. */
    private static final long LEAST = 100;
    public static final FaultKind KIND = kind("network.bandwidth", "some ways carry few bytes a second",
                    "5s..20s", "1s..5s", "100ms..20s")
            .number("rate", Parameter.Unit.COUNT, "10000..100000", "1000..1000000", "bytes a second, drawn for each way")
            .recovers("what is sent from then on is as fast as before")
            .checks(settings -> settings.range("rate").min() < LEAST ? "rate is less than " + LEAST + " bytes a second" : null)
            .makes(Bandwidth::new);

    private Bandwidth(Setup setup) {
        super(setup);
    }

    @Override
    String word() {
        return "bandwidth";
    }

    @Override
    LinkFault fault() {
        Wire wire = new Wire(draw("rate"));
        return (segment, now) -> wire.delay(now, segment.wireBytes());
    }
}
