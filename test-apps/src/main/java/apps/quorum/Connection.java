package apps.quorum;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;

/** A connection on which requests are answered in their order. */
final class Connection implements Closeable {
    private static final int CONNECT_MILLIS = 300;

    private final Socket socket;
    final DataInputStream in;
    final DataOutputStream out;

    Connection(Socket socket) throws IOException {
        this.socket = socket;
        socket.setTcpNoDelay(true);
        in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
        out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream()));
    }

    /** @param answerMillis how long a read may take */
    static Connection to(String host, int port, int answerMillis) throws IOException {
        Socket socket = new Socket();
        try {
            socket.connect(new InetSocketAddress(host, port), CONNECT_MILLIS);
            socket.setSoTimeout(answerMillis);
            return new Connection(socket);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    void send(byte operation, Entry entry) throws IOException {
        out.writeByte(operation);
        entry.write(out);
        out.flush();
    }

    /** @throws IOException where the other side could not do it, too */
    Entry answer() throws IOException {
        if (in.readByte() != Server.DONE) {
            throw new IOException("refused");
        }
        return Entry.read(in);
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // it is gone
        }
    }
}
