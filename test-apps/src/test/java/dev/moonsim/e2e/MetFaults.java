package dev.moonsim.e2e;

import dev.moonsim.e2e.Moonsim.Run;
import dev.moonsim.fault.FaultCatalog;
import dev.moonsim.fault.FaultKind;
import java.util.Set;
import java.util.TreeSet;

/** Which kinds of faults of the network some runs have met. */
final class MetFaults {
    private static final String NETWORK = "network.";

    private final Set<String> missing = new TreeSet<>();

    MetFaults() {
        for (FaultKind kind : FaultCatalog.kinds()) {
            if (kind.name().startsWith(NETWORK)) {
                missing.add(kind.name().substring(NETWORK.length()));
            }
        }
    }

    void add(Run run) {
        missing.removeIf(name -> FaultCatalog.kind(NETWORK + name).counters().stream()
                .anyMatch(counter -> run.report().contains("\"" + counter + "\" : ")));
    }

    /** Kinds that none of them met, beside some that they need not: by name and without {@code network.}, as {@code dns udp.loss}. */
    String missing(String beside) {
        Set<String> left = new TreeSet<>(missing);
        left.removeAll(Set.of(beside.split(" ")));
        return String.join(" ", left);
    }
}
