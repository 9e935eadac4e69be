package dev.moonsim.sched;

import dev.moonsim.decide.DecisionStream;

/**
 * Probabilistic concurrency testing (Burckhardt, Kothari, Musuvathi, Nagarakatte: A Randomized Scheduler with Probabilistic
 * Guarantees of Finding Bugs, ASPLOS 2010): every task has a random priority, the highest that is ready runs, and at
 * {@code depth - 1} points of the run the running task falls below all others.
 *
 * <p>The paper takes the length of the run as known. Here the seed draws it, by powers of two, since nothing that earlier
 * runs have shown may have a say in this one.
 */
final class PctStrategy implements Strategy {
    /** Where nobody says: what Fray and the paper's own experiments use. */
    static final int DEFAULT_DEPTH = 3;
    static final int MOST_DEPTH = 100;
    private static final int SHORTEST_LOG = 4;
    private static final int LONGEST_LOG = 16;

    private final DecisionStream draws;
    private final int depth;
    /** Points of change in ascending order, counted in points passed since the run began. */
    private final long[] changes;
    private int nextChange;
    /** Priorities of tasks that fell: each below the one before. */
    private long lowest;

    PctStrategy(int depth, DecisionStream draws) {
        this.depth = depth;
        this.draws = draws;
        // The lower of two: most programs that are run by the thousand are short, and a change beyond their end is none.
        int logs = LONGEST_LOG - SHORTEST_LOG + 1;
        int length = 1 << SHORTEST_LOG + Math.min(draws.below(logs), draws.below(logs));
        changes = new long[depth - 1];
        for (int i = 0; i < changes.length; i++) {
            changes[i] = 1 + draws.below(length);
        }
        java.util.Arrays.sort(changes);
    }

    @Override
    public String name() {
        return "pct:" + depth;
    }

    @Override
    public void created(Task task) {
        task.priority = draws.nextLong() >>> 1;
    }

    /** Else a task that spins at the highest priority would keep the one it waits for from running. */
    @Override
    public void yielded(Task task) {
        task.priority = --lowest;
    }

    @Override
    public boolean outranks(Task ready, Task running) {
        return ready.priority > running.priority;
    }

    @Override
    public int next(Task[] ready, int count) {
        return Priorities.highest(ready, count);
    }

    @Override
    public int stride(Task running, Task[] ready, int count) {
        if (ready[Priorities.highest(ready, count)].priority > running.priority) {
            return 0;
        }
        if (nextChange == changes.length) {
            return Integer.MAX_VALUE - 1;
        }
        return (int) Math.min(Math.max(0, changes[nextChange] - Preemption.passed() - 1), Integer.MAX_VALUE - 1);
    }

    @Override
    public int preempt(Task running, int operation, Task[] ready, int count) {
        if (nextChange < changes.length && Preemption.passed() >= changes[nextChange]) {
            nextChange++;
            running.priority = --lowest;
        }
        int highest = Priorities.highest(ready, count);
        return ready[highest].priority > running.priority ? highest : -1;
    }
}
