package dev.moonsim.jdk;

import java.io.FileDescriptor;
import java.net.SocketImpl;
import java.util.concurrent.locks.AbstractQueuedSynchronizer;
import java.util.concurrent.locks.ReentrantLock;
import jdk.internal.misc.Unsafe;

/**
 * Reads what the next read and write of the JDK's own sockets and socket channels will read of them, once there are bytes: their
 * fields, their locks and their descriptors. All of a group take each step together, so that no read has to wait for one before it.
 */
public final class ParkedSockets {
    private static final Unsafe UNSAFE = Unsafe.getUnsafe();
    private static final Class<?> SOCKET = JdkInternals.type("sun.nio.ch.NioSocketImpl");
    private static final Class<?> CHANNEL = JdkInternals.type("sun.nio.ch.SocketChannelImpl");
    private static final Fields OF_SOCKET = new Fields(SOCKET, SocketImpl.class);
    private static final Fields OF_CHANNEL = new Fields(CHANNEL, CHANNEL);

    private static final long NUMBER = JdkInternals.offset(FileDescriptor.class, "fd", int.class);
    private static final long SYNC = JdkInternals.offset(ReentrantLock.class, "sync",
            JdkInternals.type("java.util.concurrent.locks.ReentrantLock$Sync"));
    private static final long STATE = JdkInternals.offset(AbstractQueuedSynchronizer.class, "state", int.class);

    /** Where they are, as {@code Unsafe} counts. */
    private static final class Fields {
        final long descriptor;
        final long readLock;
        final long writeLock;
        final long stateLock;

        Fields(Class<?> type, Class<?> ownerOfDescriptor) {
            descriptor = JdkInternals.offset(ownerOfDescriptor, "fd", FileDescriptor.class);
            readLock = JdkInternals.offset(type, "readLock", ReentrantLock.class);
            writeLock = JdkInternals.offset(type, "writeLock", ReentrantLock.class);
            stateLock = JdkInternals.offset(type, "stateLock", Object.class);
        }
    }

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

    /**
     * @param sockets anything; what is no socket is passed over
     * @return something that depends on all that was read
     */
    public int touch(Object[] sockets, int most) {
        int read = 0;
        int count = 0;
        for (int i = 0; i < most; i++) {
            Object socket = sockets[i];
            Class<?> type = socket.getClass();
            Fields fields = type == SOCKET ? OF_SOCKET : type == CHANNEL ? OF_CHANNEL : null;
            if (fields != null) {
                descriptors[count] = UNSAFE.getReference(socket, fields.descriptor);
                reading[count] = UNSAFE.getReference(socket, fields.readLock);
                writing[count] = UNSAFE.getReference(socket, fields.writeLock);
                stateLocks[count++] = UNSAFE.getReference(socket, fields.stateLock);
            }
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
