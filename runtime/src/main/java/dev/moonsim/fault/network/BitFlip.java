package dev.moonsim.fault.network;

import dev.moonsim.fault.Fault;
import dev.moonsim.fault.FaultKind;
import dev.moonsim.fault.Parameter;
import dev.moonsim.fault.Range;
import dev.moonsim.net.Host;
import dev.moonsim.net.LinkFault;
import dev.moonsim.net.NetworkFaults;
import dev.moonsim.net.Segment;
import java.util.ArrayList;
import java.util.List;

/**
 * Bits turn on the way. The checksum of TCP finds most of it, and then the segment is as good as lost: it comes 200 ms later. Its
 * 16 bits and the checks of the lower layers let next to nothing through in life; memory of switches and cards that is bad behind
 * those checks is why programs that must not be wrong have checksums of their own. So a flip that passes is far more likely here.
 */
public final class BitFlip extends Fault {
    public static final FaultKind KIND = FaultKind.named("network.bitflip",
                    "bits turn on the way: mostly TCP's checksum finds it and the segment comes 200 ms later, else the program reads them")
            .number("probability", Parameter.Unit.PROBABILITY, "0.001", "0.00001..0.01", "of a segment that is damaged")
            .number("undetected", Parameter.Unit.PROBABILITY, "0.1", "0.01..1", "of a damaged segment that gets through")
            .number("bits", Parameter.Unit.COUNT, "1..32", "1..64", "how many bits turn in it")
            .counts("network.bitflip", "network.bitflip.detected")
            .recovers("nothing is damaged any more")
            .onlyWhereListed()
            .makes(BitFlip::new);

    private NetworkFaults.Disturbance disturbance;

    private final Range probability = settings.range("probability");
    private final Range undetected = settings.range("undetected");
    private final Range bits = settings.range("bits");

    private BitFlip(Setup setup) {
        super(setup);
    }

    @Override
    protected void start() {
        List<Host> hosts = new ArrayList<>();
        victims().forEach(node -> hosts.add(node.host()));
        disturbance = simulation.network().faults().disturb((from, to) -> hosts.contains(from) || hosts.contains(to),
                () -> this::damage);
    }

    private long damage(Segment segment, long now) {
        if (!happens(probability) || segment.length() == 0) {
            return 0;
        }
        if (!happens(undetected)) {
            simulation.faults().count("network.bitflip.detected");
            return segment.canBeLost() ? LinkFault.LOST : Loss.RETRANSMISSION_NANOS;
        }
        long turned = draw(bits);
        int length = (int) Math.min(segment.length(), Integer.MAX_VALUE / 8);
        for (long i = 0; i < turned; i++) {
            segment.flip(decide.below(length * 8));
        }
        count("network.bitflip", "bit flips in " + segment.length() + " bytes");
        return 0;
    }

    @Override
    protected void stop() {
        disturbance.end();
    }
}
