package dev.moonsim.net;

import dev.moonsim.node.Node;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A node's place on the network: its address, its ports and the descriptors of the process that runs on it. */
public final class Host {
    /** Descriptors of the simulated network start here, beyond what an operating system gives out. */
    public static final int FIRST_DESCRIPTOR = 1 << 29;
    /** Linux's {@code ip_local_port_range}. */
    private static final int FIRST_EPHEMERAL = 32_768;
    private static final int LAST_EPHEMERAL = 60_999;

    /** Linux's TCP_TIMEWAIT_LEN. */
    private static final long TIME_WAIT_NANOS = 60_000_000_000L;

    private final Network network;
    private final Node node;
    private final int ip;
    /** Sockets bound to a port, by port; more than one only where their addresses differ. */
    private final Map<Integer, List<TcpSocket>> ports = new HashMap<>();
    /** Until when ports are in the state TIME_WAIT. */
    private final Map<Integer, Long> waiting = new HashMap<>();
    private final UdpPorts udp = new UdpPorts();
    /** By number; null where none is open. */
    private Pollable[] descriptors = new Pollable[16];
    /** Numbers that were ever given out in this boot. */
    private int numbers;
    private final List<Integer> free = new ArrayList<>();
    private int ordinal;
    private int nextEphemeral = FIRST_EPHEMERAL;
    /** The node's count of boots when the machine lost its power, or -1. */
    private int bootsAtCrash = -1;
    private ShortTransfers shortTransfers;

    public Host(Network network, Node node, String ip) {
        this.network = network;
        this.node = node;
        this.ip = Ipv4.parse(ip);
        network.add(this);
    }

    void setOrdinal(int ordinal) {
        this.ordinal = ordinal;
    }

    /** Counts the hosts of the network. */
    int ordinal() {
        return ordinal;
    }

    public Network network() {
        return network;
    }

    public Node node() {
        return node;
    }

    public int ip() {
        return ip;
    }

    /** True for an address of this machine, its loopback network included. */
    boolean owns(int address) {
        return address == ip || Ipv4.isLoopback(address);
    }

    /** Reads what an arrival needs of it, for {@link Arrivals}. */
    int touch() {
        return bootsAtCrash + node.boots() + descriptors.length;
    }

    /** False from a power cut until the node boots again. */
    boolean isUp() {
        return node.boots() > bootsAtCrash;
    }

    /** Null where reads and writes move what they can. */
    ShortTransfers shortTransfers() {
        return shortTransfers;
    }

    /** @param limits null for an end of it */
    public void shorten(ShortTransfers limits) {
        shortTransfers = limits;
    }

    // ---- descriptors ----

    /** True for a number that a simulated network gave out; those of simulated disks are higher. */
    public static boolean isDescriptor(int number) {
        return number >= FIRST_DESCRIPTOR && number < FIRST_DESCRIPTOR << 1;
    }

    /** A new unbound socket. */
    public int openSocket() {
        return open(new TcpSocket(this));
    }

    /** Descriptors that are open. */
    public int openDescriptors() {
        int open = 0;
        for (Pollable pollable : descriptors) {
            if (pollable != null) {
                open++;
            }
        }
        return open;
    }

    /** Those that are open, in the order of their descriptors. */
    List<TcpSocket> sockets() {
        List<TcpSocket> sockets = new ArrayList<>();
        for (Pollable pollable : descriptors) {
            if (pollable instanceof TcpSocket socket) {
                sockets.add(socket);
            }
        }
        return sockets;
    }

    /** A new unbound socket of UDP. */
    public int openDatagramSocket() {
        return open(new UdpSocket(this));
    }

    /** A new unbound socket of the Unix domain. */
    public int openUnixSocket() {
        return open(new UnixSocket(this));
    }

    UdpPorts udp() {
        return udp;
    }

    /** Gives a descriptor to an accepted connection. */
    public int open(Pollable pollable) {
        pollable.opened();
        if (free.isEmpty()) {
            if (numbers == descriptors.length) {
                descriptors = Arrays.copyOf(descriptors, numbers * 2);
            }
            descriptors[numbers] = pollable;
            return FIRST_DESCRIPTOR + numbers++;
        }
        int index = free.removeLast();
        descriptors[index] = pollable;
        return FIRST_DESCRIPTOR + index;
    }

