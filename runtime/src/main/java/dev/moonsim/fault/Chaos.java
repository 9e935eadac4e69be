package dev.moonsim.fault;

/**
 * The faults of a scenario. Every part may be off; all durations are virtual nanoseconds, ranges inclusive.
 *
 * @param attrition crashes and reboots, or null
 * @param network latency and partitions; never null (see {@link NetworkChaos#CALM})
 * @param durationNanos faults are injected up to this virtual time; after it, partitions heal and nodes come back
 */
public record Chaos(Attrition attrition, NetworkChaos network, long durationNanos) {
    public static final Chaos OFF = new Chaos(null, NetworkChaos.CALM, 0);

    /**
     * Crash and reboot of nodes (not of workloads).
     *
     * @param interval time between two crashes, drawn
     * @param maxDead nodes that may be down at once
     * @param crashWeight weight of a crash (power cut) among the kinds
     * @param gracefulWeight weight of a graceful stop (shutdown hooks, then as a crash)
     * @param wipeWeight weight of a crash that empties the disk
     * @param recoveryDelay how long a node stays down; Moonpool draws it from 1 to 10 s
     */
    public record Attrition(Range interval, int maxDead, int crashWeight, int gracefulWeight, int wipeWeight,
            Range recoveryDelay) {
    }

    /**
     * Latency and partitions.
     *
     * @param latency of one segment between two nodes; between sockets of one node it is a tenth of the minimum
     * @param partitionInterval time between the end of one partition and the start of the next; null for none
     * @param partitionDuration how long one lasts
     */
    public record NetworkChaos(Range latency, Range partitionInterval, Range partitionDuration) {
        /** 0.5 to 1 ms, no partitions. */
        public static final NetworkChaos CALM = new NetworkChaos(new Range(500_000, 1_000_000), null, null);
    }

    /** An inclusive range of virtual nanoseconds. */
    public record Range(long min, long max) {
    }
}
