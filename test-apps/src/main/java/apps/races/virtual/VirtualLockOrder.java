package apps.races.virtual;

import static apps.races.Program.isFixed;

import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** A platform thread and a virtual one take a lock and a monitor in opposite orders. */
public final class VirtualLockOrder {
    private final Lock lock = new ReentrantLock();

    private VirtualLockOrder() {}

    private void lockFirst() {
        lock.lock();
        try {
            synchronized (this) {
                Thread.yield();
            }
        } finally {
            lock.unlock();
        }
    }

    private synchronized void monitorFirst() {
        lock.lock();
        lock.unlock();
    }

    public static void main(String[] args) throws InterruptedException {
        boolean fixed = isFixed(args);
        VirtualLockOrder shared = new VirtualLockOrder();
        Thread thread = Thread.startVirtualThread(() -> shared.lockFirst());
        if (fixed) {
            shared.lockFirst();
        } else {
            shared.monitorFirst();
        }
        thread.join();
    }
}