    /** Null for a descriptor that is closed, or was never this host's. */
    public Pollable get(int descriptor) {
        int index = descriptor - FIRST_DESCRIPTOR;
        return index >= 0 && index < descriptors.length ? descriptors[index] : null;
    }

    public void close(int descriptor) {
        Pollable pollable = get(descriptor);
        if (pollable != null) {
            int index = descriptor - FIRST_DESCRIPTOR;
            descriptors[index] = null;
            free.add(index);
            pollable.close();
        }
    }

    // ---- ports ----

    boolean claim(TcpSocket socket, int address, int port) {
        List<TcpSocket> bound = ports.computeIfAbsent(port, p -> new ArrayList<>(1));
        for (TcpSocket other : bound) {
            boolean overlap = address == Ipv4.ANY || other.localIp() == Ipv4.ANY || other.localIp() == address;
            if (overlap && !socket.shares(other)) {
                return false;
            }
        }
        bound.add(socket);
        return true;
    }

    void release(TcpEnd socket, int port) {
        List<TcpSocket> bound = ports.get(port);
        if (bound != null && bound.remove(socket) && bound.isEmpty()) {
            ports.remove(port);
        }
    }

    /** A port that nobody has. */
    int ephemeralPort() {
        for (int tries = FIRST_EPHEMERAL; tries <= LAST_EPHEMERAL; tries++) {
            int port = nextEphemeral;
            nextEphemeral = port == LAST_EPHEMERAL ? FIRST_EPHEMERAL : port + 1;
            if (!ports.containsKey(port)) {
                return port;
            }
        }
        return 0;
    }

    /**
     * Who gets a request to connect, or null.
     *
     * @param client tells apart clients among which sockets share a port
     */
    TcpSocket listener(int address, int port, int client) {
        List<TcpSocket> listening = new ArrayList<>(1);
        for (TcpSocket socket : ports.getOrDefault(port, List.of())) {
            if (socket.isListening() && (socket.localIp() == Ipv4.ANY || socket.localIp() == address)) {
                listening.add(socket);
            }
        }
        return switch (listening.size()) {
            case 0 -> null;
            case 1 -> listening.get(0);
            default -> listening.get((client * 0x9E3779B9 >>> 16) % listening.size());
        };
    }

    /** A connection of the port was closed from this side first: its kernel waits for stragglers. */
    void timeWait(int port) {
        waiting.put(port, network.now() + TIME_WAIT_NANOS);
    }

    /** Whether a port waits for stragglers; only a socket with SO_REUSEADDR gets it. */
    boolean waits(int port) {
        Long until = waiting.get(port);
        if (until != null && until <= network.now()) {
            waiting.remove(port);
            return false;
        }
        return until != null;
    }

    /** Whether somebody accepts connections on a port. */
    public boolean isListening(int port) {
        for (TcpSocket socket : ports.getOrDefault(port, List.of())) {
            if (socket.isListening()) {
                return true;
            }
        }
        return false;
    }

    // ---- the end of a process ----

    /** The process ended in order: the kernel closes its sockets, with FIN, or with RST where it had not read everything. */
    public void processEnded() {
        for (Pollable pollable : takeAll()) {
            pollable.close();
        }
    }

    /**
     * The process was killed or the machine lost power. What it had sent still arrives; then its peers see connection
     * resets, one latency later, and whoever connects waits until the node is back.
     */
    public void crashed() {
        bootsAtCrash = node.boots();
        for (Pollable pollable : takeAll()) {
            if (pollable instanceof TcpSocket socket) {
                socket.reset();
            } else {
                pollable.close();
            }
        }
        ports.clear();
        udp.clear();
        waiting.clear();
    }

    private List<Pollable> takeAll() {
        List<Pollable> open = new ArrayList<>();
        for (Pollable pollable : descriptors) {
            if (pollable != null) {
                open.add(pollable);
            }
        }
        Arrays.fill(descriptors, null);
        numbers = 0;
        free.clear();
        return open;
    }
}
