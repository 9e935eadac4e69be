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
        if (take(process, inode, start, size)) {
            waiting.wakeAll(); // what it has in its place may be less
        }
        held.add(new Held(inode, process, start, end, shared));
        return true;
    }

    /**
     * Waits until some process lets go of something. The JDK lets go of what a channel wants, too, when the channel is closed: whoever
     * waits for that looks again then, and finds it closed.
     */
    public void await() {
        waiting.await(0, true);
    }

    /** Whether it held anything or not. */
    public void release(Descriptors process, Inode inode, long start, long size) {
        take(process, inode, start, size);
        waiting.wakeAll();
    }

    private boolean take(Descriptors process, Inode inode, long start, long size) {
        long end = end(start, size);
        List<Held> left = new ArrayList<>();
        for (Held own : held) {
            if (own.process != process || !own.overlaps(inode, start, end)) {
                left.add(own);
                continue;
            }
            if (own.start < start) {
                left.add(new Held(inode, process, own.start, start, own.shared));
            }
            if (own.end > end) {
                left.add(new Held(inode, process, end, own.end, own.shared));
            }
        }
        boolean taken = !left.equals(held);
        held = left;
        return taken;
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
