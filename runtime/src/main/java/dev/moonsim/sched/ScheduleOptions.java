package dev.moonsim.sched;

import dev.moonsim.decide.DecisionStream;
import dev.moonsim.decide.Decisions;
import dev.moonsim.decide.Domain;

/**
 * How the interleavings of a run are chosen.
 *
 * @param strategy {@code mix}, {@code random}, {@code pct}, {@code pct:DEPTH}, {@code pos} or {@code fifo}
 * @param stalls whether runnable tasks are held back while virtual time goes on
 * @param spurious whether waits end without cause and notifications choose among the waiters
 * @param steps after which the run ends, 0 for no limit; half of them without progress are a livelock ({@link Progress})
 */
public record ScheduleOptions(String strategy, Switch stalls, Switch spurious, long steps) {
    /** The default of a run: the seed chooses the strategy; no stalls, no spurious wake-ups. */
    public static final ScheduleOptions DEFAULT = new ScheduleOptions("mix", Switch.OFF, Switch.OFF, 0);

    /** Without a limit of steps. */
    public ScheduleOptions(String strategy, Switch stalls, Switch spurious) {
        this(strategy, stalls, spurious, 0);
    }

    /** Off, on, or decided by the seed. */
    public enum Switch {
        OFF, AUTO, ON;

        /** @param draw the seed's word on it: one seed in {@code of} has it on */
        boolean isOn(DecisionStream draw, int of) {
            return this == ON || this == AUTO && draw.below(of) == 0;
        }
    }

    /** Whether {@link #strategy} is one that exists. */
    public static boolean isStrategy(String name) {
        return switch (name) {
            case "mix", "random", "pct", "pos", "fifo" -> true;
            default -> name.startsWith("pct:") && depth(name) > 0;
        };
    }

    /** The depth in {@code pct:DEPTH}; 0 where it is none. */
    private static int depth(String name) {
        try {
            int depth = Integer.parseInt(name.substring(4));
            return depth <= PctStrategy.MOST_DEPTH ? Math.max(0, depth) : 0;
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    Strategy newStrategy(Decisions decisions) {
        DecisionStream draws = decisions.stream(Domain.SCHEDULE, 0);
        return switch (strategy) {
            case "mix" -> mix(decisions.stream(Domain.SCHEDULE, 1), draws);
            case "random" -> new RandomStrategy(draws);
            case "pos" -> new PosStrategy(draws);
            case "fifo" -> new FifoStrategy();
            case "pct" -> new PctStrategy(PctStrategy.DEFAULT_DEPTH, draws);
            default -> new PctStrategy(depth(strategy), draws);
        };
    }

    /** None dominates the others on the programs of {@code apps.races}, and each finds some of them first. */
    private static Strategy mix(DecisionStream choice, DecisionStream draws) {
        return switch (choice.below(8)) {
            case 0, 1, 2 -> new RandomStrategy(draws);
            case 3, 4, 5 -> new PosStrategy(draws);
            case 6 -> new PctStrategy(2, draws);
            default -> new PctStrategy(3 + choice.below(3), draws);
        };
    }
}
