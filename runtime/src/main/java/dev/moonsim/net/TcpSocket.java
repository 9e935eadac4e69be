package dev.moonsim.net;

import dev.moonsim.fault.Moments;
import dev.moonsim.trace.EventKind;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.util.Collection;
import java.util.List;
import sun.net.ConnectionResetException;

/**
 * One TCP socket: unbound, listening, or one end of a connection. It behaves as Linux's does towards its program, down to
 * the order in which errors are reported; its methods throw what the JDK's native code throws.
 *
 * <p>What is sent travels as segments in a {@link Flow}. Send buffer and receive window are one budget of bytes that were sent
 * and not yet read.
 */
public final class TcpSocket extends InternetSocket {
    /** The loopback device has a bigger MTU. */
    private static final int LOCAL_SEGMENT = 32 * 1024;

    enum State { NEW, LISTENING, CONNECTING, ACCEPTING, ESTABLISHED, DEAD }

    enum Error { NONE, REFUSED, TIMED_OUT, NO_ROUTE, RESET, PIPE }

    private State state = State.NEW;
    private Error error = Error.NONE;
    private boolean closed;

    /** Number of the connection times two, plus one on the accepting side. */
    private long id;
    private TcpSocket peer;
    private Connecting connecting;
    private TcpSocket listener;
    private AcceptQueue accepted;

    private Flow out;
    private final ReceiveQueue in = new ReceiveQueue();
    private int readSinceUpdate;
    private int budget;
    private int credit;
    private boolean finSent;
    private boolean finReceived;
    private boolean readShut;

    TcpSocket(Host host) {
        super(host);
    }

    Host host() {
        return host;
    }

    Network network() {
        return host.network();
    }

    /** The other end, or null. */
    TcpSocket peer() {
        return peer;
    }

    /** What it sends; null before it knows its peer. */
    Flow out() {
        return out;
    }

    /** Whether it is the client's end of a connection that faults may strike. */
    boolean isFaultyClient() {
        return state == State.ESTABLISHED && (id & 1) == 0 && !closed && !finSent && !out.way.isSpared() && !out.isInTrouble()
                && peer.state == State.ESTABLISHED && !peer.closed && !peer.finSent && !peer.out.isInTrouble();
    }

    // ---- addresses and options ----

    private int buffer(String name, int normal) {
        return option(name) instanceof Integer size ? Math.max(size, 1024) : normal;
    }

    @Override
    public void bind(int ip, int port) throws IOException {
        if (bound) {
            throw new SocketException("Invalid argument");
        }
        if (ip != Ipv4.ANY && !host.owns(ip)) {
            throw new BindException("Cannot assign requested address");
        }
        int chosen = port == 0 ? host.ephemeralPort() : port;
        if (port != 0 && !isSet("SO_REUSEADDR") && host.waits(port) || !host.claim(this, ip, chosen)) {
            throw new BindException("Address already in use");
        }
        localIp = ip;
        localPort = chosen;
        bound = true;
    }

    // ---- listening ----

    @Override
    public void listen(int length) throws IOException {
        if (state != State.NEW && state != State.LISTENING) {
            throw new SocketException("Invalid argument");
        }
        if (!bound) {
            bind(Ipv4.ANY, 0);
        }
        state = State.LISTENING;
        if (accepted == null) {
            accepted = new AcceptQueue();
        }
        accepted.limit(Math.min(length, network().model().acceptQueue()));
    }

    /** Both want to share a port. */
    boolean shares(TcpSocket other) {
        return isSet("SO_REUSEPORT") && other.isSet("SO_REUSEPORT");
    }

    boolean isListening() {
        return state == State.LISTENING;
    }

    /** The connection that waits longest, or null. */
    @Override
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

    /** A connection request has arrived. A full queue drops it, and the client's kernel asks again: false. */
    boolean requested(TcpSocket client, Link back) {
        if (!accepted.begin()) {
            return false;
        }
        TcpSocket socket = new TcpSocket(host);
        socket.state = State.ACCEPTING;
        socket.listener = this;
        socket.inherit(this);
        socket.localIp = client.remoteIp;
        socket.localPort = client.remotePort;
        socket.remoteIp = client.localIp;
        socket.remotePort = client.localPort;
        socket.id = client.id + 1;
        socket.connectedTo(client, back);
        socket.out.send(Segment.control(Segment.Kind.SYN_ACK));
        return true;
    }

