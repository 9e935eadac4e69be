package dev.moonsim.intercept;

import dev.moonsim.net.Endpoint;
import java.io.FileDescriptor;
import java.net.ProtocolFamily;
import java.net.SocketException;
import java.net.SocketOption;

/** Options of sockets: what Linux supports, its limits and its defaults. A socket keeps what is set. */
public final class SocketOptionsArea implements Area {
    /** Limits of Linux for buffers of sockets ({@code net.core.rmem_max}, {@code wmem_max}), as the JDK shows them. */
    private static final int MIN_RECEIVE = 1_152;
    private static final int MIN_SEND = 2_304;
    private static final int MAX_BUFFER = 4 << 20;

    @Override
    public void declare(Catalog c) {
        Class<SocketOptionsArea> by = SocketOptionsArea.class;
        String fd = "Ljava/io/FileDescriptor;";
        String net = "sun/nio/ch/Net";
        String option = "Ljava/net/ProtocolFamily;Ljava/net/SocketOption;";
        c.body(net, "setSocketOption", "(" + fd + option + "Ljava/lang/Object;)V").by(by, "setOption");
        c.body(net, "getSocketOption", "(" + fd + option + ")Ljava/lang/Object;").by(by, "option");
        String options = "jdk/net/LinuxSocketOptions";
        c.body(options, "quickAckSupported", "()Z").as("()Z").by(by, "isSupported");
        c.body(options, "keepAliveOptionsSupported", "()Z").as("()Z").by(by, "isSupported");
        c.body(options, "incomingNapiIdSupported", "()Z").as("()Z").by(by, "isSupported");
        c.body(options, "ipDontFragmentSupported", "()Z").as("()Z").by(by, "isSupported");
    }

    public static boolean isSupported() {
        return true;
    }

    public static void setOption(FileDescriptor descriptor, ProtocolFamily family, SocketOption<?> option, Object value)
            throws SocketException {
        if (value == null) {
            throw new IllegalArgumentException("Invalid option value");
        }
        Object kept = value;
        switch (option.name()) {
            case "SO_RCVBUF", "SO_SNDBUF" -> {
                if ((Integer) value < 0) {
                    throw new IllegalArgumentException("Invalid send/receive buffer size");
                }
                kept = Math.clamp((Integer) value, option.name().equals("SO_RCVBUF") ? MIN_RECEIVE : MIN_SEND, MAX_BUFFER);
            }
            case "SO_LINGER" -> kept = Math.clamp((Integer) value, -1, 65_535);
            case "SO_PEERCRED" -> throw new SocketException("SO_PEERCRED cannot be set ");
            case "SO_INCOMING_NAPI_ID" -> throw new SocketException("Attempt to set read only option " + option);
            case "IP_MULTICAST_TTL" -> {
                if ((Integer) value < 0 || (Integer) value > 255) {
                    throw new IllegalArgumentException("Invalid TTL/hop value");
                }
            }
            case "IP_TOS" -> {
                if ((Integer) value < 0 || (Integer) value > 255) {
                    throw new IllegalArgumentException("Invalid IP_TOS value");
                }
            }
            default -> { }
        }
        NetCalls.endpoint(descriptor).setOption(option.name(), kept);
    }

    public static Object option(FileDescriptor descriptor, ProtocolFamily family, SocketOption<?> option)
            throws SocketException {
        Endpoint endpoint = NetCalls.endpoint(descriptor);
        if (option.name().equals("SO_PEERCRED")) {
            return UnixSocketsArea.peerCredentials();
        }
        Object value = endpoint.option(option.name());
        if (value == null) {
            value = endpoint.defaultOption(option.name());
        }
        if (value != null) {
            return value;
        }
        if (option.type() == Boolean.class) {
            return false;
        }
        return switch (option.name()) { // Linux's defaults
            case "SO_RCVBUF" -> NetCalls.host().network().model().receiveBuffer();
            case "SO_SNDBUF" -> NetCalls.host().network().model().sendBuffer();
            case "SO_LINGER" -> -1;
            case "TCP_KEEPIDLE" -> 7_200;
            case "TCP_KEEPINTERVAL" -> 75;
            case "TCP_KEEPCOUNT" -> 9;
            default -> 0;
        };
    }
}
