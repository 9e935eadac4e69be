package dev.moonsim.fault.network;

import dev.moonsim.fault.FaultKind;
import dev.moonsim.fault.Parameter;
import dev.moonsim.net.Host;

/** Look-ups of names take long, or fail as they do where no name server answers. */
public final class NameLookup extends BeginningFault {
    public static final FaultKind KIND = FaultKind.named("network.dns", "look-ups of other hosts' names take long, or fail for the moment")
            .number("failure", Parameter.Unit.PROBABILITY, "0.1", "0.05..0.5", "of a look-up that fails: UnknownHostException")
            .number("slow", Parameter.Unit.PROBABILITY, "0.25", "0.1..1", "of a look-up that takes long")
            .duration("delay", "5ms..2s", "1ms..5s", "how long it takes then; 5 s is what a lost question costs")
            .counts("network.dns", "network.dns.slow")
            .recovers("names resolve at once")
            .makes(NameLookup::new);

    private NameLookup(Setup setup) {
        super(setup);
    }

    @Override
    public long lookupDelay(Host client, Host named) {
        return strikes(client, named, "slow", "network.dns.slow", "slow look-up") ? draw("delay") : 0;
    }

    @Override
    public boolean lookupFails(Host client, Host named) {
        return strikes(client, named, "failure", "network.dns", "failed look-up");
    }
}
