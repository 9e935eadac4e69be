package apps.bench.smallest;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A thread for each node, which waits for all its channels: with the locks that the JDK's own channels have and the direct buffers
 * that a program reads into, and with a queue in place of the JDK's sets of keys.
 */
final class SmallestChannels extends SmallestSimulation.End {
    private static final class Selector {
        private final ArrayDeque<SmallestChannels> selected = new ArrayDeque<>();
        private Thread waiting;

        SmallestChannels select() {
            while (selected.isEmpty()) {
                waiting = Thread.currentThread();
                LockSupport.park(this);
            }
            waiting = null;
            SmallestChannels channel = selected.pollFirst();
            channel.isSelected = false;
            return channel;
        }

        void add(SmallestChannels channel) {
            selected.addLast(channel);
            if (waiting != null) {
                LockSupport.unpark(waiting);
                waiting = null;
            }
        }
    }

    private final ReentrantLock readLock = new ReentrantLock();
    private final ReentrantLock writeLock = new ReentrantLock();
    private final Object stateLock = new Object();
    private final Selector selector;
    private final ByteBuffer attachment;
    private boolean isSelected;
    /** Never: looking at it is what the JDK's channels do. */
    private boolean closed;

    private SmallestChannels(SmallestSimulation simulation, Selector selector, int bytes) {
        super(simulation);
        this.selector = selector;
        attachment = ByteBuffer.allocateDirect(bytes);
    }

    static void start(SmallestSimulation simulation, int connections, int rounds) throws ReflectiveOperationException {
        Selector asking = new Selector();
        Selector answering = new Selector();
        SmallestChannels[] clients = new SmallestChannels[connections];
        for (int i = 0; i < connections; i++) {
            clients[i] = new SmallestChannels(simulation, asking, SmallestSimulation.SIZE + Integer.BYTES);
            clients[i].peer = new SmallestChannels(simulation, answering, SmallestSimulation.SIZE);
            clients[i].peer.peer = clients[i];
        }
        simulation.start(() -> ask(asking, clients, rounds));
        simulation.start(() -> answer(answering, connections * rounds));
    }

    /** The first bytes of the attached buffer count the rounds. */
    private static void ask(Selector selector, SmallestChannels[] channels, int rounds) {
        for (SmallestChannels channel : channels) {
            channel.write(ByteBuffer.allocateDirect(SmallestSimulation.SIZE));
            channel.attachment.putInt(0, 0).position(Integer.BYTES);
        }
        for (int open = channels.length; open > 0;) {
            SmallestChannels channel = selector.select();
            ByteBuffer buffer = channel.attachment;
            channel.read(buffer);
            int done = buffer.getInt(0) + 1;
            buffer.putInt(0, done).position(Integer.BYTES);
            if (done == rounds) {
                open--;
            } else {
                channel.write(buffer);
                buffer.position(Integer.BYTES);
            }
        }
    }

    private static void answer(Selector selector, int requests) {
        for (int left = requests; left > 0; left--) {
            SmallestChannels channel = selector.select();
            ByteBuffer buffer = channel.attachment;
            channel.read(buffer);
            buffer.flip();
            channel.write(buffer);
            buffer.clear();
        }
    }

    private void read(ByteBuffer to) {
        readLock.lock();
        try {
            requireOpen();
            SmallestSimulation.Segment first = receive();
            to.put(first.bytes);
            hasRead(first);
        } finally {
            readLock.unlock();
        }
    }

    private void write(ByteBuffer from) {
        writeLock.lock();
        try {
            requireOpen();
            SmallestSimulation.Segment segment = newSegment();
            from.get(segment.bytes);
            send(segment);
        } finally {
            writeLock.unlock();
        }
    }

    private void requireOpen() {
        synchronized (stateLock) {
            if (closed) {
                throw new IllegalStateException("closed");
            }
        }
    }

    @Override
    void changed() {
        if (!isSelected) {
            isSelected = true;
            selector.add(this);
        }
    }
}
