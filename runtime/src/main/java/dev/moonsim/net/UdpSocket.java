package dev.moonsim.net;

import java.io.IOException;
import java.net.BindException;
import java.net.PortUnreachableException;
import java.net.SocketException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import jdk.internal.misc.Unsafe;

/**
 * One UDP socket, as Linux's behaves towards its program. Datagrams arrive whole, each after a latency of its own, so later
 * ones may overtake; where the receive buffer is full they are dropped, as nobody would notice.
 */
public final class UdpSocket extends InternetSocket {
    /** Of 65,535 bytes of an IP packet, without the headers of IPv4 and UDP. */
    private static final int MAX_BYTES = 65_507;
    /** Linux's {@code net.core.rmem_default} halved, as the JDK reports it. */
    private static final int DEFAULT_BUFFER = 106_496;
    /** What Linux takes from the receive buffer for a datagram beside its bytes, on x86. */
    private static final int OVERHEAD = 768;

    private static final Unsafe UNSAFE = Unsafe.getUnsafe();

    /** @param source 0 for any; else the only one that is wanted */
    private record Membership(int group, int netif, int source) {}

    private final ArrayDeque<Datagram> received = new ArrayDeque<>();
    private int held;
    private int boundIp;
    private boolean connected;
    private boolean unreachable;
    private int multicastInterface;
    private final List<Membership> memberships = new ArrayList<>(0);
    /** Sources of a group that the program does not want to hear. */
    private final List<Membership> blocked = new ArrayList<>(0);

    UdpSocket(Host host) {
        super(host);
    }

    // ---- addresses ----

    int boundIp() {
        return boundIp;
    }

    @Override
    public Object defaultOption(String name) {
        return switch (name) {
            case "SO_RCVBUF", "SO_SNDBUF" -> DEFAULT_BUFFER;
            case "IP_MULTICAST_LOOP" -> true;
            case "IP_MULTICAST_TTL" -> 1;
            default -> null;
        };
    }

    @Override
    public void bind(int ip, int port) throws IOException {
        if (bound) {
            throw new SocketException("Invalid argument");
        }
        if (ip != Ipv4.ANY && !host.owns(ip) && !Ipv4.isMulticast(ip) && !host.network().isBroadcast(ip)) {
            throw new BindException("Cannot assign requested address");
        }
        int chosen = port == 0 ? host.udp().ephemeralPort() : port;
        boundIp = ip;
        if (!host.udp().claim(this, ip, chosen)) {
            throw new BindException("Address already in use");
        }
        localIp = ip;
        localPort = chosen;
        bound = true;
    }

    /** Both must want to share a port. */
    boolean shares(UdpSocket other) {
        return isSet("SO_REUSEADDR") && other.isSet("SO_REUSEADDR") || isSet("SO_REUSEPORT") && other.isSet("SO_REUSEPORT");
    }

    @Override
    public void connect(int ip, int port) throws IOException {
        int target = ip == Ipv4.ANY ? Ipv4.LOOPBACK : ip;
        requireRoute(target, boundIp);
        if (!bound) {
            bind(Ipv4.ANY, 0);
        }
        localIp = boundIp == Ipv4.ANY ? sourceFor(target) : boundIp;
        remoteIp = target;
        remotePort = port;
        connected = true;
    }

    public void disconnect() {
        connected = false;
        remoteIp = 0;
        remotePort = 0;
        localIp = boundIp;
        unreachable = false;
    }

    boolean isConnectedTo(int ip, int port) {
        return connected && remoteIp == ip && remotePort == port;
    }

    private int sourceFor(int target) {
        if (Ipv4.isMulticast(target)) {
            return out();
        }
        return host.owns(target) ? target : host.ip();
    }

