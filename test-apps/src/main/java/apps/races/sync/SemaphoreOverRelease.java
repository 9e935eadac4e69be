package apps.races.sync;

import static apps.races.Program.check;
import static apps.races.Program.isFixed;
import static apps.races.Program.together;

import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/** Releases in {@code finally} what was not acquired: two threads are inside. */
public final class SemaphoreOverRelease {
    private final Semaphore permits = new Semaphore(1);
    private final AtomicInteger inside = new AtomicInteger();
    private final boolean fixed;

    private SemaphoreOverRelease(boolean fixed) {
        this.fixed = fixed;
    }

    private void tryToEnter() {
        boolean entered = false;
        try {
            entered = permits.tryAcquire();
            if (entered) {
                work();
            }
        } finally {
            if (entered || !fixed) {
                permits.release();
            }
        }
    }

    private void work() {
        check(inside.incrementAndGet() == 1, "two are inside");
        inside.decrementAndGet();
    }

    public static void main(String[] args) throws InterruptedException {
        SemaphoreOverRelease shared = new SemaphoreOverRelease(isFixed(args));
        together(shared::tryToEnter, shared::tryToEnter, shared::tryToEnter);
    }
}
