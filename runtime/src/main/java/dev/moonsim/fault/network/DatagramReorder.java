package dev.moonsim.fault.network;

import dev.moonsim.fault.FaultKind;
import dev.moonsim.fault.Parameter;
import dev.moonsim.net.Host;

/** Datagrams overtake each other. */
public final class DatagramReorder extends DatagramsFault {
    public static final FaultKind KIND = FaultKind.named("network.udp.reorder", "single datagrams are late, so that others overtake them")
            .number("probability", Parameter.Unit.PROBABILITY, "0.05", "0.01..0.5", "of a datagram")
            .duration("delay", "1ms..50ms", "100us..1s", "how late it is")
            .counts("network.udp.reorder")
            .recovers("none is late that is sent from then on")
            .makes(DatagramReorder::new);

    private DatagramReorder(Setup setup) {
        super(setup);
    }

    @Override
    public long delay(Host from, Host to) {
        return strikes(from, to) ? draw("delay") : 0;
    }
}
