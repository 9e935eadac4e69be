package dev.moonsim.disk;

import dev.moonsim.sched.WaitQueue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import jdk.internal.misc.Unsafe;

/**
 * An instance of inotify: what happens to entries of directories, as a process has asked for it. As Linux does it (inotify(7),
 * {@code fs/notify} of the kernel): an event that is the same as the last one unread is left out, of more than 16,384 unread
 * ones there is only word that there were more, and a directory that is gone ends its watch. Files are not watched, which the
 * JDK never asks for.
 */
public final class Inotify {
    static final int MODIFY = 0x2;
    static final int ATTRIB = 0x4;
    static final int MOVED_FROM = 0x40;
    static final int MOVED_TO = 0x80;
    static final int CREATE = 0x100;
    static final int DELETE = 0x200;
    private static final int OVERFLOW = 0x4000;
    private static final int IGNORED = 0x8000;
    /** {@code /proc/sys/fs/inotify/max_queued_events}. */
    private static final int MAX_QUEUED = 16_384;
    /** Bytes of {@code struct inotify_event} without the name; names are filled up to a multiple of it. */
    private static final int HEADER = 16;
    private static final Unsafe UNSAFE = Unsafe.getUnsafe();

    private record Event(int watch, int mask, String name) {
        int size() {
            return HEADER + (name.isEmpty() ? 0 : (name.length() + HEADER) / HEADER * HEADER);
        }
    }

    /** One directory that is watched. */
    final class Watch {
        private final int number;
        private final Directory directory;
        private int mask;

        private Watch(int number, Directory directory, int mask) {
            this.number = number;
            this.directory = directory;
            this.mask = mask;
        }

        void tell(int event, String name) {
            if ((mask & event) != 0) {
                add(new Event(number, event, name));
            }
        }

        /** The directory is gone. */
        void end() {
            watches.remove(this);
            add(new Event(number, IGNORED, ""));
        }
    }

    private final WaitQueue readers;
    private final List<Watch> watches = new ArrayList<>();
    private final ArrayDeque<Event> unread = new ArrayDeque<>();
    private int lastNumber;

    /** @param readers are woken when there is something to read */
    Inotify(WaitQueue readers) {
        this.readers = readers;
    }

    /** Watches a directory, or changes what is asked of one that is watched; returns the number of the watch. */
    public int watch(Directory directory, int mask) {
        for (Watch watch : watches) {
            if (watch.directory == directory) {
                watch.mask = mask;
                return watch.number;
            }
        }
        Watch watch = new Watch(++lastNumber, directory, mask);
        watches.add(watch);
        directory.watchedBy(watch);
        return watch.number;
    }

    /** False where there is no such watch. */
    public boolean unwatch(int number) {
        for (Watch watch : watches) {
            if (watch.number == number) {
                watch.directory.notWatchedBy(watch);
                watch.end();
                return true;
            }
        }
        return false;
    }

    private void add(Event event) {
        if (event.equals(unread.peekLast())) {
            return;
        }
        if (unread.size() >= MAX_QUEUED) {
            if (unread.peekLast().mask != OVERFLOW) {
                unread.add(new Event(-1, OVERFLOW, ""));
            }
            return;
        }
        unread.add(event);
        readers.wakeAll();
    }

    public boolean isReadable() {
        return !unread.isEmpty();
    }

    /** Moves events to memory, as many as fit; returns how many bytes they are, 0 where there are none. */
    public int read(long address, int length) {
        int taken = 0;
        while (!unread.isEmpty() && unread.peek().size() <= length - taken) {
            Event event = unread.poll();
            int size = event.size();
            UNSAFE.setMemory(address + taken, size, (byte) 0);
            UNSAFE.putInt(address + taken, event.watch);
            UNSAFE.putInt(address + taken + 4, event.mask);
            UNSAFE.putInt(address + taken + 12, size - HEADER);
            byte[] name = event.name.getBytes(StandardCharsets.ISO_8859_1);
            UNSAFE.copyMemory(name, Unsafe.ARRAY_BYTE_BASE_OFFSET, null, address + taken + HEADER, name.length);
            taken += size;
        }
        return taken;
    }

    void close() {
        watches.forEach(watch -> watch.directory.notWatchedBy(watch));
        watches.clear();
        unread.clear();
    }
}
