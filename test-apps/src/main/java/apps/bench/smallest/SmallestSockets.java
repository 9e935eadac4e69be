package apps.bench.smallest;

import java.io.FileDescriptor;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketImpl;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/** A thread for each connection, over the JDK's {@link Socket} and its streams, with the locks that the JDK's own sockets have. */
final class SmallestSockets extends SocketImpl {
    private final class Waiting extends SmallestSimulation.End {
        private Thread reader;

        Waiting(SmallestSimulation simulation) {
            super(simulation);
        }

        @Override
        void changed() {
            if (reader != null) {
                LockSupport.unpark(reader);
            }
        }
    }

    private static final class Connected extends Socket {
        Connected(SocketImpl socket) throws IOException {
            super(socket);
            connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), 1));
        }
    }

    private final ReentrantLock readLock = new ReentrantLock();
    private final ReentrantLock writeLock = new ReentrantLock();
    private final Object stateLock = new Object();
    private final Waiting end;
    private boolean closed;

    private SmallestSockets(SmallestSimulation simulation) {
        end = new Waiting(simulation);
    }

    static void start(SmallestSimulation simulation, int connections, int rounds) throws Exception {
        for (int i = 0; i < connections; i++) {
            SmallestSockets client = new SmallestSockets(simulation);
            SmallestSockets server = new SmallestSockets(simulation);
            client.end.peer = server.end;
            server.end.peer = client.end;
            Socket asking = new Connected(client);
            Socket answering = new Connected(server);
            simulation.start(() -> ask(asking, rounds));
            simulation.start(() -> answer(answering, rounds));
        }
    }

    private static void ask(Socket socket, int rounds) {
        byte[] buffer = new byte[SmallestSimulation.SIZE];
        try {
            InputStream in = socket.getInputStream();
            OutputStream out = socket.getOutputStream();
            for (int i = 0; i < rounds; i++) {
                buffer[0] = (byte) i;
                out.write(buffer);
                if (in.readNBytes(buffer, 0, buffer.length) != buffer.length || buffer[0] != (byte) i) {
                    throw new IllegalStateException("a wrong answer");
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void answer(Socket socket, int rounds) {
        byte[] buffer = new byte[SmallestSimulation.SIZE];
        try {
            InputStream in = socket.getInputStream();
            OutputStream out = socket.getOutputStream();
            for (int i = 0; i < rounds; i++) {
                in.readNBytes(buffer, 0, buffer.length);
                out.write(buffer);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private int read(byte[] bytes, int offset, int length) throws IOException {
        readLock.lock();
        try {
            synchronized (stateLock) {
                requireOpen();
                end.reader = Thread.currentThread();
            }
            while (!end.hasArrived()) {
                LockSupport.park(this);
            }
            SmallestSimulation.Segment first = end.receive();
            System.arraycopy(first.bytes, 0, bytes, offset, length);
            end.hasRead(first);
            synchronized (stateLock) {
                end.reader = null;
            }
            return length;
        } finally {
            readLock.unlock();
        }
    }

    private void write(byte[] bytes, int offset, int length) throws IOException {
        writeLock.lock();
        try {
            synchronized (stateLock) {
                requireOpen();
            }
            SmallestSimulation.Segment segment = end.newSegment();
            System.arraycopy(bytes, offset, segment.bytes, 0, length);
            end.send(segment);
        } finally {
            writeLock.unlock();
        }
    }

    private void requireOpen() throws SocketException {
        if (closed) {
            throw new SocketException("Socket closed");
        }
    }

    @Override
    protected InputStream getInputStream() {
        return new InputStream() {
            @Override
            public int read() {
                throw new UnsupportedOperationException();
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                return SmallestSockets.this.read(bytes, offset, length);
            }
        };
    }

    @Override
    protected OutputStream getOutputStream() {
        return new OutputStream() {
            @Override
            public void write(int value) {
                throw new UnsupportedOperationException();
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                SmallestSockets.this.write(bytes, offset, length);
            }
        };
    }

    @Override
    protected void create(boolean stream) {
        fd = new FileDescriptor();
    }

    @Override
    protected void connect(SocketAddress address, int timeout) {}

    @Override
    protected void connect(String host, int port) {}

    @Override
    protected void connect(InetAddress address, int port) {}

    @Override
    protected void bind(InetAddress host, int port) {}

    @Override
    protected void listen(int backlog) {}

    @Override
    protected void accept(SocketImpl socket) {}

    @Override
    protected int available() {
        return 0;
    }

    @Override
    protected void close() {
        closed = true;
    }

    @Override
    protected void sendUrgentData(int data) {}

    @Override
    public void setOption(int option, Object value) {}

    @Override
    public Object getOption(int option) {
        return null;
    }
}
