package dev.moonsim.net;

import java.io.IOException;
import java.util.ArrayDeque;
import jdk.internal.misc.Unsafe;

/** One end of a pipe within a process. Bytes are there at once; the buffer holds 64 KiB, as Linux's does. */
public final class PipeEnd extends Pollable {
    private static final int CAPACITY = 65_536;
    private static final Unsafe UNSAFE = Unsafe.getUnsafe();

    private final boolean source;
    /** Shared by both ends. */
    private final ArrayDeque<byte[]> chunks;
    private PipeEnd other;
    private int offset;
    private int held;
    private boolean closed;

    private PipeEnd(boolean source, ArrayDeque<byte[]> chunks) {
        this.source = source;
        this.chunks = chunks;
    }

    /** The two ends of a new pipe: where it is read from, and where it is written to. */
    public static PipeEnd[] open() {
        ArrayDeque<byte[]> chunks = new ArrayDeque<>();
        PipeEnd[] ends = {new PipeEnd(true, chunks), new PipeEnd(false, chunks)};
        ends[0].other = ends[1];
        ends[1].other = ends[0];
        return ends;
    }

    @Override
    public int ready() {
        if (source) {
            return (held > 0 ? IN : 0) | (other.closed ? HUP : 0);
        }
        return other.closed ? OUT | ERR : other.held < CAPACITY ? OUT : 0;
    }

    @Override
    public int read(long address, int length) throws IOException {
        if (held == 0) {
            return other.closed ? EOF : UNAVAILABLE;
        }
        int done = 0;
        while (done < length && held > 0) {
            byte[] chunk = chunks.peek();
            int n = Math.min(length - done, chunk.length - offset);
            UNSAFE.copyMemory(chunk, Unsafe.ARRAY_BYTE_BASE_OFFSET + offset, null, address + done, n);
            done += n;
            held -= n;
            offset += n;
            if (offset == chunk.length) {
                chunks.poll();
                offset = 0;
            }
        }
        other.becameWritable();
        return done;
    }

    @Override
    public int writable(int length) throws IOException {
        if (other.closed) {
            throw new IOException("Broken pipe");
        }
        int room = CAPACITY - other.held;
        return room == 0 && length > 0 ? UNAVAILABLE : Math.min(room, length);
    }

    @Override
    public void write(byte[] bytes) {
        chunks.add(bytes);
        other.held += bytes.length;
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
