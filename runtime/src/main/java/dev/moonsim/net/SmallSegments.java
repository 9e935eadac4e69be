package dev.moonsim.net;

import jdk.internal.misc.Unsafe;

/**
 * Segments of few bytes, each with an array of its own, that are used again when they have been read: what was read last is
 * what the caches still hold, and with many connections each new object takes the place of one that is needed.
 */
final class SmallSegments {
    /** Of a payload. */
    static final int MOST_BYTES = 256;
    /** Those of at most so many bytes are kept apart, for a program may send a stream byte by byte to a peer that reads nothing. */
    private static final int FEW_BYTES = 32;
    /** Kept for later of each size; those beyond are left to the garbage collector. */
    private static final int MOST = 4096;
    private static final Unsafe UNSAFE = Unsafe.getUnsafe();

    private final Free few = new Free(FEW_BYTES);
    private final Free more = new Free(MOST_BYTES);

    /** Those of one size that nobody uses, linked through themselves; last in, first out. */
    static final class Free {
        private final int bytes;
        private Segment first;
        private int count;

        private Free(int bytes) {
            this.bytes = bytes;
        }

        private Segment take() {
            Segment segment = first;
            if (segment == null) {
                return Segment.small(this, new byte[bytes]);
            }
            first = segment.next;
            segment.next = null;
            count--;
            return segment;
        }

        /** Nobody else will use it any more. */
        void giveBack(Segment segment) {
            if (count < MOST) {
                segment.next = first;
                first = segment;
                count++;
            }
        }
    }

    /**
     * @param base an array, or null where the address is one of native memory
     * @param length at most {@link #MOST_BYTES}
     */
    Segment data(Object base, long address, int length) {
        Segment segment = (length <= FEW_BYTES ? few : more).take();
        UNSAFE.copyMemory(base, address, segment.bytes, Unsafe.ARRAY_BYTE_BASE_OFFSET, length);
        segment.holds(length);
        return segment;
    }
}
