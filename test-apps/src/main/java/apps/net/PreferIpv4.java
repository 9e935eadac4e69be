package apps.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.ServerSocketChannel;

/** Sets by itself, before it uses the network, what others set on the command line. */
public final class PreferIpv4 {
    private PreferIpv4() {}

    public static void main(String[] args) throws IOException {
        System.setProperty("java.net.preferIPv4Stack", "true");
        System.out.println(new InetSocketAddress(8000));
        try (ServerSocketChannel channel = ServerSocketChannel.open(); ServerSocket socket = new ServerSocket(0)) {
            System.out.println(channel.bind(new InetSocketAddress(0)).getLocalAddress().toString().replaceFirst("\\d+$", "port"));
            System.out.println(socket.getInetAddress());
        }
    }
}
