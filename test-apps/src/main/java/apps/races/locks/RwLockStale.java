package apps.races.locks;

import static apps.races.Program.check;
import static apps.races.Program.isFixed;
import static apps.races.Program.together;

import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** Reads under the read lock and writes what it read under the write lock: the value may be old by then. */
public final class RwLockStale {
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private final boolean fixed;
    private int value;

    private RwLockStale(boolean fixed) {
        this.fixed = fixed;
    }

    private void increment() {
        lock.readLock().lock();
        int read = value;
        lock.readLock().unlock();
        lock.writeLock().lock();
        value = fixed ? value + 1 : read + 1;
        lock.writeLock().unlock();
    }

    public static void main(String[] args) throws InterruptedException {
        RwLockStale shared = new RwLockStale(isFixed(args));
        together(shared::increment, shared::increment);
        check(shared.value == 2, "value: " + shared.value);
    }
}
