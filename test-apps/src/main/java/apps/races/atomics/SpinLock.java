package apps.races.atomics;

import static apps.races.Program.check;
import static apps.races.Program.isFixed;
import static apps.races.Program.together;

import java.util.concurrent.atomic.AtomicBoolean;

/** A spin lock that tests and then sets. */
public final class SpinLock {
    private final AtomicBoolean locked = new AtomicBoolean();
    private final boolean fixed;
    private int count;

    private SpinLock(boolean fixed) {
        this.fixed = fixed;
    }

    private void increment() {
        if (fixed) {
            while (!locked.compareAndSet(false, true)) {
                Thread.onSpinWait();
            }
        } else {
            while (locked.get()) {
                Thread.onSpinWait();
            }
            locked.set(true);
        }
        count++;
        locked.set(false);
    }

    public static void main(String[] args) throws InterruptedException {
        SpinLock lock = new SpinLock(isFixed(args));
        together(lock::increment, lock::increment);
        check(lock.count == 2, "count: " + lock.count);
    }
}
