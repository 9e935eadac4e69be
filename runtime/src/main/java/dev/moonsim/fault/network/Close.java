package dev.moonsim.fault.network;

import dev.moonsim.fault.FaultKind;
import dev.moonsim.net.Connection;
import java.util.List;

/** Connections end without either program having wished it: a firewall resets them, or has forgotten them. */
public final class Close extends ConnectionFault {
    public static final FaultKind KIND = FaultKind.named("network.close", "a connection ends though neither end has closed it")
            .duration("interval", "5s..20s", "0.5s..30s", "time between two")
            .word("how", List.of("any", "reset", "silent"),
                    "both ends see a reset; something in the middle forgets it: who sends gets a reset, who only waits hears nothing"
                    + " (of any, three in ten are resets)")
            .counts("network.close")
            .recovers("connections stay as they are; what was forgotten stays so")
            .makes(Close::new);
    private static final int TEN = 10;
    private static final int RESETS_OF_TEN = 3;

    private Close(Setup setup) {
        super(setup);
    }

    @Override
    void strike(Connection connection) {
        String how = settings.word("how");
        boolean reset = how.equals("reset") || how.equals("any") && decide.below(TEN) < RESETS_OF_TEN;
        count("network.close", (reset ? "reset " : "silent close ") + connection);
        if (reset) {
            connection.reset(true);
            connection.reset(false);
        } else {
            connection.forget();
        }
    }
}
