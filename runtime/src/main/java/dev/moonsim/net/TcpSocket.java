package dev.moonsim.net;

import dev.moonsim.sched.Timer;
import dev.moonsim.trace.EventKind;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import jdk.internal.misc.Unsafe;
import sun.net.ConnectionResetException;

/**
 * One TCP socket: unbound, listening, or one end of a connection. It behaves as Linux's does towards its program, down to
 * the order in which errors are reported; its methods throw what the JDK's native code throws.
 *
 * <p>What is sent travels as segments, in order; each takes the latency of its link but never overtakes. Send buffer and
 * receive window are one budget of bytes that were sent and not yet read ({@link #DEFAULT_BUFFER} each).
 */
public final class TcpSocket extends Pollable {
    /** Linux's {@code tcp_rmem} default halved, as the JDK reports it; also used for sending. */
    static final int DEFAULT_BUFFER = 65_536;
    /** Six Ethernet segments in one piece, as a network card's receive offload hands them over. */
    private static final int SEGMENT = 6 * 1460;
    /** The loopback device has a bigger MTU. */
    private static final int LOCAL_SEGMENT = 32 * 1024;
    /** The first retransmission of a SYN, doubled each time, and how many there are: Linux's defaults, 127 s in all. */
    private static final long SYN_RETRY_NANOS = 1_000_000_000L;
    private static final int SYN_RETRIES = 6;
    /** When a host of the same network that does not exist is given up: Linux asks for it three times, a second apart. */
    private static final long NO_HOST_NANOS = 3_000_000_000L;

    private static final Unsafe UNSAFE = Unsafe.getUnsafe();

    enum State { NEW, LISTENING, CONNECTING, ACCEPTING, ESTABLISHED, DEAD }

    enum Error { NONE, REFUSED, TIMED_OUT, NO_ROUTE, RESET, PIPE }

    private final Host host;
    private final Map<String, Object> options = new HashMap<>();
    private State state = State.NEW;
    private Error error = Error.NONE;
    private boolean closed;

    private int localIp;
    private int localPort;
    private boolean bound;
    private int remoteIp;
    private int remotePort;

    /** Number of the connection times two, plus one on the accepting side. */
    private long id;
    private TcpSocket peer;
    private Link way;
    private Timer retry;
    private boolean answered;
    private TcpSocket listener;
    private ArrayDeque<TcpSocket> accepted;
    private int handshakes;
    private int backlog;

    private final ArrayDeque<Segment> inFlight = new ArrayDeque<>();
    private Runnable arrival;
    private long lastArrival;
    private int stalled;

    private final ArrayDeque<Segment> received = new ArrayDeque<>();
    private int available;
    private int readSinceUpdate;
    private int budget;
    private int credit;
    private boolean finSent;
    private boolean finReceived;
    private boolean readShut;

    TcpSocket(Host host) {
        this.host = host;
    }

    // ---- addresses and options ----

    public int localIp() {
        return localIp;
    }

    public int localPort() {
        return localPort;
    }

    public int remoteIp() {
        return remoteIp;
    }

    public int remotePort() {
        return remotePort;
    }

    /** Options are kept by name; what has been set is what is got, and only buffer sizes and linger have an effect. */
    public void setOption(String name, Object value) {
        options.put(name, value);
    }

    /** Null where it was never set. */
    public Object option(String name) {
        return options.get(name);
    }

    private int buffer(String name) {
        return options.get(name) instanceof Integer size ? Math.max(size, 1024) : DEFAULT_BUFFER;
    }

    public void bind(int ip, int port) throws IOException {
        if (bound) {
            throw new SocketException("Invalid argument");
        }
        if (ip != Ipv4.ANY && !host.owns(ip)) {
            throw new BindException("Cannot assign requested address");
        }
        int chosen = port == 0 ? host.ephemeralPort() : port;
        if (!host.claim(this, ip, chosen)) {
            throw new BindException("Address already in use");
        }
        localIp = ip;
        localPort = chosen;
        bound = true;
    }

    // ---- listening ----

    public void listen(int length) throws IOException {
        if (state != State.NEW && state != State.LISTENING) {
            throw new SocketException("Invalid argument");
        }
        if (!bound) {
            bind(Ipv4.ANY, 0);
        }
        state = State.LISTENING;
        backlog = length;
        if (accepted == null) {
            accepted = new ArrayDeque<>();
        }
    }

