package dev.moonsim.fault.network;

import dev.moonsim.fault.FaultKind;
import dev.moonsim.fault.Parameter;
import dev.moonsim.net.Host;

/** Connections are refused though somebody listens. */
public final class Refuse extends BeginningFault {
    public static final FaultKind KIND = FaultKind.named("network.refuse", "a connection is refused though somebody listens")
            .number("probability", Parameter.Unit.PROBABILITY, "0.1", "0.05..0.6", "of a request to connect")
            .counts("network.refuse")
            .recovers("nobody is refused")
            .makes(Refuse::new);

    private Refuse(Setup setup) {
        super(setup);
    }

    @Override
    public boolean refuses(Host client, Host server) {
        return strikes(client, server, "probability", "network.refuse", "refuse");
    }
}
