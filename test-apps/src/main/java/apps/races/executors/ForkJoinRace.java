package apps.races.executors;

import static apps.races.Program.check;
import static apps.races.Program.isFixed;

import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RecursiveAction;

/** The leaves of a fork-join computation add to a field that they share. */
public final class ForkJoinRace {
    private volatile int sum;

    private ForkJoinRace() {}

    private synchronized void addAlone(int n) {
        add(n);
    }

    private void add(int n) {
        sum = sum + n;
    }

    private final class Range extends RecursiveAction {
        private final int from;
        private final int to;
        private final boolean fixed;

        Range(int from, int to, boolean fixed) {
            this.from = from;
            this.to = to;
            this.fixed = fixed;
        }

        @Override
        protected void compute() {
            int middle = (from + to) / 2;
            if (to - from > 1) {
                invokeAll(new Range(from, middle, fixed), new Range(middle, to, fixed));
            } else if (fixed) {
                addAlone(from);
            } else {
                add(from);
            }
        }
    }

    public static void main(String[] args) {
        ForkJoinRace shared = new ForkJoinRace();
        ForkJoinPool pool = new ForkJoinPool(3);
        pool.invoke(shared.new Range(0, 4, isFixed(args)));
        pool.close();
        check(shared.sum == 6, "sum: " + shared.sum);
    }
}
