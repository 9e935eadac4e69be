package apps.races.sync;

import static apps.races.Program.isFixed;
import static apps.races.Program.together;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts the latch down only where the work succeeds, which depends on who comes first. */
public final class LatchMiscount {
    private final CountDownLatch done = new CountDownLatch(2);
    private final AtomicInteger stock = new AtomicInteger(1);
    private final boolean fixed;

    private LatchMiscount(boolean fixed) {
        this.fixed = fixed;
    }

    private void take() {
        boolean got = stock.get() > 0 && stock.decrementAndGet() >= 0;
        if (got || fixed) {
            done.countDown();
        }
    }

    private void fill() {
        stock.incrementAndGet();
    }

    public static void main(String[] args) throws InterruptedException {
        LatchMiscount shared = new LatchMiscount(isFixed(args));
        together(shared::take, shared::take, shared::fill);
        shared.done.await();
    }
}
