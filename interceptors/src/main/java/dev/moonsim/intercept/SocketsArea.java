package dev.moonsim.intercept;

import dev.moonsim.jdk.JdkInternals;
import dev.moonsim.net.BrokenConnection;
import dev.moonsim.net.Endpoint;
import dev.moonsim.net.Host;
import dev.moonsim.net.InternetSocket;
import dev.moonsim.net.Pollable;
import dev.moonsim.net.TcpSocket;
import dev.moonsim.net.UdpSocket;
import dev.moonsim.node.Boot;
import dev.moonsim.sched.Task;
import java.io.FileDescriptor;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.ProxySelector;
import java.net.SocketException;
import java.util.function.BooleanSupplier;
import jdk.internal.loader.BootLoader;
import jdk.internal.misc.Unsafe;
import sun.nio.ch.Net;

/**
 * The JDK's native socket calls, beneath {@code Socket}, {@code ServerSocket} and the socket channels: the classes above,
 * with their checks, locks and messages, stay the JDK's own.
 */
public final class SocketsArea implements Area {
    private static final Unsafe UNSAFE = Unsafe.getUnsafe();
    /** Of an {@code iovec}: address and length. */
    private static final int IOVEC_BYTES = 16;

    @Override
    public void declare(Catalog c) {
        Class<SocketsArea> by = SocketsArea.class;
        String fd = "Ljava/io/FileDescriptor;";
        String family = "Ljava/net/ProtocolFamily;";
        String address = "Ljava/net/InetAddress;";
        String net = "sun/nio/ch/Net";
        c.body(net, "isIPv6Available", "()Z").by(by, "isIpv6Available");
        c.body(net, "isReusePortAvailable", "()Z").by(by, "isReusePortAvailable");
        c.body(net, "socket", "(" + family + "Z)" + fd).by(by, "socket");
        c.body(net, "serverSocket", "(" + family + ")" + fd).by(by, "serverSocket");
        c.body(net, "bind", "(" + family + fd + address + "I)V").by(by, "bind");
        c.body(net, "connect", "(" + family + fd + address + "I)I").by(by, "connect");
        c.body(net, "pollConnectNow", "(" + fd + ")Z").by(by, "pollConnect");
        c.body(net, "localAddress", "(" + fd + ")Ljava/net/InetSocketAddress;").by(by, "localAddress");
        c.body(net, "remoteAddress", "(" + fd + ")Ljava/net/InetSocketAddress;").by(by, "remoteAddress");

        String[] users = {"sun/nio/ch/NioSocketImpl", "sun/nio/ch/SocketChannelImpl", "sun/nio/ch/ServerSocketChannelImpl",
            "sun/nio/ch/SourceChannelImpl", "sun/nio/ch/SinkChannelImpl", "sun/nio/ch/DatagramChannelImpl",
            "sun/nio/ch/AsynchronousSocketChannelImpl", "sun/nio/ch/AsynchronousServerSocketChannelImpl",
            "sun/nio/ch/UnixAsynchronousSocketChannelImpl", "sun/nio/ch/UnixAsynchronousServerSocketChannelImpl"};
        c.call(net, "listen", "(" + fd + "I)V").onlyIn(users).by(by, "listen");
        c.call(net, "accept", "(" + fd + fd + "[Ljava/net/InetSocketAddress;)I").onlyIn(users).by(by, "accept");
        c.call(net, "shutdown", "(" + fd + "I)V").onlyIn(users).by(by, "shutdown");
        c.call(net, "available", "(" + fd + ")I").onlyIn(users).by(by, "available");
        c.call(net, "sendOOB", "(" + fd + "B)I").onlyIn(users).by(by, "sendUrgent");
        c.call("sun/nio/ch/IOUtil", "configureBlocking", "(" + fd + "Z)V").onlyIn(users).by(by, "configureBlocking");

        String dispatcher = "sun/nio/ch/SocketDispatcher";
        String self = "(Ljava/lang/Object;" + fd;
        c.body(dispatcher, "read", "(" + fd + "JI)I").as(self + "JI)I").when("isSimulated").by(by, "read");
        c.body(dispatcher, "readv", "(" + fd + "JI)J").as(self + "JI)J").when("isSimulated").by(by, "readVector");
        c.body(dispatcher, "write", "(" + fd + "JI)I").as(self + "JI)I").when("isSimulated").by(by, "write");
        c.body(dispatcher, "writev", "(" + fd + "JI)J").as(self + "JI)J").when("isSimulated").by(by, "writeVector");
        c.body("sun/nio/ch/UnixDispatcher", "close", "(" + fd + ")V").as(self + ")V").when("isSimulated").by(by, "close");

        String array = fd + "[BII)I";
        c.body("sun/nio/ch/NioSocketImpl", "tryRead", "(" + array).as("(Ljava/lang/Object;" + array).when("isSimulated")
                .by(by, "readArray");
        c.body("sun/nio/ch/NioSocketImpl", "tryWrite", "(" + array).as("(Ljava/lang/Object;" + array).when("isSimulated")
                .by(by, "writeArray");
        c.call("java/net/ProxySelector", "getDefault", "()Ljava/net/ProxySelector;").onlyIn("java/net/SocksSocketImpl")
                .by(by, "proxySelector");
        c.body("sun/nio/ch/NioSocketImpl", "park", "(" + fd + "IJ)V").as(self + "IJ)V").by(by, "park");
        for (String channel : new String[] {"SocketChannelImpl", "SourceChannelImpl", "SinkChannelImpl"}) {
            c.body("sun/nio/ch/" + channel, "configureSocketNonBlockingIfVirtualThread", "()V").as("(Ljava/lang/Object;)V")
                    .when("isPlatform").by(by, "stayBlocking");
        }
        // Calls, for the initialiser of the class would start its threads before a hook in it could take over.
        String poller = "sun/nio/ch/Poller";
        c.call(poller, "poll", "(IIJLjava/util/function/BooleanSupplier;)V").onlyIn("sun/nio/ch/SelChImpl").by(by, "poll");
        c.call(poller, "stopPoll", "(II)V").onlyIn(users).by(by, "stopPoll");
        c.call(poller, "stopPoll", "(I)V").onlyIn("sun/nio/ch/NativeDispatcher").by(by, "stopPoll");

        // These would open real sockets to see what the system supports, or for closing real ones.
        c.call("jdk/internal/loader/BootLoader", "loadLibrary", "(Ljava/lang/String;)V")
                .onlyIn("java/net/InetAddress", "java/net/NetworkInterface", "sun/nio/ch/IOUtil",
                        "sun/net/PortConfig", "sun/net/spi/DefaultProxySelector", "sun/net/dns/ResolverConfigurationImpl")
                .by(by, "loadLibrary");
        c.call("sun/nio/ch/UnixDispatcher", "init", "()V").onlyIn("sun/nio/ch/UnixDispatcher").by(by, "initDispatcher");
    }

