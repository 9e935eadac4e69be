package dev.moonsim.fault.network;

import dev.moonsim.fault.FaultKind;
import dev.moonsim.fault.Parameter;
import dev.moonsim.net.Host;

/** Datagrams arrive twice. */
public final class DatagramDuplicate extends DatagramsFault {
    public static final FaultKind KIND = FaultKind.named("network.udp.duplicate", "single datagrams arrive twice, each in its own time")
            .number("probability", Parameter.Unit.PROBABILITY, "0.05", "0.01..0.5", "of a datagram")
            .counts("network.udp.duplicate")
            .recovers("each arrives once")
            .makes(DatagramDuplicate::new);

    private DatagramDuplicate(Setup setup) {
        super(setup);
    }

    @Override
    public int copies(Host from, Host to) {
        return strikes(from, to) ? 1 : 0;
    }
}
