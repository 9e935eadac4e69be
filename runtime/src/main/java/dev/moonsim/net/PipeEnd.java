package dev.moonsim.net;

import java.io.IOException;

/** One end of a pipe within a process. Bytes are there at once; the buffer holds 64 KiB, as Linux's does. */
public final class PipeEnd extends Pollable {
    private static final int CAPACITY = 65_536;

    private final boolean source;
    /** Shared by both ends. */
    private final ReceiveQueue queue;
    private PipeEnd other;
    private boolean closed;

    private PipeEnd(boolean source, ReceiveQueue queue) {
        this.source = source;
        this.queue = queue;
    }

    /** The two ends of a new pipe: where it is read from, and where it is written to. */
    public static PipeEnd[] open() {
        ReceiveQueue queue = new ReceiveQueue();
        PipeEnd[] ends = {new PipeEnd(true, queue), new PipeEnd(false, queue)};
        ends[0].other = ends[1];
        ends[1].other = ends[0];
        return ends;
    }

    @Override
    public int ready() {
        if (source) {
            return (queue.available() > 0 ? IN : 0) | (other.closed ? HUP : 0);
        }
        return other.closed ? OUT | ERR : queue.available() < CAPACITY ? OUT : 0;
    }

    @Override
    public int read(Object base, long address, int length) throws IOException {
        if (queue.available() == 0) {
            return other.closed ? EOF : UNAVAILABLE;
        }
        int done = queue.take(base, address, length);
        other.becameWritable();
        return done;
    }

    @Override
    public int writable(int length) throws IOException {
        if (other.closed) {
            throw new IOException("Broken pipe");
        }
        int room = CAPACITY - queue.available();
        return room == 0 && length > 0 ? UNAVAILABLE : Math.min(room, length);
    }

    @Override
    public void write(byte[] bytes) {
        queue.add(bytes);
        other.becameReadable();
    }

    @Override
    public void close() {
        closed = true;
        changed();
        other.changed();
    }

    @Override
    String describe(boolean reading) {
        return reading ? "bytes from a pipe" : "room in a pipe";
    }
}
