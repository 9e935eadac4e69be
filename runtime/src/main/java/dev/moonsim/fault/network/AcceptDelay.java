package dev.moonsim.fault.network;

import dev.moonsim.fault.FaultKind;
import dev.moonsim.fault.Parameter;
import dev.moonsim.net.Host;

/** A connection that the client sees as established takes its time to get to the server's {@code accept}. */
public final class AcceptDelay extends BeginningFault {
    public static final FaultKind KIND = FaultKind.named("network.acceptDelay",
                    "a connection that the client has gets late to the server's accept")
            .number("probability", Parameter.Unit.PROBABILITY, "0.25", "0.1..1", "of a connection that is late")
            .duration("delay", "10ms..1s", "1ms..5s", "how late it is")
            .counts("network.acceptDelay")
            .recovers("connections that begin from then on are not late")
            .makes(AcceptDelay::new);

    private AcceptDelay(Setup setup) {
        super(setup);
    }

    @Override
    public long acceptDelay(Host server) {
        return strikes(server, server, "probability", "network.acceptDelay", "late accept at") ? draw("delay") : 0;
    }
}
