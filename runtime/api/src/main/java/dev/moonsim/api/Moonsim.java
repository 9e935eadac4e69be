package dev.moonsim.api;

import dev.moonsim.api.spi.Binding;
import dev.moonsim.api.spi.Simulator;
import java.time.Duration;

/** The simulation, where there is one. */
public final class Moonsim {
    static final Simulator SIMULATOR = Binding.simulator();
    /** As in FoundationDB's and Moonpool's attrition hints. */
    private static final double HINT_PROBABILITY = 0.05;

    private Moonsim() {}

    /** Whether the caller runs inside a simulation. */
    public static boolean isSimulated() {
        return SIMULATOR != null && SIMULATOR.isSimulated();
    }

    /**
     * Publishes a fact under a name, for invariants, scripted faults and workloads; it replaces the one before. State belongs
     * to the run, not to the node: it survives reboots.
     *
     * @param value a text, number, boolean, null, or lists and maps (with texts as keys) of them; it is copied
     * @throws IllegalArgumentException for other values, in a simulation only
     */
    public static void publish(String key, Object value) {
        if (SIMULATOR != null) {
            SIMULATOR.publish(key, value);
        }
    }

    /** What was published last under a name; null where nothing was, and outside of a simulation. */
    public static Object published(String key) {
        return SIMULATOR == null ? null : SIMULATOR.published(key);
    }

    /**
     * Takes a sample of a metric, such as the time that an answer took. The scenario's {@code metrics} say what becomes of all
     * samples. Numbers that are published are samples, too. The simulation goes on as without it.
     *
     * @param value in the unit that the caller likes
     * @throws IllegalArgumentException for a value that is not finite, in a simulation only
     */
    public static void measure(String name, double value) {
        if (SIMULATOR != null) {
            SIMULATOR.measure(name, value);
        }
    }

    /** The calling node, or null outside of a simulation. */
    public static NodeInfo node() {
        return SIMULATOR == null ? null : SIMULATOR.node();
    }

    /**
     * Ends the calling node at this very place; nothing of it runs any more. Nothing happens outside of a simulation.
     *
     * @param recovery after which it boots again; null for a time drawn from 1 to 10 s
     * @throws UnsupportedOperationException on the node of a workload
     */
    public static void crash(RebootKind kind, Duration recovery) {
        if (SIMULATOR != null) {
            SIMULATOR.crash(kind, recovery);
        }
    }

    /** {@link #hint(String, double)} with a probability of 0.05. */
    public static void hint(String label) {
        hint(label, HINT_PROBABILITY);
    }

    /**
     * Names a moment at which a crash would be interesting. Where the scenario has attrition and the number of dead nodes
     * allows it, the node dies here with the given probability, during the chaos phase only.
     */
    public static void hint(String label, double probability) {
        if (SIMULATOR != null) {
            SIMULATOR.hint(label, probability);
        }
    }
}
