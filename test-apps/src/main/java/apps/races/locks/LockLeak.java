package apps.races.locks;

import static apps.races.Program.isFixed;
import static apps.races.Program.together;

import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** The lock is not given back where the method throws, which it does where the withdrawal comes before the deposit. */
public final class LockLeak {
    private final Lock lock = new ReentrantLock();
    private final boolean fixed;
    private int balance;

    private LockLeak(boolean fixed) {
        this.fixed = fixed;
    }

    private void add(int amount) {
        lock.lock();
        if (balance + amount < 0) {
            if (fixed) {
                lock.unlock();
            }
            throw new IllegalArgumentException("not enough");
        }
        balance += amount;
        lock.unlock();
    }

    private void tryToTake(int amount) {
        try {
            add(-amount);
        } catch (IllegalArgumentException e) {
            // another time
        }
    }

    public static void main(String[] args) throws InterruptedException {
        LockLeak account = new LockLeak(isFixed(args));
        together(() -> account.tryToTake(1), () -> account.add(1));
    }
}
