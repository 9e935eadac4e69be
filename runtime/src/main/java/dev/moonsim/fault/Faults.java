package dev.moonsim.fault;

import dev.moonsim.run.Simulation;
import dev.moonsim.sched.Task;
import dev.moonsim.trace.EventKind;
import dev.moonsim.trace.Trace;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How often each kind of fault was injected, and the last ones in words. Kinds are dotted names: {@code node.crash}. */
public final class Faults {
    private static final int LAST = 5;

    private final Simulation simulation;
    private final Map<String, long[]> counts = new HashMap<>();
    private final ArrayDeque<String> last = new ArrayDeque<>();
    private int episodes;
    private int open;
    private long lastActive = Long.MIN_VALUE;

    public Faults(Simulation simulation) {
        this.simulation = simulation;
    }

    /** A fault that goes on for a time. */
    public final class Episode {
        private final String counter;
        private final int ordinal;
        private boolean over;

        private Episode(String counter, int ordinal) {
            this.counter = counter;
            this.ordinal = ordinal;
        }

        public void end() {
            if (!over) {
                over = true;
                open--;
                lastActive = simulation.scheduler().now();
                simulation.event(EventKind.FAULT_END, null, Trace.hash(counter), ordinal, counter);
            }
        }
    }

    /** Counts a fault that goes on until the end of the episode. */
    public Episode begin(String counter, String words) {
        count(counter, words);
        open++;
        return new Episode(counter, episodes);
    }

    /** Counts what is no event of its own, such as each write that a power cut took. */
    public void count(String counter) {
        Task host = Task.enterHost(); // a task may meet a fault anywhere
        try {
            counts.computeIfAbsent(counter, k -> new long[1])[0]++;
        } finally {
            Task.leaveHost(host);
        }
    }

    /** Counts a fault and keeps it among the last ones: {@code 11.920s crash kv-2, 3 unsynced writes lost}. */
    public void count(String counter, String words) {
        Task host = Task.enterHost();
        try {
            record(counter, words);
        } finally {
            Task.leaveHost(host);
        }
    }

    private void record(String counter, String words) {
        count(counter);
        long now = simulation.scheduler().now();
        lastActive = now;
        if (last.size() == LAST) {
            last.removeFirst();
        }
        long millis = now / 1_000_000;
        last.addLast("%d.%03ds %s".formatted(millis / 1000, millis % 1000, words));
        simulation.event(EventKind.FAULT, null, Trace.hash(counter), ++episodes,
                simulation.trace().detailed() ? counter + ": " + words : null);
    }

    /** Virtual time since the last fault: 0 while one goes on; {@link Long#MAX_VALUE} where there was none. */
    public long nanosSinceLast() {
        return open > 0 ? 0 : lastActive == Long.MIN_VALUE ? Long.MAX_VALUE : simulation.scheduler().now() - lastActive;
    }

    /** Counts of what happened, in order of name. */
    public Map<String, Long> counts() {
        Map<String, Long> sorted = new TreeMap<>();
        counts.forEach((kind, n) -> sorted.put(kind, n[0]));
        return sorted;
    }

    /** The last faults in words, oldest first. */
    public List<String> last() {
        return new ArrayList<>(last);
    }
}
