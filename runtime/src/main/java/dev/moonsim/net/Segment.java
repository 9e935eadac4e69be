package dev.moonsim.net;

import jdk.internal.misc.Unsafe;

/** What one socket sends to its peer in one piece. */
public final class Segment {
    enum Kind { DATAGRAM, SYN, SYN_ACK, ACK, DATA, WINDOW, FIN, RST }

    /** A request to connect. It is no part of a stream. */
    static final Segment REQUEST = control(Kind.SYN);
    /** Of IPv4 and TCP, without options. */
    private static final int HEADERS = 40;
    /** Of IPv4 and UDP. */
    private static final int UDP_HEADERS = 28;
    private static final Unsafe UNSAFE = Unsafe.getUnsafe();

    final Kind kind;
    /** Where the payload lies; written again by {@link #flip} only. */
    final byte[] bytes;
    /** First byte that the receiver has not read yet. */
    int offset;
    int end;
    /** Of the payload, for the digest; for {@link Kind#WINDOW} the bytes that may be sent again. */
    long value;

    /** Behind it in its queue. */
    Segment next;
    private boolean urgent;
    /** Where it goes back to when it has been read; null where it is used once. */
    private final SmallSegments.Free home;

    private Segment(SmallSegments.Free home, Kind kind, byte[] bytes, int offset, int end, long value) {
        this.home = home;
        this.kind = kind;
        this.bytes = bytes;
        this.offset = offset;
        this.end = end;
        this.value = value;
    }

    static Segment control(Kind kind) {
        return new Segment(null, kind, null, 0, 0, 0);
    }

    static Segment window(int credit) {
        return new Segment(null, Kind.WINDOW, null, 0, 0, credit);
    }

    static Segment data(byte[] bytes, int offset, int end) {
        return new Segment(null, Kind.DATA, bytes, offset, end, hash(bytes, offset, end));
    }

    /** One that holds nothing yet. */
    static Segment small(SmallSegments.Free home, byte[] bytes) {
        return new Segment(home, Kind.DATA, bytes, 0, 0, 0);
    }

    /** Its first bytes have been written anew. */
    void holds(int length) {
        offset = 0;
        end = length;
        value = hash(bytes, 0, length);
    }

    /** All of it has been read, and nobody refers to it any more. */
    void wasRead() {
        if (home != null) {
            home.giveBack(this);
        }
    }

    /** Of bytes that are with the peer at once. */
    static Segment unsent(byte[] bytes) {
        return new Segment(null, Kind.DATA, bytes, 0, bytes.length, 0);
    }

    static Segment urgent(byte value) {
        Segment segment = data(new byte[] {value}, 0, 1);
        segment.urgent = true;
        return segment;
    }

    /** Reads all of it but the payload, for {@link Arrivals}. */
    int touch() {
        return end + (urgent ? 1 : 0);
    }

    boolean isUrgent() {
        return urgent;
    }

    /** Bytes of the payload; 0 where it only has to do with the connection. */
    public int length() {
        return end - offset;
    }

    /**
     * Whether it is no part of a stream: a datagram, which nobody sends again, or a request to connect, which the client does where
     * no answer comes.
     */
    public boolean canBeLost() {
        return kind == Kind.SYN || kind == Kind.DATAGRAM;
    }

    /** With headers. */
    public int wireBytes() {
        return (kind == Kind.DATAGRAM ? UDP_HEADERS : HEADERS) + length();
    }

    /** Turns one bit of the payload, from 0 to 8 times its length. */
    public void flip(int bit) {
        bytes[offset + bit / 8] ^= (byte) (1 << bit % 8);
        value = hash(bytes, offset, end);
    }

    /** @param bytes of which a fault may turn bits */
    static Segment datagram(byte[] bytes) {
        return new Segment(null, Kind.DATAGRAM, bytes, 0, bytes.length, 0);
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
