package dev.moonsim.fault.network;

import dev.moonsim.fault.FaultKind;
import dev.moonsim.fault.Parameter;
import dev.moonsim.net.Host;

/** A client that connects gets no answer: not before its own time-out, or the 127 s after which the kernel gives up. */
public final class ConnectHang extends BeginningFault {
    public static final FaultKind KIND = FaultKind.named("network.connectHang",
                    "a client that connects gets no answer at all, for 127 s if it waits so long")
            .number("probability", Parameter.Unit.PROBABILITY, "0.05", "0.02..0.3", "of a connection that is begun")
            .counts("network.connectHang")
            .recovers("the next request of the client's kernel is answered")
            .makes(ConnectHang::new);

    private ConnectHang(Setup setup) {
        super(setup);
    }

    @Override
    public boolean hangs(Host client, Host server) {
        return strikes(client, server, "probability", "network.connectHang", "connect hangs");
    }
}
