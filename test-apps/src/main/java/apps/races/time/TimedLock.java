package apps.races.time;

import static apps.races.Program.check;
import static apps.races.Program.isFixed;
import static apps.races.Program.together;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** Waits a while for the lock and goes on without it. */
public final class TimedLock {
    private final Lock lock = new ReentrantLock();
    private final boolean fixed;
    private int count;

    private TimedLock(boolean fixed) {
        this.fixed = fixed;
    }

    private void increment() throws InterruptedException {
        boolean locked = lock.tryLock(50, TimeUnit.MILLISECONDS);
        while (fixed && !locked) {
            locked = lock.tryLock(50, TimeUnit.MILLISECONDS);
        }
        int read = count;
        Thread.sleep(10);
        count = read + 1;
        if (locked) {
            lock.unlock();
        }
    }

    public static void main(String[] args) throws InterruptedException {
        TimedLock shared = new TimedLock(isFixed(args));
        together(shared::increment, shared::increment);
        check(shared.count == 2, "count: " + shared.count);
    }
}
