package dev.moonsim.net;

import dev.moonsim.sched.Awaited;
import dev.moonsim.sched.Task;
import dev.moonsim.sched.WaitQueue;
import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.spi.SelectorProvider;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import sun.nio.ch.SelChImpl;
import sun.nio.ch.SelectionKeyImpl;
import sun.nio.ch.SelectorImpl;

/**
 * The JDK's selector over simulated sockets: level-triggered as epoll. Keys, key sets and cancellation are the JDK's own;
 * this class only decides which channels are ready, in the order in which they became so.
 */
public final class SimulatedSelector extends SelectorImpl {
    /** One channel's registration. */
    private final class Registration implements Pollable.Watcher {
        final SelectionKeyImpl key;
        final SelChImpl channel;
        Pollable pollable;
        /** Among the candidates. */
        boolean queued;
        /** The candidate behind it. */
        Registration next;
        /** What the key was interested in when the selector last began to select. */
        int armed;
        /** The interest has been set since then. */
        boolean stale;

        Registration(SelectionKeyImpl key) {
            this.key = key;
            this.channel = (SelChImpl) key.channel();
        }

        /** Events that hold and that the key was interested in; errors always are. */
        int events() {
            // A key with no interest is not in the epoll set at all.
            return pollable == null || armed == 0 || !key.isValid() ? 0
                    : pollable.ready() & (armed | Pollable.ERR | Pollable.HUP);
        }

        void arm() {
            stale = false;
            if (key.isValid()) {
                armed = channel.translateInterestOps(key.nioInterestOps());
                changed();
            }
        }

        @Override
        public int touch() {
            return armed + key.nioReadyOps() + channel.getFDVal() + (key.attachment() == null ? 0 : 1);
        }

        @Override
        public Object user() {
            return channel;
        }

        @Override
        public Task waiting() {
            return waiting.first();
        }

        @Override
        public void changed() {
            if (!queued) {
                queued = true;
                addCandidate(this);
            }
            if (!waiting.isEmpty() && events() != 0) {
                waiting.wakeAll();
            }
        }
    }

    /** What a selection waits for. */
    private final class Channels implements Awaited {
        @Override
        public String what() {
            return "a selector of " + registrations.size() + " channels";
        }

        @Override
        public boolean isOutside() {
            return registrations.values().stream().anyMatch(r -> r.pollable != null && r.pollable.waitsForOutside());
        }
    }

    private final Host host;
    private final Map<SelectionKeyImpl, Registration> registrations = new LinkedHashMap<>();
    /** Registrations that may be ready, linked through themselves. */
    private Registration firstCandidate;
    private Registration lastCandidate;
    /** Registrations whose interest has been set. */
    private final ArrayDeque<Registration> stale = new ArrayDeque<>();
    /** There are some: with many selectors, each look at an empty queue would wait for memory. */
    private boolean hasStale;
    private final WaitQueue waiting = new WaitQueue(new Channels());
    private boolean wakeup;

    public SimulatedSelector(SelectorProvider provider, Host host) {
        super(provider);
        this.host = host;
    }

    @Override
    protected void implRegister(SelectionKeyImpl key) {
        super.implRegister(key);
        Registration registration = new Registration(key);
        registration.pollable = host.get(registration.channel.getFDVal());
        registrations.put(key, registration);
        if (registration.pollable != null) {
            registration.pollable.watch(registration);
        }
    }

    @Override
    protected void implDereg(SelectionKeyImpl key) {
        Registration registration = registrations.remove(key);
        if (registration != null && registration.pollable != null) {
            registration.pollable.unwatch(registration);
            registration.pollable = null;
        }
    }

    @Override
    protected void setEventOps(SelectionKeyImpl key) {
        Registration registration = registrations.get(key);
        if (registration != null && !registration.stale) {
            registration.stale = true;
            stale.addLast(registration);
            hasStale = true;
        }
    }

    /** As the JDK's: interest that is set, also first set, while the selector selects counts from the next time on. */
    private void arm() {
        if (hasStale) {
            Registration registration;
            while ((registration = stale.pollFirst()) != null) {
                registration.arm();
            }
            hasStale = false;
        }
    }

    private void addCandidate(Registration registration) {
        if (firstCandidate == null) {
            firstCandidate = registration;
        } else {
            lastCandidate.next = registration;
        }
        lastCandidate = registration;
    }

    private void removeFirstCandidate() {
        Registration first = firstCandidate;
        firstCandidate = first.next;
        first.next = null;
    }

    @Override
    protected int doSelect(Consumer<SelectionKey> action, long timeoutMillis) throws IOException {
        boolean blocking = timeoutMillis != 0;
        arm();
        processDeregisterQueue();
        try {
            begin(blocking);
            if (blocking && !wakeup && !anyReady()) {
                park(timeoutMillis);
            }
        } finally {
            end(blocking);
        }
        wakeup = false;
        processDeregisterQueue();
        return collect(action);
    }

    private void park(long timeoutMillis) {
        long now = host.network().now();
        long deadline = timeoutMillis < 0 ? 0 : now + timeoutMillis * 1_000_000;
        do {
            WaitQueue.Wake wake = waiting.await(deadline == 0 ? 0 : deadline - host.network().now(), true);
            if (wake != WaitQueue.Wake.WOKEN) {
                return;
            }
        } while (isOpen() && !wakeup && !anyReady() && (deadline == 0 || host.network().now() < deadline));
    }

    /** Also drops candidates that are not ready. */
    private boolean anyReady() {
        Registration first;
        while ((first = firstCandidate) != null) {
            if (first.events() != 0) {
                return true;
            }
            first.queued = false;
            removeFirstCandidate();
        }
        return false;
    }

    private int collect(Consumer<SelectionKey> action) {
        int updated = 0;
        Registration end = lastCandidate;
        for (Registration registration = null; registration != end && firstCandidate != null;) {
            registration = firstCandidate;
            removeFirstCandidate();
            int events = registration.events();
            if (events == 0) {
                registration.queued = false;
            } else {
                addCandidate(registration); // it stays ready until somebody reads or writes
                updated += processReadyEvents(events, registration.key, action);
            }
        }
        return updated;
    }

    @Override
    public Selector wakeup() {
        wakeup = true;
        waiting.wakeAll();
        return this;
    }

    @Override
    protected void implClose() {
        for (Registration registration : registrations.values()) {
            if (registration.pollable != null) {
                registration.pollable.unwatch(registration);
                registration.pollable = null;
            }
        }
        firstCandidate = null;
        stale.clear();
    }
}
