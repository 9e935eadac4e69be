package dev.moonsim.fault.disk;

import dev.moonsim.fault.Fault;
import dev.moonsim.fault.FaultKind;
import dev.moonsim.fault.Parameter;
import dev.moonsim.node.Node;

/** Makes power cuts tear writes, which they do rarely else: what a log without checksums takes for its own. */
public final class TornWrite extends Fault {
    public static final FaultKind KIND = FaultKind.named("disk.torn-write",
                    "a power cut leaves some sectors (512 bytes) of what was not synced, in any order, and zeros for others")
            .number("probability", Parameter.Unit.PROBABILITY, "0.5", "0.05..1", "of a file with unsynced data, at each power cut")
            .counts("disk.torn-write")
            .recovers("power cuts are as before; what is torn stays so")
            .makes(TornWrite::new);

    private TornWrite(Setup setup) {
        super(setup);
    }

    @Override
    protected void start() {
        for (Node node : victims()) {
            node.disk().tears(() -> happens("probability"));
        }
    }

    @Override
    protected void stop() {
        for (Node node : victims()) {
            node.disk().tears(null);
        }
    }
}
