package dev.moonsim.disk;

import dev.moonsim.decide.DecisionStream;
import jdk.internal.misc.Unsafe;

/** The devices that programs expect: {@code /dev/null}, {@code /dev/zero}, {@code /dev/random}, {@code /dev/urandom}. */
public final class Device extends Inode {
    private static final Unsafe UNSAFE = Unsafe.getUnsafe();

    /** What reading gives. */
    enum Source { NOTHING, ZEROS, RANDOM }

    private final Source source;
    private final DecisionStream random;

    Device(long number, Source source, DecisionStream random, long time) {
        super(number, CHARACTER_DEVICE, 0666, time);
        this.source = source;
        this.random = random;
    }

    int read(Object base, long offset, int length) {
        switch (source) {
            case NOTHING -> {
                return 0;
            }
            case ZEROS -> UNSAFE.setMemory(base, offset, length, (byte) 0);
            case RANDOM -> {
                byte[] bytes = new byte[length];
                random.fill(bytes, 0, length);
                UNSAFE.copyMemory(bytes, Unsafe.ARRAY_BYTE_BASE_OFFSET, base, offset, length);
            }
        }
        return length;
    }

    @Override
    public long size() {
        return 0;
    }
}
