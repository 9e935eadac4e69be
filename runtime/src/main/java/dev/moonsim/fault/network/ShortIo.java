package dev.moonsim.fault.network;

import dev.moonsim.fault.Fault;
import dev.moonsim.fault.FaultKind;
import dev.moonsim.fault.Parameter;
import dev.moonsim.fault.Range;
import dev.moonsim.node.Node;

/**
 * Single reads return fewer bytes than there are, and single writes take fewer than there is room for. A write that the operating
 * system lets wait until all is written, as that of a {@code Socket} on a platform thread, is not shortened.
 */
public final class ShortIo extends Fault {
    public static final FaultKind KIND = FaultKind.named("network.shortIo",
                    "a single read or non-blocking write of a socket moves fewer bytes than it could")
            .number("probability", Parameter.Unit.PROBABILITY, "0.25", "0.05..1", "of a read or write that is cut short")
            .number("most", Parameter.Unit.COUNT, "1..1000", "1..2000", "the bytes that it moves at most")
            .counts("network.shortIo")
            .recovers("reads and writes move what they can")
            .checks(settings -> settings.range("most").min() < 1 ? "most is 0, want at least 1: nothing at all would be the end" : null)
            .makes(ShortIo::new);

    private final Range probability = settings.range("probability");
    private final Range most = settings.range("most");

    private ShortIo(Setup setup) {
        super(setup);
    }

    @Override
    protected void start() {
        for (Node node : victims()) {
            node.host().shorten(this::limit);
        }
    }

    private int limit(int bytes) {
        if (bytes <= 1 || !happens(probability)) {
            return bytes;
        }
        long limit = draw(most);
        if (limit >= bytes) {
            return bytes;
        }
        simulation.faults().count("network.shortIo");
        return (int) limit;
    }

    @Override
    protected void stop() {
        for (Node node : victims()) {
            node.host().shorten(null);
        }
    }
}
