package dev.moonsim.net;

import dev.moonsim.decide.Decisions;
import dev.moonsim.decide.Domain;
import dev.moonsim.run.Simulation;
import dev.moonsim.sched.Lookahead;
import dev.moonsim.sched.Timer;
import dev.moonsim.sched.WaitQueue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The simulated network of a run: hosts, the links between them, names. Every host reaches every other unless a partition
 * is between them; there is nothing outside.
 */
public final class Network {
    /** The network that every host is in: 10.0.0.0/8. */
    private static final int PREFIX = 10;

    private final Simulation simulation;
    private final List<Host> hosts = new ArrayList<>();
    private final Map<Integer, Host> byAddress = new HashMap<>();
    /** In the order in which they were first used. */
    private final Map<Long, Link> links = new LinkedHashMap<>();
    /** Those of stable connections. */
    private final Map<Long, Link> stableLinks = new HashMap<>();
    /** Partitions that have not healed. */
    private final List<Cut> cuts = new ArrayList<>();
    private final NetworkModel model;
    private final NetworkFaults faults = new NetworkFaults(links.values());
    private final Datagrams datagrams = new Datagrams(this);
    private final SmallSegments smallSegments = new SmallSegments();
    private long connections;

    public Network(Simulation simulation, NetworkModel model) {
        this.simulation = simulation;
        simulation.scheduler().lookAhead(new Arrivals(Lookahead.MOST));
        this.model = model;
    }

    public Simulation simulation() {
        return simulation;
    }

    void add(Host host) {
        host.setOrdinal(hosts.size());
        hosts.add(host);
        byAddress.put(host.ip(), host);
    }

    /** Those of nodes and workloads, in order. */
    public List<Host> hosts() {
        return hosts;
    }

    /** Null where nobody has the address. */
    Host host(int address) {
        return byAddress.get(address);
    }

    /** True for addresses of the network that the hosts are in, whether or not somebody has them. */
    boolean isInside(int address) {
        return address >>> 24 == PREFIX;
    }

    /** True for the addresses that mean every host. */
    boolean isBroadcast(int address) {
        return address == -1 || address == (PREFIX << 24 | 0xffffff);
    }

    long nextConnection() {
        return connections++;
    }

    SmallSegments smallSegments() {
        return smallSegments;
    }

    long now() {
        return simulation.scheduler().now();
    }

    Timer after(long delayNanos, Runnable action) {
        return simulation.scheduler().after(delayNanos, action, null);
    }

    void schedule(long delayNanos, Runnable action) {
        simulation.scheduler().schedule(delayNanos, action);
    }

    Link link(Host from, Host to) {
        return link(from, to, false);
    }

    /** @param stable for the ways of connections that faults spare, which have links of their own */
    Link link(Host from, Host to, boolean stable) {
        long key = key(from, to);
        Link link = (stable ? stableLinks : links).get(key);
        if (link == null) {
            link = newLink(from, to, key, stable);
            (stable ? stableLinks : links).put(key, link);
            faults.made(link);
        }
        return link;
    }

    private static long key(Host from, Host to) {
        return (long) from.ordinal() << 32 | to.ordinal();
    }

    private Link newLink(Host from, Host to, long key, boolean stable) {
        long entity = stable ? ~key : key;
        Decisions decisions = simulation.decisions();
        if (from == to) {
            Latency own = model.placed().host();
            return own == null ? new Link(this, stable, from, to, null, null, model.latency().shortest() / 10, 0)
                    : new Link(this, stable, from, to, own, decisions.stream(Domain.NET_LATENCY, entity), 0, 0);
        }
        long pair = model.pairNanos().max() == 0 ? 0 : model.pairNanos().draw(decisions.stream(Domain.NET_PAIR, key));
        return new Link(this, stable, from, to, model.between(from, to), decisions.stream(Domain.NET_LATENCY, entity), pair,
                model.bytesPerSecond());
    }