    boolean isListening() {
        return state == State.LISTENING;
    }

    /** The connection that waits longest, or null. */
    public TcpSocket accept() throws IOException {
        if (state != State.LISTENING) {
            throw new SocketException("Invalid argument");
        }
        TcpSocket socket = accepted.poll();
        if (socket != null) {
            event(EventKind.NET_ACCEPT, socket.id, accepted.size());
            socket.listener = null;
        }
        return socket;
    }

    /** A connection request has arrived. A full queue drops it, and the client's kernel asks again. */
    private void requested(TcpSocket client) {
        if (accepted.size() + handshakes > backlog) {
            return;
        }
        handshakes++;
        client.answered = true;
        TcpSocket socket = new TcpSocket(host);
        socket.state = State.ACCEPTING;
        socket.listener = this;
        socket.options.putAll(options);
        socket.localIp = client.remoteIp;
        socket.localPort = client.remotePort;
        socket.remoteIp = client.localIp;
        socket.remotePort = client.localPort;
        socket.id = client.id + 1;
        socket.connectedTo(client);
        socket.send(Segment.control(Segment.Kind.SYN_ACK));
    }

    private void connectedTo(TcpSocket other) {
        peer = other;
        way = host.network().link(host, other.host);
        budget = buffer("SO_SNDBUF") + other.buffer("SO_RCVBUF");
        credit = budget;
    }

    // ---- connecting ----

    /** Starts to connect; {@link #finishConnect} tells how it goes. */
    public void connect(int ip, int port) throws IOException {
        switch (state) {
            case NEW -> { }
            case CONNECTING, ACCEPTING -> throw new SocketException("Operation already in progress");
            default -> throw new SocketException("Transport endpoint is already connected");
        }
        int target = ip == Ipv4.ANY ? Ipv4.LOOPBACK : ip;
        Network network = host.network();
        boolean toSelf = host.owns(target);
        if (!toSelf && !network.isInside(target)) {
            throw new SocketException("Network is unreachable");
        }
        if (!bound) {
            bind(Ipv4.ANY, 0);
        }
        if (localIp == Ipv4.ANY) {
            localIp = toSelf ? target : host.ip();
        }
        remoteIp = target;
        remotePort = port;
        id = network.nextConnection() * 2;
        state = State.CONNECTING;
        event(EventKind.NET_CONNECT, id, (long) target << 16 | port);
        Host other = toSelf ? host : network.host(target);
        if (other == null) {
            network.after(NO_HOST_NANOS, () -> connectFailed(Error.NO_ROUTE));
        } else {
            way = network.link(host, other);
            request(other, 0);
        }
    }

    private void request(Host other, int attempt) {
        if (state != State.CONNECTING) {
            return;
        }
        Network network = host.network();
        if (attempt > SYN_RETRIES) {
            connectFailed(Error.TIMED_OUT);
            return;
        }
        network.after(way.latency(), () -> requestArrived(other));
        retry = network.after(SYN_RETRY_NANOS << attempt, () -> request(other, attempt + 1));
    }

    private void requestArrived(Host other) {
        if (state != State.CONNECTING || answered || way.isCut() || !other.isUp() || host.network().isCut(other, host)) {
            return; // lost, answered already, or nobody wants the answer
        }
        TcpSocket listening = other.listener(remoteIp, remotePort);
        if (listening != null) {
            listening.requested(this);
        } else {
            answered = true;
            Link back = host.network().link(other, host);
            host.network().after(back.latency(), () -> connectFailed(Error.REFUSED));
        }
    }

    private void connectFailed(Error why) {
        if (state == State.CONNECTING) {
            event(EventKind.NET_RESET, id, why.ordinal());
            state = State.DEAD;
            error = why;
            cancelRetry();
            changed();
        }
    }

    private void cancelRetry() {
        if (retry != null) {
            retry.cancel();
            retry = null;
        }
    }

    /** True once connected, false while it is still being tried. */
    public boolean finishConnect() throws IOException {
        if (state == State.CONNECTING) {
            return false;
        }
        Error why = takeError();
        switch (why) {
            case REFUSED -> throw new ConnectException("Connection refused");
            case TIMED_OUT -> throw new ConnectException("Connection timed out");
            case NO_ROUTE -> throw new NoRouteToHostException("No route to host");
            case RESET -> throw new SocketException("Connection reset");
            case PIPE -> throw new SocketException("Broken pipe");
            default -> {
                return true;
            }
        }
    }

