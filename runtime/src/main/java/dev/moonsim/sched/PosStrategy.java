package dev.moonsim.sched;

import dev.moonsim.decide.DecisionStream;

/**
 * Partial order sampling (Yuan, Yang, Gu: Partial Order Aware Concurrency Sampling, CAV 2018): every operation that a task
 * is about to do has a random priority, the highest of all runs, and those that race with it then draw theirs anew. Orders of
 * operations that have nothing to do with each other weigh less than under a random walk.
 *
 * <p>Two operations race here where they are about the same field, kind of array or class of the JDK and one may write: by
 * name, not by object, so some draw anew without need.
 */
final class PosStrategy implements Strategy {
    private static final int ASKED_AT_FIRST = 4096;
    /** Tasks whose next operation is looked at. */
    private static final int MOST = 256;

    private final DecisionStream draws;
    private final boolean holds;
    private int asked;
    /** Priorities of tasks that yielded: each below the one before. */
    private long lowest;

    PosStrategy(DecisionStream draws) {
        this.draws = draws;
        holds = draws.below(2) == 0; // as in RandomStrategy
    }

    @Override
    public String name() {
        return "pos";
    }

    @Override
    public void created(Task task) {
        task.held = holds;
        task.priority = draw();
    }

    /**
     * Below all that do something, until one of them has done what it may wait for. A fresh draw would let several that spin
     * push each other ever lower, and with them the one that they wait for: each runs until it draws less than the others.
     */
    @Override
    public void yielded(Task task) {
        task.priority = --lowest;
    }

    /** From 0: what spins is below. */
    private long draw() {
        return draws.nextLong() >>> 1;
    }

    @Override
    public boolean outranks(Task ready, Task running) {
        return ready.priority > running.priority;
    }

    @Override
    public int next(Task[] ready, int count) {
        if (holds) {
            Priorities.release(ready, count);
        }
        return Priorities.highest(ready, count);
    }

    @Override
    public int stride(Task running, Task[] ready, int count) {
        int mean = Distances.grown(1, ++asked, ASKED_AT_FIRST);
        return mean == 1 ? 0 : draws.below(2 * mean - 1);
    }

    @Override
    public int preempt(Task running, int operation, Task[] ready, int count) {
        int done = running.operation;
        int n = Math.min(count, MOST);
        for (int i = 0; i < n; i++) {
            int other = ready[i].operation;
            if (((other ^ done) & ~Preemption.WRITE) == 0 && ((other | done) & Preemption.WRITE) != 0) {
                ready[i].priority = draw();
            }
        }
        running.operation = operation;
        running.priority = draw();
        int highest = Priorities.highestFree(ready, count);
        return highest >= 0 && ready[highest].priority > running.priority ? highest : -1;
    }
}
