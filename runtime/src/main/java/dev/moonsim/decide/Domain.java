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
    /** Network faults; entity is the directed link or connection. */
    NET_FAULT("net.fault"),
    /** When partitions start, whom they cut and how long they last; entity 0. */
    NET_PARTITION("net.partition"),
    /** Latency of a disk operation; entity is the disk. */
    DISK_LATENCY("disk.latency"),
    /** What a power cut leaves of unsynced state; entity is the disk. */
    DISK_CRASH("disk.crash"),
    /** Which node is crashed, when, how, and when it comes back; entity 0 or the node. */
    ATTRITION("attrition"),
    /** Grace periods of a shutdown; entity is the node. */
    SHUTDOWN("shutdown");

    private final long key;

    Domain(String name) {
        long h = 0xcbf29ce484222325L; // FNV-1a
        for (int i = 0; i < name.length(); i++) {
            h = (h ^ name.charAt(i)) * 0x100000001b3L;
        }
        key = Decisions.mix(h);
    }

    long key() {
        return key;
    }
}
