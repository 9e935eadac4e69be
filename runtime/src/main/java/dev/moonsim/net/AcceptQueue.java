package dev.moonsim.net;

import java.util.ArrayDeque;
import java.util.Collection;

/** Connections to a listening socket that its program has not accepted yet, and those that are in the handshake. */
final class AcceptQueue {
    private final ArrayDeque<TcpSocket> accepted = new ArrayDeque<>();
    private int handshakes;
    private int backlog;

    void limit(int connections) {
        backlog = connections;
    }

    /** A request finds room, and its handshake begins; false where there is no room. */
    boolean begin() {
        if (accepted.size() + handshakes > backlog) {
            return false;
        }
        handshakes++;
        return true;
    }

    /** A handshake has come to nothing. */
    void fail() {
        handshakes--;
    }

    /** A handshake is over. */
    void add(TcpSocket socket) {
        handshakes--;
        accepted.add(socket);
    }

    /** The connection that waits longest, or null. */
    TcpSocket poll() {
        return accepted.poll();
    }

    int size() {
        return accepted.size();
    }

    Collection<TcpSocket> connections() {
        return accepted;
    }

    void reset() {
        for (TcpSocket socket : accepted) {
            socket.reset();
        }
        accepted.clear();
    }
}
