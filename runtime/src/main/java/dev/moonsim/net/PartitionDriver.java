package dev.moonsim.net;

import dev.moonsim.decide.DecisionStream;
import dev.moonsim.decide.Domain;
import dev.moonsim.fault.Chaos;
import dev.moonsim.trace.EventKind;
import java.util.ArrayList;
import java.util.List;

/**
 * Partitions the network from time to time, as the scenario says, and heals it. Two partitions of three split the nodes in
 * two groups, which workloads still reach; the third cuts one node off from everybody.
 */
final class PartitionDriver {
    private final Network network;
    private final Chaos chaos;
    private final DecisionStream decide;

    PartitionDriver(Network network, Chaos chaos) {
        this.network = network;
        this.chaos = chaos;
        this.decide = network.simulation().decisions().stream(Domain.NET_PARTITION, 0);
    }

    void start() {
        scheduleNext();
    }

    private long draw(Chaos.Range range) {
        return decide.between(range.min(), range.max());
    }

    private void scheduleNext() {
        long delay = draw(chaos.network().partitionInterval());
        if (network.now() + delay < chaos.durationNanos()) {
            network.after(delay, this::strike);
        }
    }

    private void strike() {
        List<Host> nodes = new ArrayList<>();
        for (Host host : network.hosts()) {
            if (!host.node().spec().workload()) {
                nodes.add(host);
            }
        }
        List<Host> one = new ArrayList<>();
        List<Host> other = new ArrayList<>();
        if (nodes.size() == 1 || decide.below(3) == 0) {
            one.add(nodes.get(decide.below(nodes.size())));
            other.addAll(network.hosts());
            other.removeAll(one);
        } else {
            for (Host host : nodes) {
                (decide.below(2) == 0 ? one : other).add(host);
            }
            if (one.isEmpty() || other.isEmpty()) {
                List<Host> full = one.isEmpty() ? other : one;
                (one.isEmpty() ? one : other).add(full.remove(decide.below(full.size())));
            }
        }
        if (!other.isEmpty()) {
            network.partition(one, other);
            count(one, other);
        }
        long lasts = Math.min(draw(chaos.network().partitionDuration()), chaos.durationNanos() - network.now());
        network.after(lasts, this::heal);
    }

    private void heal() {
        network.heal();
        network.simulation().event(EventKind.NET_FAULT, null, 0, 0, "heal");
        scheduleNext();
    }

    private void count(List<Host> one, List<Host> other) {
        StringBuilder words = new StringBuilder("partition");
        long members = 0;
        for (Host host : one) {
            words.append(' ').append(host.node().name());
            members = members * 31 + host.node().index() + 1;
        }
        words.append(" |");
        for (Host host : other) {
            words.append(' ').append(host.node().name());
            members = members * 37 + host.node().index() + 1;
        }
        network.simulation().event(EventKind.NET_FAULT, null, 1, members, words.toString());
        network.simulation().faults().count("net.partition", words.toString());
    }
}
