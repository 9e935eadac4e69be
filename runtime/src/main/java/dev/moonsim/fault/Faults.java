package dev.moonsim.fault;

import dev.moonsim.run.Simulation;
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

    public Faults(Simulation simulation) {
        this.simulation = simulation;
    }

    public void count(String kind) {
        counts.computeIfAbsent(kind, k -> new long[1])[0]++;
    }

    /** Counts a fault and keeps it among the last ones: {@code 11.920s crash kv-2, 3 unsynced writes lost}. */
    public void count(String kind, String words) {
        count(kind);
        long millis = simulation.scheduler().now() / 1_000_000;
        if (last.size() == LAST) {
            last.removeFirst();
        }
        last.addLast("%d.%03ds %s".formatted(millis / 1000, millis % 1000, words));
    }

    /** Counts by kind, in order of name. */
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
