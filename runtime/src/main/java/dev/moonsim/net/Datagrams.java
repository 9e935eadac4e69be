package dev.moonsim.net;

import dev.moonsim.trace.EventKind;
import java.util.ArrayList;
import java.util.List;

/**
 * What becomes of datagrams between the socket that sends one and those that get it. Each way of a datagram from one host
 * to another, also each of a multicast, passes {@link #deliver}: what can go wrong with datagrams goes wrong there.
 */
public final class Datagrams {
    private final Network network;
    private final NameServer names;
    private final List<DatagramFault> faults = new ArrayList<>();

    Datagrams(Network network) {
        this.network = network;
        this.names = new NameServer(network, this);
    }

    /**
     * Sends a datagram on its way.
     *
     * @param out the address of the interface by which a multicast leaves
     * @param hops how many networks a multicast may cross; 0 keeps it on its host
     * @param loop whether a multicast also comes to sockets of its own host, when it leaves it
     */
    void send(Datagram datagram, Host from, int out, int hops, boolean loop) {
        event(EventKind.UDP_SEND, from, datagram);
        int target = datagram.toIp;
        if (!Ipv4.isMulticast(target) && !network.isBroadcast(target)) {
            Host to = from.owns(target) ? from : network.host(target);
            if (NameServer.isFor(datagram)) {
                names.ask(datagram, from);
            } else if (to != null) { // else nobody answers the question who has that address, and nobody hears of it
                deliver(datagram, from, to);
            }
            return;
        }
        if (loop || Ipv4.isLoopback(out)) { // what leaves by the loopback interface comes back by it
            deliver(datagram, from, from);
        }
        if (hops > 0 && !Ipv4.isLoopback(out)) {
            for (Host to : network.hosts()) {
                if (to != from) {
                    deliver(datagram, from, to);
                }
            }
        }
    }

    public void add(DatagramFault fault) {
        faults.add(fault);
    }

    public void remove(DatagramFault fault) {
        faults.remove(fault);
    }

    /** How many of a datagram that is sent once arrive, at least 0. */
    int copies(Host from, Host to) {
        int copies = 1;
        for (DatagramFault fault : faults) {
            copies += fault.copies(from, to);
        }
        return Math.max(copies, 0);
    }

    /** Virtual nanoseconds that one is late. */
    long delay(Host from, Host to) {
        long late = 0;
        for (DatagramFault fault : faults) {
            late += fault.delay(from, to);
        }
        return late;
    }

    /** One datagram on the way from one host to another. Nothing keeps the order, and nobody sends it again. */
    private void deliver(Datagram datagram, Host from, Host to) {
        Link way = network.link(from, to);
        int copies = way.isSpared() ? 1 : copies(from, to);
        long late = way.isSpared() ? 0 : delay(from, to);
        if (copies == 0) {
            event(EventKind.UDP_DROP, to, datagram);
        }
        for (int i = 0; i < copies; i++) {
            Datagram one = way.isSpared() ? datagram : datagram.copy(); // a fault may turn bits of it
            long delay = way.delay(Segment.datagram(one.bytes), network.now());
            if (delay == LinkFault.LOST) {
                event(EventKind.UDP_DROP, to, one);
            } else {
                network.after(delay + (i == 0 ? late : 0), () -> arrive(one, way));
            }
        }
    }

    /** What a partition cuts is lost; what only has to wait arrives later. */
    private void arrive(Datagram datagram, Link way) {
        if (way.isCut() || !way.to.isUp()) {
            event(EventKind.UDP_DROP, way.to, datagram);
        } else if (way.isStopped()) {
            way.stop(() -> arrive(datagram, way));
        } else {
            arrived(datagram, way.from, way.to);
        }
    }

    private void arrived(Datagram datagram, Host from, Host to) {
        List<UdpSocket> receivers = to.udp().receivers(datagram, network.isBroadcast(datagram.toIp));
        if (receivers.isEmpty()) {
            event(EventKind.UDP_DROP, to, datagram);
            if (!Ipv4.isMulticast(datagram.toIp) && !network.isBroadcast(datagram.toIp)) {
                unreachable(datagram, to, from);
            }
        }
        for (UdpSocket receiver : receivers) {
            boolean fits = receiver.receive(datagram);
            event(fits ? EventKind.UDP_DELIVER : EventKind.UDP_DROP, to, datagram);
        }
    }

    /** Says that nobody has the port, as ICMP does. Only a connected socket hears of it. */
    private void unreachable(Datagram datagram, Host from, Host to) {
        Link way = network.link(from, to);
        network.after(way.latency(), () -> {
            UdpSocket sender = way.isCut() || !to.isUp() ? null : to.udp().connected(datagram);
            if (sender != null) {
                sender.portUnreachable();
            }
        });
    }

    void event(EventKind kind, Host host, Datagram datagram) {
        network.simulation().event(kind, host.node(), datagram.bytes.length, datagram.hash(),
                network.simulation().trace().detailed() ? datagram.toString() : null);
    }
}
