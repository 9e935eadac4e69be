package dev.moonsim.intercept;

import dev.moonsim.jdk.JdkInternals;
import dev.moonsim.net.Pollable;
import dev.moonsim.net.UdpSocket;
import dev.moonsim.sched.Task;
import java.io.FileDescriptor;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.invoke.MethodHandle;
import java.net.SocketException;
import jdk.internal.misc.Unsafe;
import sun.nio.ch.Net;
import sun.nio.ch.SelChImpl;

/**
 * What UDP has beyond {@link SocketsArea}: the system calls beneath {@code DatagramChannel}, over which the JDK has built
 * {@code DatagramSocket} and {@code MulticastSocket}.
 */
public final class DatagramsArea implements Area {
    private static final Unsafe UNSAFE = Unsafe.getUnsafe();
    /** Of an {@code iovec}: address and length. */
    private static final int IOVEC_BYTES = 16;
    private static final String CHANNEL = "sun/nio/ch/DatagramChannelImpl";

    @Override
    public void declare(Catalog c) {
        Class<DatagramsArea> by = DatagramsArea.class;
        String fd = "Ljava/io/FileDescriptor;";
        c.call(CHANNEL, "disconnect0", "(" + fd + "Z)V").onlyIn(CHANNEL).by(by, "disconnect");
        c.call(CHANNEL, "receive0", "(" + fd + "JIJZ)I").onlyIn(CHANNEL).by(by, "receive");
        c.call(CHANNEL, "send0", "(" + fd + "JIJI)I").onlyIn(CHANNEL).by(by, "send");
        c.body(CHANNEL, "park", "(IJ)V").as("(Ljava/lang/Object;IJ)V").by(by, "park");
        c.body(CHANNEL, "configureSocketNonBlockingIfVirtualThread", "()V").as("(Ljava/lang/Object;)V")
                .when("isPlatform").by(by, "stayBlocking");

        String dispatcher = "sun/nio/ch/DatagramDispatcher";
        String self = "(Ljava/lang/Object;" + fd;
        c.body(dispatcher, "read", "(" + fd + "JI)I").as(self + "JI)I").when("isSimulated").by(by, "read");
        c.body(dispatcher, "readv", "(" + fd + "JI)J").as(self + "JI)J").when("isSimulated").by(by, "readVector");
        c.body(dispatcher, "write", "(" + fd + "JI)I").as(self + "JI)I").when("isSimulated").by(by, "write");
        c.body(dispatcher, "writev", "(" + fd + "JI)J").as(self + "JI)J").when("isSimulated").by(by, "writeVector");

        String net = "sun/nio/ch/Net";
        c.body(net, "join4", "(" + fd + "III)I").by(by, "join");
        c.body(net, "drop4", "(" + fd + "III)V").by(by, "drop");
        c.body(net, "block4", "(" + fd + "III)I").by(by, "block");
        c.body(net, "unblock4", "(" + fd + "III)V").by(by, "unblock");
        c.call(net, "setInterface4", "(" + fd + "I)V").onlyIn(CHANNEL).by(by, "setInterface");
        c.call(net, "getInterface4", "(" + fd + ")I").onlyIn(CHANNEL).by(by, "multicastInterface");
    }

    /** The JDK's natives, for callers that are not simulated. */
    private static final class Native {
        private static final Class<?> TYPE = JdkInternals.type("sun.nio.ch.DatagramChannelImpl");
        static final MethodHandle DISCONNECT =
                SocketsArea.find(TYPE, "disconnect0", void.class, FileDescriptor.class, boolean.class);
        static final MethodHandle RECEIVE = SocketsArea.find(TYPE, "receive0", int.class, FileDescriptor.class, long.class,
                int.class, long.class, boolean.class);
        static final MethodHandle SEND = SocketsArea.find(TYPE, "send0", int.class, FileDescriptor.class, long.class,
                int.class, long.class, int.class);
        static final MethodHandle SET_INTERFACE =
                SocketsArea.find(Net.class, "setInterface4", void.class, FileDescriptor.class, int.class);
        static final MethodHandle GET_INTERFACE =
                SocketsArea.find(Net.class, "getInterface4", int.class, FileDescriptor.class);
    }

    private static final class Channel {
        static final long INTERRUPTIBLE =
                JdkInternals.offset(JdkInternals.type("sun.nio.ch.DatagramChannelImpl"), "interruptible", boolean.class);
    }

    private static UdpSocket socket(FileDescriptor descriptor) throws SocketException {
        if (NetCalls.pollable(descriptor) instanceof UdpSocket socket) {
            return socket;
        }
        throw new SocketException("Socket operation on non-socket");
    }

    public static void disconnect(FileDescriptor descriptor, boolean ipv6) throws Throwable {
        if (NetCalls.isSimulated(descriptor)) {
            socket(descriptor).disconnect();
        } else {
            Native.DISCONNECT.invokeExact(descriptor, ipv6);
        }
    }

    // ---- receiving ----

