package apps.races.locks;

import static apps.races.Program.check;
import static apps.races.Program.isFixed;
import static apps.races.Program.together;

import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** A reader that finds the value missing takes the write lock too: with the read lock in hand it waits for itself. */
public final class RwLockUpgrade {
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private final boolean fixed;
    private int value;

    private RwLockUpgrade(boolean fixed) {
        this.fixed = fixed;
    }

    private void fill() {
        lock.writeLock().lock();
        value = 7;
        lock.writeLock().unlock();
    }

    private int read() {
        lock.readLock().lock();
        if (value == 0) {
            if (fixed) {
                lock.readLock().unlock();
            }
            fill();
            if (fixed) {
                lock.readLock().lock();
            }
        }
        int read = value;
        lock.readLock().unlock();
        return read;
    }

    public static void main(String[] args) throws InterruptedException {
        RwLockUpgrade shared = new RwLockUpgrade(isFixed(args));
        together(shared::fill, () -> check(shared.read() == 7, "not filled"));
    }
}