    private void connectedTo(TcpSocket other, Link way) {
        NetworkModel model = network().model();
        peer = other;
        out = new Flow(this, way);
        budget = buffer("SO_SNDBUF", model.sendBuffer()) + other.buffer("SO_RCVBUF", model.receiveBuffer());
        credit = budget;
    }

    /** The handshake is over: the connection waits to be accepted. */
    private void queueUp() {
        if (listener.isListening()) {
            listener.accepted.add(this);
            listener.becameReadable();
        } else {
            listener.accepted.fail();
            reset();
        }
    }

    // ---- connecting ----

    /** Starts to connect; {@link #finishConnect} tells how it goes. */
    @Override
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
        connecting = new Connecting(this, network);
        connecting.start(toSelf ? host : network.host(target));
    }

    void connectFailed(Error why) {
        event(EventKind.NET_RESET, id, why.ordinal());
        state = State.DEAD;
        error = why;
        changed();
    }

    /** True once connected, false while it is still being tried. */
    @Override
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

    // ---- what arrives ----

    void receive(Segment segment, TcpSocket from) {
        switch (segment.kind) {
            case SYN_ACK -> {
                if (state == State.CONNECTING && peer == null) {
                    connecting.end();
                    connectedTo(from, connecting.way());
                    state = State.ESTABLISHED;
                    out.send(Segment.control(Segment.Kind.ACK));
                    changed();
                } else {
                    refuse(from);
                }
            }
            case ACK -> {
                if (state == State.ACCEPTING) {
                    state = State.ESTABLISHED;
                    long delay = out.way.isSpared() ? 0 : network().faults().acceptDelay(host);
                    if (delay == 0) {
                        queueUp();
                    } else {
                        network().after(delay, this::queueUp);
                    }
                }
            }
            case DATA -> {
                if (state == State.ESTABLISHED && !closed) {
                    event(EventKind.NET_DELIVER, id << 32 | segment.length(), segment.value);
                    if (segment.isUrgent() && !isSet("SO_OOBINLINE")) {
                        hasRead(1);
                    } else {
                        in.add(segment);
                        becameReadable();
                    }
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
            case SYN, DATAGRAM -> { } // are no part of a stream
        }
    }

    /** There is no use for what the sender sent: a reset goes back. */
    private void refuse(TcpSocket sender) {
        if (out == null) {
            out = new Flow(this, connecting.way());
        }
        peer = sender;
        out.send(Segment.control(Segment.Kind.RST));
    }

    void wasReset() {
        broken(finReceived ? Error.PIPE : Error.RESET);
    }

    /** What it has sent got no answer for so long that it gives up. */
    void timedOut() {
        broken(Error.TIMED_OUT);
    }

    private void broken(Error why) {
        if (state == State.ACCEPTING) {
            listener.accepted.fail();
            state = State.DEAD;
        } else if (state == State.ESTABLISHED) {
            event(EventKind.NET_RESET, id, in.available());
            error = why;
            state = State.DEAD;
            changed();
        }
    }

    // ---- data ----

    /** Bytes that can be read without waiting. */
    @Override
    public int available() {
        return readShut ? 0 : in.available();
    }

    @Override
    public int read(Object base, long address, int length) throws IOException {
        if (in.available() > 0 && length > 0) {
            int done = in.take(base, address, shortened(length));
            hasRead(done);
            return done;
        }
        if (error == Error.RESET) {
            error = Error.NONE;
            throw new ConnectionResetException("Connection reset");
        }
        if (error == Error.TIMED_OUT) {
            error = Error.NONE;
            throw new IOException("Connection timed out");
        }
        if (finReceived || readShut || state == State.DEAD) {
            return EOF;
        }
        if (state != State.ESTABLISHED) {
            throw new SocketException("Transport endpoint is not connected");
        }
        return length == 0 ? 0 : UNAVAILABLE;
    }

    @Override
    public int shortened(int length) {
        ShortTransfers transfers = host.shortTransfers();
        return transfers == null || length == 0 || out == null || out.way.isStable() ? length : transfers.limit(length);
    }

    /** Opens the peer's window again once half of it has been read. */
    private void hasRead(int n) {
        readSinceUpdate += n;
        if (readSinceUpdate * 2 >= peer.budget && !peer.finSent && state == State.ESTABLISHED) {
            out.send(Segment.window(readSinceUpdate));
            readSinceUpdate = 0;
        }
    }

    @Override
    public int writable(int length) throws IOException {
        if (finSent || error != Error.NONE || state == State.DEAD) {
            Error why = takeError();
            throw new IOException(finSent ? "Broken pipe" : why == Error.RESET ? "Connection reset by peer"
                    : why == Error.TIMED_OUT ? "Connection timed out" : "Broken pipe");
        }
        if (state != State.ESTABLISHED) {
            throw new SocketException("Transport endpoint is not connected");
        }
        return credit == 0 && length > 0 ? UNAVAILABLE : Math.min(length, credit);
    }

    @Override
    public void write(byte[] bytes) {
        int most = out.way.isLocal() ? LOCAL_SEGMENT : network().model().segmentBytes();
        event(EventKind.NET_SEND, id, bytes.length);
        credit -= bytes.length;
        for (int at = 0; at < bytes.length; at += most) {
            out.send(Segment.data(bytes, at, Math.min(bytes.length, at + most)));
        }
        host.network().simulation().moments().reached(Moments.Kind.SEND, host.node());
    }

    /** Sends a byte of urgent data, which the peer gets where it wants to have it in line, and else never sees. */
    public void writeUrgent(byte value) throws IOException {
        if (writable(1) < 0) {
            throw new SocketException("Resource temporarily unavailable");
        }
        event(EventKind.NET_SEND, id, 1);
        credit--;
        out.send(Segment.urgent(value));
    }

    @Override
    public int ready() {
        if (state == State.CONNECTING || state == State.ACCEPTING) {
            return 0;
        }
        if (state == State.LISTENING) {
            return accepted.size() == 0 ? 0 : IN;
        }
        if (state != State.ESTABLISHED) {
            return state == State.NEW ? OUT | HUP : IN | OUT | HUP | (error == Error.NONE ? 0 : ERR);
        }
        int bits = in.available() > 0 || finReceived || readShut ? IN : 0;
        if (finSent || credit * 3 >= budget) {
            bits |= OUT;
        }
        return finSent && finReceived ? bits | HUP : bits;
    }

    // ---- the end ----

    @Override
    public void shutdownInput() throws IOException {
        requireConnection();
        readShut = true;
        becameReadable();
    }

    @Override
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
            if (!finReceived) {
                host.timeWait(localPort);
            }
            event(EventKind.NET_CLOSE, id, 0);
            out.send(Segment.control(Segment.Kind.FIN));
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
        stopConnecting();
        switch (state) {
            case LISTENING -> {
                state = State.DEAD;
                accepted.reset();
            }
            case ESTABLISHED -> {
                boolean abort = in.available() > 0 || option("SO_LINGER") instanceof Integer seconds && seconds == 0;
                if (abort) {
                    reset();
                } else {
                    fin();
                }
            }
            default -> state = State.DEAD;
        }
        in.clear();
        changed();
    }

    /** Ends the connection at once, from this side. */
    void reset() {
        closed = true;
        release();
        stopConnecting();
        if (state == State.LISTENING) {
            accepted.reset();
        } else if (state == State.ESTABLISHED || state == State.ACCEPTING) {
            event(EventKind.NET_CLOSE, id, 1);
            out.send(Segment.control(Segment.Kind.RST));
        }
        state = State.DEAD;
    }

    private void stopConnecting() {
        if (connecting != null) {
            connecting.end();
        }
    }

    private void release() {
        if (bound) {
            host.release(this, localPort);
            bound = false;
        }
    }

    /** Connections that wait to be accepted. */
    Collection<TcpSocket> notAccepted() {
        return accepted == null ? List.of() : accepted.connections();
    }

    SocketRow row() {
        boolean connected = state != State.NEW && state != State.LISTENING;
        return new SocketRow(host.node().name(), local(), connected ? remote() : "", stateName(),
                state == State.LISTENING ? accepted.size() : in.available(), out == null ? 0 : out.bytes(), owner());
    }

    private String stateName() {
        return switch (state) {
            case NEW -> bound ? "BOUND" : "CLOSED";
            case LISTENING -> "LISTEN";
            case CONNECTING -> "SYN_SENT";
            case ACCEPTING -> "SYN_RECV";
            case ESTABLISHED -> finSent ? finReceived ? "LAST_ACK" : "FIN_WAIT" : finReceived ? "CLOSE_WAIT" : "ESTABLISHED";
            case DEAD -> "CLOSED";
        };
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
            return "a connection to " + local();
        }
        return (state == State.CONNECTING ? "the connection to " : reading ? "bytes from " : "room to send to ") + remote();
    }

    @Override
    public String toString() {
        return state == State.LISTENING || peer == null && state == State.NEW ? local() : local() + " -> " + remote();
    }
}
