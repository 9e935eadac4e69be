package dev.moonsim.intercept;

import dev.moonsim.disk.MappedMemory;
import dev.moonsim.sched.Task;
import java.nio.ByteBuffer;
import java.util.Arrays;
import jdk.internal.misc.Unsafe;
import sun.nio.ch.DirectBuffer;

/**
 * What programs see of processor and memory below the Java level: how wide vectors are, how pages are, what the memory held that they
 * allocate, and how its addresses are aligned. The addresses themselves are the host's.
 */
public final class HardwareArea implements Area {
    private static final Unsafe UNSAFE = Unsafe.getUnsafe();
    private static final int PAGE_BYTES = 4096;
    private static final int LINE_BYTES = 64;
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
        String buffer = "java/nio/DirectByteBuffer";
        c.before("java/nio/ByteBuffer", "allocateDirect", "(I)Ljava/nio/ByteBuffer;").by(by, "allocating");
        c.call("jdk/internal/misc/VM", "isDirectMemoryPageAligned", "()Z").onlyIn(buffer).by(by, "isAligned");
        c.call("java/nio/Bits", "pageSize", "()I").onlyIn(buffer).by(by, "alignment");
        c.body("java/nio/ByteBuffer", "alignmentOffset", "(II)I").when("isAllocated").by(by, "alignmentOffset");
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

    /** Comes before the buffer's constructor, which asks for its alignment and says nothing of its size. */
    public static void allocating(int capacity) {
        Task task = Task.current();
        if (task != null) {
            task.directBytes = capacity;
        }
    }

    /** Else what {@code ByteBuffer.alignedSlice} leaves of a direct buffer would follow from its address. */
    public static boolean isAligned() {
        return true;
    }

    /** The least power of two that the buffer fits into, as far as a page: a page for each small one would cost time and memory. */
    public static int alignment() {
        Task task = Task.current();
        return task == null ? PAGE_BYTES : alignment(task.directBytes);
    }

    private static int alignment(int capacity) {
        return capacity > PAGE_BYTES / 2 ? PAGE_BYTES : Math.max(LINE_BYTES, Integer.highestOneBit(Math.max(1, 2 * capacity - 1)));
    }

    public static boolean isAllocated(ByteBuffer buffer, int index, int unit) {
        if (!Task.isSimulated() || index < 0 || Integer.bitCount(unit) != 1 || unit < 1 || !(buffer instanceof DirectBuffer direct)) {
            return false;
        }
        DirectBuffer whole = whole(direct);
        return whole.cleaner() != null && !MappedMemory.contains(whole.address());
    }

    /** What was allocated lies at a multiple of every unit, as far as the program can see; what is larger than it truly is the host's. */
    public static int alignmentOffset(ByteBuffer buffer, int index, int unit) {
        DirectBuffer direct = (DirectBuffer) buffer;
        return (int) (direct.address() - whole(direct).address() + index & unit - 1);
    }

    private static DirectBuffer whole(DirectBuffer buffer) {
        return buffer.attachment() instanceof DirectBuffer of ? of : buffer;
    }

    /** 256 bits, also where the processor has more or less: floating-point sums depend on it. The JDK asks once and keeps it. */
    public static int lanes(Class<?> element) {
        return VECTOR_BYTES / (element == double.class || element == long.class ? 8
                : element == float.class || element == int.class ? 4 : element == byte.class ? 1 : 2);
    }
}
