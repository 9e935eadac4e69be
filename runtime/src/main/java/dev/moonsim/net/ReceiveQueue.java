package dev.moonsim.net;

import jdk.internal.misc.Unsafe;

/** Bytes that have arrived at one end of a connection and that its program has not read. */
class ReceiveQueue extends SegmentQueue {
    private static final Unsafe UNSAFE = Unsafe.getUnsafe();

    private int available;

    final int available() {
        return available;
    }

    final void add(Segment segment) {
        append(segment);
        available += segment.length();
    }

    /** Bytes that never were on a wire. */
    void add(byte[] bytes) {
        add(Segment.unsent(bytes));
    }

    /** Moves what is there, as {@link Pollable#read} does; returns how many bytes. */
    final int take(Object base, long address, int length) {
        int done = 0;
        while (done < length && available > 0) {
            Segment segment = first();
            int n = Math.min(length - done, segment.length());
            UNSAFE.copyMemory(segment.bytes, Unsafe.ARRAY_BYTE_BASE_OFFSET + segment.offset, base, address + done, n);
            segment.offset += n;
            done += n;
            available -= n;
            if (segment.length() == 0) {
                takeFirst().wasRead();
            }
        }
        return done;
    }

    @Override
    final void clear() {
        super.clear();
        available = 0;
    }
}
