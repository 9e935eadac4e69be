package dev.moonsim.net;

import dev.moonsim.decide.DecisionStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Supplier;

/**
 * What faults do to a network at the moment, beside partitions. Ways that come into being while a fault lasts have it too;
 * those of stable connections and those within a host never do.
 */
public final class NetworkFaults {
    private final List<NetworkFault> faults = new ArrayList<>();
    private final List<Disturbance> disturbances = new ArrayList<>();
    private final List<Hold> holds = new ArrayList<>();
    private final Iterable<Link> links;

    NetworkFaults(Iterable<Link> links) {
        this.links = links;
    }

    /** A fault of the segments of some ways. */
    public final class Disturbance {
        private final BiPredicate<Host, Host> ways;
        private final Supplier<LinkFault> maker;
        private final List<Link> links = new ArrayList<>();
        private final List<LinkFault> made = new ArrayList<>();

        private Disturbance(BiPredicate<Host, Host> ways, Supplier<LinkFault> maker) {
            this.ways = ways;
            this.maker = maker;
        }

        private void reach(Link link) {
            if (!link.isSpared() && ways.test(link.from, link.to)) {
                LinkFault fault = maker.get();
                link.add(fault);
                links.add(link);
                made.add(fault);
            }
        }

        public void end() {
            disturbances.remove(this);
            for (int i = 0; i < links.size(); i++) {
                links.get(i).remove(made.get(i));
            }
            links.clear();
        }
    }

    /** Ways that let nothing through, and lose nothing, requests to connect included. */
    public final class Hold {
        private final BiPredicate<Host, Host> ways;
        private final List<Link> links = new ArrayList<>();

        private Hold(BiPredicate<Host, Host> ways) {
            this.ways = ways;
        }

        private void reach(Link link) {
            if (!link.isSpared() && ways.test(link.from, link.to)) {
                link.hold();
                links.add(link);
            }
        }

        /** @param order in which connections go on; null for that in which they were stopped */
        public void release(DecisionStream order) {
            if (holds.remove(this)) {
                links.forEach(link -> link.release(order));
            }
        }
    }

    /** @param maker a fault for each way, so that it can remember what the way carries */
    public Disturbance disturb(BiPredicate<Host, Host> ways, Supplier<LinkFault> maker) {
        Disturbance disturbance = new Disturbance(ways, maker);
        disturbances.add(disturbance);
        links.forEach(disturbance::reach);
        return disturbance;
    }

    public Hold hold(BiPredicate<Host, Host> ways) {
        Hold hold = new Hold(ways);
        holds.add(hold);
        links.forEach(hold::reach);
        return hold;
    }

    /** There is a new way. */
    void made(Link link) {
        disturbances.forEach(disturbance -> disturbance.reach(link));
        holds.forEach(hold -> hold.reach(link));
    }

    // ---- where connections begin ----

    public void add(NetworkFault fault) {
        faults.add(fault);
    }

    public void remove(NetworkFault fault) {
        faults.remove(fault);
    }

    boolean has(NetworkFault fault) {
        return faults.contains(fault);
    }

    /** What keeps a client's requests from arriving, or null. */
    NetworkFault hanging(Host client, Host server) {
        for (NetworkFault fault : faults) {
            if (fault.hangs(client, server)) {
                return fault;
            }
        }
        return null;
    }

    boolean refuses(Host client, Host server) {
        for (NetworkFault fault : faults) {
            if (fault.refuses(client, server)) {
                return true;
            }
        }
        return false;
    }

    long acceptDelay(Host server) {
        long delay = 0;
        for (NetworkFault fault : faults) {
            delay += fault.acceptDelay(server);
        }
        return delay;
    }

    /** Virtual nanoseconds that a look-up of another host's name takes. */
    long lookupDelay(Host client, Host named) {
        long delay = 0;
        for (NetworkFault fault : faults) {
            delay += fault.lookupDelay(client, named);
        }
        return delay;
    }

    boolean lookupFails(Host client, Host named) {
        for (NetworkFault fault : faults) {
            if (fault.lookupFails(client, named)) {
                return true;
            }
        }
        return false;
    }
}