    public NetworkModel model() {
        return model;
    }

    public NetworkFaults faults() {
        return faults;
    }

    public Datagrams datagrams() {
        return datagrams;
    }

    // ---- names ----

    /** Where programs ask that look names up by themselves. */
    public static String nameServer() {
        return Ipv4.text(NameServer.ADDRESS);
    }

    /**
     * The address of a host by its name, or null. {@code localhost} is not among them.
     *
     * @param name the node's name, in any case, also with a trailing dot
     */
    public Integer resolve(String name) {
        Host host = named(name);
        return host == null ? null : host.ip();
    }

    /** The host that has a name, or null. */
    Host named(String name) {
        String wanted = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
        for (Host host : hosts) {
            if (host.node().name().equalsIgnoreCase(wanted)) {
                return host;
            }
        }
        return null;
    }

    /**
     * Asks for a name as a program does that must wait for an answer. A machine knows its own name by itself.
     *
     * @return false where the name service does not answer
     */
    public boolean ask(Host client, String name) {
        Host named = named(name);
        if (named == client) {
            return true;
        }
        Host other = named == null ? client : named;
        long delay = faults.lookupDelay(client, other);
        if (delay > 0) {
            WaitQueue.outside("the address of " + name).await(delay, false);
        }
        return !faults.lookupFails(client, other);
    }

    /** The name of the host that has an address, or null. */
    public String nameOf(int address) {
        Host host = byAddress.get(address);
        return host == null ? null : host.node().name();
    }

    /** Whether an echo request from a host would be answered now. */
    public boolean isReachable(Host from, int address) {
        if (from.owns(address)) {
            return true;
        }
        Host to = byAddress.get(address);
        return to != null && to.isUp() && !isCut(from, to) && !isCut(to, from);
    }

    /** How long an echo request from a host and its answer would take now, in virtual nanoseconds; -1 where no answer comes. */
    public long echo(Host from, int address) {
        if (!isReachable(from, address)) {
            return -1;
        }
        Host to = from.owns(address) ? from : byAddress.get(address);
        return link(from, to).latency() + link(to, from).latency();
    }

    // ---- partitions ----

    /** Ways that a partition cuts, until it heals. Partitions add up. */
    public final class Cut {
        private final List<Link> ways = new ArrayList<>();

        private Cut() {}

        public boolean isHealed() {
            return !cuts.contains(this);
        }

        /** Ends this partition. What was held back travels on, in order. */
        public void heal() {
            if (cuts.remove(this)) {
                ways.forEach(Link::heal);
            }
        }
    }

    /**
     * Separates every host of one group from every host of the other, in both directions, until it heals. Segments are held
     * back, not lost; requests to connect are lost and asked again by the client's kernel.
     */
    public Cut partition(Collection<Host> one, Collection<Host> other) {
        return cut(one, other, false);
    }

    /** As {@link #partition}, for what {@code from} sends to {@code to} only. Nobody can connect, which takes both ways. */
    public Cut partitionOneWay(Collection<Host> from, Collection<Host> to) {
        return cut(from, to, true);
    }

    private Cut cut(Collection<Host> from, Collection<Host> to, boolean oneWay) {
        Cut cut = new Cut();
        for (Host a : from) {
            for (Host b : to) {
                if (a != b) {
                    cut.ways.add(link(a, b));
                    if (!oneWay) {
                        cut.ways.add(link(b, a));
                    }
                }
            }
        }
        cut.ways.forEach(Link::cut);
        cuts.add(cut);
        return cut;
    }

    /** Ends all partitions. */
    public void heal() {
        for (Cut cut : List.copyOf(cuts)) {
            cut.heal();
        }
    }

    /** Whether nothing gets from one host to another. */
    public boolean isCut(Host from, Host to) {
        Link link = links.get(key(from, to));
        return link != null && link.isCut();
    }
}
