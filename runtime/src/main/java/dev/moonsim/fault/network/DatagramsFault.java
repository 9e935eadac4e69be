package dev.moonsim.fault.network;

import dev.moonsim.fault.Fault;
import dev.moonsim.net.DatagramFault;
import dev.moonsim.net.Host;
import java.util.ArrayList;
import java.util.List;

/** What strikes single datagrams with some probability. */
abstract class DatagramsFault extends Fault implements DatagramFault {
    private final List<Host> hosts = new ArrayList<>();

    DatagramsFault(Setup setup) {
        super(setup);
    }

    @Override
    protected final void start() {
        victims().forEach(node -> hosts.add(node.host()));
        simulation.network().datagrams().add(this);
    }

    @Override
    protected final void stop() {
        simulation.network().datagrams().remove(this);
    }

    /** Whether it strikes now, where one of two hosts is a victim; it is counted then. */
    final boolean strikes(Host from, Host to) {
        if (!hosts.contains(from) && !hosts.contains(to) || !happens("probability")) {
            return false;
        }
        simulation.faults().count(settings.kind().name());
        return true;
    }
}
