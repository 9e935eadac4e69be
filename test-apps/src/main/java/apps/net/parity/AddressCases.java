package apps.net.parity;

import apps.parity.Cases;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Addresses, names and network interfaces; what depends on the machine is compared with itself. */
final class AddressCases extends Cases {
    @Override
    protected void run() throws Exception {
        literals();
        names();
        socketAddresses();
        interfaces();
    }

    private void literals() {
        for (String text : List.of("127.0.0.1", "10.1.2.3", "0.0.0.0", "224.0.0.1", "239.1.2.3", "169.254.1.1", "255.255.255.255",
                "1.2", "::1", "::", "fe80::1", "ff02::1", "2001:db8::7", "::ffff:1.2.3.4", "256.1.1.1", "1.2.3.4.5", ":::")) {
            of("literal " + text, () -> {
                InetAddress a = InetAddress.ofLiteral(text);
                return a.getClass().getSimpleName() + " " + a.getHostAddress() + " " + Arrays.toString(a.getAddress()) + " "
                        + a.isAnyLocalAddress() + a.isLoopbackAddress() + a.isLinkLocalAddress() + a.isSiteLocalAddress()
                        + a.isMulticastAddress() + a.isMCGlobal() + a.isMCLinkLocal() + a.isMCNodeLocal() + a.isMCOrgLocal()
                        + a.isMCSiteLocal();
            });
        }
        of("by bytes", () -> InetAddress.getByAddress(new byte[] {1, 2, 3, 4}) + " "
                + InetAddress.getByAddress("named", new byte[] {1, 2, 3, 4}));
        of("by bytes, wrong length", () -> InetAddress.getByAddress(new byte[5]));
        of("equal", () -> InetAddress.getByAddress("a", new byte[] {1, 2, 3, 4})
                .equals(InetAddress.getByAddress("b", new byte[] {1, 2, 3, 4})));
        of("IPv4 by literal", () -> Inet4Address.ofLiteral("1.2.3.4") + " " + Inet4Address.ofPosixLiteral("0x7f.1"));
        of("IPv4 by another literal", () -> Inet4Address.ofLiteral("::1"));
        of("IPv6 by literal", () -> ((Inet6Address) Inet6Address.ofLiteral("::1")).isIPv4CompatibleAddress());
        of("IPv6 with a scope", () -> {
            Inet6Address a = Inet6Address.getByAddress(null, InetAddress.ofLiteral("fe80::1").getAddress(), 5);
            return a + " " + a.getScopeId() + " " + a.getScopedInterface();
        });
    }

    private void names() {
        of("IPv6 with an interface that has none", () -> Inet6Address.getByAddress(null,
                InetAddress.ofLiteral("fe80::1").getAddress(), NetworkInterface.getByName("lo")));
        of("localhost", () -> InetAddress.getByName("localhost") + " " + Arrays.toString(InetAddress.getAllByName("localhost")));
        of("name of null", () -> InetAddress.getByName(null));
        of("empty name", () -> InetAddress.getByName(""));
        of("name of an address", () -> InetAddress.getByName("10.1.2.3"));
        of("IPv6 in brackets", () -> InetAddress.getByName("[::1]").getHostAddress());
        of("all of an address", () -> Arrays.toString(InetAddress.getAllByName("10.1.2.3")));
        of("unknown", () -> {
            try {
                return InetAddress.getByName("nowhere.invalid");
            } catch (java.net.UnknownHostException e) {
                return e.getMessage().split(":")[0];
            }
        });
        of("loopback", () -> InetAddress.getLoopbackAddress() + " " + InetAddress.getLoopbackAddress().getHostName() + " "
                + InetAddress.getLoopbackAddress().getCanonicalHostName());
        of("reverse", () -> InetAddress.getByName("127.0.0.1").getHostName());
        of("reverse of nobody", () -> InetAddress.getByName("203.0.113.99").getHostName() + " "
                + InetAddress.getByName("203.0.113.99").getCanonicalHostName());
        of("this machine", () -> {
            InetAddress a = InetAddress.getLocalHost();
            return !a.getHostName().isEmpty() + " " + a.equals(InetAddress.getByName(a.getHostAddress()));
        });
        of("reachable", () -> InetAddress.getLoopbackAddress().isReachable(1000));
        of("reachable by an interface", () -> InetAddress.getLoopbackAddress()
                .isReachable(NetworkInterface.getByInetAddress(InetAddress.getByName("127.0.0.1")), 5, 1000));
        of("reachable, negative time", () -> InetAddress.getLoopbackAddress().isReachable(-1));
        of("reachable, negative hops", () -> InetAddress.getLoopbackAddress().isReachable(null, -1, 1));
    }

