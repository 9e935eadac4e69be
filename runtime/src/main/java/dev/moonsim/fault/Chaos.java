package dev.moonsim.fault;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The faults of a scenario.
 *
 * @param mode which kinds are on, and how strong
 * @param durationNanos how long the chaos phase lasts, in virtual nanoseconds
 * @param listed the faults that the scenario names; more than one of a kind is fine
 * @param mask kinds that are off, whatever else is said; a {@code *} at the end stands for any. It draws nothing, so that
 *     all other decisions stay as they are
 * @param scripts make what else is done to a run: timelines and injectors
 */
public record Chaos(Mode mode, long durationNanos, List<FaultSettings> listed, List<String> mask,
        List<Function<dev.moonsim.run.Simulation, Script>> scripts) {
    public static final long DEFAULT_DURATION_NANOS = 60_000_000_000L;
    public static final Chaos OFF = new Chaos(Mode.OFF, 0, List.of(), List.of(), List.of());

    /** Which kinds of faults a run has. */
    public enum Mode {
        /** None at all. */
        OFF,
        /** Those that the scenario names, with normal strength where it does not give one. */
        LISTED,
        /** All that are not masked; the seed chooses their strength where the scenario does not give one. */
        RANDOM,
        /** As {@link #RANDOM}, but each seed leaves out each kind with a chance of one half. */
        SWARM
    }

    /** What is done to a run beside the kinds of the catalogue. Called on the carrier. */
    public interface Script {
        /** The chaos phase begins. */
        void start();

        /** The chaos phase is over. */
        void stop();
    }

    public static Chaos listed(long durationNanos, FaultSettings... faults) {
        return new Chaos(Mode.LISTED, durationNanos, List.of(faults), List.of(), List.of());
    }

    public Chaos withMode(Mode other) {
        return new Chaos(other, other == Mode.OFF ? 0 : durationNanos == 0 ? DEFAULT_DURATION_NANOS : durationNanos,
                listed, mask, scripts);
    }

    /** With these kinds masked too. */
    public Chaos withMask(List<String> patterns) {
        if (patterns.isEmpty()) {
            return this;
        }
        List<String> all = new ArrayList<>(mask);
        all.addAll(patterns);
        return new Chaos(mode, durationNanos, listed, List.copyOf(all), scripts);
    }

    public boolean isOff() {
        return mode == Mode.OFF || mode == Mode.LISTED && listed.isEmpty() && scripts.isEmpty();
    }

    boolean isMasked(FaultKind kind) {
        for (String pattern : mask) {
            if (pattern.endsWith("*") ? kind.name().startsWith(pattern.substring(0, pattern.length() - 1))
                    : kind.name().equals(pattern)) {
                return true;
            }
        }
        return false;
    }
}
