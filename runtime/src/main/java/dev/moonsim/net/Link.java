package dev.moonsim.net;

import dev.moonsim.decide.DecisionStream;
import dev.moonsim.sched.Timer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The way from one host to another: how long a segment takes, and what keeps it from arriving. */
final class Link {
    private static final LinkFault[] NONE = {};

    private final Network network;
    private final boolean stable;
    final Host from;
    final Host to;
    /** Null for a constant. */
    private final Latency latency;
    private final DecisionStream decide;
    /** Of each segment, beside what it draws. */
    private final long constant;
    /** Null where it carries as much as is sent. */
    private final Wire wire;
    private LinkFault[] faults = NONE;
    /** How many partitions cut it. */
    private int cuts;
    /** How many partitions and faults let nothing through at the moment. */
    private int stops;
    /** What goes on when nothing stops it any more, in the order in which it came. */
    private List<Runnable> stopped = new ArrayList<>();

    /**
     * @param stable whether faults spare it
     * @param latency null where there is only the constant
     * @param constant virtual nanoseconds, of each segment
     * @param bytesPerSecond 0 for as much as is sent
     */
    Link(Network network, boolean stable, Host from, Host to, Latency latency, DecisionStream decide, long constant,
            long bytesPerSecond) {
        this.network = network;
        this.stable = stable;
        this.from = from;
        this.to = to;
        this.latency = latency;
        this.decide = decide;
        this.constant = constant;
        this.wire = bytesPerSecond == 0 || from == to ? null : new Wire(bytesPerSecond);
    }

    /** Of a segment that nothing happens to. */
    long latency() {
        return latency == null ? constant : constant + latency.draw(decide);
    }

    /** Of a segment that is sent now, with what faults make of it; {@link LinkFault#LOST}. */
    long delay(Segment segment, long now) {
        long delay = latency();
        if (wire != null) {
            delay += wire.delay(now, segment.wireBytes());
        }
        for (LinkFault fault : faults) {
            long more = fault.delay(segment, now);
            if (more == LinkFault.LOST) {
                return LinkFault.LOST;
            }
            delay += more;
        }
        return delay;
    }

    /** Carries something that is no part of a stream, or loses it. */
    Timer carry(Segment segment, Runnable arrival) {
        long delay = delay(segment, network.now());
        return delay == LinkFault.LOST ? null : network.after(delay, arrival);
    }

    boolean isLocal() {
        return from == to;
    }

    /** Whether faults leave its connections alone: what stays within a host is on no wire. */
    boolean isSpared() {
        return stable || from == to;
    }

    boolean isStable() {
        return stable;
    }

    void add(LinkFault fault) {
        faults = Arrays.copyOf(faults, faults.length + 1);
        faults[faults.length - 1] = fault;
    }

    void remove(LinkFault fault) {
        List<LinkFault> left = new ArrayList<>(List.of(faults));
        left.remove(fault);
        faults = left.toArray(NONE);
    }

    /** Whether a partition cuts it: what needs an answer is lost, and all else waits. */
    boolean isCut() {
        return cuts > 0;
    }

    /** Whether nothing gets through. */
    boolean isStopped() {
        return stops > 0;
    }

    void cut() {
        cuts++;
        stops++;
    }

    /** Lets nothing through; unlike a partition, it loses nothing either. */
    void hold() {
        stops++;
    }

    /** Keeps what cannot go on, until nothing stops it any more. */
    void stop(Runnable goOn) {
        stopped.add(goOn);
    }

    /** One partition less. */
    void heal() {
        cuts--;
        release(null);
    }

    /**
     * One stop less. Where it was the last, what waited goes on its way.
     *
     * @param order mixes the connections; null for the order in which they were stopped
     */
    void release(DecisionStream order) {
        if (--stops > 0) {
            return;
        }
        List<Runnable> waiting = stopped;
        stopped = new ArrayList<>();
        while (!waiting.isEmpty()) {
            waiting.remove(order == null ? 0 : order.below(waiting.size())).run();
        }
    }
}
