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
    /** Points of change in ascending order, counted in points passed while others were ready. */
    private final long[] changes;
    private int nextChange;
    private long passed;
    private int granted;
    /** Priorities of tasks that fell: each below the one before. */
    private long lowest;

    PctStrategy(int depth, DecisionStream draws) {
        this.depth = depth;
        this.draws = draws;
        int length = 1 << SHORTEST_LOG + draws.below(LONGEST_LOG - SHORTEST_LOG + 1);
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
            granted = 0;
        } else if (nextChange == changes.length) {
            granted = Integer.MAX_VALUE - 1;
        } else {
            granted = (int) Math.min(Math.max(0, changes[nextChange] - passed - 1), Integer.MAX_VALUE - 1);
        }
        return granted;
    }

    @Override
    public int preempt(Task running, int operation, Task[] ready, int count) {
        passed += granted + 1L;
        if (nextChange < changes.length && passed >= changes[nextChange]) {
            nextChange++;
            running.priority = --lowest;
        }
        int highest = Priorities.highest(ready, count);
        return ready[highest].priority > running.priority ? highest : -1;
    }
}
