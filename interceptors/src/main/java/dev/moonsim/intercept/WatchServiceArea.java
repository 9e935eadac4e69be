package dev.moonsim.intercept;

import dev.moonsim.disk.Descriptors;
import dev.moonsim.disk.Directory;
import dev.moonsim.disk.Encoding;
import dev.moonsim.disk.ErrnoException;
import dev.moonsim.disk.Inode;
import dev.moonsim.disk.Inotify;
import dev.moonsim.disk.Watchers;
import dev.moonsim.jdk.JdkInternals;
import dev.moonsim.jdk.UnixFiles;
import dev.moonsim.sched.Task;
import java.lang.invoke.MethodHandle;
import jdk.internal.misc.Unsafe;

/**
 * What lies beneath {@code WatchService}: the JDK's service with its thread, keys and events is the real one, and inotify is
 * simulated.
 */
public final class WatchServiceArea implements Area {
    private static final Unsafe UNSAFE = Unsafe.getUnsafe();
    private static final String SERVICE = "sun/nio/fs/LinuxWatchService";
    private static final String[] CALLERS = {SERVICE, SERVICE + "$Poller", SERVICE + "$LinuxWatchKey"};

    @Override
    public void declare(Catalog c) {
        call(c, "inotifyInit", "()I");
        call(c, "inotifyAddWatch", "(IJI)I");
        call(c, "inotifyRmWatch", "(II)V");
        call(c, "configureBlocking", "(IZ)V");
        call(c, "socketpair", "([I)V");
        call(c, "poll", "(II)I");
    }

    private static void call(Catalog c, String name, String descriptor) {
        c.call(SERVICE, name, descriptor).onlyIn(CALLERS).by(WatchServiceArea.class, name);
    }

    /** The JDK's natives, for callers that are not simulated. */
    private static final class Native {
        private static final Class<?> TYPE = JdkInternals.type(SERVICE.replace('/', '.'));
        static final MethodHandle INIT = SocketsArea.find(TYPE, "inotifyInit", int.class);
        static final MethodHandle ADD =
                SocketsArea.find(TYPE, "inotifyAddWatch", int.class, int.class, long.class, int.class);
        static final MethodHandle REMOVE = SocketsArea.find(TYPE, "inotifyRmWatch", void.class, int.class, int.class);
        static final MethodHandle BLOCKING =
                SocketsArea.find(TYPE, "configureBlocking", void.class, int.class, boolean.class);
        static final MethodHandle PAIR = SocketsArea.find(TYPE, "socketpair", void.class, int[].class);
        static final MethodHandle POLL = SocketsArea.find(TYPE, "poll", int.class, int.class, int.class);
    }

    private static Descriptors descriptors() {
        return DiskCalls.disk().descriptors();
    }

    public static int inotifyInit() throws Throwable {
        if (!Task.isSimulated()) {
            return (int) Native.INIT.invokeExact();
        }
        int fd = descriptors().newNumber();
        descriptors().watchers().open(fd);
        return fd;
    }

    /** @param path the address of a path that ends with a zero */
    public static int inotifyAddWatch(int fd, long path, int mask) throws Throwable {
        if (!Task.isSimulated()) {
            return (int) Native.ADD.invokeExact(fd, path, mask);
        }
        int length = 0;
        while (UNSAFE.getByte(path + length) != 0) {
            length++;
        }
        byte[] bytes = new byte[length];
        UNSAFE.copyMemory(null, path, bytes, Unsafe.ARRAY_BYTE_BASE_OFFSET, length);
        try {
            Inode inode = DiskCalls.disk().names().stat(-1, length == 0 ? "." : Encoding.fromBytes(bytes), true);
            DiskCalls.disk().names().access(length == 0 ? "." : Encoding.fromBytes(bytes), 4);
            Inotify inotify = descriptors().watchers().at(fd);
            if (inotify == null || !(inode instanceof Directory directory)) {
                throw new ErrnoException(inotify == null ? ErrnoException.EBADF : ErrnoException.ENOTDIR);
            }
            return inotify.watch(directory, mask);
        } catch (ErrnoException e) {
            throw UnixFiles.failure(e.errno());
        }
    }

    public static void inotifyRmWatch(int fd, int watch) throws Throwable {
        if (!Task.isSimulated()) {
            Native.REMOVE.invokeExact(fd, watch);
            return;
        }
        Inotify inotify = descriptors().watchers().at(fd);
        if (inotify == null || !inotify.unwatch(watch)) {
            throw UnixFiles.failure(inotify == null ? ErrnoException.EBADF : ErrnoException.EINVAL);
        }
    }

    /** The JDK asks for no other than non-blocking reads. */
    public static void configureBlocking(int fd, boolean blocking) throws Throwable {
        if (!Task.isSimulated()) {
            Native.BLOCKING.invokeExact(fd, blocking);
        }
    }

    public static void socketpair(int[] pair) throws Throwable {
        if (!Task.isSimulated()) {
            Native.PAIR.invokeExact(pair);
            return;
        }
        pair[0] = descriptors().newNumber();
        pair[1] = descriptors().newNumber();
        descriptors().watchers().openPair(pair[0], pair[1]);
    }

    public static int poll(int instance, int pair) throws Throwable {
        return Task.isSimulated() ? descriptors().watchers().await(instance, pair) : (int) Native.POLL.invokeExact(instance, pair);
    }

    static int read(Watchers watchers, int fd, long address, int length) throws ErrnoException {
        Inotify inotify = watchers.at(fd);
        int n = inotify != null ? inotify.read(address, length) : watchers.readFromPair(fd, length);
        if (n == 0) {
            throw new ErrnoException(ErrnoException.EAGAIN);
        }
        return n;
    }
}
