package dev.moonsim.net;

import dev.moonsim.trace.EventKind;
import java.io.IOException;
import java.net.BindException;
import java.net.SocketException;
import java.util.Collection;
import java.util.List;

/**
 * One TCP socket: unbound, listening, or one end of a connection. Here is what its program does with it. It behaves as Linux's
 * does, down to the order in which errors are reported; its methods throw what the JDK's native code throws.
 */
public final class TcpSocket extends TcpEnd {
    /** Null where it never listened. */
    private AcceptQueue accepted;

    TcpSocket(Host host) {
        super(host);
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
            event(EventKind.NET_ACCEPT, socket.id(), accepted.size());
        }
        return socket;
    }

    /** A connection request has arrived. A full queue drops it, and the client's kernel asks again: false. */
    boolean requested(TcpEnd client, Link back) {
        if (!accepted.begin()) {
            return false;
        }
        TcpSocket socket = new TcpSocket(host);
        socket.inherit(this);
        socket.answer(client, back, new Accepting(this, accepted, socket));
        return true;
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
        request(toSelf ? host : network.host(target));
    }

    /** True once connected, false while it is still being tried. */
    @Override
    public boolean finishConnect() throws IOException {
        if (state == State.CONNECTING) {
            return false;
        }
        IOException failure = takeError().ofConnect();
        if (failure != null) {
            throw failure;
        }
        return true;
    }

    private TcpError takeError() {
        TcpError taken = error;
        error = TcpError.NONE;
        return taken;
    }

    // ---- data ----

    /** Bytes that can be read without waiting. */
    @Override
    public int available() {
        return stream.isReadShut() ? 0 : stream.available();
    }

    @Override
    public int read(Object base, long address, int length) throws IOException {
        if (stream.available() > 0 && length > 0) {
            return stream.read(base, address, shortened(length));
        }
        IOException failure = error == TcpError.NONE ? null : error.ofRead();
        if (failure != null) {
            error = TcpError.NONE;
            throw failure;
        }
        if (stream.isAtEnd() || state == State.DEAD) {
            return EOF;
        }
        requireConnection();
        return length == 0 ? 0 : UNAVAILABLE;
    }

    private void requireConnection() throws IOException {
        if (state != State.ESTABLISHED) {
            throw new SocketException("Transport endpoint is not connected");
        }
    }

    @Override
    public int shortened(int length) {
        ShortTransfers transfers = host.shortTransfers();
        return transfers == null || length == 0 || out() == null || out().way.isStable() ? length : transfers.limit(length);
    }

    @Override
    public int writable(int length) throws IOException {
        if (stream.hasFinSent() || error != TcpError.NONE || state == State.DEAD) {
            TcpError why = takeError();
            throw (stream.hasFinSent() ? TcpError.PIPE : why).ofWrite();
        }
        requireConnection();
        int room = stream.room();
        return room == 0 && length > 0 ? UNAVAILABLE : Math.min(length, room);
    }

    @Override
    public void write(byte[] bytes) {
        stream.write(bytes);
    }

    @Override
    public void write(Object base, long address, int length) {
        if (stream.isSmall(length)) {
            stream.writeSmall(base, address, length);
        } else {
            super.write(base, address, length);
        }
    }

    /** Sends a byte of urgent data, which the peer gets where it wants to have it in line, and else never sees. */
    public void writeUrgent(byte value) throws IOException {
        try {
            if (writable(1) < 0) {
                throw new SocketException("Resource temporarily unavailable");
            }
        } catch (BrokenConnection e) {
            throw e.seen();
        }
        stream.writeUrgent(value);
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
            return state == State.NEW ? OUT | HUP : IN | OUT | HUP | (error == TcpError.NONE ? 0 : ERR);
        }
        int bits = (stream.isReadable() ? IN : 0) | (stream.isWritable() ? OUT : 0);
        return stream.hasFinSent() && stream.hasFinReceived() ? bits | HUP : bits;
    }

    // ---- the end ----

    @Override
    public void shutdownInput() {
        if (state == State.ESTABLISHED) {
            stream.shutReading();
            becameReadable();
        }
    }

    @Override
    public void shutdownOutput() {
        if (state == State.ESTABLISHED) {
            stream.end();
            changed();
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
                boolean abort = stream.available() > 0 || option("SO_LINGER") instanceof Integer seconds && seconds == 0;
                if (abort) {
                    reset();
                } else {
                    stream.end();
                }
            }
            default -> state = State.DEAD;
        }
        stream.clear();
        changed();
    }

    @Override
    void reset() {
        super.reset();
        if (accepted != null) {
            accepted.reset();
        }
    }

    // ---- in words ----

    /** Connections that wait to be accepted. */
    Collection<TcpSocket> notAccepted() {
        return accepted == null ? List.of() : accepted.connections();
    }

    SocketRow row() {
        boolean connected = state != State.NEW && state != State.LISTENING;
        return new SocketRow(host.node().name(), local(), connected ? remote() : "", stateName(),
                state == State.LISTENING ? accepted.size() : stream.available(), out() == null ? 0 : out().bytes(), owner());
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
}
