package dev.moonsim.disk;

import jdk.internal.misc.Unsafe;

/**
 * A part of a file mapped into memory: memory of its own that is brought into line with the file whenever a call touches
 * the file. Programs that map the same part twice share one memory, as they would on Linux; parts that only overlap are
 * brought into line at the next call that touches the file.
 */
public final class Mapping {
    private final RegularFile file;
    private final long position;
    private final long size;
    private final MappedMemory memory;
    private boolean writable;
    /** Processes that have it. */
    private int processes;

    Mapping(RegularFile file, long position, long size, boolean writable) {
        this.file = file;
        this.position = position;
        this.size = size;
        this.writable = writable;
        memory = new MappedMemory(size);
    }

    public RegularFile file() {
        return file;
    }

    /** A further buffer over it. */
    long newBuffer(long filePosition, boolean writes) {
        memory.retain();
        writable |= writes;
        return address(filePosition);
    }

    private long address(long filePosition) {
        return memory.address() + (filePosition - position);
    }

    boolean covers(long otherPosition, long otherSize) {
        return otherPosition >= position && otherPosition + otherSize <= position + size
                && (otherPosition - position) % Unsafe.getUnsafe().pageSize() == 0;
    }

    boolean contains(long anAddress) {
        return anAddress >= memory.address() && anAddress < memory.address() + size;
    }

    /** Starts to make a part durable that begins at an address. */
    public FileSync beginSync(long anAddress, long length) {
        file.syncBegins();
        return file.beginSync(position + (anAddress - memory.address()), length);
    }

    boolean hasBuffers() {
        return memory.hasBuffers();
    }

    void enter() {
        processes++;
    }

    /** A process has it no longer. */
    void leave() {
        if (--processes == 0) {
            end();
        }
    }

    /** What was stored stays in the file; the memory lives as long as buffers over it do. */
    private void end() {
        absorb(position, size);
        file.unmapped(this);
        memory.release();
    }

    void fill() {
        refresh(position, Math.min(size, Math.max(0, file.size() - position)));
    }

    /** File to memory, after a write. */
    void refresh(long from, long count) {
        forEachChunk(from, count, false);
    }

    /** Memory to file, before anything that looks at the file; what lies beyond its end stays behind. */
    void absorb(long from, long count) {
        if (writable) {
            forEachChunk(from, Math.min(count, Math.max(0, file.size() - from)), true);
        }
    }

    private void forEachChunk(long from, long count, boolean store) {
        long end = Math.min(from + count, position + size);
        for (long at = Math.max(from, position); at < end; ) {
            int chunk = (int) Math.min(Page.SIZE - at % Page.SIZE, end - at);
            if (store) {
                file.storeMapped(at, address(at), chunk);
            } else {
                file.readRaw(at, address(at), chunk);
            }
            at += chunk;
        }
    }
}
