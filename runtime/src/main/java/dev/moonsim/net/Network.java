package dev.moonsim.net;

import dev.moonsim.decide.Domain;
import dev.moonsim.fault.Range;
import dev.moonsim.run.Simulation;
import dev.moonsim.sched.Timer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
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
    private final Map<Long, Link> links = new HashMap<>();
    /** Pairs of hosts, by their ordinals, that a partition separates. */
    private final List<Host[]> cut = new ArrayList<>();
    private final Range latency;
    private long connections;

    public Network(Simulation simulation, NetworkModel model) {
        this.simulation = simulation;
        this.latency = model.latency();
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

    long nextConnection() {
        return connections++;
    }

    long now() {
        return simulation.scheduler().now();
    }

    Timer after(long delayNanos, Runnable action) {
        return simulation.scheduler().after(delayNanos, action, null);
    }

    Link link(Host from, Host to) {
        long key = (long) from.ordinal() << 32 | to.ordinal();
        return links.computeIfAbsent(key, k -> {
            Link link = new Link(latency, from == to ? null : simulation.decisions().stream(Domain.NET_LATENCY, k));
            if (isCut(from, to)) {
                link.cut();
            }
            return link;
        });
    }

    // ---- names ----

    /**
     * The address of a host by its name, or null. {@code localhost} is not among them.
     *
     * @param name the node's name, in any case, also with a trailing dot
     */
    public Integer resolve(String name) {
        String wanted = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
        for (Host host : hosts) {
            if (host.node().name().equalsIgnoreCase(wanted)) {
                return host.ip();
            }
        }
        return null;
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
        return to != null && to.isUp() && !isCut(from, to);
    }

    // ---- partitions ----

    /**
     * Separates every host of one group from every host of the other, in both directions, until {@link #heal}. Segments
     * are held back, not lost; requests to connect are lost and asked again by the client's kernel. Partitions add up.
     */
    public void partition(Collection<Host> one, Collection<Host> other) {
        for (Host a : one) {
            for (Host b : other) {
                if (a != b) {
                    cut.add(new Host[] {a, b});
                    link(a, b).cut();
                    link(b, a).cut();
                }
            }
        }
    }

    /** Ends all partitions. What was held back travels on, in order. */
    public void heal() {
        List<Host[]> healed = new ArrayList<>(cut);
        cut.clear();
        for (Host[] pair : healed) {
            link(pair[0], pair[1]).heal();
            link(pair[1], pair[0]).heal();
        }
    }

    private boolean isCut(Host a, Host b) {
        for (Host[] pair : cut) {
            if (pair[0] == a && pair[1] == b || pair[0] == b && pair[1] == a) {
                return true;
            }
        }
        return false;
    }
}