    public static int receive(FileDescriptor descriptor, long address, int length, long sender, boolean connected)
            throws Throwable {
        return NetCalls.isSimulated(descriptor) ? socket(descriptor).receive(null, address, length, sender)
                : (int) Native.RECEIVE.invokeExact(descriptor, address, length, sender, connected);
    }

    public static boolean isSimulated(Object dispatcher, FileDescriptor descriptor, long address, int length) {
        return NetCalls.isSimulated(descriptor);
    }

    public static int read(Object dispatcher, FileDescriptor descriptor, long address, int length) throws IOException {
        return socket(descriptor).read(null, address, length);
    }

    /** One datagram fills the buffers in order; what is left of it is lost. */
    public static long readVector(Object dispatcher, FileDescriptor descriptor, long vector, int count) throws IOException {
        byte[] bytes = socket(descriptor).receive();
        if (bytes == null) {
            return Pollable.UNAVAILABLE;
        }
        int done = 0;
        for (int i = 0; i < count && done < bytes.length; i++) {
            long at = vector + (long) i * IOVEC_BYTES;
            int n = (int) Math.min(UNSAFE.getLong(at + 8), bytes.length - done);
            UNSAFE.copyMemory(bytes, Unsafe.ARRAY_BYTE_BASE_OFFSET + done, null, UNSAFE.getLong(at), n);
            done += n;
        }
        return done;
    }

    // ---- sending ----

    public static int send(FileDescriptor descriptor, long address, int length, long target, int targetLength)
            throws Throwable {
        if (!NetCalls.isSimulated(descriptor)) {
            return (int) Native.SEND.invokeExact(descriptor, address, length, target, targetLength);
        }
        socket(descriptor).send(bytes(address, length), target);
        return length;
    }

    private static byte[] bytes(long address, int length) {
        byte[] bytes = new byte[length];
        UNSAFE.copyMemory(null, address, bytes, Unsafe.ARRAY_BYTE_BASE_OFFSET, length);
        return bytes;
    }

    public static int write(Object dispatcher, FileDescriptor descriptor, long address, int length) throws IOException {
        UdpSocket socket = socket(descriptor);
        socket.writable(length);
        socket.write(bytes(address, length));
        return length;
    }

    /** All buffers are one datagram. */
    public static long writeVector(Object dispatcher, FileDescriptor descriptor, long vector, int count) throws IOException {
        long length = 0;
        for (int i = 0; i < count; i++) {
            length += UNSAFE.getLong(vector + (long) i * IOVEC_BYTES + 8);
        }
        UdpSocket socket = socket(descriptor);
        int sent = socket.writable((int) Math.min(length, Integer.MAX_VALUE));
        socket.write(SocketsArea.gather(vector, 0, sent));
        return sent;
    }

    // ---- waiting ----

    /** A platform thread leaves its channel's descriptor in blocking mode. */
    public static boolean isPlatform(Object channel) {
        return SocketsArea.isPlatform(channel);
    }

    public static void stayBlocking(Object channel) {
        // that is all
    }

    /**
     * An interrupt closes a channel, and ends the wait of a socket only where the thread is a virtual one of the program.
     */
    public static void park(Object channel, int event, long nanos) throws IOException {
        Task task = Task.current();
        boolean channelOfItsOwn = UNSAFE.getBoolean(channel, Channel.INTERRUPTIBLE);
        boolean interruptible = channelOfItsOwn || !task.isFacade();
        Pollable pollable = NetCalls.host().get(((SelChImpl) channel).getFDVal());
        if (pollable == null || !((java.nio.channels.Channel) channel).isOpen()) {
            return;
        }
        pollable.await(event == Net.POLLIN, nanos, interruptible);
        if (!channelOfItsOwn && interruptible && task.virtualThread().isInterrupted()) {
            throw new InterruptedIOException();
        }
    }

    // ---- multicast ----

    public static int join(FileDescriptor descriptor, int group, int netif, int source) throws IOException {
        socket(descriptor).join(group, netif, source);
        return 0;
    }

    public static void drop(FileDescriptor descriptor, int group, int netif, int source) throws IOException {
        socket(descriptor).drop(group, netif, source);
    }

    public static int block(FileDescriptor descriptor, int group, int netif, int source) throws IOException {
        socket(descriptor).block(group, netif, source);
        return 0;
    }

    public static void unblock(FileDescriptor descriptor, int group, int netif, int source) throws IOException {
        socket(descriptor).unblock(group, netif, source);
    }

    public static void setInterface(FileDescriptor descriptor, int ip) throws Throwable {
        if (NetCalls.isSimulated(descriptor)) {
            socket(descriptor).setMulticastInterface(ip);
        } else {
            Native.SET_INTERFACE.invokeExact(descriptor, ip);
        }
    }

    public static int multicastInterface(FileDescriptor descriptor) throws Throwable {
        return NetCalls.isSimulated(descriptor) ? socket(descriptor).multicastInterface()
                : (int) Native.GET_INTERFACE.invokeExact(descriptor);
    }
}
