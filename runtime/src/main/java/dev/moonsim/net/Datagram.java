package dev.moonsim.net;

import jdk.internal.misc.Unsafe;

/** One datagram of UDP; once sent, changed by faults only. */
final class Datagram {
    private static final Unsafe UNSAFE = Unsafe.getUnsafe();

    final byte[] bytes;
    final int fromIp;
    final int fromPort;
    final int toIp;
    final int toPort;

    Datagram(byte[] bytes, int fromIp, int fromPort, int toIp, int toPort) {
        this.bytes = bytes;
        this.fromIp = fromIp;
        this.fromPort = fromPort;
        this.toIp = toIp;
        this.toPort = toPort;
    }

    Datagram copy() {
        return new Datagram(bytes.clone(), fromIp, fromPort, toIp, toPort);
    }

    /** Of the payload and both ends, for the digest. */
    long hash() {
        long h = ((long) fromIp << 32 ^ toIp) * 0x9E3779B97F4A7C15L ^ (long) fromPort << 16 ^ toPort;
        int i = 0;
        for (; i + 8 <= bytes.length; i += 8) {
            h = (h ^ UNSAFE.getLongUnaligned(bytes, Unsafe.ARRAY_BYTE_BASE_OFFSET + i, false)) * 0x9E3779B97F4A7C15L;
            h ^= h >>> 29;
        }
        for (; i < bytes.length; i++) {
            h = (h ^ (bytes[i] & 0xff)) * 0x100000001b3L;
        }
        return h;
    }

    @Override
    public String toString() {
        return Ipv4.text(fromIp) + ":" + fromPort + " -> " + Ipv4.text(toIp) + ":" + toPort + " " + bytes.length + " bytes";
    }
}
