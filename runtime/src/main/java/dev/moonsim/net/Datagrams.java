package dev.moonsim.net;

import java.util.ArrayList;
import java.util.List;

/**
 * How datagrams get from one host to another: each on its own, with the latency and bandwidth of the way, lost where a partition
 * cuts it, and with what faults do to it. The one place through which each passes.
 */
public final class Datagrams {
    private final Network network;
    private final List<DatagramFault> faults = new ArrayList<>();

    Datagrams(Network network) {
        this.network = network;
    }

    /** What is done with datagrams that have arrived. */
    public interface Receiver {
        /** @param bytes what was sent, where a fault has not turned bits of it */
        void arrived(byte[] bytes);
    }

    /**
     * Sends one.
     *
     * @param bytes the callee's from now on
     * @param receiver called on the carrier for each copy that arrives while the host is up: not at all, once, or several times
     */
    public void send(Host from, Host to, byte[] bytes, Receiver receiver) {
        Link way = network.link(from, to);
        int copies = 1;
        long late = 0;
        if (!way.isSpared()) {
            for (DatagramFault fault : faults) {
                copies += fault.copies(from, to);
                late += fault.delay(from, to);
            }
        }
        for (int i = 0; i < copies; i++) {
            Segment segment = Segment.datagram(i == copies - 1 ? bytes : bytes.clone());
            long delay = way.delay(segment, network.now());
            if (delay != LinkFault.LOST) {
                network.after(delay + (i == 0 ? late : 0), () -> arrive(way, segment, receiver));
            }
        }
    }

    private void arrive(Link way, Segment segment, Receiver receiver) {
        if (way.isCut() || !way.to.isUp()) {
            return;
        }
        if (way.isStopped()) {
            way.stop(() -> arrive(way, segment, receiver));
        } else {
            receiver.arrived(segment.bytes);
        }
    }

    public void add(DatagramFault fault) {
        faults.add(fault);
    }

    public void remove(DatagramFault fault) {
        faults.remove(fault);
    }
}
