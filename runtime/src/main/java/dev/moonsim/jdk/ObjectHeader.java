package dev.moonsim.jdk;

import jdk.internal.misc.Unsafe;

/**
 * The first word of an object, in which HotSpot keeps its identity hash code and whether its monitor is held. How it does so depends
 * on the JVM and its options, and is found out once, on an object whose monitor goes through all states: free, held (fast-locked, as
 * HotSpot calls it), and with a record outside the heap, where threads wait for it (inflated).
 */
public final class ObjectHeader {
    private static final Unsafe UNSAFE = Unsafe.getUnsafe();

    private static final long LOCK_BITS = 3;
    private static final long FAST_LOCKED = 0;
    private static final long UNLOCKED = 1;
    private static final long INFLATED = 2;
    /** Addresses have no more bits. */
    private static final int ADDRESS_BITS = 48;
    /** Bytes of a monitor's record that are searched for its owner. */
    private static final int RECORD_BYTES = 192;
    /** In place of an owner while the JVM takes the record of an idle monitor away. */
    private static final long DEFLATER = 2;

    /** Where the hash begins; -1 where it was not found. */
    private static final int HASH_SHIFT;
    /** Whether the hash stays where it is while the monitor is held. */
    private static final boolean FAST_LOCKED_KEEPS;
    /** The same with a record. The JVM then finds that by a table of hashes, so that the hash can be read, but not replaced. */
    private static final boolean INFLATED_KEEPS;
    /** Whether the header becomes the address of the record, which begins with the header as it was. */
    private static final boolean POINTS_AT_RECORD;
    /** Of the owner in the record; -1 where it was not found. */
    private static final long OWNER;

    // Fields, so that no compiler can tell that nobody else sees the objects, and leave their monitors out.
    private static Object object = new Object();
    private static Object other = new Object();

    static {
        long fresh = header(object);
        long hash = System.identityHashCode(object);
        long free = header(object);
        HASH_SHIFT = shift(fresh ^ free, hash);
        long held;
        long inflated;
        long owner = -1;
        synchronized (object) {
            held = header(object);
            synchronized (other) {
                synchronized (object) { // taken again, and it is not the last one taken: that needs a record
                    inflated = header(object);
                    if (pointsAt(inflated, free)) {
                        owner = search(inflated ^ INFLATED, Thread.currentThread().threadId());
                    }
                }
            }
        }
        FAST_LOCKED_KEEPS = (held ^ free) == (UNLOCKED ^ FAST_LOCKED);
        INFLATED_KEEPS = (inflated ^ free) == (UNLOCKED ^ INFLATED);
        POINTS_AT_RECORD = pointsAt(inflated, free);
        OWNER = owner >= 0 && UNSAFE.getLong((inflated ^ INFLATED) + owner) == 0 ? owner : -1;
        object = null;
        other = null;
    }

    private ObjectHeader() {}

    /** Has all found out when this has returned: it draws a hash, which later would be one of a step's. */
    static void findOut() {}

    private static long header(Object of) {
        return UNSAFE.getLongVolatile(of, 0L);
    }

    private static int shift(long changed, long hash) {
        for (int shift = 2; shift < 32; shift++) {
            if (changed == hash << shift) {
                return shift;
            }
        }
        return -1;
    }

    private static boolean pointsAt(long inflated, long free) {
        return (inflated & LOCK_BITS) == INFLATED && (inflated ^ free) != (UNLOCKED ^ INFLATED)
                && inflated >>> ADDRESS_BITS == 0 && UNSAFE.getLong(inflated ^ INFLATED) == free;
    }

    private static long search(long record, long owner) {
        for (long at = 8; at < RECORD_BYTES; at += 8) {
            if (UNSAFE.getLong(record + at) == owner) {
                return at;
            }
        }
        return -1;
    }

    // ---- the hash ----

    /**
     * The identity hash code that an object has, looked at without drawing one.
     *
     * @param bits of a hash, from the lowest
     * @return 0 where it has none, -1 where that cannot be seen
     */
    static long hash(Object of, int bits) {
        long header = header(of);
        while (isInRecord(header)) {
            long displaced = UNSAFE.getLongVolatile(null, header ^ INFLATED);
            long now = header(of);
            if (now == header) { // else the record may be gone, and what was read means nothing
                return displaced >>> HASH_SHIFT & bits;
            }
            header = now;
        }
        return isInHeader(header) ? header >>> HASH_SHIFT & bits : -1;
    }

    /**
     * Gives an object another hash than it has, whoever may have been told of it.
     *
     * @return false where that cannot be done now
     */
    static boolean replaceHash(Object of, int bits, long hash) {
        while (true) {
            long header = header(of);
            if (isInRecord(header)) {
                long record = header ^ INFLATED;
                long displaced = UNSAFE.getLongVolatile(null, record);
                // A record that is being taken away has had its header copied back, or not: it is tried again in the object itself.
                if (header(of) == header && !isDeflating(record)
                        && UNSAFE.compareAndSetLong(null, record, displaced, with(displaced, bits, hash)) && !isDeflating(record)) {
                    return true;
                }
                Thread.onSpinWait();
            } else if (!isInHeader(header) || (header & LOCK_BITS) == INFLATED) {
                return false;
            } else if (UNSAFE.compareAndSetLong(of, 0L, header, with(header, bits, hash))) {
                return true;
            }
        }
    }

    private static long with(long header, int bits, long hash) {
        return header & ~((long) bits << HASH_SHIFT) | hash << HASH_SHIFT;
    }

    private static boolean isInHeader(long header) {
        long state = header & LOCK_BITS;
        return HASH_SHIFT >= 0 && (state == UNLOCKED || state == FAST_LOCKED && FAST_LOCKED_KEEPS || state == INFLATED && INFLATED_KEEPS);
    }

    private static boolean isInRecord(long header) {
        return HASH_SHIFT >= 0 && POINTS_AT_RECORD && (header & LOCK_BITS) == INFLATED;
    }

    private static boolean isDeflating(long record) {
        return OWNER >= 0 && UNSAFE.getLongVolatile(null, record + OWNER) == DEFLATER;
    }

    // ---- the monitor ----

    /** Whether the monitor may be held: the one look that everybody pays who enters it. */
    public static boolean isFree(Object of) {
        return (UNSAFE.getLongOpaque(of, 0L) & LOCK_BITS) == UNLOCKED;
    }

    /** Whether {@link #isHeld} knows of every monitor. */
    public static boolean tellsHeld() {
        return OWNER >= 0;
    }

    /** Whether any thread has the monitor; true also where it has a record that cannot be seen. */
    public static boolean isHeld(Object of) {
        while (true) {
            long header = header(of);
            if ((header & LOCK_BITS) != INFLATED || OWNER < 0) {
                return (header & LOCK_BITS) != UNLOCKED;
            }
            long owner = UNSAFE.getLongVolatile(null, (header ^ INFLATED) + OWNER);
            if (header(of) == header) { // else the record may be gone
                return owner != 0 && owner != DEFLATER;
            }
        }
    }
}
