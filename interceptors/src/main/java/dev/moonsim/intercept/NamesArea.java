package dev.moonsim.intercept;

import dev.moonsim.jdk.JdkInternals;
import dev.moonsim.net.Host;
import dev.moonsim.net.Ipv4;
import dev.moonsim.net.Network;
import dev.moonsim.node.Boot;
import dev.moonsim.sched.WaitQueue;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.UnknownHostException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.stream.Stream;
import jdk.internal.misc.Unsafe;

/** Host names, which resolve within the simulation and are never cached by the JVM, and network interfaces. */
public final class NamesArea implements Area {
    private static final String LOOPBACK_INTERFACE = "lo";
    private static final int MTU = 1500;
    private static final int LOOPBACK_MTU = 65_536;

    @Override
    public void declare(Catalog c) {
        Class<NamesArea> by = NamesArea.class;
        String address = "java/net/InetAddress";
        String type = "Ljava/net/InetAddress;";
        String string = "Ljava/lang/String;";
        c.call(address, "isIPv6Supported", "()Z").onlyIn(address).by(by, "isIpv6Supported");
        c.call(address, "isIPv4Available", "()Z").onlyIn(address).by(by, "isIpv4Available");
        c.body(address, "getAllByName0", "(" + string + "Z)[" + type).by(by, "resolve");
        c.body(address, "getLocalHost", "()" + type).by(by, "localHost");
        c.body(address, "getHostFromNameService", "(" + type + ")" + string).by(by, "nameOf");
        String resolver = "sun/net/dns/ResolverConfigurationImpl";
        c.call(resolver, "fallbackDomain0", "()" + string).onlyIn(resolver).by(by, "domain");
        c.staticRead(resolver, "lastRefresh", "J").onlyIn(resolver).by(by, "lastRefresh");
        c.body(address, "isReachable", "(Ljava/net/NetworkInterface;II)Z").by(by, "isReachable");

        String netif = "java/net/NetworkInterface";
        String netifType = "Ljava/net/NetworkInterface;";
        c.body(netif, "getNetworkInterfaces", "()Ljava/util/Enumeration;").by(by, "interfaces");
        c.body(netif, "networkInterfaces", "()Ljava/util/stream/Stream;").by(by, "interfaceStream");
        c.body(netif, "getByName", "(" + string + ")" + netifType).by(by, "interfaceByName");
        c.body(netif, "getByIndex", "(I)" + netifType).by(by, "interfaceByIndex");
        c.body(netif, "getByInetAddress", "(" + type + ")" + netifType).by(by, "interfaceByAddress");
        c.body(netif, "isBoundInetAddress", "(" + type + ")Z").by(by, "isBound");
        c.body(netif, "isUp", "()Z").by(by, "isUp");
        c.body(netif, "isLoopback", "()Z").by(by, "isLoopback");
        c.body(netif, "isPointToPoint", "()Z").by(by, "isNot");
        c.body(netif, "supportsMulticast", "()Z").by(by, "supportsMulticast");
        c.body(netif, "getHardwareAddress", "()[B").by(by, "hardwareAddress");
        c.body(netif, "getMTU", "()I").by(by, "mtu");
    }

    // ---- names ----

    /**
     * The machines have IPv4 only, whatever the host has and says ({@code java.net.preferIPv6Addresses}). A class of the JDK asks once in a
     * JVM, and its library once for the host's command line: a program that sets {@code java.net.preferIPv4Stack} by itself had
     * half of each, and was given addresses that its own sockets refuse.
     */
    public static boolean isIpv6Supported() {
        return false;
    }

    public static boolean isIpv4Available() {
        return true;
    }

    /** None: the names of simulated machines have no domain. */
    public static String domain() {
        return null;
    }

    /** Never: what is kept for some minutes may be of another machine, or of an earlier run. */
    public static long lastRefresh() {
        return -1;
    }

    public static InetAddress[] resolve(String name, boolean useCache) throws UnknownHostException {
        if (name.equalsIgnoreCase("localhost") || name.equalsIgnoreCase("localhost.localdomain")) {
            return new InetAddress[] {NetCalls.address(name, Ipv4.LOOPBACK)};
        }
        if (!network().ask(NetCalls.host(), name)) {
            throw new UnknownHostException(name + ": Temporary failure in name resolution");
        }
        Integer ip = network().resolve(name);
        if (ip == null) {
            throw new UnknownHostException(name + ": Name or service not known");
        }
        return new InetAddress[] {NetCalls.address(name, ip)};
    }

    private static Network network() {
        return Boot.current().simulation().network();
    }

    public static InetAddress localHost() {
        Host host = NetCalls.host();
        return NetCalls.address(host.node().name(), host.ip());
    }

    /** As the JDK: the address in numbers where nobody knows a name. */
    public static String nameOf(InetAddress address) {
        if (address.isLoopbackAddress()) {
            return "localhost";
        }
        String name = address instanceof Inet4Address ? network().nameOf(Ipv4.of(address.getAddress())) : null;
        return name == null ? address.getHostAddress() : name;
    }

