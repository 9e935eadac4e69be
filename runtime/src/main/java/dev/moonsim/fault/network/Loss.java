package dev.moonsim.fault.network;

import dev.moonsim.fault.FaultKind;
import dev.moonsim.fault.Parameter;
import dev.moonsim.fault.Range;
import dev.moonsim.net.LinkFault;
import dev.moonsim.net.Segment;

/**
 * Packets get lost. A program over TCP sees that as delay: the segment is sent again after 200 ms (Linux's shortest
 * retransmission time-out), then after twice that, and so on, and all that was sent behind it waits. A lost request to connect is
 * sent again by the client after a second, two, four.
 */
public final class Loss extends DisturbedWays {
    static final long RETRANSMISSION_NANOS = 200_000_000L;
    /** Linux gives up after 15; at one loss in two, nobody gets as far as 10. */
    private static final int MOST = 10;
    public static final FaultKind KIND = kind("network.loss", "packets get lost on some ways; TCP sends them again after 200 ms, 400 ms...",
                    "5s..15s", "1s..5s", "100ms..20s")
            .number("probability", Parameter.Unit.PROBABILITY, "0.05", "0.01..0.3", "of a packet that is lost")
            .counts("network.loss.packet")
            .recovers("nothing gets lost any more")
            .makes(Loss::new);

    private final Range probability = settings.range("probability");

    private Loss(Setup setup) {
        super(setup);
    }

    @Override
    String word() {
        return "loss";
    }

    @Override
    LinkFault fault() {
        return this::delay;
    }

    private long delay(Segment segment, long now) {
        long delay = 0;
        for (int losses = 0; losses < MOST && happens(probability); losses++) {
            simulation.faults().count("network.loss.packet");
            if (segment.canBeLost()) {
                return LinkFault.LOST;
            }
            delay += RETRANSMISSION_NANOS << losses;
        }
        return delay;
    }
}
