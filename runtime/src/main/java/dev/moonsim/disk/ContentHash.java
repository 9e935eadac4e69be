package dev.moonsim.disk;

import jdk.internal.misc.Unsafe;

/** A 64-bit hash of bytes for the digest, eight at a time. */
final class ContentHash {
    private static final Unsafe UNSAFE = Unsafe.getUnsafe();

    private ContentHash() {}

    static long of(Object base, long offset, int length) {
        long h = 0xcbf29ce484222325L ^ length;
        int i = 0;
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