    /** The JDK's natives, for callers that are not simulated. */
    private static final class Native {
        static final MethodHandle LISTEN = find(Net.class, "listen", void.class, FileDescriptor.class, int.class);
        static final MethodHandle SHUTDOWN = find(Net.class, "shutdown", void.class, FileDescriptor.class, int.class);
        static final MethodHandle AVAILABLE = find(Net.class, "available", int.class, FileDescriptor.class);
        static final MethodHandle SEND_OOB = find(Net.class, "sendOOB", int.class, FileDescriptor.class, byte.class);
    }

    private static final class NativeDispatcher {
        static final MethodHandle INIT = find(JdkInternals.type("sun.nio.ch.UnixDispatcher"), "init", void.class);
    }

    /** The JDK's own waiting of virtual threads, likewise. */
    private static final class NativePoller {
        private static final Class<?> TYPE = JdkInternals.type("sun.nio.ch.Poller");
        static final MethodHandle POLL = find(TYPE, "poll", void.class, int.class, int.class, long.class,
                BooleanSupplier.class);
        static final MethodHandle STOP = find(TYPE, "stopPoll", void.class, int.class, int.class);
        static final MethodHandle STOP_BOTH = find(TYPE, "stopPoll", void.class, int.class);
    }

    /** Not before a program connects: the agent has to see the class first. */
    private static final class Proxies {
        static final Class<?> DEFAULT = JdkInternals.type("sun.net.spi.DefaultProxySelector");
    }

    static MethodHandle find(Class<?> type, String name, Class<?> result, Class<?>... parameters) {
        try {
            return JdkInternals.lookup(type).findStatic(type, name, MethodType.methodType(result, parameters));
        } catch (ReflectiveOperationException e) {
            throw JdkInternals.missing("method " + type.getName() + "." + name);
        }
    }