    private void requireRoute(int target, int source) throws SocketException {
        if (!host.owns(target) && !host.network().isInside(target) && !Ipv4.isMulticast(target)
                && !host.network().isBroadcast(target)) {
            throw new SocketException("Network is unreachable");
        }
        if (host.network().isBroadcast(target) && !isSet("SO_BROADCAST")) {
            throw new BindException("Permission denied"); // what the JDK makes of EACCES
        }
        if (Ipv4.isLoopback(source) && !host.owns(target) && !Ipv4.isMulticast(target)) {
            throw new SocketException("Invalid argument");
        }
    }

    // ---- multicast ----

    /** The address of the interface that multicasts leave by; 0 for the one that the system chooses. */
    public void setMulticastInterface(int ip) {
        multicastInterface = ip;
    }

    public int multicastInterface() {
        return multicastInterface;
    }

    private int out() {
        return multicastInterface != 0 ? multicastInterface : Ipv4.isMulticast(boundIp) || boundIp == 0 ? host.ip() : boundIp;
    }

    public void join(int group, int netif, int source) throws IOException {
        Membership membership = new Membership(group, netif(netif), source);
        if (memberships.contains(membership)) {
            throw new BindException("Address already in use");
        }
        memberships.add(membership);
    }

    /** An interface that the system does not know leaves the choice to it. */
    private int netif(int ip) throws SocketException {
        if (ip != 0 && !host.owns(ip)) {
            throw new SocketException("No such device");
        }
        return ip == 0 ? host.ip() : ip;
    }

    public void drop(int group, int netif, int source) throws IOException {
        int known = netif(netif);
        if (!memberships.remove(new Membership(group, known, source))) {
            throw new BindException("Cannot assign requested address");
        }
        blocked.removeIf(block -> block.group == group && block.netif == known);
    }

    public void block(int group, int netif, int source) throws IOException {
        Membership block = new Membership(group, netif(netif), source);
        if (blocked.contains(block)) {
            throw new BindException("Cannot assign requested address");
        }
        blocked.add(block);
    }

    public void unblock(int group, int netif, int source) throws IOException {
        if (!blocked.remove(new Membership(group, netif(netif), source))) {
            throw new BindException("Cannot assign requested address");
        }
    }

    /** The JDK asks Linux to give a socket only what it has joined itself. */
    private boolean isMember(Datagram datagram) {
        for (Membership membership : memberships) {
            boolean local = Ipv4.isLoopback(membership.netif);
            if (membership.group == datagram.toIp && local == Ipv4.isLoopback(datagram.fromIp)
                    && (membership.source == 0 || membership.source == datagram.fromIp)) {
                return !blocked.contains(new Membership(datagram.toIp, membership.netif, datagram.fromIp));
            }
        }
        return false;
    }

    // ---- receiving ----

    /** How well a datagram fits this socket; negative where it is not for it. */
    int score(Datagram datagram, boolean multicast, boolean broadcast) {
        if (localIp != Ipv4.ANY && localIp != datagram.toIp) {
            return -1;
        }
        if (connected && (remoteIp != datagram.fromIp || remotePort != datagram.fromPort)) {
            return -1;
        }
        if (multicast && !isMember(datagram)) {
            return -1;
        }
        return (boundIp != Ipv4.ANY ? 1 : 0) + (connected ? 2 : 0);
    }

    /** @return false where there is no room */
    boolean receive(Datagram datagram) {
        int room = 2 * (option("SO_RCVBUF") instanceof Integer size ? size : DEFAULT_BUFFER);
        if (held > 0 && held + datagram.bytes.length + OVERHEAD > room) {
            return false;
        }
        received.add(datagram);
        held += datagram.bytes.length + OVERHEAD;
        becameReadable();
        return true;
    }

    void portUnreachable() {
        unreachable = true;
        changed();
    }

