package dev.moonsim.net;

import java.util.ArrayDeque;

/**
 * One direction of a connection: the segments that are under way from one end to the other, in order. Each takes the latency
 * of its link but never overtakes. What is stopped on the way arrives later, as TCP's retransmission would have it; nothing is
 * lost, unless the whole connection is.
 */
final class Flow {
    /** What is wrong with this connection, and with no other of the same hosts. */
    private enum Trouble { NONE, SWALLOWED, FORGOTTEN }

    private final TcpSocket sender;
    final Link way;
    private final ArrayDeque<Segment> underWay = new ArrayDeque<>();
    private final Runnable arrival = this::arrive;
    private final Runnable goOn = this::goOn;
    private Trouble trouble = Trouble.NONE;
    private long lastArrival;
    /** Segments that have come as far as the place where they are stopped. */
    private int stopped;
    /** Whether the link knows that some are. */
    private boolean waiting;
    private int bytes;

    Flow(TcpSocket sender, Link way) {
        this.sender = sender;
        this.way = way;
    }

    /** Bytes that were sent and have not arrived. */
    int bytes() {
        return bytes;
    }

    void send(Segment segment) {
        underWay.add(segment);
        bytes += segment.length();
        Network network = sender.network();
        schedule(network, way.delay(segment, network.now()));
    }

    private void schedule(Network network, long delay) {
        long now = network.now();
        lastArrival = Math.max(lastArrival, now + delay);
        network.after(lastArrival - now, arrival);
    }

    /** The oldest segment under way reaches the peer, or what stops it. */
    private void arrive() {
        if (trouble == Trouble.SWALLOWED) {
            stopped++;
            return;
        }
        if (way.isStopped()) {
            stopped++;
            if (!waiting) {
                waiting = true;
                way.stop(goOn);
            }
            return;
        }
        Segment segment = underWay.poll();
        bytes -= segment.length();
        TcpSocket peer = sender.peer();
        if (trouble == Trouble.FORGOTTEN) {
            if (segment.kind != Segment.Kind.RST) {
                sender.network().after(way.latency(), sender::wasReset);
            }
        } else if (peer.host().isUp()) {
            peer.receive(segment, sender);
        }
    }

    /** Each segment with a latency of its own, as retransmission would have it. */
    private void goOn() {
        waiting = false;
        if (trouble == Trouble.SWALLOWED) {
            return;
        }
        int count = stopped;
        stopped = 0;
        for (int i = 0; i < count; i++) {
            schedule(sender.network(), way.latency());
        }
    }

    /** Nothing that is sent this way arrives, and nobody is told, until {@link #recover}. */
    void swallow() {
        trouble = Trouble.SWALLOWED;
    }

    void recover() {
        if (trouble == Trouble.SWALLOWED) {
            trouble = Trouble.NONE;
            if (!waiting) {
                goOn();
            }
        }
    }

    boolean isInTrouble() {
        return trouble != Trouble.NONE;
    }

    /** Something in the middle has forgotten the connection: whoever sends gets a reset for an answer, who does not hears nothing. */
    void forget() {
        recover();
        trouble = Trouble.FORGOTTEN;
    }
}
