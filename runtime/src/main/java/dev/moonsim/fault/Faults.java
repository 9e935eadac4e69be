package dev.moonsim.fault;

import java.util.LinkedHashMap;
import java.util.Map;

/** How often each kind of fault was injected. Kinds are dotted names: {@code node.crash}, {@code net.partition}. */
public final class Faults {
    private final Map<String, long[]> counts = new LinkedHashMap<>();

    public void count(String kind) {
        counts.computeIfAbsent(kind, k -> new long[1])[0]++;
    }

    /** Counts by kind, in order of name. */
    public Map<String, Long> counts() {
        Map<String, Long> sorted = new java.util.TreeMap<>();
        counts.forEach((kind, n) -> sorted.put(kind, n[0]));
        return sorted;
    }
}
