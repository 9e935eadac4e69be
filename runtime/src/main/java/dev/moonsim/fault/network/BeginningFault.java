package dev.moonsim.fault.network;

import dev.moonsim.fault.Fault;
import dev.moonsim.net.Host;
import dev.moonsim.net.NetworkFault;
import java.util.ArrayList;
import java.util.List;

/** What strikes connections, or look-ups of names, at their beginning, with some probability. */
abstract class BeginningFault extends Fault implements NetworkFault {
    private final List<Host> hosts = new ArrayList<>();

    BeginningFault(Setup setup) {
        super(setup);
    }

    @Override
    protected final void start() {
        victims().forEach(node -> hosts.add(node.host()));
        simulation.network().faults().add(this);
    }

    @Override
    protected final void stop() {
        simulation.network().faults().remove(this);
    }

    /** Whether it strikes now, where one of two hosts is a victim; it is counted then. */
    final boolean strikes(Host one, Host other, String parameter, String counter, String words) {
        if (!hosts.contains(one) && !hosts.contains(other) || !happens(parameter)) {
            return false;
        }
        count(counter, words + " " + one.node().name() + (one == other ? "" : " > " + other.node().name()));
        return true;
    }
}
