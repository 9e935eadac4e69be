package dev.moonsim.fault.network;

import dev.moonsim.decide.DecisionStream;
import dev.moonsim.fault.FaultKind;

/**
 * What is sent on some ways is held back and then released all at once: old messages arrive after new ones of other ways, and
 * those of different connections in another order than they were sent in.
 */
public final class Hold extends HeldWays {
    public static final FaultKind KIND = kind("network.hold",
                    "what is sent on some ways is held back, then released at once; the order of connections is mixed",
                    "5s..20s", "0.5s..3s", "100ms..20s")
            .recovers("what is held is released")
            .makes(Hold::new);

    private Hold(Setup setup) {
        super(setup);
    }

    @Override
    String word() {
        return "hold";
    }

    @Override
    DecisionStream order() {
        return decide;
    }
}
