package dev.moonsim.disk;

import dev.moonsim.sched.WaitQueue;
import java.util.ArrayList;
import java.util.List;

/**
 * Who of several processes has locked which parts of the files of a disk, as {@code fcntl} of Linux does it: a process is never in
 * its own way, a lock of its own replaces its earlier ones, and closing any descriptor of a file ends all its locks on it.
 * Overlaps within a process are the JDK's own business.
 */
public final class FileLocks {
    /** How long a task waits at most before it tells the JDK that it was interrupted, which then looks whether to go on. */
    private static final long WAIT_NANOS = 10_000_000;

    /** @param end exclusive; {@code Long.MAX_VALUE} is wherever the file ends */
    private record Held(Inode inode, Descriptors process, long start, long end, boolean shared) {
        boolean overlaps(Inode other, long otherStart, long otherEnd) {
            return inode == other && start < otherEnd && otherStart < end;
        }
    }

    private final WaitQueue waiting = new WaitQueue("a lock of a file");
    private List<Held> held = new ArrayList<>();

    /** True where the process has the lock now. */
    public boolean lock(Descriptors process, Inode inode, long start, long size, boolean shared) {
        long end = end(start, size);
        for (Held other : held) {
            if (other.process != process && other.overlaps(inode, start, end) && !(shared && other.shared)) {
                return false;
            }
        }
        release(process, inode, start, size);
        held.add(new Held(inode, process, start, end, shared));
        return true;
    }

    /** Waits for other processes to let go of something, for a while. */
    public void await() {
        waiting.await(WAIT_NANOS, true);
    }

    public void release(Descriptors process, Inode inode, long start, long size) {
        long end = end(start, size);
        List<Held> left = new ArrayList<>();
        boolean released = false;
        for (Held own : held) {
            if (own.process != process || !own.overlaps(inode, start, end)) {
                left.add(own);
                continue;
            }
            released = true;
            if (own.start < start) {
                left.add(new Held(inode, process, own.start, start, own.shared));
            }
            if (own.end > end) {
                left.add(new Held(inode, process, end, own.end, own.shared));
            }
        }
        if (released) {
            held = left;
            waiting.wakeAll();
        }
    }

    private static long end(long start, long size) {
        return size > Long.MAX_VALUE - start ? Long.MAX_VALUE : start + size;
    }

    void closed(Descriptors process, Inode inode) {
        if (!held.isEmpty() && held.removeIf(own -> own.process == process && own.inode == inode)) {
            waiting.wakeAll();
        }
    }

    void ended(Descriptors process) {
        if (held.removeIf(own -> own.process == process)) {
            waiting.wakeAll();
        }
    }
}
