package dev.moonsim.net;

import dev.moonsim.sched.Task;
import dev.moonsim.sched.WaitQueue;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;

/**
 * What {@code epoll_create} makes: descriptors of which one or more tasks wait for any. It is level-triggered and knows
 * one-shot registrations; those that are ready are told in the order in which they became so.
 */
public final class EpollSet extends Pollable {
    public static final int ADD = 1;
    public static final int DELETE = 2;
    public static final int MODIFY = 3;
    public static final int ENOENT = 2;
    private static final int EBADF = 9;
    private static final int ONE_SHOT = 1 << 30;

    /** One descriptor's registration. */
    private final class Registration implements Watcher {
        final int descriptor;
        final Pollable pollable;
        int events;
        boolean queued;

        Registration(int descriptor, Pollable pollable) {
            this.descriptor = descriptor;
            this.pollable = pollable;
        }

        /** Events that hold and are waited for; errors always are, unless a one-shot registration has been used up. */
        int ready() {
            return events == 0 ? 0 : pollable.ready() & (events | ERR | HUP);
        }

        @Override
        public int touch() {
            return events + (pollable == null ? 0 : 1);
        }

        @Override
        public Task waiting() {
            WaitQueue readers = readers();
            return readers == null ? null : readers.first();
        }

        @Override
        public void changed() {
            if (!queued) {
                queued = true;
                candidates.addLast(this);
            }
            if (ready() != 0) {
                becameReadable();
            }
        }
    }

    /** Told of each descriptor that is ready. */
    public interface Consumer {
        void ready(int descriptor, int events);
    }

    private final Host host;
    private final Map<Integer, Registration> registrations = new HashMap<>();
    private final ArrayDeque<Registration> candidates = new ArrayDeque<>();
    private boolean closed;

    public EpollSet(Host host) {
        this.host = host;
    }

    /** @return 0 or an error number of Linux */
    public int control(int operation, int descriptor, int events) {
        Pollable pollable = host.get(descriptor);
        if (pollable == null) {
            return EBADF;
        }
        Registration registration = registrations.get(descriptor);
        if (registration != null && registration.pollable != pollable) { // a closed descriptor leaves the set by itself
            forget(registration);
            registration = null;
        }
        if (operation == ADD) {
            registration = new Registration(descriptor, pollable);
            registrations.put(descriptor, registration);
            pollable.watch(registration);
        } else if (registration == null) {
            return ENOENT;
        } else if (operation == DELETE) {
            forget(registration);
            return 0;
        }
        registration.events = events;
        registration.changed();
        return 0;
    }

    private void forget(Registration registration) {
        registration.events = 0;
        registration.pollable.unwatch(registration);
        registrations.remove(registration.descriptor, registration);
    }

    /** Waits until a descriptor is ready, and tells of as many as are, up to a number. */
    public int await(int most, Consumer consumer) {
        while (!closed) {
            int found = 0;
            for (int left = candidates.size(); left > 0 && found < most; left--) {
                Registration registration = candidates.pollFirst();
                int events = host.get(registration.descriptor) == registration.pollable ? registration.ready() : 0;
                if (events == 0) {
                    registration.queued = false;
                    continue;
                }
                boolean once = (registration.events & ONE_SHOT) != 0;
                if (once) {
                    registration.events = 0;
                    registration.queued = false;
                } else {
                    candidates.addLast(registration);
                }
                consumer.ready(registration.descriptor, events);
                found++;
            }
            if (found > 0) {
                return found;
            }
            await(true, 0, false);
        }
        return 0;
    }

    @Override
    public int ready() {
        for (Registration registration : candidates) {
            if (registration.ready() != 0) {
                return IN;
            }
        }
        return 0;
    }

    /** As Linux answers for a descriptor of epoll. */
    @Override
    public int read(Object base, long address, int length) throws IOException {
        throw new IOException("Invalid argument");
    }

    @Override
    public int writable(int length) throws IOException {
        throw new IOException("Invalid argument");
    }

    @Override
    public void write(byte[] bytes) {
        throw new IllegalStateException("written to, though never writable");
    }

    @Override
    public void close() {
        closed = true;
        for (Registration registration : registrations.values()) {
            registration.pollable.unwatch(registration);
        }
        registrations.clear();
        candidates.clear();
        changed();
    }

    @Override
    public boolean waitsForOutside() {
        for (Registration registration : registrations.values()) {
            if (registration.events != 0 && registration.pollable.waitsForOutside()) {
                return true;
            }
        }
        return false;
    }

    @Override
    String describe(boolean reading) {
        return "an event of an asynchronous channel";
    }
}
