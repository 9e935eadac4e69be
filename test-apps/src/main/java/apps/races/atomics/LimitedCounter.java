package apps.races.atomics;

import static apps.races.Program.check;
import static apps.races.Program.isFixed;
import static apps.races.Program.together;

import java.util.concurrent.atomic.AtomicInteger;

/** Each operation on the counter is atomic, the limit is not kept: three threads share two places. */
public final class LimitedCounter {
    private static final int PLACES = 2;

    private final AtomicInteger taken = new AtomicInteger();
    private final boolean fixed;

    private LimitedCounter(boolean fixed) {
        this.fixed = fixed;
    }

    private void take() {
        if (fixed) {
            taken.updateAndGet(n -> Math.min(n + 1, PLACES));
        } else if (taken.get() < PLACES) {
            taken.incrementAndGet();
        }
    }

    public static void main(String[] args) throws InterruptedException {
        LimitedCounter places = new LimitedCounter(isFixed(args));
        together(places::take, places::take, places::take);
        check(places.taken.get() <= PLACES, "taken: " + places.taken);
    }
}
