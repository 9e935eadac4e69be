package dev.moonsim.decide;

/**
 * What a decision is about. The key of a domain is derived from its name, so the order of the constants does not matter
 * and adding one changes no other decision.
 */
public enum Domain {
    /** Which task runs and where it gives way; entity 0. Which strategy decides that, in a mix; entity 1. */
    SCHEDULE("sched.next"),
    /** Which tasks are held back, and how long; entity 0. */
    STALL("sched.stall"),
    /** Waits that end without cause; entity 0. Which waiter a notification wakes; entity 1. */
    WAKEUP("sched.wakeup"),
    /** {@code Random()}, {@code ThreadLocalRandom}, {@code SecureRandom} and the like; entity is the task or boot. */
    RANDOM("random"),
    /** Identity hash codes; entity is the step. */
    IDENTITY_HASH("identity.hash"),
    /** Iteration order of {@code Set.of} and {@code Map.of}; entity 0. */
    COLLECTION_SALT("collections.salt"),
    /** Latency of a segment; entity is the directed link. */
    NET_LATENCY("net.latency"),
    /** How much slower the way between two nodes is than others; entity is the directed link. */
    NET_PAIR("net.pair"),
    /** Latency of a disk operation; entity is the disk. */
    DISK_LATENCY("disk.latency"),
    /** What a power cut leaves of unsynced state; entity is the disk. */
    DISK_CRASH("disk.crash"),
    /** Which disks may lose stored data; entity is the group. */
    DISK_LOSING("disk.losing"),
    /** How many nodes a group has, and which delays they boot with; entity is the group or the node. */
    TOPOLOGY("topology"),
    /** A workload's own random source; entity is the node. */
    WORKLOAD("workload"),
    /** How long a node that ended by itself stays down; entity is the node. */
    RESTART("restart"),
    /** Places that misbehave on purpose; entity is the place, with the node where one fires. */
    BUGGIFY("buggify"),
    /** Tunables at their extremes; entity is the name. */
    BUGGIFY_KNOB("buggify.knob"),
    /** What programs draw through the Antithesis SDK; entity is the node. */
    SDK_RANDOM("sdk.random");

    private final long key;

    Domain(String name) {
        key = Decisions.domain(name);
    }

    long key() {
        return key;
    }
}