    private Error takeError() {
        Error taken = error;
        error = Error.NONE;
        return taken;
    }

    // ---- segments on their way ----

    private void send(Segment segment) {
        inFlight.add(segment);
        if (arrival == null) {
            arrival = this::arrive;
        }
        scheduleArrival();
    }

    private void scheduleArrival() {
        Network network = host.network();
        lastArrival = Math.max(lastArrival, network.now() + way.latency());
        network.after(lastArrival - network.now(), arrival);
    }

    /** The oldest segment under way reaches the peer, or waits for the partition to heal. */
    private void arrive() {
        if (way.isCut()) {
            if (stalled++ == 0) {
                way.stall(this);
            }
            return;
        }
        Segment segment = inFlight.poll();
        if (peer.host.isUp()) {
            peer.receive(segment, this);
        }
    }

    /** The partition is over. */
    void thaw() {
        int waiting = stalled;
        stalled = 0;
        for (int i = 0; i < waiting; i++) {
            scheduleArrival();
        }
    }

    private void receive(Segment segment, TcpSocket from) {
        switch (segment.kind) {
            case SYN_ACK -> {
                if (state == State.CONNECTING && peer == null) {
                    connectedTo(from);
                    state = State.ESTABLISHED;
                    cancelRetry();
                    send(Segment.control(Segment.Kind.ACK));
                    changed();
                } else {
                    refuse(from);
                }
            }
            case ACK -> {
                if (state == State.ACCEPTING) {
                    state = State.ESTABLISHED;
                    listener.handshakes--;
                    if (listener.isListening()) {
                        listener.accepted.add(this);
                        listener.becameReadable();
                    } else {
                        reset();
                    }
                }
            }
            case DATA -> {
                if (state == State.ESTABLISHED && !closed) {
                    event(EventKind.NET_DELIVER, id << 32 | segment.length(), segment.value);
                    received.add(segment);
                    available += segment.length();
                    becameReadable();
                } else {
                    refuse(from);
                }
            }
            case WINDOW -> {
                credit += (int) segment.value;
                if (state == State.ESTABLISHED && !closed) {
                    becameWritable();
                }
            }
            case FIN -> {
                if (state == State.ESTABLISHED) {
                    event(EventKind.NET_DELIVER, id << 32, -1);
                    finReceived = true;
                    changed();
                }
            }
            case RST -> wasReset();
        }
    }

    /** There is no use for what the sender sent: a reset goes back. */
    private void refuse(TcpSocket sender) {
        peer = sender;
        send(Segment.control(Segment.Kind.RST));
    }

    private void wasReset() {
        if (state == State.ACCEPTING) {
            listener.handshakes--;
            state = State.DEAD;
        } else if (state == State.ESTABLISHED) {
            event(EventKind.NET_RESET, id, available);
            error = finReceived ? Error.PIPE : Error.RESET;
            state = State.DEAD;
            changed();
        }
    }

    // ---- data ----

    /** Bytes that can be read without waiting. */
    public int available() {
        return readShut ? 0 : available;
    }

    @Override
    public int read(long address, int length) throws IOException {
        if (available > 0 && length > 0) {
            int done = 0;
            while (done < length && available > 0) {
                Segment segment = received.peek();
                int n = Math.min(length - done, segment.length());
                UNSAFE.copyMemory(segment.bytes, Unsafe.ARRAY_BYTE_BASE_OFFSET + segment.offset, null, address + done, n);
                segment.offset += n;
                done += n;
                available -= n;
                if (segment.length() == 0) {
                    received.poll();
                }
            }
            hasRead(done);
            return done;
        }
        if (error == Error.RESET) {
            error = Error.NONE;
            throw new ConnectionResetException("Connection reset");
        }
        if (finReceived || readShut || state == State.DEAD) {
            return EOF;
        }
        if (state != State.ESTABLISHED) {
            throw new SocketException("Transport endpoint is not connected");
        }
        return length == 0 ? 0 : UNAVAILABLE;
    }

    /** Opens the peer's window again once half of it has been read. */
    private void hasRead(int n) {
        readSinceUpdate += n;
        if (readSinceUpdate * 2 >= peer.budget && !peer.finSent && state == State.ESTABLISHED) {
            send(Segment.window(readSinceUpdate));
            readSinceUpdate = 0;
        }
    }

