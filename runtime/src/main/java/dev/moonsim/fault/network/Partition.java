package dev.moonsim.fault.network;

import dev.moonsim.fault.Fault;
import dev.moonsim.fault.FaultKind;
import dev.moonsim.fault.Faults;
import dev.moonsim.net.Host;
import dev.moonsim.net.Network;
import dev.moonsim.node.Node;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Partitions the network from time to time and heals it. By itself it isolates one node from everybody in one case of three,
 * else it splits the nodes in two sides, which workloads still reach.
 */
public final class Partition extends Fault {
    public static final FaultKind KIND = FaultKind.named("network.partition", "the network separates nodes, and heals")
            .duration("interval", "5s..15s", "1s..30s", "from the end of one to the start of the next")
            .duration("duration", "1s..5s", "0.1s..20s", "how long one lasts")
            .word("shape", List.of("any", "isolate", "halves", "zone", "dataCenter", "oneWay"),
                    "one node from all others; the nodes in two sides; a zone or data centre from the rest (from all others"
                    + " where nodes have no place); the same as any, but only what one side sends is held back")
            .counts("network.partition")
            .recovers("it heals; what was held back arrives in order")
            .makes(Partition::new);

    private Faults.Episode episode;
    private Network.Cut cut;

    private Partition(Setup setup) {
        super(setup);
    }

    @Override
    protected void start() {
        after(draw("interval"), this::strike);
    }

    @Override
    protected void stop() {
        if (episode != null) {
            heal();
        }
    }

    private void strike() {
        Network network = simulation.network();
        List<Host> nodes = new ArrayList<>();
        for (Node node : victims()) {
            nodes.add(node.host());
        }
        if (nodes.isEmpty()) {
            return;
        }
        List<Host> one = new ArrayList<>();
        List<Host> other = new ArrayList<>();
        String shape = settings.word("shape");
        if (nodes.size() == 1 || shape.equals("isolate") || (shape.equals("any") || shape.equals("oneWay")) && decide.below(3) == 0) {
            one.add(nodes.get(decide.below(nodes.size())));
        } else if (shape.equals("zone") || shape.equals("dataCenter")) {
            domain(nodes, shape, one);
        } else {
            for (Host host : nodes) {
                (decide.below(2) == 0 ? one : other).add(host);
            }
            if (one.isEmpty() || other.isEmpty()) {
                List<Host> full = one.isEmpty() ? other : one;
                (one.isEmpty() ? one : other).add(full.remove(decide.below(full.size())));
            }
        }
        if (other.isEmpty()) {
            other.addAll(network.hosts());
            other.removeAll(one);
        }
        if (!other.isEmpty()) {
            boolean oneWay = shape.equals("oneWay");
            if (oneWay && decide.below(2) == 0) {
                List<Host> swapped = one;
                one = other;
                other = swapped;
            }
            cut = oneWay ? network.partitionOneWay(one, other) : network.partition(one, other);
            episode = begin("network.partition", words(one, other, oneWay));
        }
        after(draw("duration"), () -> {
            heal();
            after(draw("interval"), this::strike);
        });
    }

    private void domain(List<Host> nodes, String level, List<Host> one) {
        Set<String> domains = new LinkedHashSet<>();
        for (Host host : nodes) {
            domains.add(domain(host, level));
        }
        String chosen = List.copyOf(domains).get(decide.below(domains.size()));
        for (Host host : nodes) {
            if (domain(host, level).equals(chosen)) {
                one.add(host);
            }
        }
    }

    /** A node without a place is a domain of its own. */
    private static String domain(Host host, String level) {
        String domain = level.equals("zone") ? host.node().spec().placement().zone()
                : host.node().spec().placement().dataCenter();
        return domain.isEmpty() ? host.node().name() : domain;
    }

    private void heal() {
        if (episode != null) {
            cut.heal();
            episode.end();
            episode = null;
        }
    }

    public static String words(Iterable<Host> one, Iterable<Host> other, boolean oneWay) {
        StringBuilder words = new StringBuilder("partition");
        one.forEach(host -> words.append(' ').append(host.node().name()));
        words.append(oneWay ? " -|" : " |");
        other.forEach(host -> words.append(' ').append(host.node().name()));
        return words.toString();
    }
}
