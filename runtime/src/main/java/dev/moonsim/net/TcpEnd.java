package dev.moonsim.net;

import dev.moonsim.trace.EventKind;
import java.io.IOException;
import java.net.SocketException;

/**
 * A TCP socket as the network and its faults see it: its state, what arrives, and ends that its program did not ask for.
 * A {@link Connecting} or an {@link Accepting} opens a connection, the bytes are in a {@link TcpStream}, and what is sent travels as
 * segments in a {@link Flow}.
 */
abstract class TcpEnd extends InternetSocket {
    enum State { NEW, LISTENING, CONNECTING, ACCEPTING, ESTABLISHED, DEAD }

    State state = State.NEW;
    TcpError error = TcpError.NONE;
    /** By its program, or with its process. */
    boolean closed;
    private long id;
    final TcpStream stream = new TcpStream(this);
    private TcpEnd peer;
    /** How it began, on the client's side. */
    private Connecting connecting;
    /** How it began, on the server's side. */
    private Accepting accepting;

    TcpEnd(Host host) {
        super(host);
    }

    /** Reads all that an arrival needs of it, for {@link Arrivals}. */
    final int touch() {
        return (int) id + remotePort + (accepting == null ? 0 : 1);
    }

    final Host host() {
        return host;
    }

    final Network network() {
        return host.network();
    }

    /** The other end, or null. */
    final TcpEnd peer() {
        return peer;
    }

    /** Number of the connection times two, plus one on the accepting side. */
    final long id() {
        return id;
    }

    /** What it sends; null before it knows its peer. */
    final Flow out() {
        return stream.out();
    }

    final boolean isEstablished() {
        return state == State.ESTABLISHED;
    }

    /** Whether it is the client's end of a connection that faults may strike. */
    final boolean isFaultyClient() {
        return (id & 1) == 0 && isFaultyEnd() && !out().way.isSpared() && peer.isFaultyEnd();
    }

    private boolean isFaultyEnd() {
        return state == State.ESTABLISHED && !closed && !stream.hasFinSent() && !out().isInTrouble();
    }

    /** Whether it has sent all that its buffer and the peer's take. */
    final boolean isOutOfRoom() {
        return stream.room() == 0;
    }

    /** Size of a buffer that an option may have set. */
    final int buffer(String name, int normal) {
        return option(name) instanceof Integer size ? Math.max(size, 1024) : normal;
    }

    // ---- opening ----

    /** @param server null where nobody has the address */
    final void request(Host server) {
        id = network().nextConnection() * 2;
        state = State.CONNECTING;
        event(EventKind.NET_CONNECT, id, (long) remoteIp << 16 | remotePort);
        connecting = new Connecting(this, network());
        connecting.start(server);
    }

    /** Answers a client's request, on a socket of its own. */
    final void answer(TcpEnd client, Link back, Accepting how) {
        localIp = client.remoteIp;
        localPort = client.remotePort;
        remoteIp = client.localIp;
        remotePort = client.localPort;
        id = client.id + 1;
        state = State.ACCEPTING;
        accepting = how;
        connectedTo(client, back);
        out().send(Segment.control(Segment.Kind.SYN_ACK));
    }

    private void connectedTo(TcpEnd other, Link way) {
        peer = other;
        stream.open(other.stream, way);
    }

    final void connectFailed(TcpError why) {
        event(EventKind.NET_RESET, id, why.ordinal());
        state = State.DEAD;
        error = why;
        changed();
    }

    // ---- what arrives ----

    final void receive(Segment segment, TcpEnd from) {
        switch (segment.kind) {
            case SYN_ACK -> {
                if (state == State.CONNECTING && peer == null) {
                    connecting.end();
                    connectedTo(from, connecting.way());
                    state = State.ESTABLISHED;
                    out().send(Segment.control(Segment.Kind.ACK));
                    changed();
                } else {
                    refuse(from);
                }
            }
            case ACK -> {
                if (state == State.ACCEPTING) {
                    state = State.ESTABLISHED;
                    accepting.answered(network(), out().way.isSpared());
                }
            }
            case DATA -> {
                if (state == State.ESTABLISHED && !closed) {
                    event(EventKind.NET_DELIVER, id << 32 | segment.length(), segment.value);
                    if (segment.isUrgent() && !isSet("SO_OOBINLINE")) {
                        stream.hasRead(1);
                    } else {
                        stream.add(segment);
                        becameReadable();
                    }
                } else {
                    refuse(from);
                }
            }
            case WINDOW -> {
                stream.mayWrite((int) segment.value);
                if (state == State.ESTABLISHED && !closed) {
                    becameWritable();
                }
            }
            case FIN -> {
                if (state == State.ESTABLISHED) {
                    event(EventKind.NET_DELIVER, id << 32, -1);
                    stream.receivedFin();
                    changed();
                }
            }
            case RST -> wasReset();
            case SYN, DATAGRAM -> { } // are no part of a stream
        }
    }

    /** There is no use for what the sender sent: a reset goes back. */
    private void refuse(TcpEnd sender) {
        peer = sender;
        stream.refuse(sender, connecting);
    }

    final void wasReset() {
        broken(stream.hasFinReceived() ? TcpError.PIPE : TcpError.RESET);
    }

    /** What it has sent got no answer for so long that it gives up. */
    final void timedOut() {
        broken(TcpError.TIMED_OUT);
    }

    private void broken(TcpError why) {
        if (state == State.ACCEPTING) {
            accepting.fail();
            state = State.DEAD;
        } else if (state == State.ESTABLISHED) {
            event(EventKind.NET_RESET, id, stream.available());
            error = why;
            state = State.DEAD;
            changed();
        }
    }

    // ---- the end ----

    /** Ends the connection at once, from this side. */
    void reset() {
        closed = true;
        release();
        stopConnecting();
        if (state == State.ESTABLISHED || state == State.ACCEPTING) {
            event(EventKind.NET_CLOSE, id, 1);
            stream.abort();
        }
        state = State.DEAD;
    }

    final void stopConnecting() {
        if (connecting != null) {
            connecting.end();
        }
    }

    final void release() {
        if (bound) {
            host.release(this, localPort);
            bound = false;
        }
    }

    // ---- in words ----

    /** Something of the connection happened, for digest and trace. */
    final void event(EventKind kind, long a, long b) {
        Network network = host.network();
        network.simulation().event(kind, host.node(), a, b, network.simulation().trace().detailed() ? toString() : null);
    }

    final String stateName() {
        return switch (state) {
            case NEW -> bound ? "BOUND" : "CLOSED";
            case LISTENING -> "LISTEN";
            case CONNECTING -> "SYN_SENT";
            case ACCEPTING -> "SYN_RECV";
            case ESTABLISHED -> stream.hasFinSent() ? stream.hasFinReceived() ? "LAST_ACK" : "FIN_WAIT"
                    : stream.hasFinReceived() ? "CLOSE_WAIT" : "ESTABLISHED";
            case DEAD -> "CLOSED";
        };
    }

    @Override
    public String toString() {
        return state == State.LISTENING || peer == null && state == State.NEW ? local() : local() + " -> " + remote();
    }
}
