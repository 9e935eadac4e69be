package apps.net;

import java.net.DatagramSocket;
import java.net.StandardProtocolFamily;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SocketChannel;

/** Opens one kind of socket that is not TCP. */
public final class Unsupported {
    private Unsupported() {}

    public static void main(String[] args) throws Exception {
        switch (args[0]) {
            case "datagram" -> new DatagramSocket();
            case "datagram-channel" -> DatagramChannel.open();
            case "asynchronous" -> AsynchronousSocketChannel.open();
            case "unix" -> SocketChannel.open(StandardProtocolFamily.UNIX);
            default -> throw new IllegalArgumentException(args[0]);
        }
        System.out.println("opened");
    }
}
