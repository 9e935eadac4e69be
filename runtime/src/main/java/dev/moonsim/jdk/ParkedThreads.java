package dev.moonsim.jdk;

import jdk.internal.misc.Unsafe;
import jdk.internal.vm.Continuation;

/**
 * Reads what going on with parked virtual threads will read: their fields, their continuations and the stacks that these keep. All
 * of a group take each step together, so that no read has to wait for one before it.
 */
public final class ParkedThreads {
    private static final Unsafe UNSAFE = Unsafe.getUnsafe();
    private static final Class<?> TYPE = JdkInternals.type("java.lang.VirtualThread");
    private static final Class<?> CHUNK = JdkInternals.type("jdk.internal.vm.StackChunk");

    /** Its type stands there. Of the type itself the compiler makes a call into the JVM. */
    private static final long HEADER = 0;
    private static final long INTERRUPTED = JdkInternals.offset(Thread.class, "interrupted", boolean.class);
    private static final long LOCK = JdkInternals.offset(Thread.class, "interruptLock", Object.class);
    private static final long STATE = JdkInternals.offset(TYPE, "state", int.class);
    private static final long CARRIER = JdkInternals.offset(TYPE, "carrierThread", Thread.class);
    private static final long CONTINUATION = JdkInternals.offset(TYPE, "cont", Continuation.class);
    private static final long TAIL = JdkInternals.offset(Continuation.class, "tail", CHUNK);
    private static final long MOUNTED = JdkInternals.offset(Continuation.class, "mounted", boolean.class);
    /** The stack is the part from {@code sp} to {@code bottom}, in words, of an array that follows the fields. */
    private static final long SP = JdkInternals.offset(CHUNK, "sp", int.class);
    private static final long BOTTOM = JdkInternals.offset(CHUNK, "bottom", int.class);
    private static final int LINE_WORDS = 8;
    /** A longer stack is not read as a whole when its thread goes on. */
    private static final int MOST_WORDS = 320;

    private final Object[] continuations;
    private final Object[] chunks;

    /** @param most in a group */
    public ParkedThreads(int most) {
        continuations = new Object[most];
        chunks = new Object[most];
    }

    /** @return something that depends on all that was read */
    public int touch(Thread[] threads, int count) {
        int read = 0;
        for (int i = 0; i < count; i++) {
            Thread thread = threads[i];
            continuations[i] = UNSAFE.getReference(thread, CONTINUATION);
            chunks[i] = UNSAFE.getReference(thread, LOCK);
            read += UNSAFE.getByte(thread, HEADER) + UNSAFE.getByte(thread, INTERRUPTED) + UNSAFE.getInt(thread, STATE) + UNSAFE.getInt(thread, CARRIER);
        }
        for (int i = 0; i < count; i++) {
            Object continuation = continuations[i];
            read += chunks[i] == null ? 0 : UNSAFE.getByte(chunks[i], HEADER);
            read += continuation == null ? 0 : UNSAFE.getByte(continuation, MOUNTED);
            chunks[i] = continuation == null ? null : UNSAFE.getReference(continuation, TAIL);
        }
        for (int i = 0; i < count; i++) {
            read += chunks[i] == null ? 0 : UNSAFE.getInt(chunks[i], SP);
        }
        for (int i = 0; i < count; i++) {
            Object chunk = chunks[i];
            if (chunk != null) {
                int sp = UNSAFE.getInt(chunk, SP);
                int end = Math.min(UNSAFE.getInt(chunk, BOTTOM), sp + MOST_WORDS);
                for (int word = sp; word < end; word += LINE_WORDS) {
                    read += UNSAFE.getInt(chunk, BOTTOM + (long) word * Long.BYTES);
                }
            }
        }
        return read;
    }
}