    /**
     * The library {@code net} makes sockets when the JVM loads it. The library {@code nio} contains it, so to speak: loaded
     * by way of that, its functions are there and its start is left out.
     */
    public static void loadLibrary(String name) {
        BootLoader.loadLibrary(Task.isSimulated() && name.equals("net") ? "nio" : name);
    }

    /** Makes a pair of sockets for the closing of real ones. */
    public static void initDispatcher() throws Throwable {
        if (!Task.isSimulated()) {
            NativeDispatcher.INIT.invokeExact();
        }
    }

    public static boolean isIpv6Available() {
        return false;
    }

    public static boolean isReusePortAvailable() {
        return true;
    }

    // ---- making and connecting ----

    public static FileDescriptor socket(ProtocolFamily family, boolean stream) {
        Host host = NetCalls.host();
        return NetCalls.descriptor(stream ? host.openSocket() : host.openDatagramSocket());
    }

    public static FileDescriptor serverSocket(ProtocolFamily family) {
        Host host = NetCalls.host();
        int number = host.openSocket();
        ((Endpoint) host.get(number)).setOption("SO_REUSEADDR", true);
        return NetCalls.descriptor(number);
    }

    public static void bind(ProtocolFamily family, FileDescriptor descriptor, InetAddress address, int port)
            throws IOException {
        NetCalls.socket(descriptor).bind(NetCalls.ipv4(address), port);
    }

    /** TCP never connects at once, UDP always. */
    public static int connect(ProtocolFamily family, FileDescriptor descriptor, InetAddress remote, int port)
            throws IOException {
        InternetSocket socket = NetCalls.socket(descriptor);
        socket.connect(NetCalls.ipv4(remote), port);
        return socket instanceof UdpSocket ? 1 : Pollable.UNAVAILABLE;
    }

    public static boolean pollConnect(FileDescriptor descriptor) throws IOException {
        return NetCalls.endpoint(descriptor).finishConnect();
    }

    public static InetSocketAddress localAddress(FileDescriptor descriptor) throws IOException {
        InternetSocket socket = NetCalls.socket(descriptor);
        return new InetSocketAddress(NetCalls.address(socket.localIp()), socket.localPort());
    }

    public static InetSocketAddress remoteAddress(FileDescriptor descriptor) throws IOException {
        InternetSocket socket = NetCalls.socket(descriptor);
        return new InetSocketAddress(NetCalls.address(socket.remoteIp()), socket.remotePort());
    }

    public static void listen(FileDescriptor descriptor, int backlog) throws Throwable {
        if (Task.isSimulated()) {
            NetCalls.endpoint(descriptor).listen(backlog);
        } else {
            Native.LISTEN.invokeExact(descriptor, backlog);
        }
    }

    public static int accept(FileDescriptor descriptor, FileDescriptor accepted, InetSocketAddress[] remote)
            throws IOException {
        if (!Task.isSimulated()) {
            return Net.accept(descriptor, accepted, remote);
        }
        Endpoint connection = NetCalls.endpoint(descriptor).accept();
        if (!(connection instanceof TcpSocket socket)) {
            return Pollable.UNAVAILABLE;
        }
        NetCalls.set(accepted, NetCalls.host().open(socket));
        remote[0] = new InetSocketAddress(NetCalls.address(socket.remoteIp()), socket.remotePort());
        return 1;
    }

    /** None where the JDK's own would make a URI of the address and find that no proxy is set, each time. */
    public static ProxySelector proxySelector() {
        ProxySelector selector = ProxySelector.getDefault();
        return selector != null && Task.isSimulated() && selector.getClass() == Proxies.DEFAULT && System.getProperty("socksProxyHost") == null
                ? null : selector;
    }

    // ---- reading and writing ----

    public static boolean isSimulated(Object dispatcher, FileDescriptor descriptor, long address, int length) {
        return NetCalls.isSimulated(descriptor);
    }

    public static boolean isSimulated(Object dispatcher, FileDescriptor descriptor) {
        return NetCalls.isSimulated(descriptor);
    }

    public static int read(Object dispatcher, FileDescriptor descriptor, long address, int length) throws IOException {
        return NetCalls.pollable(descriptor).read(null, address, length);
    }