    @Override
    public int writable(int length) throws IOException {
        if (finSent || error != Error.NONE || state == State.DEAD) {
            boolean reset = takeError() == Error.RESET && !finSent;
            throw new IOException(reset ? "Connection reset by peer" : "Broken pipe");
        }
        if (state != State.ESTABLISHED) {
            throw new SocketException("Transport endpoint is not connected");
        }
        return credit == 0 && length > 0 ? UNAVAILABLE : Math.min(length, credit);
    }

    @Override
    public void write(byte[] bytes) {
        int most = way.isLocal() ? LOCAL_SEGMENT : SEGMENT;
        event(EventKind.NET_SEND, id, bytes.length);
        credit -= bytes.length;
        for (int at = 0; at < bytes.length; at += most) {
            send(Segment.data(bytes, at, Math.min(bytes.length, at + most)));
        }
    }

    @Override
    public int ready() {
        if (state == State.CONNECTING || state == State.ACCEPTING) {
            return 0;
        }
        if (state == State.LISTENING) {
            return accepted.isEmpty() ? 0 : IN;
        }
        if (state != State.ESTABLISHED) {
            return state == State.NEW ? OUT | HUP : IN | OUT | HUP | (error == Error.NONE ? 0 : ERR);
        }
        int bits = available > 0 || finReceived || readShut ? IN : 0;
        if (finSent || credit * 3 >= budget) {
            bits |= OUT;
        }
        return finSent && finReceived ? bits | HUP : bits;
    }

    // ---- the end ----

    public void shutdownInput() throws IOException {
        requireConnection();
        readShut = true;
        becameReadable();
    }

    public void shutdownOutput() throws IOException {
        requireConnection();
        fin();
        changed();
    }

    private void requireConnection() throws IOException {
        if (state != State.ESTABLISHED) {
            throw new SocketException("Transport endpoint is not connected");
        }
    }

    private void fin() {
        if (!finSent) {
            finSent = true;
            event(EventKind.NET_CLOSE, id, 0);
            send(Segment.control(Segment.Kind.FIN));
        }
    }

    /** As close(2): what was not read, or a linger time of zero, makes it a reset. Nothing is waited for. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        release();
        cancelRetry();
        switch (state) {
            case LISTENING -> {
                state = State.DEAD;
                for (TcpSocket socket : accepted) {
                    socket.reset();
                }
                accepted.clear();
            }
            case ESTABLISHED -> {
                boolean abort = available > 0 || options.get("SO_LINGER") instanceof Integer seconds && seconds == 0;
                if (abort) {
                    reset();
                } else {
                    fin();
                }
            }
            default -> state = State.DEAD;
        }
        received.clear();
        available = 0;
        changed();
    }

    /** Ends the connection at once, from this side. */
    void reset() {
        closed = true;
        release();
        cancelRetry();
        if (state == State.LISTENING) {
            for (TcpSocket socket : accepted) {
                socket.reset();
            }
            accepted.clear();
        } else if (state == State.ESTABLISHED || state == State.ACCEPTING) {
            event(EventKind.NET_CLOSE, id, 1);
            send(Segment.control(Segment.Kind.RST));
        }
        state = State.DEAD;
    }

    private void release() {
        if (bound) {
            host.release(this, localPort);
            bound = false;
        }
    }

    private void event(EventKind kind, long a, long b) {
        Network network = host.network();
        network.simulation().event(kind, host.node(), a, b, network.simulation().trace().detailed() ? toString() : null);
    }

    @Override
    public boolean waitsForOutside() {
        return state == State.LISTENING;
    }

    @Override
    String describe(boolean reading) {
        if (state == State.LISTENING) {
            return "a connection to " + Ipv4.text(localIp) + ":" + localPort;
        }
        String other = Ipv4.text(remoteIp) + ":" + remotePort;
        return state == State.CONNECTING ? "the connection to " + other
                : reading ? "bytes from " + other : "room to send to " + other;
    }

    @Override
    public String toString() {
        String local = Ipv4.text(localIp) + ":" + localPort;
        return state == State.LISTENING || peer == null && state == State.NEW ? local
                : local + " -> " + Ipv4.text(remoteIp) + ":" + remotePort;
    }
}