    /** Takes as long as an echo request and its answer, or the time limit. */
    public static boolean isReachable(InetAddress address, NetworkInterface netif, int ttl, int timeout)
            throws IOException {
        if (ttl < 0) {
            throw new IllegalArgumentException("ttl can't be negative");
        }
        if (timeout < 0) {
            throw new IllegalArgumentException("timeout can't be negative");
        }
        long nanos = network().echo(NetCalls.host(), NetCalls.ipv4(address));
        long limit = timeout * 1_000_000L;
        boolean answered = nanos >= 0 && nanos <= limit;
        long wait = answered ? nanos : limit;
        if (wait > 0) {
            new WaitQueue("an echo of " + address.getHostAddress()).await(wait, false);
        }
        return answered;
    }

    // ---- interfaces: lo and eth0 ----

    private static final class Interfaces {
        static final MethodHandle CONSTRUCTOR;

        static {
            try {
                CONSTRUCTOR = JdkInternals.lookup(NetworkInterface.class).findConstructor(NetworkInterface.class,
                        MethodType.methodType(void.class, String.class, int.class, InetAddress[].class));
            } catch (ReflectiveOperationException e) {
                throw JdkInternals.missing("constructor of java.net.NetworkInterface");
            }
        }

        private static final MethodHandle ADDRESS;
        private static final long BOUND = JdkInternals.offset(InterfaceAddress.class, "address", InetAddress.class);
        private static final long BROADCAST = JdkInternals.offset(InterfaceAddress.class, "broadcast", Inet4Address.class);
        private static final long PREFIX = JdkInternals.offset(InterfaceAddress.class, "maskLength", short.class);
        private static final long BINDINGS =
                JdkInternals.offset(NetworkInterface.class, "bindings", InterfaceAddress[].class);
        private static final long CHILDREN = JdkInternals.offset(NetworkInterface.class, "childs", NetworkInterface[].class);
        private static final long DISPLAY_NAME = JdkInternals.offset(NetworkInterface.class, "displayName", String.class);
        private static final Unsafe UNSAFE = Unsafe.getUnsafe();

        static {
            try {
                ADDRESS = JdkInternals.lookup(InterfaceAddress.class).findConstructor(InterfaceAddress.class,
                        MethodType.methodType(void.class));
            } catch (ReflectiveOperationException e) {
                throw JdkInternals.missing("constructor of java.net.InterfaceAddress");
            }
        }

        /** All networks are of 8 bits. */
        static NetworkInterface create(String name, int index, int ip) {
            try {
                InetAddress address = NetCalls.address(ip);
                InterfaceAddress binding = (InterfaceAddress) ADDRESS.invokeExact();
                UNSAFE.putReference(binding, BOUND, address);
                UNSAFE.putReference(binding, BROADCAST, Ipv4.isLoopback(ip) ? null : NetCalls.address(ip | 0xffffff));
                UNSAFE.putShort(binding, PREFIX, (short) 8);
                NetworkInterface netif =
                        (NetworkInterface) CONSTRUCTOR.invokeExact(name, index, new InetAddress[] {address});
                UNSAFE.putReference(netif, BINDINGS, new InterfaceAddress[] {binding});
                UNSAFE.putReference(netif, CHILDREN, new NetworkInterface[0]);
                UNSAFE.putReference(netif, DISPLAY_NAME, name);
                return netif;
            } catch (Throwable t) {
                throw JdkInternals.rethrow(t);
            }
        }
    }

    private static List<NetworkInterface> all() {
        return List.of(Interfaces.create(LOOPBACK_INTERFACE, 1, Ipv4.LOOPBACK),
                Interfaces.create("eth0", 2, NetCalls.host().ip()));
    }

    public static Enumeration<NetworkInterface> interfaces() {
        return Collections.enumeration(all());
    }

    public static Stream<NetworkInterface> interfaceStream() {
        return all().stream();
    }

    public static NetworkInterface interfaceByName(String name) {
        if (name == null) {
            throw new NullPointerException();
        }
        for (NetworkInterface netif : all()) {
            if (netif.getName().equals(name)) {
                return netif;
            }
        }
        return null;
    }

    public static NetworkInterface interfaceByIndex(int index) {
        if (index < 0) {
            throw new IllegalArgumentException("Interface index can't be negative");
        }
        return index == 1 || index == 2 ? all().get(index - 1) : null;
    }

    public static NetworkInterface interfaceByAddress(InetAddress address) {
        for (NetworkInterface netif : all()) {
            if (netif.inetAddresses().anyMatch(address::equals)) {
                return netif;
            }
        }
        return null;
    }

    public static boolean isBound(InetAddress address) {
        return interfaceByAddress(address) != null;
    }

    public static boolean isUp(NetworkInterface netif) {
        return true;
    }

    public static boolean isNot(NetworkInterface netif) {
        return false;
    }

    public static boolean supportsMulticast(NetworkInterface netif) {
        return !isLoopback(netif);
    }

    public static boolean isLoopback(NetworkInterface netif) {
        return netif.getName().equals(LOOPBACK_INTERFACE);
    }

    /** A locally administered address made of the node's IPv4 address. */
    public static byte[] hardwareAddress(NetworkInterface netif) {
        if (isLoopback(netif)) {
            return null;
        }
        byte[] ip = Ipv4.octets(NetCalls.host().ip());
        return new byte[] {2, 0, ip[0], ip[1], ip[2], ip[3]};
    }

    public static int mtu(NetworkInterface netif) {
        return isLoopback(netif) ? LOOPBACK_MTU : MTU;
    }
}