    public static boolean isSimulated(Object socket, FileDescriptor descriptor, byte[] bytes, int offset, int length) {
        return NetCalls.isSimulated(descriptor);
    }

    /** Without the detour by native memory that the operating system needs. */
    public static int readArray(Object socket, FileDescriptor descriptor, byte[] bytes, int offset, int length)
            throws IOException {
        Pollable pollable = NetCalls.pollable(descriptor);
        int n = pollable.read(bytes, Unsafe.ARRAY_BYTE_BASE_OFFSET + offset, length);
        if (n == Pollable.UNAVAILABLE) {
            pollable.readsInto(bytes);
        }
        return n;
    }

    public static int writeArray(Object socket, FileDescriptor descriptor, byte[] bytes, int offset, int length)
            throws IOException {
        try {
            return writeFrom(bytes, Unsafe.ARRAY_BYTE_BASE_OFFSET + offset, descriptor, length);
        } catch (BrokenConnection e) {
            throw new SocketException(e.getMessage());
        }
    }

    public static long readVector(Object dispatcher, FileDescriptor descriptor, long vector, int count) throws IOException {
        Pollable pollable = NetCalls.pollable(descriptor);
        long total = 0;
        for (int i = 0; i < count; i++) {
            int length = (int) UNSAFE.getLong(vector + (long) i * IOVEC_BYTES + 8);
            if (length == 0) {
                continue;
            }
            if (total > 0 && (pollable.ready() & Pollable.IN) == 0) {
                break;
            }
            int n = pollable.read(null, UNSAFE.getLong(vector + (long) i * IOVEC_BYTES), length);
            if (n < 0) {
                return total > 0 ? total : n;
            }
            total += n;
            if (n < length) {
                break;
            }
        }
        return total;
    }

    public static int write(Object dispatcher, FileDescriptor descriptor, long address, int length) throws IOException {
        try {
            return writeFrom(null, address, descriptor, length);
        } catch (BrokenConnection e) {
            throw e.seen();
        }
    }

    private static int writeFrom(Object base, long address, FileDescriptor descriptor, int length) throws IOException {
        Pollable pollable = NetCalls.pollable(descriptor);
        int most = waitsInWrite(pollable) ? length : pollable.shortened(length);
        int done = 0;
        do {
            int n = pollable.writable(most - done);
            if (n < 0) {
                return done > 0 ? done : n;
            }
            if (n > 0) {
                pollable.write(base, address + done, n);
                done += n;
            }
        } while (done < most && waitsForRoom(pollable));
        return done;
    }

    /** Whether the caller waits in a write until all is written. The JDK lets a virtual thread never wait in the kernel. */
    private static boolean waitsInWrite(Pollable pollable) {
        return pollable.isBlocking() && Task.current().isFacade();
    }

    /**
     * Where the operating system would let the caller wait in the middle of a write, waits; false where the write ends with
     * what it has.
     */
    private static boolean waitsForRoom(Pollable pollable) {
        if (!waitsInWrite(pollable)) {
            return false;
        }
        int stops = pollable.stops();
        pollable.await(false, 0, false);
        return pollable.stops() == stops;
    }

    /** All buffers travel together, so that a head and a body do not become two segments. */
    public static long writeVector(Object dispatcher, FileDescriptor descriptor, long vector, int count) throws IOException {
        long wanted = 0;
        for (int i = 0; i < count; i++) {
            wanted += UNSAFE.getLong(vector + (long) i * IOVEC_BYTES + 8);
        }
        Pollable pollable = NetCalls.pollable(descriptor);
        if (!waitsInWrite(pollable)) {
            wanted = pollable.shortened((int) Math.min(wanted, Integer.MAX_VALUE));
        }
        long done = 0;
        do {
            int n = room(pollable, (int) Math.min(wanted - done, Integer.MAX_VALUE));
            if (n < 0) {
                return done > 0 ? done : n;
            }
            if (n > 0) {
                pollable.write(gather(vector, done, n));
                done += n;
            }
        } while (done < wanted && waitsForRoom(pollable));
        return done;
    }

    private static int room(Pollable pollable, int wanted) throws IOException {
        try {
            return pollable.writable(wanted);
        } catch (BrokenConnection e) {
            throw e.seen();
        }
    }

