package dev.moonsim.intercept;

import dev.moonsim.jdk.JdkInternals;
import dev.moonsim.net.Endpoint;
import dev.moonsim.net.EpollSet;
import dev.moonsim.net.Pollable;
import dev.moonsim.node.Boot;
import dev.moonsim.sched.Task;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.net.SocketException;
import java.nio.channels.spi.AsynchronousChannelProvider;
import jdk.internal.misc.Unsafe;

/**
 * What lies beneath asynchronous channels: the JDK's groups, with their threads, queues and handlers, wait by epoll, and that
 * is simulated. The group that programs have without asking for one belongs to their boot.
 */
public final class AsynchronousArea implements Area {
    private static final Unsafe UNSAFE = Unsafe.getUnsafe();
    private static final String PORT = "sun/nio/ch/EPollPort";
    private static final String[] WAITING = {PORT, PORT + "$EventHandlerTask"};

    @Override
    public void declare(Catalog c) {
        Class<AsynchronousArea> by = AsynchronousArea.class;
        String epoll = "sun/nio/ch/EPoll";
        c.call(epoll, "create", "()I").onlyIn(WAITING).by(by, "create");
        c.call(epoll, "ctl", "(IIII)I").onlyIn(WAITING).by(by, "control");
        c.call(epoll, "wait", "(IJII)I").onlyIn(WAITING).by(by, "await");
        String util = "sun/nio/ch/IOUtil";
        c.call(util, "write1", "(IB)I").onlyIn(WAITING).by(by, "writeByte");
        c.call(util, "drain1", "(I)I").onlyIn(WAITING).by(by, "drainByte");
        c.call("sun/nio/ch/FileDispatcherImpl", "closeIntFD", "(I)V").onlyIn(WAITING).by(by, "close");
        c.call("sun/nio/ch/UnixFileDispatcherImpl", "closeIntFD", "(I)V").onlyIn(WAITING).by(by, "close");
        String socket = "sun/nio/ch/UnixAsynchronousSocketChannelImpl";
        c.call(socket, "checkConnect", "(I)V").onlyIn(socket).by(by, "checkConnect");
        String provider = "sun/nio/ch/LinuxAsynchronousChannelProvider";
        c.body(provider, "defaultEventPort", "()L" + PORT + ";").as("(Ljava/lang/Object;)Ljava/lang/Object;")
                .by(by, "defaultGroup");
    }

    /** The JDK's natives, for callers that are not simulated. */
    private static final class Native {
        private static final Class<?> EPOLL = JdkInternals.type("sun.nio.ch.EPoll");
        private static final Class<?> UTIL = JdkInternals.type("sun.nio.ch.IOUtil");
        static final MethodHandle CREATE = SocketsArea.find(EPOLL, "create", int.class);
        static final MethodHandle CONTROL =
                SocketsArea.find(EPOLL, "ctl", int.class, int.class, int.class, int.class, int.class);
        static final MethodHandle WAIT =
                SocketsArea.find(EPOLL, "wait", int.class, int.class, long.class, int.class, int.class);
        static final MethodHandle WRITE = SocketsArea.find(UTIL, "write1", int.class, int.class, byte.class);
        static final MethodHandle DRAIN = SocketsArea.find(UTIL, "drain1", int.class, int.class);
        static final MethodHandle CLOSE =
                SocketsArea.find(JdkInternals.type("sun.nio.ch.UnixFileDispatcherImpl"), "closeIntFD", void.class, int.class);
        static final MethodHandle CHECK = SocketsArea.find(
                JdkInternals.type("sun.nio.ch.UnixAsynchronousSocketChannelImpl"), "checkConnect", void.class, int.class);
    }

    /** How an {@code epoll_event} lies in memory, which differs among processors. */
    private static final class Layout {
        static final int SIZE = field("SIZEOF_EPOLLEVENT");
        static final int EVENTS = field("OFFSETOF_EVENTS");
        static final int DESCRIPTOR = field("OFFSETOF_FD");

