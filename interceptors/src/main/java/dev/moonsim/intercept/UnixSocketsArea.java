package dev.moonsim.intercept;

import dev.moonsim.disk.Disk;
import dev.moonsim.disk.Encoding;
import dev.moonsim.disk.ErrnoException;
import dev.moonsim.disk.SocketFile;
import dev.moonsim.jdk.JdkInternals;
import dev.moonsim.net.Pollable;
import dev.moonsim.net.UnixSocket;
import dev.moonsim.sched.Task;
import java.io.FileDescriptor;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.net.BindException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.UnixDomainSocketAddress;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.UserPrincipal;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.util.concurrent.ThreadLocalRandom;

/**
 * What sockets of the Unix domain have beyond {@link SocketsArea}: their names, which are files of the simulated disk.
 */
public final class UnixSocketsArea implements Area {
    private static final String UNIX = "sun/nio/ch/UnixDomainSockets";
    /** The JDK leaves a byte of {@code sun_path} free at each end. */
    private static final int MAX_PATH = 106;

    @Override
    public void declare(Catalog c) {
        Class<UnixSocketsArea> by = UnixSocketsArea.class;
        String fd = "Ljava/io/FileDescriptor;";
        String address = "Ljava/net/UnixDomainSocketAddress;";
        c.call(UNIX, "init", "()Z").onlyIn(UNIX).by(by, "isSupported");
        c.body(UNIX, "socket", "()" + fd).by(by, "socket");
        c.body(UNIX, "localAddress", "(" + fd + ")" + address).by(by, "localAddress");
        c.body(UNIX, "bind", "(" + fd + "Ljava/nio/file/Path;)V").by(by, "bind");
        c.body(UNIX, "connect", "(" + fd + "Ljava/nio/file/Path;)I").by(by, "connect");
        c.body(UNIX, "accept", "(" + fd + fd + "[Ljava/lang/String;)I").by(by, "accept");
        c.body(UNIX, "generateTempName", "()" + address).by(by, "temporaryName");
    }

    private static final class Native {
        static final MethodHandle INIT = SocketsArea.find(JdkInternals.type("sun.nio.ch.UnixDomainSockets"), "init",
                boolean.class);
    }

    /** The JDK opens one to see whether the system can. */
    public static boolean isSupported() throws Throwable {
        return Task.isSimulated() || (boolean) Native.INIT.invokeExact();
    }

    public static FileDescriptor socket() {
        return NetCalls.descriptor(NetCalls.host().openUnixSocket());
    }

    private static UnixSocket socket(FileDescriptor descriptor) throws SocketException {
        if (NetCalls.pollable(descriptor) instanceof UnixSocket socket) {
            return socket;
        }
        throw new SocketException("Socket operation on non-socket");
    }

    public static UnixDomainSocketAddress localAddress(FileDescriptor descriptor) throws SocketException {
        return UnixDomainSocketAddress.of(socket(descriptor).path());
    }

    private static String path(Path path) throws SocketException {
        String text = path.toString();
        if (Encoding.toBytes(Encoding.fromProgram(text)).length > MAX_PATH) {
            throw new SocketException("Unix domain path too long");
        }
        return text;
    }

    public static void bind(FileDescriptor descriptor, Path address) throws IOException {
        String path = path(address);
        if (path.isEmpty()) {
            throw new BindException("Server socket cannot bind to unnamed address");
        }
        UnixSocket socket = socket(descriptor);
        if (socket.isBound()) {
            throw new SocketException("Invalid argument");
        }
        try {
            DiskCalls.disk().names().bindSocket(Encoding.fromProgram(path), socket);
        } catch (ErrnoException e) {
            throw switch (e.errno()) {
                case ErrnoException.EEXIST -> new BindException("Address already in use");
                case ErrnoException.EACCES -> new BindException("Permission denied");
                default -> new SocketException(e.getMessage());
            };
        }
        socket.bound(path);
    }

    /** Connects at once, unless the server has no room. */
    public static int connect(FileDescriptor descriptor, Path address) throws IOException {
        String path = path(address);
        if (path.isEmpty()) {
            throw new ConnectException("Connection refused");
        }
        Object target;
        try {
            Disk disk = DiskCalls.disk();
            target = disk.names().stat(-1, Encoding.fromProgram(path), true) instanceof SocketFile file ? file.socket() : null;
        } catch (ErrnoException e) {
            throw e.errno() == ErrnoException.EACCES ? new BindException(e.getMessage()) : new SocketException(e.getMessage());
        }
        return socket(descriptor).connect(target) ? 1 : Pollable.UNAVAILABLE;
    }

    public static int accept(FileDescriptor descriptor, FileDescriptor accepted, String[] remote) throws IOException {
        UnixSocket socket = socket(descriptor).accept();
        if (socket == null) {
            return Pollable.UNAVAILABLE;
        }
        NetCalls.set(accepted, NetCalls.host().open(socket));
        remote[0] = socket.remotePath();
        return 1;
    }

    /** For a server that does not say where. */
    public static UnixDomainSocketAddress temporaryName() {
        return UnixDomainSocketAddress.of(Path.of(System.getProperty("java.io.tmpdir"),
                "socket_" + ThreadLocalRandom.current().nextInt(Integer.MAX_VALUE)));
    }

    /** Who is at the other end: the user that all simulated programs are. */
    static Object peerCredentials() throws SocketException {
        try {
            UserPrincipalLookupService users = FileSystems.getDefault().getUserPrincipalLookupService();
            UserPrincipal user = users.lookupPrincipalByName("moonsim");
            GroupPrincipal group = users.lookupPrincipalByGroupName("moonsim");
            return new jdk.net.UnixDomainPrincipal(user, group);
        } catch (IOException e) {
            throw new SocketException(e.getMessage());
        }
    }
}