    /**
     * Takes the oldest datagram; what does not fit is lost.
     *
     * @param sender where to put the sender as a {@code sockaddr_in}, or 0
     * @return the number of bytes, or {@link #UNAVAILABLE}
     */
    public int receive(Object base, long address, int length, long sender) throws IOException {
        throwUnreachable();
        Datagram datagram = poll();
        if (datagram == null) {
            return UNAVAILABLE;
        }
        if (sender != 0) {
            putAddress(sender, datagram.fromIp, datagram.fromPort);
        }
        int n = Math.min(length, datagram.bytes.length);
        UNSAFE.copyMemory(datagram.bytes, Unsafe.ARRAY_BYTE_BASE_OFFSET, base, address, n);
        return n;
    }

    /** The next datagram, for a read into several buffers; null where there is none. */
    public byte[] receive() throws IOException {
        throwUnreachable();
        Datagram datagram = poll();
        return datagram == null ? null : datagram.bytes;
    }

    private Datagram poll() {
        Datagram datagram = received.poll();
        if (datagram != null) {
            held -= datagram.bytes.length + OVERHEAD;
        }
        return datagram;
    }

    private void throwUnreachable() throws IOException {
        if (unreachable) {
            unreachable = false;
            if (connected) {
                throw new PortUnreachableException();
            }
        }
    }

    private static void putAddress(long address, int ip, int port) {
        UNSAFE.setMemory(address, 16, (byte) 0);
        UNSAFE.putShort(address, (short) 2); // AF_INET
        UNSAFE.putShortUnaligned(null, address + 2, (short) port, true);
        UNSAFE.putIntUnaligned(null, address + 4, ip, true);
    }

    @Override
    public int available() {
        return received.isEmpty() ? 0 : received.peek().bytes.length;
    }

    @Override
    public int read(Object base, long address, int length) throws IOException {
        return receive(base, address, length, 0);
    }

    // ---- sending ----

    /** @param target a {@code sockaddr_in} */
    public void send(byte[] bytes, long target) throws IOException {
        send(bytes, UNSAFE.getIntUnaligned(null, target + 4, true), UNSAFE.getShortUnaligned(null, target + 2, true) & 0xffff);
    }

    private void send(byte[] bytes, int ip, int port) throws IOException {
        requireFits(bytes.length);
        throwUnreachable();
        int target = ip == Ipv4.ANY ? Ipv4.LOOPBACK : ip;
        requireRoute(target, localIp);
        if (!bound) {
            bind(Ipv4.ANY, 0);
        }
        int source = localIp == Ipv4.ANY || Ipv4.isMulticast(localIp) ? sourceFor(target) : localIp;
        int hops = option("IP_MULTICAST_TTL") instanceof Integer ttl ? ttl : 1;
        boolean loop = !Boolean.FALSE.equals(option("IP_MULTICAST_LOOP"));
        host.network().datagrams().send(new Datagram(bytes, source, localPort, target, port), host, out(), hops, loop);
    }

    private static void requireFits(int length) throws SocketException {
        if (length > MAX_BYTES) {
            throw new SocketException("Message too long");
        }
    }

    @Override
    public int writable(int length) throws IOException {
        if (length > MAX_BYTES) {
            throw new IOException("Message too long");
        }
        if (!connected) {
            throw new IOException("Destination address required");
        }
        throwUnreachable();
        return length;
    }

    @Override
    public void write(byte[] bytes) {
        try {
            send(bytes, remoteIp, remotePort);
        } catch (IOException e) {
            throw new AssertionError(e); // writable has looked already
        }
    }

    @Override
    public int ready() {
        return (received.isEmpty() ? 0 : IN) | OUT | (unreachable ? ERR | IN : 0);
    }

    @Override
    public void close() {
        if (bound) {
            host.udp().release(this, localPort);
            bound = false;
        }
        memberships.clear();
        received.clear();
        held = 0;
        changed();
    }

    @Override
    public boolean waitsForOutside() {
        return !connected;
    }

    @Override
    String describe(boolean reading) {
        return reading ? "a datagram to " + local() : "room to send a datagram";
    }

    @Override
    public String toString() {
        return connected ? local() + " -> " + remote() : local();
    }
}
