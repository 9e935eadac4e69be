package dev.moonsim.intercept;

import dev.moonsim.sched.Task;
import java.util.Arrays;
import jdk.internal.misc.Unsafe;

/**
 * What programs see of processor and memory below the Java level: how wide vectors are, how pages are, what the memory held that they
 * allocate, and how its addresses are aligned. The addresses themselves are the host's.
 */
public final class HardwareArea implements Area {
    private static final Unsafe UNSAFE = Unsafe.getUnsafe();
    private static final int PAGE_BYTES = 4096;
    private static final int VECTOR_BYTES = 32;

    @Override
    public void declare(Catalog c) {
        Class<HardwareArea> by = HardwareArea.class;
        String internal = "jdk/internal/misc/Unsafe";
        String unsafe = "sun/misc/Unsafe";
        String self = "(Ljava/lang/Object;";
        c.call(internal, "allocateMemory", "(J)J").onlyIn(unsafe).as(self + "J)J").by(by, "allocate");
        c.call(internal, "pageSize", "()I").onlyIn(unsafe).as(self + ")I").by(by, "pageSize");
        c.call(internal, "getLoadAverage", "([DI)I").onlyIn(unsafe).as(self + "[DI)I").by(by, "load");
        c.call("jdk/internal/misc/VM", "isDirectMemoryPageAligned", "()Z").onlyIn("java/nio/DirectByteBuffer").by(by, "isPageAligned");
        c.call("jdk/internal/vm/vector/VectorSupport", "getMaxLaneCount", "(Ljava/lang/Class;)I").everywhere().by(by, "lanes");
    }

    /** Zeroed, as new memory of a process is; what was freed before would show what others left there. */
    public static long allocate(Object unsafe, long bytes) {
        long address = UNSAFE.allocateMemory(bytes);
        if (Task.isSimulated()) {
            UNSAFE.setMemory(address, bytes, (byte) 0);
        }
        return address;
    }

    public static int pageSize(Object unsafe) {
        return Task.isSimulated() ? PAGE_BYTES : UNSAFE.pageSize();
    }

    public static int load(Object unsafe, double[] averages, int count) {
        if (!Task.isSimulated()) {
            return UNSAFE.getLoadAverage(averages, count);
        }
        Arrays.fill(averages, 0, count, 0);
        return count;
    }

    /** Else what {@code ByteBuffer.alignedSlice} leaves of a direct buffer would follow from its address. */
    public static boolean isPageAligned() {
        return true;
    }

    /** 256 bits, also where the processor has more or less: floating-point sums depend on it. The JDK asks once and keeps it. */
    public static int lanes(Class<?> element) {
        return VECTOR_BYTES / (element == double.class || element == long.class ? 8
                : element == float.class || element == int.class ? 4 : element == byte.class ? 1 : 2);
    }
}
