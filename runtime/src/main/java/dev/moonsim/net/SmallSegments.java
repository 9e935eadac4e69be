package dev.moonsim.net;

import jdk.internal.misc.Unsafe;

/**
 * Segments of few bytes, each with an array of its own, that are used again when they have been read: what was read last is
 * what the caches still hold, and with many connections each new object takes the place of one that is needed.
 */
final class SmallSegments {
    /** Of a payload. */
    static final int MOST_BYTES = 256;
    /** Kept for later; those beyond are left to the garbage collector. */
    private static final int MOST = 4096;
    private static final Unsafe UNSAFE = Unsafe.getUnsafe();

    /** Those that nobody uses, linked through themselves; last in, first out. */
    private Segment free;
    private int count;

    /** @param length at most {@link #MOST_BYTES} */
    Segment data(Object base, long address, int length) {
        Segment segment = free;
        if (segment == null) {
            segment = Segment.small(this, new byte[MOST_BYTES]);
        } else {
            free = segment.next;
            segment.next = null;
            count--;
        }
        UNSAFE.copyMemory(base, address, segment.bytes, Unsafe.ARRAY_BYTE_BASE_OFFSET, length);
        segment.holds(length);
        return segment;
    }

    /** Nobody will use it any more. */
    void giveBack(Segment segment) {
        if (count < MOST) {
            segment.next = free;
            free = segment;
            count++;
        }
    }
}
