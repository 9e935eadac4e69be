package dev.moonsim.disk;

import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import jdk.internal.misc.Unsafe;

/**
 * Memory that stands for mapped parts of simulated files. Buffers over it are unmapped by the garbage collector's
 * threads, also long after their simulation has ended, so who holds what is kept for the JVM and not for a run.
 */
public final class MappedMemory {
    private static final Unsafe UNSAFE = Unsafe.getUnsafe();
    private static final ConcurrentSkipListMap<Long, MappedMemory> LIVE = new ConcurrentSkipListMap<>();

    private final long block;
    private final long address;
    private final long size;
    /** Buffers, and one more while the simulated file holds it. */
    private final AtomicInteger holders = new AtomicInteger(1);

    MappedMemory(long size) {
        this.size = size;
        int alignment = UNSAFE.pageSize();
        block = UNSAFE.allocateMemory(size + 2L * alignment);
        address = (block + alignment - 1) / alignment * alignment;
        UNSAFE.setMemory(address, size, (byte) 0);
        LIVE.put(address, this);
    }

    long address() {
        return address;
    }

    void retain() {
        holders.incrementAndGet();
    }

    boolean hasBuffers() {
        return holders.get() > 1;
    }

    void release() {
        if (holders.decrementAndGet() == 0) {
            LIVE.remove(address);
            UNSAFE.freeMemory(block);
        }
    }

    /** True where the address belongs to a mapped part of a simulated file. */
    public static boolean contains(long address) {
        return at(address) != null;
    }

    /** A buffer over the address is gone; any thread may say so. */
    public static void unmap(long address) {
        MappedMemory memory = at(address);
        if (memory != null) {
            memory.release();
        }
    }

    private static MappedMemory at(long address) {
        Map.Entry<Long, MappedMemory> entry = LIVE.floorEntry(address);
        return entry != null && address < entry.getKey() + entry.getValue().size ? entry.getValue() : null;
    }
}
