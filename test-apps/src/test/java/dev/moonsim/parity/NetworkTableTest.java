package dev.moonsim.parity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
    private static final Set<String> ORDINARY = Set.of("toString", "hashCode", "equals", "clone");
    private static final Path CASES = Path.of("target/classes/apps/net/parity");

    /** Methods that cannot be compared, and why. None so far. */
    private static final Map<String, String> INCOMPARABLE = Map.of();

    @Test
    void everyPublicMethodHasACase() throws Exception {
        Set<String> calls = calls();
        Set<String> missing = new TreeSet<>();
        int called = 0;
        for (Class<?> type : TYPES) {
            for (Method method : type.getDeclaredMethods()) {
                if (!Modifier.isPublic(method.getModifiers()) || method.isSynthetic() || ORDINARY.contains(method.getName())) {
                    continue;
                }
                String signature = method.getName() + Arrays.stream(method.getParameterTypes()).map(Class::getName)
                        .collect(Collectors.joining(", ", "(", ")"));
                Class<?> caller = InetAddress.class.isAssignableFrom(type) && !Modifier.isStatic(method.getModifiers())
                        && declares(InetAddress.class, method) ? InetAddress.class : type;
                if (isCalled(caller, signature, calls)) {
                    called++;
                } else if (!INCOMPARABLE.containsKey(type.getName() + "." + signature)) {
                    missing.add(type.getName() + "." + signature);
                }
            }
        }
        System.out.println("parity of the network: " + TYPES.size() + " types, " + called + " public methods");
        assertEquals(Set.of(), missing);
        assertTrue(called > 250, called + " methods");
    }


    /** The cases call what both kinds of addresses override by way of {@code InetAddress}, on addresses of both kinds. */
    private static boolean declares(Class<?> type, Method method) {
        return Arrays.stream(type.getDeclaredMethods()).anyMatch(other -> other.getName().equals(method.getName())
                && Arrays.equals(other.getParameterTypes(), method.getParameterTypes()));
    }

    /** All methods that the class files of the cases name, as {@code owner.name(parameters)}. */
    private static Set<String> calls() throws Exception {
        Set<String> calls = new HashSet<>();
        try (Stream<Path> files = Files.list(CASES)) {
            for (Path file : files.toList()) {
                for (PoolEntry entry : ClassFile.of().parse(file).constantPool()) {
                    if (entry instanceof MemberRefEntry member && member.type().stringValue().startsWith("(")) {
                        calls.add(member.owner().asInternalName().replace('/', '.') + "." + member.name().stringValue()
                                + parameters(member.type().stringValue()));
                    }
                }
            }
        }
        return calls;
    }

    private static String parameters(String descriptor) {
        return MethodTypeDesc.ofDescriptor(descriptor).parameterList().stream().map(NetworkTableTest::name)
                .collect(Collectors.joining(", ", "(", ")"));
    }

    /** As {@code Class.getName()}. */
    private static String name(ClassDesc type) {
        String descriptor = type.descriptorString().replace('/', '.');
        return type.isPrimitive() ? type.displayName()
                : type.isArray() ? descriptor : descriptor.substring(1, descriptor.length() - 1);
    }

    private static boolean isCalled(Class<?> type, String signature, Set<String> calls) throws ClassNotFoundException {
        for (String call : calls) {
            if (call.endsWith("." + signature)) {
                String owner = call.substring(0, call.length() - signature.length() - 1);
                if (owner.startsWith("[")) {
                    continue;
                }
                if (type.isAssignableFrom(Class.forName(owner, false, NetworkTableTest.class.getClassLoader()))) {
                    return true;
                }
            }
        }
        return false;
    }
}
