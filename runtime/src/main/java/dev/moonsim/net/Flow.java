package dev.moonsim.net;

import dev.moonsim.sched.Timer;

/**
 * One direction of a connection: the segments that are under way from one end to the other, in order. Each takes the latency
 * of its link but never overtakes. What is stopped on the way arrives later, as TCP's retransmission would have it; nothing is
 * lost, unless the whole connection is, or what is stopped stays so for longer than the sender tries.
 */
final class Flow extends SegmentQueue implements Runnable {
    /** What is wrong with this connection, and with no other of the same hosts. */
    private enum Trouble { NONE, SWALLOWED, FORGOTTEN, GIVEN_UP }

    /** How long Linux sends data anew: {@code tcp_retries2} of 15, times from 200 ms that double up to 120 s. */
    private static final long TRIES_NANOS = 924_600_000_000L;

    private final TcpEnd sender;
    private TcpEnd receiver;
    final Link way;
    private Trouble trouble = Trouble.NONE;
    private long lastArrival;
    /** Segments that have come as far as the place where they are stopped. */
    private int stopped;
    /** Whether the link knows that some are. */
    private boolean waiting;
    private int bytes;
    private boolean ending;
    /** Runs while data is stopped, or acknowledgements of it are. */
    private Timer patience;

    Flow(TcpEnd sender, TcpEnd receiver, Link way) {
        this.sender = sender;
        this.receiver = receiver;
        this.way = way;
    }

    TcpEnd receiver() {
        return receiver;
    }

    /** Whatever comes to the sender's address may be answered, also what is from somebody else than before. */
    void turnTo(TcpEnd other) {
        receiver = other;
    }

    /** Reads all of it, for {@link Arrivals}. */
    int touch() {
        return bytes + (int) lastArrival + (patience == null ? 0 : 1);
    }

    /** Bytes that were sent and have not arrived. */
    int bytes() {
        return bytes;
    }

    void send(Segment segment) {
        append(segment);
        bytes += segment.length();
        ending |= segment.kind == Segment.Kind.FIN;
        Network network = sender.network();
        schedule(network, way.delay(segment, network.now()));
    }

    private void schedule(Network network, long delay) {
        long now = network.now();
        lastArrival = Math.max(lastArrival, now + delay);
        network.schedule(lastArrival - now, this);
    }

    /** The oldest segment under way reaches the peer, or what stops it. */
    @Override
    public void run() {
        if (trouble == Trouble.GIVEN_UP) {
            return;
        }
        if (trouble == Trouble.SWALLOWED) {
            halt();
            return;
        }
        if (way.isStopped()) {
            halt();
            if (!waiting) {
                waiting = true;
                way.stop(this::goOn);
            }
            return;
        }
        if (patience != null) {
            answered();
        }
        Segment segment = takeFirst();
        int length = segment.length();
        bytes -= length;
        if (trouble == Trouble.FORGOTTEN) {
            if (segment.kind != Segment.Kind.RST) {
                sender.network().after(way.latency(), sender::wasReset);
            }
        } else if (receiver.host().isUp()) {
            receiver.receive(segment, sender);
            if ((length > 0 || segment.kind == Segment.Kind.FIN) && receiver.out().isBlocked()) {
                receiver.out().keepAnswers();
                beginPatience();
            }
        }
    }

    private void halt() {
        stopped++;
        if (bytes > 0 || ending) {
            beginPatience();
        }
        if (receiver.out() != null && receiver.isOutOfRoom()) {
            receiver.out().beginPatience(); // it asks whether there is room again, and is not answered
        }
    }

    // ---- acknowledgements: they are no segments, and are there at once unless something stops the way back ----

    /** Whether nothing that is sent now arrives for the time being. */
    private boolean isBlocked() {
        return trouble == Trouble.SWALLOWED || way.isStopped();
    }

    /** Acknowledgements of what the peer sends go this way, and are stopped. */
    private void keepAnswers() {
        if (trouble != Trouble.SWALLOWED && !waiting) {
            waiting = true;
            way.stop(this::goOn);
        }
    }

    /** From now on it counts how long the sender tries. */
    private void beginPatience() {
        if (patience == null) {
            patience = sender.network().after(TRIES_NANOS, this::giveUp);
        }
    }

    /** What was sent arrives again, or acknowledgements of it do. */
    private void answered() {
        if (patience != null && stopped == 0 && !receiver.out().isBlocked()) {
            patience.cancel();
            patience = null;
        }
    }

    private void giveUp() {
        patience = null;
        trouble = Trouble.GIVEN_UP;
        clear();
        bytes = 0;
        sender.timedOut();
    }

    /** Each segment with a latency of its own, as retransmission would have it. */
    private void goOn() {
        waiting = false;
        if (trouble == Trouble.SWALLOWED || trouble == Trouble.GIVEN_UP) {
            return;
        }
        int count = stopped;
        stopped = 0;
        for (int i = 0; i < count; i++) {
            schedule(sender.network(), way.latency());
        }
        Flow back = receiver.out();
        if (back != null && back.patience != null) {
            if (isBlocked()) {
                keepAnswers();
            } else {
                back.answered();
            }
        }
    }

    /** Nothing that is sent this way arrives, and nobody is told, until {@link #recover}. */
    void swallow() {
        if (trouble == Trouble.GIVEN_UP) {
            return;
        }
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
        if (trouble != Trouble.GIVEN_UP) {
            trouble = Trouble.FORGOTTEN;
        }
    }
}
