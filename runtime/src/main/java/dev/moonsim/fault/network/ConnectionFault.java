package dev.moonsim.fault.network;

import dev.moonsim.fault.Fault;
import dev.moonsim.net.Connection;
import dev.moonsim.net.Host;
import java.util.ArrayList;
import java.util.List;

/** What strikes one open connection now and then. */
abstract class ConnectionFault extends Fault {
    ConnectionFault(Setup setup) {
        super(setup);
    }

    abstract void strike(Connection connection);

    @Override
    protected void start() {
        repeat("interval", () -> {
            List<Host> hosts = new ArrayList<>();
            victims().forEach(node -> hosts.add(node.host()));
            List<Connection> open = Connection.of(simulation.network(), hosts::contains);
            if (!open.isEmpty()) {
                strike(open.get(decide.below(open.size())));
            }
        });
    }

    @Override
    protected void stop() {
        // what has happened to a connection stays
    }
}
