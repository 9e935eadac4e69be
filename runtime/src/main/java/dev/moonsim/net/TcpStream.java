package dev.moonsim.net;

import dev.moonsim.fault.Moments;
import dev.moonsim.trace.EventKind;

/**
 * The bytes of one end of a connection: what has come and was not read, and what may be sent. Send buffer and receive window are
 * one budget of bytes that were sent and not yet read. It is its queue and has none: with many connections, each object that is
 * touched is one read from memory, and the peer's is another.
 */
final class TcpStream extends ReceiveQueue {
    /** The loopback device has a bigger MTU. */
    private static final int LOCAL_SEGMENT = 32 * 1024;

    private final TcpEnd socket;
    /** What is sent; null before the socket knows its peer. */
    private Flow out;
    private TcpStream peer;
    private int budget;
    /** The peer's budget; 0 before something was read. */
    private int window;
    private int credit;
    private int readSinceUpdate;
    private boolean finSent;
    private boolean finReceived;
    private boolean readShut;

    TcpStream(TcpEnd socket) {
        this.socket = socket;
    }

    void open(TcpStream other, Link way) {
        NetworkModel model = socket.network().model();
        peer = other;
        out = new Flow(socket, other.socket, way);
        budget = socket.buffer("SO_SNDBUF", model.sendBuffer()) + other.socket.buffer("SO_RCVBUF", model.receiveBuffer());
        credit = budget;
    }

    Flow out() {
        return out;
    }

    /** Reads all of it, for {@link Arrivals}. */
    int touch() {
        return credit + available() + (readShut ? 1 : 0);
    }

    /** Reads what an answer to what arrives will need. */
    int touchNext() {
        return out == null ? 0 : out.touch();
    }

    // ---- reading ----

    /** Whether nothing will come any more, or nothing more is wanted. */
    boolean isAtEnd() {
        return finReceived || readShut;
    }

    boolean isReadShut() {
        return readShut;
    }

    boolean hasFinReceived() {
        return finReceived;
    }

    boolean isReadable() {
        return available() > 0 || finReceived || readShut;
    }

    void receivedFin() {
        finReceived = true;
    }

    void shutReading() {
        readShut = true;
    }

    int read(Object base, long address, int length) {
        int done = take(base, address, length);
        hasRead(done);
        return done;
    }

    /** Opens the peer's window again once half of it has been read. */
    void hasRead(int n) {
        readSinceUpdate += n;
        if (window == 0) {
            window = peer.budget;
        }
        if (readSinceUpdate * 2 >= window && !peer.finSent && socket.isEstablished()) {
            out.send(Segment.window(readSinceUpdate));
            readSinceUpdate = 0;
        }
    }

    // ---- writing ----

    /** The peer has read so many bytes. */
    void mayWrite(int more) {
        credit += more;
    }

    /** Bytes that can be written now. */
    int room() {
        return credit;
    }

    /** Whether a selector calls it writable: Linux wants a third of the buffer free. */
    boolean isWritable() {
        return finSent || credit * 3 >= budget;
    }

    boolean hasFinSent() {
        return finSent;
    }

    void write(byte[] bytes) {
        int most = segmentBytes();
        socket.event(EventKind.NET_SEND, socket.id(), bytes.length);
        credit -= bytes.length;
        for (int at = 0; at < bytes.length; at += most) {
            out.send(Segment.data(bytes, at, Math.min(bytes.length, at + most)));
        }
        hasSent();
    }

    private int segmentBytes() {
        return out.way.isLocal() ? LOCAL_SEGMENT : socket.network().model().segmentBytes();
    }

    private void hasSent() {
        socket.network().simulation().moments().reached(Moments.Kind.SEND, socket.host().node());
    }

    /** Whether so many bytes can be written by {@link #writeSmall}. */
    boolean isSmall(int length) {
        return length <= SmallSegments.MOST_BYTES && length <= segmentBytes();
    }

    /** As {@link #write}, in one segment. */
    void writeSmall(Object base, long address, int length) {
        socket.event(EventKind.NET_SEND, socket.id(), length);
        credit -= length;
        out.send(socket.network().smallSegments().data(base, address, length));
        hasSent();
    }

    void writeUrgent(byte value) {
        socket.event(EventKind.NET_SEND, socket.id(), 1);
        credit--;
        out.send(Segment.urgent(value));
    }

    /** Nothing more is written. */
    void end() {
        if (!finSent) {
            finSent = true;
            if (!finReceived) {
                socket.host().timeWait(socket.localPort());
            }
            socket.event(EventKind.NET_CLOSE, socket.id(), 0);
            out.send(Segment.control(Segment.Kind.FIN));
        }
    }

    /** The peer is to see a reset. */
    void abort() {
        out.send(Segment.control(Segment.Kind.RST));
    }

    /** Answers somebody for whose bytes there is no use. */
    void refuse(TcpEnd other, Connecting attempt) {
        if (out == null) {
            out = new Flow(socket, other, attempt.way());
        } else {
            out.turnTo(other);
        }
        abort();
    }
}
