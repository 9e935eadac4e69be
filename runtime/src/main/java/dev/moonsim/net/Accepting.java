package dev.moonsim.net;

/** The server's side of a handshake: from the answer to the client until the connection waits to be accepted. */
final class Accepting {
    private final TcpSocket listener;
    private final AcceptQueue queue;
    private final TcpSocket socket;

    /** @param queue of the listener, in which there is room */
    Accepting(TcpSocket listener, AcceptQueue queue, TcpSocket socket) {
        this.listener = listener;
        this.queue = queue;
        this.socket = socket;
    }

    /** The client has answered; a fault may make the connection late. */
    void answered(Network network, boolean spared) {
        long delay = spared ? 0 : network.faults().acceptDelay(listener.host());
        if (delay == 0) {
            queueUp();
        } else {
            network.after(delay, this::queueUp);
        }
    }

    private void queueUp() {
        if (listener.isListening()) {
            queue.add(socket);
            listener.becameReadable();
        } else {
            queue.fail();
            socket.reset();
        }
    }

    /** The client does not want it any more. */
    void fail() {
        queue.fail();
    }
}
