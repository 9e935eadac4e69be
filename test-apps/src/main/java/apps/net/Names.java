package apps.net;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.Collections;

/** Prints what the names given as arguments resolve to, and what the machine says of itself. */
public final class Names {
    private Names() {}

    public static void main(String[] args) throws Exception {
        for (String name : args) {
            Transcript.of(name, () -> Arrays.toString(InetAddress.getAllByName(name)));
        }
        Transcript.of("local host", () -> InetAddress.getLocalHost() + " " + InetAddress.getLocalHost().getCanonicalHostName());
        Transcript.of("loopback", () -> InetAddress.getLoopbackAddress() + " " + InetAddress.getByName("127.0.0.1").getHostName());
        Transcript.of("self", () -> {
            try (ServerSocket server = new ServerSocket(7000);
                    Socket socket = new Socket(InetAddress.getLocalHost().getHostName(), 7000)) {
                return socket.getLocalAddress().getHostAddress() + " to " + socket.getInetAddress();
            }
        });
        Transcript.of("reachable", () -> InetAddress.getLocalHost().isReachable(100) + " "
                + InetAddress.getByName("10.0.9.9").isReachable(100));
        Transcript.of("nobody there", () -> {
            new Socket().connect(new InetSocketAddress("10.0.9.9", 80), 1000);
            return "connected";
        });
        Transcript.of("outside", () -> new Socket("93.184.216.34", 80));
        for (NetworkInterface netif : Collections.list(NetworkInterface.getNetworkInterfaces())) {
            Transcript.of(netif.getName(), () -> netif.isUp() + " " + netif.isLoopback() + " " + netif.getMTU() + " "
                    + Collections.list(netif.getInetAddresses()) + " " + Arrays.toString(netif.getHardwareAddress()));
        }
    }
}
