package dev.moonsim.disk;

import dev.moonsim.decide.DecisionStream;
import jdk.internal.misc.Unsafe;

/** The devices that programs expect: {@code /dev/null}, {@code /dev/zero}, {@code /dev/random}, {@code /dev/urandom}. */
public final class Device extends Inode {
    private static final Unsafe UNSAFE = Unsafe.getUnsafe();

    /** What reading gives. */
    enum Source {
        NULL, ZERO, RANDOM, URANDOM;

        String fileName() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    private final Source source;
    private final DecisionStream random;

    Device(long number, Source source, DecisionStream random, long time) {
        super(number, CHARACTER_DEVICE, 0666, time);
        this.source = source;
        this.random = random;
    }

    int read(Object base, long offset, int length) {
        if (source == Source.NULL) {
            return 0;
        }
        if (source == Source.ZERO) {
            UNSAFE.setMemory(base, offset, length, (byte) 0);
            return length;
        }
        byte[] bytes = new byte[length];
        random.fill(bytes, 0, length);
        UNSAFE.copyMemory(bytes, Unsafe.ARRAY_BYTE_BASE_OFFSET, base, offset, length);
        return length;
    }

    Source source() {
        return source;
    }

    @Override
    public long size() {
        return 0;
    }
}
