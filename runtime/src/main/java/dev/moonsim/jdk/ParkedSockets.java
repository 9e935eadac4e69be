package dev.moonsim.jdk;

import java.io.FileDescriptor;
import java.net.SocketImpl;
import java.util.concurrent.locks.AbstractQueuedSynchronizer;
import java.util.concurrent.locks.ReentrantLock;
import jdk.internal.misc.Unsafe;

/**
 * Reads what a read and the next write of the JDK's own sockets will read, once a wait in them is over: their fields, their locks and
 * their descriptors. All of a group take each step together, so that no read has to wait for one before it.
 */
public final class ParkedSockets {
    private static final Unsafe UNSAFE = Unsafe.getUnsafe();
    private static final Class<?> TYPE = JdkInternals.type("sun.nio.ch.NioSocketImpl");

    private static final long DESCRIPTOR = JdkInternals.offset(SocketImpl.class, "fd", FileDescriptor.class);
    private static final long READ_LOCK = JdkInternals.offset(TYPE, "readLock", ReentrantLock.class);
    private static final long WRITE_LOCK = JdkInternals.offset(TYPE, "writeLock", ReentrantLock.class);
    private static final long STATE_LOCK = JdkInternals.offset(TYPE, "stateLock", Object.class);
    private static final long NUMBER = JdkInternals.offset(FileDescriptor.class, "fd", int.class);
    private static final long SYNC = JdkInternals.offset(ReentrantLock.class, "sync",
            JdkInternals.type("java.util.concurrent.locks.ReentrantLock$Sync"));
    private static final long STATE = JdkInternals.offset(AbstractQueuedSynchronizer.class, "state", int.class);

    private final Object[] descriptors;
    private final Object[] reading;
    private final Object[] writing;
    private final Object[] stateLocks;

    /** @param most in a group */
    public ParkedSockets(int most) {
        descriptors = new Object[most];
        reading = new Object[most];
        writing = new Object[most];
        stateLocks = new Object[most];
    }

    /** Whether it is one that {@link #touch} takes. */
    public static boolean takes(Object socket) {
        return socket != null && socket.getClass() == TYPE;
    }

    /**
     * @param sockets all such that {@link #takes} is true
     * @return something that depends on all that was read
     */
    public int touch(Object[] sockets, int count) {
        int read = 0;
        for (int i = 0; i < count; i++) {
            descriptors[i] = UNSAFE.getReference(sockets[i], DESCRIPTOR);
            reading[i] = UNSAFE.getReference(sockets[i], READ_LOCK);
            writing[i] = UNSAFE.getReference(sockets[i], WRITE_LOCK);
            stateLocks[i] = UNSAFE.getReference(sockets[i], STATE_LOCK);
        }
        for (int i = 0; i < count; i++) {
            read += UNSAFE.getByte(stateLocks[i], 0) + (descriptors[i] == null ? 0 : UNSAFE.getInt(descriptors[i], NUMBER));
            reading[i] = UNSAFE.getReference(reading[i], SYNC);
            writing[i] = UNSAFE.getReference(writing[i], SYNC);
        }
        for (int i = 0; i < count; i++) {
            read += UNSAFE.getInt(reading[i], STATE) + UNSAFE.getInt(writing[i], STATE);
        }
        return read;
    }
}
