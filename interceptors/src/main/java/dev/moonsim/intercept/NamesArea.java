package dev.moonsim.intercept;

import dev.moonsim.jdk.JdkInternals;
import dev.moonsim.net.Host;
import dev.moonsim.net.Ipv4;
import dev.moonsim.net.Network;
import dev.moonsim.node.Boot;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.UnknownHostException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.stream.Stream;

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
        c.body(address, "getAllByName0", "(" + string + "Z)[" + type).by(by, "resolve");
        c.body(address, "getLocalHost", "()" + type).by(by, "localHost");
        c.body(address, "getHostFromNameService", "(" + type + ")" + string).by(by, "nameOf");
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
        c.body(netif, "supportsMulticast", "()Z").by(by, "isNot");
        c.body(netif, "getHardwareAddress", "()[B").by(by, "hardwareAddress");
        c.body(netif, "getMTU", "()I").by(by, "mtu");
    }

    // ---- names ----

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

    /** Answers at once: no echo request travels. */
    public static boolean isReachable(InetAddress address, NetworkInterface netif, int ttl, int timeout)
            throws IOException {
        if (ttl < 0) {
            throw new IllegalArgumentException("ttl can't be negative");
        }
        if (timeout < 0) {
            throw new IllegalArgumentException("timeout can't be negative");
        }
        return network().isReachable(NetCalls.host(), NetCalls.ipv4(address));
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

        static NetworkInterface create(String name, int index, int ip) {
            try {
                return (NetworkInterface) CONSTRUCTOR.invokeExact(name, index, new InetAddress[] {NetCalls.address(ip)});
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
