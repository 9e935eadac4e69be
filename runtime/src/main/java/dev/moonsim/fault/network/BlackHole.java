package dev.moonsim.fault.network;

import dev.moonsim.fault.FaultKind;
import dev.moonsim.fault.Faults;
import dev.moonsim.net.Connection;
import java.util.ArrayList;
import java.util.List;

/** What one end of a connection sends, its close included, arrives nowhere, and nobody is told. */
public final class BlackHole extends ConnectionFault {
    public static final FaultKind KIND = FaultKind.named("network.blackHole",
                    "nothing of what one end of a connection sends arrives any more, nor that it closes")
            .duration("interval", "5s..20s", "0.5s..30s", "time between two")
            .word("from", List.of("any", "client", "server"), "whose bytes are swallowed")
            .counts("network.blackHole")
            .recovers("TCP sends again what was swallowed, and it arrives")
            .makes(BlackHole::new);

    private final List<Connection> struck = new ArrayList<>();
    private final List<Faults.Episode> episodes = new ArrayList<>();

    private BlackHole(Setup setup) {
        super(setup);
    }

    @Override
    void strike(Connection connection) {
        String from = settings.word("from");
        boolean client = from.equals("client") || from.equals("any") && decide.below(2) == 0;
        episodes.add(begin("network.blackHole", "black hole " + connection + ", from the " + (client ? "client" : "server")));
        connection.swallow(client);
        struck.add(connection);
    }

    @Override
    protected void stop() {
        struck.forEach(Connection::recover);
        episodes.forEach(Faults.Episode::end);
        struck.clear();
        episodes.clear();
    }
}
