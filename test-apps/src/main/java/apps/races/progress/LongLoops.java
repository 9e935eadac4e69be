package apps.races.progress;

import static apps.races.Program.check;
import static apps.races.Program.together;

import java.util.concurrent.atomic.AtomicLong;

/** Correct: loops that are long and have nothing to do with each other, and some that have. */
public final class LongLoops {
    private static final int TURNS = 2_000;

    private final AtomicLong sum = new AtomicLong();
    private volatile int turns;

    private LongLoops() {}

    private void work() {
        long own = 0;
        for (int i = 0; i < TURNS; i++) {
            own += i % 7;
            if (i % 10 == 0) {
                sum.incrementAndGet();
            }
            turns = i;
        }
        check(own > 0 && turns >= 0, "nothing was done");
    }

    public static void main(String[] args) throws InterruptedException {
        LongLoops shared = new LongLoops();
        together(shared::work, shared::work);
        check(shared.sum.get() == TURNS / 5, "sum: " + shared.sum);
    }
}
