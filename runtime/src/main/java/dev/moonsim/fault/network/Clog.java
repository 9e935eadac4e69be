package dev.moonsim.fault.network;

import dev.moonsim.decide.DecisionStream;
import dev.moonsim.fault.FaultKind;

/** Ways stand still for a short time. Nothing is lost, requests to connect neither. */
public final class Clog extends HeldWays {
    public static final FaultKind KIND = kind("network.clog", "some ways stand still for a moment; nothing is lost",
                    "1s..5s", "50ms..500ms", "10ms..5s")
            .recovers("what waited arrives in order")
            .makes(Clog::new);

    private Clog(Setup setup) {
        super(setup);
    }

    @Override
    String word() {
        return "clog";
    }

    @Override
    DecisionStream order() {
        return null;
    }
}
