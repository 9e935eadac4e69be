package apps.races.locks;

import static apps.races.Program.isFixed;
import static apps.races.Program.together;

import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** Nobody looks at what tryLock says, so a thread that did not get the lock gives it back. */
public final class TryLockIgnored {
    private TryLockIgnored() {}

    private static void work(Lock lock, boolean fixed) {
        if (fixed) {
            lock.lock();
        } else {
            lock.tryLock();
        }
        try {
            Thread.yield();
        } finally {
            lock.unlock();
        }
    }

    public static void main(String[] args) throws InterruptedException {
        boolean fixed = isFixed(args);
        Lock lock = new ReentrantLock();
        together(() -> work(lock, fixed), () -> work(lock, fixed));
    }
}