    private void socketAddresses() {
        of("resolved", () -> {
            InetSocketAddress a = new InetSocketAddress("localhost", 80);
            return a + " " + a.getHostName() + " " + a.getHostString() + " " + a.getPort() + " " + a.isUnresolved() + " "
                    + a.getAddress();
        });
        of("not resolved", () -> {
            InetSocketAddress a = InetSocketAddress.createUnresolved("some.name", 80);
            return a + " " + a.isUnresolved() + " " + a.getAddress() + " " + a.getHostString() + " " + a.getHostName();
        });
        of("unknown host", () -> new InetSocketAddress("nowhere.invalid", 80).isUnresolved());
        of("any", () -> new InetSocketAddress(80) + " " + new InetSocketAddress((InetAddress) null, 80));
        of("port out of range", () -> new InetSocketAddress(70_000));
        of("host of null", () -> new InetSocketAddress((String) null, 1));
        of("equal", () -> new InetSocketAddress("localhost", 80).equals(new InetSocketAddress("127.0.0.1", 80)));
        of("unresolved equal", () -> InetSocketAddress.createUnresolved("A", 1).equals(InetSocketAddress.createUnresolved("a", 1)));
    }

    private void interfaces() throws Exception {
        NetworkInterface lo = NetworkInterface.getByName("lo");
        of("lo", () -> lo.getName() + " " + lo.getDisplayName() + " " + lo.getIndex() + " " + lo.isUp() + " " + lo.isLoopback()
                + " " + lo.isPointToPoint() + " " + lo.isVirtual() + " " + lo.supportsMulticast() + " " + lo.getMTU() + " "
                + Arrays.toString(lo.getHardwareAddress()) + " " + lo.getParent());
        of("addresses of lo", () -> Collections.list(lo.getInetAddresses()) + " " + lo.inetAddresses().toList());
        of("bindings of lo", () -> {
            InterfaceAddress a = lo.getInterfaceAddresses().get(0);
            return a + " " + a.getAddress() + " " + a.getBroadcast() + " " + a.getNetworkPrefixLength();
        });
        of("below lo", () -> lo.getSubInterfaces().hasMoreElements() + " " + lo.subInterfaces().count());
        of("lo by index", () -> NetworkInterface.getByIndex(1).equals(lo) + " " + lo.hashCode());
        of("lo by address", () -> NetworkInterface.getByInetAddress(InetAddress.getByName("127.0.0.1")));
        of("all have addresses or none",
                () -> NetworkInterface.networkInterfaces().anyMatch(lo::equals)
                        + " " + Collections.list(NetworkInterface.getNetworkInterfaces()).contains(lo));
        of("no such name", () -> NetworkInterface.getByName("nothing7"));
        of("no such index", () -> NetworkInterface.getByIndex(99_999));
        of("negative index", () -> NetworkInterface.getByIndex(-1));
        of("name of null", () -> NetworkInterface.getByName(null));
        of("address of null", () -> NetworkInterface.getByInetAddress(null));
        of("address of nobody", () -> NetworkInterface.getByInetAddress(InetAddress.getByName("203.0.113.9")));
    }
}
