package dev.moonsim.fault.network;

import dev.moonsim.decide.DecisionStream;
import dev.moonsim.net.Host;
import dev.moonsim.net.Network;
import dev.moonsim.net.NetworkFaults;
import java.util.function.BiPredicate;

/** A fault that lets nothing through some ways, and loses nothing. */
abstract class HeldWays extends WayFault {
    private NetworkFaults.Hold hold;

    HeldWays(Setup setup) {
        super(setup);
    }

    /** What mixes the connections when they go on; null where they keep their order. */
    abstract DecisionStream order();

    @Override
    final void begin(Network network, BiPredicate<Host, Host> ways) {
        hold = network.faults().hold(ways);
    }

    @Override
    final void finish() {
        hold.release(order());
    }
}
