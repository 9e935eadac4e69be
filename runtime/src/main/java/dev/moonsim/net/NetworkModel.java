package dev.moonsim.net;

import dev.moonsim.fault.Range;

/**
 * What the network of a scenario is like when nothing is wrong with it.
 *
 * @param latency of one segment between two nodes, in virtual nanoseconds; between sockets of one node it is a tenth of the
 *     minimum
 */
public record NetworkModel(Range latency) {
    /** 0.5 to 1 ms. */
    public static final NetworkModel DEFAULT = new NetworkModel(new Range(500_000, 1_000_000));
}
