package dev.moonsim.fault.network;

import dev.moonsim.net.Host;
import dev.moonsim.net.LinkFault;
import dev.moonsim.net.Network;
import dev.moonsim.net.NetworkFaults;
import java.util.function.BiPredicate;

/** A fault of ways that delays their segments. */
abstract class DisturbedWays extends WayFault {
    private NetworkFaults.Disturbance disturbance;

    DisturbedWays(Setup setup) {
        super(setup);
    }

    /** What becomes of the segments of one way. */
    abstract LinkFault fault();

    @Override
    final void begin(Network network, BiPredicate<Host, Host> ways) {
        disturbance = network.faults().disturb(ways, this::fault);
    }

    @Override
    final void finish() {
        disturbance.end();
    }
}
