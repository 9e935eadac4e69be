package dev.moonsim.net;

import jdk.internal.misc.Unsafe;

/** What one socket sends to its peer in one piece. */
final class Segment {
    enum Kind { SYN_ACK, ACK, DATA, WINDOW, FIN, RST }

    private static final Unsafe UNSAFE = Unsafe.getUnsafe();

    final Kind kind;
    /** Where the payload lies; never written again once sent. */
    final byte[] bytes;
    /** First byte that the receiver has not read yet. */
    int offset;
    final int end;
    /** Of the payload, for the digest; for {@link Kind#WINDOW} the bytes that may be sent again. */
    final long value;

    private Segment(Kind kind, byte[] bytes, int offset, int end, long value) {
        this.kind = kind;
        this.bytes = bytes;
        this.offset = offset;
        this.end = end;
        this.value = value;
    }

    static Segment control(Kind kind) {
        return new Segment(kind, null, 0, 0, 0);
    }

    static Segment window(int credit) {
        return new Segment(Kind.WINDOW, null, 0, 0, credit);
    }

    static Segment data(byte[] bytes, int offset, int end) {
        return new Segment(Kind.DATA, bytes, offset, end, hash(bytes, offset, end));
    }

    int length() {
        return end - offset;
    }

    /** Eight bytes a step: every byte that is sent passes here. */
    private static long hash(byte[] bytes, int from, int end) {
        long h = end - from;
        int i = from;
        for (; i + 8 <= end; i += 8) {
            h = (h ^ UNSAFE.getLongUnaligned(bytes, Unsafe.ARRAY_BYTE_BASE_OFFSET + i, false)) * 0x9E3779B97F4A7C15L;
            h ^= h >>> 29;
        }
        for (; i < end; i++) {
            h = (h ^ (bytes[i] & 0xff)) * 0x100000001b3L;
        }
        return h;
    }
}
