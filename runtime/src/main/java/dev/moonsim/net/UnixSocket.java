package dev.moonsim.net;

import dev.moonsim.trace.EventKind;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.util.ArrayDeque;
import sun.net.ConnectionResetException;

/**
 * One stream socket of the Unix domain: unbound, listening, or one end of a connection within the host. Bytes are with the
 * peer at once; the host's disk knows the names.
 */
public final class UnixSocket extends Endpoint {
    /** Linux's {@code net.core.wmem_default}, and half of it, as the JDK reports it. */
    private static final int CAPACITY = 212_992;
    private static final int DEFAULT_BUFFER = CAPACITY / 2;

    enum State { NEW, LISTENING, CONNECTING, CONNECTED, CLOSED }

    private final Host host;
    private State state = State.NEW;
    /** Empty where it has no name. */
    private String path = "";
    private String remotePath = "";
    private int backlog;
    private ArrayDeque<UnixSocket> accepted;
    /** Clients for which there is no room yet. */
    private ArrayDeque<UnixSocket> waiting;
    private UnixSocket peer;
    private final ReceiveQueue received = new ReceiveQueue();
    /** The peer will send no more. */
    private boolean ended;
    private boolean readShut;
    private boolean writeShut;
    private boolean reset;
    private boolean refused;

    UnixSocket(Host host) {
        this.host = host;
    }

    public String path() {
        return path;
    }

    public String remotePath() {
        return remotePath;
    }

    public boolean isBound() {
        return !path.isEmpty();
    }

    /** The disk has made the name. */
    public void bound(String name) {
        path = name;
    }

    @Override
    public Object defaultOption(String name) {
        return name.equals("SO_RCVBUF") || name.equals("SO_SNDBUF") ? DEFAULT_BUFFER : null;
    }

    // ---- connecting ----

    @Override
    public void listen(int length) throws IOException {
        if (state != State.NEW && state != State.LISTENING || path.isEmpty()) {
            throw new SocketException("Invalid argument");
        }
        state = State.LISTENING;
        backlog = length;
        if (accepted == null) {
            accepted = new ArrayDeque<>();
            waiting = new ArrayDeque<>();
        }
    }

    /**
     * @param target what the name stands for, which need not be a socket any more
     * @return false while the server has no room
     */
    public boolean connect(Object target) throws IOException {
        if (state == State.CONNECTED || state == State.CONNECTING) {
            throw new SocketException("Transport endpoint is already connected");
        }
        if (!(target instanceof UnixSocket server) || server.state != State.LISTENING || server.host != host) {
            throw new ConnectException("Connection refused");
        }
        event(EventKind.NET_CONNECT, server.accepted.size());
        state = State.CONNECTING;
        if (server.accepted.size() > server.backlog) {
            server.waiting.add(this);
            return false;
        }
        server.take(this);
        return true;
    }

    private void take(UnixSocket client) {
        UnixSocket socket = new UnixSocket(host);
        socket.path = path;
        socket.remotePath = client.path;
        socket.inherit(this);
        socket.peer = client;
        socket.state = State.CONNECTED;
        client.peer = socket;
        client.remotePath = path;
        client.state = State.CONNECTED;
        accepted.add(socket);
        becameReadable();
        client.changed();
    }

    @Override
    public UnixSocket accept() throws IOException {
        if (state != State.LISTENING) {
            throw new SocketException("Invalid argument");
        }
        UnixSocket socket = accepted.poll();
        if (socket != null) {
            event(EventKind.NET_ACCEPT, accepted.size());
            while (!waiting.isEmpty() && accepted.size() <= backlog) {
                UnixSocket next = waiting.poll();
                if (next.state == State.CONNECTING) {
                    take(next);
                }
            }
        }
        return socket;
    }

    @Override
    public boolean finishConnect() throws IOException {
        if (refused) {
            refused = false;
            throw new ConnectException("Connection refused");
        }
        return state != State.CONNECTING;
    }

    // ---- data ----

    @Override
    public int available() {
        return received.available();
    }

    @Override
    public int read(Object base, long address, int length) throws IOException {
        if (received.available() == 0 || length == 0) {
            if (reset && length > 0) {
                reset = false;
                throw new ConnectionResetException("Connection reset");
            }
            if (state != State.CONNECTED) {
                throw new SocketException("Invalid argument");
            }
            return ended || readShut ? EOF : length == 0 ? 0 : UNAVAILABLE;
        }
        int done = received.take(base, address, length);
        peer.becameWritable();
        return done;
    }

    @Override
    public int writable(int length) throws IOException {
        if (state != State.CONNECTED) {
            throw new IOException("Transport endpoint is not connected");
        }
        if (writeShut || peer.state == State.CLOSED || peer.readShut) {
            throw new IOException("Broken pipe");
        }
        int room = CAPACITY - peer.received.available();
        return room <= 0 && length > 0 ? UNAVAILABLE : Math.min(room, length);
    }

    @Override
    public void write(byte[] bytes) {
        peer.received.add(bytes);
        peer.becameReadable();
    }

    @Override
    public int ready() {
        return switch (state) {
            case NEW -> OUT | HUP;
            case LISTENING -> accepted.isEmpty() ? 0 : IN;
            case CONNECTING -> 0;
            case CONNECTED -> (received.available() > 0 || ended || readShut ? IN : 0)
                    | (peer.state == State.CLOSED || writeShut || (CAPACITY - peer.received.available()) * 4 >= CAPACITY ? OUT : 0)
                    | (ended && peer.state == State.CLOSED || readShut && writeShut ? HUP : 0) | (reset ? ERR : 0);
            case CLOSED -> refused ? OUT | ERR | HUP : IN | OUT | HUP;
        };
    }

    // ---- the end ----

    @Override
    public void shutdownInput() {
        if (state == State.CONNECTED) {
            readShut = true;
            becameReadable();
            peer.becameWritable();
        }
    }

    @Override
    public void shutdownOutput() {
        if (state == State.CONNECTED) {
            writeShut = true;
            changed();
            peer.ended = true;
            peer.changed();
        }
    }

    /** As close(2): what was not read makes it a reset for the peer. */
    @Override
    public void close() {
        State before = state;
        state = State.CLOSED;
        if (before == State.LISTENING) {
            for (UnixSocket socket : accepted) {
                socket.peer.reset = true;
                socket.close();
            }
            for (UnixSocket client : waiting) {
                if (client.state == State.CONNECTING) {
                    client.state = State.CLOSED;
                    client.refused = true;
                    client.changed();
                }
            }
        } else if (before == State.CONNECTED) {
            event(EventKind.NET_CLOSE, received.available());
            peer.ended = true;
            peer.reset |= received.available() > 0;
            peer.changed();
        }
        received.clear();
        changed();
    }

    private void event(EventKind kind, long a) {
        Network network = host.network();
        network.simulation().event(kind, host.node(), a, path.length(),
                network.simulation().trace().detailed() ? toString() : null);
    }

    @Override
    public boolean waitsForOutside() {
        return state == State.LISTENING;
    }

    @Override
    String describe(boolean reading) {
        return state == State.LISTENING ? "a connection to " + path
                : state == State.CONNECTING ? "a connection of the Unix domain"
                : reading ? "bytes from a socket of the Unix domain" : "room in a socket of the Unix domain";
    }

    @Override
    public String toString() {
        return (path.isEmpty() ? "unnamed" : path) + (peer == null ? "" : " -> " + (remotePath.isEmpty() ? "unnamed" : remotePath));
    }
}