    /** Bytes of several buffers, as if they were one. */
    static byte[] gather(long vector, long from, int length) {
        byte[] bytes = new byte[length];
        int done = 0;
        long skip = from;
        for (long at = vector; done < length; at += IOVEC_BYTES) {
            long size = UNSAFE.getLong(at + 8);
            if (skip < size) {
                int part = (int) Math.min(size - skip, length - done);
                UNSAFE.copyMemory(null, UNSAFE.getLong(at) + skip, bytes, Unsafe.ARRAY_BYTE_BASE_OFFSET + done, part);
                done += part;
                skip = 0;
            } else {
                skip -= size;
            }
        }
        return bytes;
    }

    public static int available(FileDescriptor descriptor) throws Throwable {
        return Task.isSimulated() ? NetCalls.endpoint(descriptor).available() : (int) Native.AVAILABLE.invokeExact(descriptor);
    }

    public static int sendUrgent(FileDescriptor descriptor, byte data) throws Throwable {
        if (Task.isSimulated()) {
            if (!(NetCalls.endpoint(descriptor) instanceof TcpSocket socket)) {
                throw new SocketException("Operation not supported");
            }
            socket.writeUrgent(data);
            return 1;
        }
        return (int) Native.SEND_OOB.invokeExact(descriptor, data);
    }

    /** All waiting but that in the middle of a write is in {@link #park} and {@link #poll}. */
    public static void configureBlocking(FileDescriptor descriptor, boolean blocking) throws IOException {
        if (NetCalls.isSimulated(descriptor)) {
            NetCalls.pollable(descriptor).setBlocking(blocking);
        } else {
            sun.nio.ch.IOUtil.configureBlocking(descriptor, blocking);
        }
    }

    /** A platform thread leaves its channel's descriptor in blocking mode. */
    public static boolean isPlatform(Object channel) {
        Task task = Task.current();
        return task != null && task.isFacade();
    }

    public static void stayBlocking(Object channel) {
        // that is all
    }

    // ---- waiting ----

    /** A socket's wait; only a virtual thread of the program can be interrupted in it. */
    public static void park(Object impl, FileDescriptor descriptor, int event, long nanos) throws IOException {
        Task task = Task.current();
        boolean interruptible = !task.isFacade();
        Pollable pollable = NetCalls.pollable(descriptor);
        pollable.usedBy(impl);
        pollable.await(event == Net.POLLIN, nanos, interruptible);
        if (interruptible && task.virtualThread().isInterrupted()) {
            throw new InterruptedIOException();
        }
    }

    /** A channel's wait; an interrupt has closed the channel by the time this returns. */
    public static void poll(int number, int event, long nanos, BooleanSupplier open) throws Throwable {
        if (!Task.isSimulated()) {
            NativePoller.POLL.invokeExact(number, event, nanos, open);
            return;
        }
        Pollable pollable = NetCalls.host().get(number);
        if (pollable != null && open.getAsBoolean()) {
            pollable.await(event == Net.POLLIN, Math.max(nanos, 0), true);
        }
    }

    public static void stopPoll(int number, int event) throws Throwable {
        if (!Task.isSimulated()) {
            NativePoller.STOP.invokeExact(number, event);
            return;
        }
        Pollable pollable = NetCalls.host().get(number);
        if (pollable != null) {
            pollable.stop(event == Net.POLLIN);
        }
    }

    public static void stopPoll(int number) throws Throwable {
        if (!Task.isSimulated()) {
            NativePoller.STOP_BOTH.invokeExact(number);
            return;
        }
        stopPoll(number, Net.POLLIN);
        stopPoll(number, Net.POLLOUT);
    }

    // ---- closing ----

    public static void shutdown(FileDescriptor descriptor, int how) throws Throwable {
        if (!Task.isSimulated()) {
            Native.SHUTDOWN.invokeExact(descriptor, how);
            return;
        }
        Endpoint socket = NetCalls.endpoint(descriptor);
        if (how != Net.SHUT_WR) {
            socket.shutdownInput();
        }
        if (how != Net.SHUT_RD) {
            socket.shutdownOutput();
        }
    }

    /** A cleaner's thread may come here when the collector finds a socket that nobody closed: that must change nothing. */
    public static void close(Object dispatcher, FileDescriptor descriptor) {
        Boot boot = Boot.current();
        if (boot != null) {
            boot.node().host().close(NetCalls.number(descriptor));
        }
    }
}
