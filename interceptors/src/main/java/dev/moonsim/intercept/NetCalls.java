package dev.moonsim.intercept;

import dev.moonsim.net.Endpoint;
import dev.moonsim.net.Host;
import dev.moonsim.net.InternetSocket;
import dev.moonsim.net.Ipv4;
import dev.moonsim.net.Pollable;
import dev.moonsim.node.Boot;
import java.io.FileDescriptor;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.SocketException;
import java.net.UnknownHostException;
import jdk.internal.access.JavaIOFileDescriptorAccess;
import jdk.internal.access.SharedSecrets;

/** What the network areas share: from descriptors and addresses of the JDK to those of the simulated network. */
final class NetCalls {
    private static final JavaIOFileDescriptorAccess ACCESS = SharedSecrets.getJavaIOFileDescriptorAccess();

    private NetCalls() {}

    /** The machine that the calling task runs on. */
    static Host host() {
        return Boot.current().node().host();
    }

    static boolean isSimulated(FileDescriptor descriptor) {
        return Host.isDescriptor(ACCESS.get(descriptor));
    }

    static FileDescriptor descriptor(int number) {
        FileDescriptor descriptor = new FileDescriptor();
        ACCESS.set(descriptor, number);
        return descriptor;
    }

    static void set(FileDescriptor descriptor, int number) {
        ACCESS.set(descriptor, number);
    }

    static int number(FileDescriptor descriptor) {
        return ACCESS.get(descriptor);
    }

    static Pollable pollable(FileDescriptor descriptor) throws SocketException {
        Pollable pollable = host().get(ACCESS.get(descriptor));
        if (pollable == null) {
            throw new SocketException("Bad file descriptor");
        }
        return pollable;
    }

    static Endpoint endpoint(FileDescriptor descriptor) throws SocketException {
        if (pollable(descriptor) instanceof Endpoint endpoint) {
            return endpoint;
        }
        throw new SocketException("Socket operation on non-socket");
    }

    static InternetSocket socket(FileDescriptor descriptor) throws SocketException {
        if (pollable(descriptor) instanceof InternetSocket socket) {
            return socket;
        }
        throw new SocketException("Socket operation on non-socket");
    }

    /** The hosts have IPv4 only; the unspecified and the loopback address of IPv6 mean those of IPv4. */
    static int ipv4(InetAddress address) throws SocketException {
        if (address instanceof Inet4Address) {
            return Ipv4.of(address.getAddress());
        }
        if (address.isAnyLocalAddress()) {
            return Ipv4.ANY;
        }
        if (address.isLoopbackAddress()) {
            return Ipv4.LOOPBACK;
        }
        throw new SocketException("Network is unreachable");
    }

    static InetAddress address(int ip) {
        return address(null, ip);
    }

    static InetAddress address(String name, int ip) {
        try {
            return InetAddress.getByAddress(name, Ipv4.octets(ip));
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }
}
