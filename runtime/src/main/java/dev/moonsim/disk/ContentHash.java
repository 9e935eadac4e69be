package dev.moonsim.disk;

import jdk.internal.misc.Unsafe;

/** A 64-bit hash of bytes for the digest, eight at a time. */
final class ContentHash {
    private static final Unsafe UNSAFE = Unsafe.getUnsafe();

    private ContentHash() {}

    static long of(Object base, long offset, int length) {
        long h = 0xcbf29ce484222325L ^ length;
        int i = 0;
        if (length >= 64) { // four at a time, as none waits for another
            long a = h;
            long b = h + 1;
            long c = h + 2;
            long d = h + 3;
            for (; i + 32 <= length; i += 32) {
                a = (a ^ UNSAFE.getLongUnaligned(base, offset + i, false)) * 0x9E3779B97F4A7C15L;
                b = (b ^ UNSAFE.getLongUnaligned(base, offset + i + 8, false)) * 0x9E3779B97F4A7C15L;
                c = (c ^ UNSAFE.getLongUnaligned(base, offset + i + 16, false)) * 0x9E3779B97F4A7C15L;
                d = (d ^ UNSAFE.getLongUnaligned(base, offset + i + 24, false)) * 0x9E3779B97F4A7C15L;
                a ^= a >>> 29;
                b ^= b >>> 29;
                c ^= c >>> 29;
                d ^= d >>> 29;
            }
            h = ((a * 31 + b) * 31 + c) * 31 + d;
        }
        for (; i + 8 <= length; i += 8) {
            h = (h ^ UNSAFE.getLongUnaligned(base, offset + i, false)) * 0x9E3779B97F4A7C15L;
            h ^= h >>> 29;
        }
        for (; i < length; i++) {
            h = (h ^ UNSAFE.getByte(base, offset + i)) * 0x100000001b3L;
        }
        return h;
    }
}
