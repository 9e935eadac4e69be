package dev.moonsim.parity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.InterfaceAddress;
import java.net.MulticastSocket;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.AsynchronousChannelGroup;
import java.nio.channels.AsynchronousServerSocketChannel;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.DatagramChannel;
import java.nio.channels.MembershipKey;
import java.nio.channels.Pipe;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.AsynchronousChannelProvider;
import java.nio.channels.spi.SelectorProvider;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Every public method of the network's classes, as the running JDK has them, has a parity case in {@code apps.net.parity}: a
 * case calls it with the class, or one below it, as the owner. The cases themselves run in both arms in {@code NetworkTest}.
 */
class NetworkTableTest {
    private static final List<Class<?>> TYPES = List.of(Socket.class, ServerSocket.class, DatagramSocket.class,
            DatagramPacket.class, MulticastSocket.class, SocketChannel.class, ServerSocketChannel.class, DatagramChannel.class,
            MembershipKey.class, Pipe.class, Pipe.SourceChannel.class, Pipe.SinkChannel.class, Selector.class,
            SelectionKey.class, SelectableChannel.class, SelectorProvider.class, AsynchronousSocketChannel.class,
            AsynchronousServerSocketChannel.class, AsynchronousChannelGroup.class, AsynchronousChannelProvider.class,
            InetAddress.class, Inet4Address.class, Inet6Address.class, InetSocketAddress.class, InterfaceAddress.class,
            NetworkInterface.class, UnixDomainSocketAddress.class);
    private static final Path CASES = Path.of("target/classes/apps/net/parity");

    @Test
    void everyPublicMethodHasACase() throws Exception {
        ParityTable table = new ParityTable(CASES);
        Set<String> missing = new TreeSet<>();
        for (Class<?> type : TYPES) {
            table.missing(type, type, method -> !isOfAllAddresses(method), missing);
            if (InetAddress.class.isAssignableFrom(type)) {
                table.missing(type, InetAddress.class, NetworkTableTest::isOfAllAddresses, missing);
            }
        }
        System.out.println("parity of the network: " + TYPES.size() + " types, " + table.called() + " public methods");
        assertEquals(Set.of(), missing);
        assertTrue(table.called() > 250, table.called() + " methods");
    }

    /** The cases call what both kinds of addresses override by way of {@code InetAddress}, on addresses of both kinds. */
    private static boolean isOfAllAddresses(Method method) {
        return InetAddress.class.isAssignableFrom(method.getDeclaringClass()) && !Modifier.isStatic(method.getModifiers())
                && Arrays.stream(InetAddress.class.getDeclaredMethods()).anyMatch(other -> other.getName().equals(method.getName())
                        && Arrays.equals(other.getParameterTypes(), method.getParameterTypes()));
    }
}