        private static int field(String name) {
            Class<?> type = JdkInternals.type("sun.nio.ch.EPoll");
            try {
                return (int) JdkInternals.lookup(type).findStaticVarHandle(type, name, int.class).get();
            } catch (ReflectiveOperationException e) {
                throw JdkInternals.missing("field sun.nio.ch.EPoll." + name);
            }
        }
    }

    private static final class Groups {
        static final MethodHandle DEFAULT_POOL;
        static final MethodHandle NEW;
        static final MethodHandle START;

        static {
            Class<?> pool = JdkInternals.type("sun.nio.ch.ThreadPool");
            Class<?> port = JdkInternals.type("sun.nio.ch.EPollPort");
            MethodHandles.Lookup lookup = JdkInternals.lookup(port);
            try {
                DEFAULT_POOL = lookup.findStatic(pool, "createDefault", MethodType.methodType(pool));
                NEW = lookup.findConstructor(port,
                        MethodType.methodType(void.class, AsynchronousChannelProvider.class, pool));
                START = lookup.findVirtual(port, "start", MethodType.methodType(port));
            } catch (ReflectiveOperationException e) {
                throw JdkInternals.missing(e.getMessage());
            }
        }
    }

    /** Made at its first use; its threads are daemons of the boot. */
    public static Object defaultGroup(Object provider) throws Throwable {
        Boot boot = Boot.current();
        Object group = boot.asynchronousGroup();
        if (group == null) {
            group = Groups.NEW.invoke((AsynchronousChannelProvider) provider, Groups.DEFAULT_POOL.invoke());
            boot.setAsynchronousGroup(group);
            Groups.START.invoke(group);
        }
        return group;
    }

    public static int create() throws Throwable {
        return Task.isSimulated() ? NetCalls.host().open(new EpollSet(NetCalls.host())) : (int) Native.CREATE.invokeExact();
    }

    public static int control(int set, int operation, int descriptor, int events) throws Throwable {
        if (!Task.isSimulated()) {
            return (int) Native.CONTROL.invokeExact(set, operation, descriptor, events);
        }
        return ((EpollSet) pollable(set)).control(operation, descriptor, events);
    }

    public static int await(int set, long address, int most, int timeout) throws Throwable {
        if (!Task.isSimulated()) {
            return (int) Native.WAIT.invokeExact(set, address, most, timeout);
        }
        long[] at = {address};
        return ((EpollSet) pollable(set)).await(most, (descriptor, events) -> {
            UNSAFE.putInt(at[0] + Layout.EVENTS, events);
            UNSAFE.putInt(at[0] + Layout.DESCRIPTOR, descriptor);
            at[0] += Layout.SIZE;
        });
    }

    private static Pollable pollable(int descriptor) throws SocketException {
        Pollable pollable = NetCalls.host().get(descriptor);
        if (pollable == null) {
            throw new SocketException("Bad file descriptor");
        }
        return pollable;
    }

    public static int writeByte(int descriptor, byte value) throws Throwable {
        if (!Task.isSimulated()) {
            return (int) Native.WRITE.invokeExact(descriptor, value);
        }
        pollable(descriptor).write(new byte[] {value});
        return 1;
    }

    public static int drainByte(int descriptor) throws Throwable {
        if (!Task.isSimulated()) {
            return (int) Native.DRAIN.invokeExact(descriptor);
        }
        long address = UNSAFE.allocateMemory(1);
        try {
            return pollable(descriptor).read(null, address, 1);
        } finally {
            UNSAFE.freeMemory(address);
        }
    }

    public static void close(int descriptor) throws Throwable {
        if (Task.isSimulated()) {
            NetCalls.host().close(descriptor);
        } else {
            Native.CLOSE.invokeExact(descriptor);
        }
    }

    public static void checkConnect(int descriptor) throws Throwable {
        if (!Task.isSimulated()) {
            Native.CHECK.invokeExact(descriptor);
        } else if (pollable(descriptor) instanceof Endpoint endpoint) {
            endpoint.finishConnect();
        } else {
            throw new IOException("Socket operation on non-socket");
        }
    }
}
