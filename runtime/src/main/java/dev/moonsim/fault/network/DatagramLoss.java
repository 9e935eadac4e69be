package dev.moonsim.fault.network;

import dev.moonsim.fault.FaultKind;
import dev.moonsim.fault.Parameter;
import dev.moonsim.net.Host;

/** Datagrams get lost. */
public final class DatagramLoss extends DatagramsFault {
    public static final FaultKind KIND = FaultKind.named("network.udp.loss", "single datagrams get lost")
            .number("probability", Parameter.Unit.PROBABILITY, "0.05", "0.01..0.3", "of a datagram")
            .counts("network.udp.loss")
            .recovers("nothing gets lost any more")
            .makes(DatagramLoss::new);

    private DatagramLoss(Setup setup) {
        super(setup);
    }

    @Override
    public int copies(Host from, Host to) {
        return strikes(from, to) ? -1 : 0;
    }
}
