package dev.moonsim.fault;

import java.util.ArrayList;
import java.util.List;

/** All kinds of faults there are. Whatever is here appears in scenario files, masks, swarm, reports and documentation. */
public final class FaultCatalog {
    private static final List<FaultKind> KINDS = List.of(
            Attrition.KIND,
            Outage.KIND,
            NodePause.KIND,
            NodeSlow.KIND,
            ClockSkew.KIND,
            ClockDrift.KIND,
            ClockJump.KIND,
            TimeDelay.KIND,
            MemoryExhausted.KIND,
            ThreadStart.KIND,
            Partition.KIND);

    private FaultCatalog() {}

    public static List<FaultKind> kinds() {
        return KINDS;
    }

    /** The kind of a name, or null. */
    public static FaultKind kind(String name) {
        for (FaultKind kind : KINDS) {
            if (kind.name().equals(name)) {
                return kind;
            }
        }
        return null;
    }

    public static List<String> names() {
        List<String> names = new ArrayList<>();
        for (FaultKind kind : KINDS) {
            names.add(kind.name());
        }
        return names;
    }

    /** What faults count as, in order. */
    public static List<String> counters() {
        List<String> counters = new ArrayList<>();
        for (FaultKind kind : KINDS) {
            counters.addAll(kind.counters());
        }
        return counters;
    }
}
