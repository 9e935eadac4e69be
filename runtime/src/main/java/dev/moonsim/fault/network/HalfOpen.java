package dev.moonsim.fault.network;

import dev.moonsim.fault.FaultKind;
import dev.moonsim.net.Connection;
import java.util.List;

/** One end of a connection is gone, and the other is not told until it sends. */
public final class HalfOpen extends ConnectionFault {
    public static final FaultKind KIND = FaultKind.named("network.halfOpen",
                    "one end of a connection is reset; the other is not told, and learns of it by what it sends")
            .duration("interval", "5s..20s", "0.5s..30s", "time between two")
            .word("gone", List.of("any", "client", "server"), "which end sees the reset")
            .counts("network.halfOpen")
            .recovers("connections stay as they are")
            .makes(HalfOpen::new);

    private HalfOpen(Setup setup) {
        super(setup);
    }

    @Override
    void strike(Connection connection) {
        String gone = settings.word("gone");
        boolean client = gone.equals("client") || gone.equals("any") && decide.below(2) == 0;
        count("network.halfOpen", "half open " + connection + ", the " + (client ? "client" : "server") + " is gone");
        connection.reset(client);
    }
}
