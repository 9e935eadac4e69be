package dev.moonsim.sched;

import dev.moonsim.decide.DecisionStream;

/**
 * Every ready task is as likely as any other. The running task competes too, at points that lie a number of points apart
 * which the seed decides: at every one in half of the seeds, farther apart in the others, since a bug that needs one
 * task to get far ahead of the others is hidden where all of them move in step.
 *
 * <p>In half of the seeds new tasks are held until the one that makes them waits: programs make their tasks one after the
 * other, and else the first ones are often done before the last ones exist.
 */
final class RandomStrategy implements Strategy {
    /** Points asked for before the distance grows; it doubles with as many again, and so on. */
    private static final int ASKED_AT_FIRST = 4096;
    private static final int COARSEST_SHIFT = 8;

    private final DecisionStream draws;
    private final int distance;
    private final boolean holds;
    private int asked;

    RandomStrategy(DecisionStream draws) {
        this.draws = draws;
        // Every point in half of the seeds; else each power of two up to the coarsest is equally likely.
        distance = draws.below(2) == 0 ? 1 : 1 << 1 + draws.below(COARSEST_SHIFT);
        holds = draws.below(2) == 0;
    }

    @Override
    public String name() {
        return "random";
    }

    @Override
    public void created(Task task) {
        task.held = holds;
    }

    @Override
    public int next(Task[] ready, int count) {
        if (holds) {
            Priorities.release(ready, count);
        }
        return draws.below(count);
    }

    @Override
    public int stride(Task running, Task[] ready, int count) {
        int mean = Distances.grown(distance, ++asked, ASKED_AT_FIRST);
        return mean == 1 ? 0 : draws.below(2 * mean - 1);
    }

    @Override
    public int preempt(Task running, int operation, Task[] ready, int count) {
        int chosen = draws.below(count + 1);
        return chosen == count || ready[chosen].held ? -1 : chosen;
    }
}
