package dev.moonsim.net;

import dev.moonsim.fault.Range;
import dev.moonsim.node.Placement;
import java.util.List;

/**
 * What the network of a scenario is like when nothing is wrong with it.
 *
 * @param latency of one segment between two nodes
 * @param placed latencies for nodes that stand close to each other
 * @param pairNanos what each ordered pair of nodes adds to the latency of its segments; drawn once for a run, so that some
 *     pairs are slow all the time
 * @param bytesPerSecond what a way from one node to another carries; 0 for as much as is sent
 * @param segmentBytes payload of the largest segment between two nodes
 * @param sendBuffer bytes, where a program does not set {@code SO_SNDBUF}
 * @param receiveBuffer bytes, where a program does not set {@code SO_RCVBUF}
 * @param acceptQueue the longest queue of connections that wait to be accepted, whatever the program asks for: Linux's
 *     {@code somaxconn}
 * @param stable connections that no fault of the network touches
 */
public record NetworkModel(Latency latency, Placed placed, Range pairNanos, long bytesPerSecond, int segmentBytes, int sendBuffer,
        int receiveBuffer, int acceptQueue, List<StablePort> stable) {
    /** Six Ethernet segments in one piece, as a network card's receive offload hands them over. */
    public static final int SEGMENT = 6 * 1460;
    /** Linux's {@code tcp_rmem} default halved, as the JDK reports it; also used for sending. */
    public static final int BUFFER = 65_536;
    public static final int SOMAXCONN = 4096;

    /** 0.5 to 1 ms, nothing else. */
    public static final NetworkModel DEFAULT = new NetworkModel(new Latency.Uniform(new Range(500_000, 1_000_000)), Placed.NONE,
            Range.of(0), 0, SEGMENT, BUFFER, BUFFER, SOMAXCONN, List.of());

    /**
     * Latencies by how close two nodes stand. Each may be null: then the next wider one holds, in the end that of the model.
     *
     * @param host of a node to itself; null for a tenth of the shortest latency of the model, always
     */
    public record Placed(Latency host, Latency machine, Latency zone, Latency dataCenter) {
        public static final Placed NONE = new Placed(null, null, null, null);

        /** Null where the model's own holds. A node without a place is close to nobody. */
        Latency between(Placement a, Placement b) {
            if (a.dataCenter().isEmpty() || !a.dataCenter().equals(b.dataCenter())) {
                return null;
            }
            if (a.zone().equals(b.zone())) {
                if (a.machine().equals(b.machine()) && machine != null) {
                    return machine;
                }
                if (zone != null) {
                    return zone;
                }
            }
            return dataCenter;
        }
    }

    /**
     * Connections to a port.
     *
     * @param node a group or a node that listens; null for any
     */
    public record StablePort(String node, int port) {
        boolean is(Host host, int port) {
            return this.port == port && (node == null || node.equals(host.node().name()) || node.equals(host.node().spec().group()));
        }
    }

    /** Between nodes, the latency as given; all else as it is. */
    public NetworkModel withLatency(Latency other) {
        return new NetworkModel(other, placed, pairNanos, bytesPerSecond, segmentBytes, sendBuffer, receiveBuffer, acceptQueue, stable);
    }

    Latency between(Host from, Host to) {
        Latency close = placed.between(from.node().spec().placement(), to.node().spec().placement());
        return close == null ? latency : close;
    }

    boolean isStable(Host server, int port) {
        for (StablePort one : stable) {
            if (one.is(server, port)) {
                return true;
            }
        }
        return false;
    }
}
