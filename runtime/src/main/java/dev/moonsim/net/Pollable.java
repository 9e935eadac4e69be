package dev.moonsim.net;

import dev.moonsim.sched.Awaited;
import dev.moonsim.sched.Task;
import dev.moonsim.sched.WaitQueue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import jdk.internal.misc.Unsafe;

/**
 * What a file descriptor of the simulated network stands for: a socket or one end of a pipe. Reading and writing never
 * block; a task that must wait does so in {@link #await}, and a selector has itself told by {@link #watch}.
 */
public abstract class Pollable {
    /** Bits of {@link #ready}, as poll(2) has them on Linux. */
    public static final int IN = 1;
    public static final int OUT = 4;
    public static final int ERR = 8;
    public static final int HUP = 16;

    /** What {@link #read} and {@link #write} return beside a count; the values of the JDK's {@code IOStatus}. */
    public static final int EOF = -1;
    public static final int UNAVAILABLE = -2;

    private static final Unsafe UNSAFE = Unsafe.getUnsafe();

    /** Told that {@link #ready} may have changed. Must not block. */
    public interface Watcher {
        void changed();

        /** Reads what {@link #changed} and its consequences will read, but for the task that it wakes. */
        default int touch() {
            return 0;
        }

        /** The JDK's object that will read, or null. */
        default Object user() {
            return null;
        }

        /** The task that waits to be told, or null. */
        default Task waiting() {
            return null;
        }
    }

    private final class Bytes implements Awaited {
        @Override
        public String what() {
            return describe(true);
        }

        @Override
        public boolean isOutside() {
            return waitsForOutside();
        }
    }

    private WaitQueue readers;
    private WaitQueue writers;
    /** The one that is told first; null where nobody watches. */
    private Watcher watcher;
    /** The others; null where there are none. */
    private Watcher[] watchers;
    private boolean blocking = true;
    private int stops;
    private Task owner;
    private Object user;
    private byte[] target;

    /** The bits that hold now. */
    public abstract int ready();

    /**
     * Moves what is there into native memory or an array.
     *
     * @param base the array, or null where the address is one of native memory
     * @param address in an array, from its beginning as {@code Unsafe} counts
     * @return the number of bytes, {@link #EOF} or {@link #UNAVAILABLE}
     */
    public abstract int read(Object base, long address, int length) throws IOException;

    /**
     * How many of so many bytes can be written now.
     *
     * @return the number of bytes or {@link #UNAVAILABLE}
     */
    public abstract int writable(int length) throws IOException;

    /** How many of so many bytes a single read or write moves at most; fewer than all where a fault has it so, but never 0. */
    public int shortened(int length) {
        return length;
    }

    /** Writes bytes that {@link #writable} has allowed just before; the array is the callee's from now on. */
    public abstract void write(byte[] bytes);

    /**
     * Writes bytes of native memory or an array that {@link #writable} has allowed just before.
     *
     * @param base the array, or null where the address is one of native memory
     * @param address in an array, from its beginning as {@code Unsafe} counts
     */
    public void write(Object base, long address, int length) {
        byte[] bytes = new byte[length];
        UNSAFE.copyMemory(base, address, bytes, Unsafe.ARRAY_BYTE_BASE_OFFSET, length);
        write(bytes);
    }

    /** The descriptor is closed by the program, or by the end of its process. */
    public abstract void close();

    /** What a wait for it is called in a report. */
    abstract String describe(boolean reading);

    /** True where only a party outside the program could end a wait for it. */
    public boolean waitsForOutside() {
        return false;
    }

    /**
     * Waits until something happens; the caller looks again what. The wait also ends when {@link #stop} is called.
     *
     * @param timeoutNanos 0 waits for ever
     */
    public final WaitQueue.Wake await(boolean reading, long timeoutNanos, boolean interruptible) {
        owner = Task.current();
        if (reading && readers == null) {
            readers = new WaitQueue(new Bytes());
        } else if (!reading && writers == null) {
            writers = new WaitQueue(() -> describe(false));
        }
        WaitQueue.Wake wake = (reading ? readers : writers).await(timeoutNanos, interruptible);
        if (reading) {
            target = null;
        }
        return wake;
    }

    /** The JDK's object that reads and writes it, where it is to be read ahead for a wait that ends. */
    public final void usedBy(Object socket) {
        user = socket;
    }

    final Object user() {
        return user;
    }

    /** Where the bytes will go that a caller has asked for in vain and waits for next. */
    public final void readsInto(byte[] bytes) {
        target = bytes;
    }

    final byte[] target() {
        return target;
    }

    /** Ends the waits for one direction, because the descriptor is about to be closed. */
    public final void stop(boolean reading) {
        stops++;
        wake(reading);
    }

    /** Counts the calls of {@link #stop}. */
    public final int stops() {
        return stops;
    }

    /** The calling task has opened it. */
    final void opened() {
        owner = Task.current();
    }

    /** Name of the thread that waited for it last, else of that which opened it; empty where there is none. */
    final String owner() {
        return owner == null ? "" : owner.visibleThread().getName();
    }

    /** Whether a write waits until everything is written, as a descriptor in blocking mode does. */
    public final boolean isBlocking() {
        return blocking;
    }

    public final void setBlocking(boolean blocking) {
        this.blocking = blocking;
    }

    /** Where tasks wait to read; null where none has yet. */
    final WaitQueue readers() {
        return readers;
    }

    private void wake(boolean reading) {
        WaitQueue queue = reading ? readers : writers;
        if (queue != null) {
            queue.wakeAll();
        }
    }

    public final void watch(Watcher added) {
        if (watcher == null) {
            watcher = added;
        } else {
            watchers = watchers == null ? new Watcher[1] : Arrays.copyOf(watchers, watchers.length + 1);
            watchers[watchers.length - 1] = added;
        }
    }

    public final void unwatch(Watcher removed) {
        List<Watcher> left = new ArrayList<>(watchers == null ? List.of() : List.of(watchers));
        if (watcher == removed) {
            watcher = left.isEmpty() ? null : left.removeFirst();
        } else {
            left.remove(removed);
        }
        watchers = left.isEmpty() ? null : left.toArray(new Watcher[0]);
    }

    /** The one that is told first, or null. */
    final Watcher watcher() {
        return watcher;
    }

    final void becameReadable() {
        wake(true);
        tellWatchers();
    }

    final void becameWritable() {
        wake(false);
        tellWatchers();
    }

    final void changed() {
        wake(true);
        wake(false);
        tellWatchers();
    }

    private void tellWatchers() {
        if (watcher != null) {
            watcher.changed();
        }
        for (int i = 0; watchers != null && i < watchers.length; i++) {
            watchers[i].changed();
        }
    }
}
