package dev.moonsim.net;

import dev.moonsim.decide.DecisionStream;
import dev.moonsim.fault.Range;
import java.util.ArrayList;
import java.util.List;

/** The way from one host to another: how long a segment takes, and whether a partition cuts it. */
final class Link {
    private final Range latency;
    private final DecisionStream decide;
    /** How many partitions cut it. */
    private int cuts;
    /** Directions of connections that have segments waiting for the cut to heal, in the order they came. */
    private List<TcpSocket> stalled = new ArrayList<>();

    /** @param decide null for the way of a host to itself, which takes a tenth of the shortest latency */
    Link(Range latency, DecisionStream decide) {
        this.latency = latency;
        this.decide = decide;
    }

    long latency() {
        return decide == null ? latency.min() / 10 : decide.between(latency.min(), latency.max());
    }

    boolean isLocal() {
        return decide == null;
    }

    boolean isCut() {
        return cuts > 0;
    }

    void cut() {
        cuts++;
    }

    void stall(TcpSocket sender) {
        stalled.add(sender);
    }

    /** One partition less. Where it was the last, what waited goes on its way, each segment with a latency of its own, as retransmission would have it. */
    void heal() {
        if (--cuts > 0) {
            return;
        }
        List<TcpSocket> waiting = stalled;
        stalled = new ArrayList<>();
        for (TcpSocket sender : waiting) {
            sender.thaw();
        }
    }
}
