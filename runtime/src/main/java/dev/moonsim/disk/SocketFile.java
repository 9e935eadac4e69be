package dev.moonsim.disk;

/** The name of a Unix-domain socket. It stays when the socket is closed, until somebody deletes it. */
public final class SocketFile extends Inode {
    private final Object socket;

    SocketFile(long number, int permissions, Object socket, long time) {
        super(number, SOCKET, permissions, time);
        this.socket = socket;
    }

    SocketFile(SocketFile other) {
        super(other);
        socket = other.socket;
    }

    /** What was bound to it, which may be closed by now. */
    public Object socket() {
        return socket;
    }

    @Override
    public long size() {
        return 0;
    }
}
