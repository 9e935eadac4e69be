package dev.moonsim.disk;

import dev.moonsim.sched.WaitQueue;
import java.util.HashMap;
import java.util.Map;

/**
 * What one process has of inotify: its instances, and the pairs of sockets by which the JDK wakes the thread that reads from one.
 * A pair is two numbers, of which the second is written and the first read.
 */
public final class Watchers {
    private final WaitQueue readers = WaitQueue.outside("events of watched directories");
    private final Map<Integer, Inotify> instances = new HashMap<>();
    /** Bytes that wait at the reading end. */
    private final Map<Integer, Integer> pairs = new HashMap<>();

    public void open(int fd) {
        instances.put(fd, new Inotify(readers));
    }

    public void openPair(int reading, int writing) {
        pairs.put(reading, 0);
        pairs.put(writing, reading);
    }

    /** Null where the descriptor is something else. */
    public Inotify at(int fd) {
        return instances.get(fd);
    }

    public boolean isOfPair(int fd) {
        return pairs.containsKey(fd);
    }

    public void writeToPair(int writing, int bytes) {
        pairs.computeIfPresent(pairs.get(writing), (reading, waiting) -> waiting + bytes);
        readers.wakeAll();
    }

    /** How many bytes there were, at most so many. */
    public int readFromPair(int reading, int length) {
        int taken = Math.min(length, pairs.get(reading));
        pairs.merge(reading, -taken, Integer::sum);
        return taken;
    }

    /** Waits until there is something to read from an instance or from a pair; returns from how many of the two. */
    public int await(int instance, int reading) {
        while (true) {
            Inotify inotify = instances.get(instance);
            int ready = (inotify != null && inotify.isReadable() ? 1 : 0) + (pairs.getOrDefault(reading, 0) > 0 ? 1 : 0);
            if (ready > 0) {
                return ready;
            }
            readers.await(0, false);
        }
    }

    boolean close(int fd) {
        Inotify closed = instances.remove(fd);
        if (closed != null) {
            closed.close();
        }
        return closed != null | pairs.remove(fd) != null;
    }

    void closeAll() {
        instances.values().forEach(Inotify::close);
        instances.clear();
        pairs.clear();
    }
}
