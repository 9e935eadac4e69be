package apps.races.monitors;

import static apps.races.Program.isFixed;
import static apps.races.Program.together;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** A signal is kept nowhere: who awaits after it waits for ever. */
public final class SignalBeforeAwait {
    private final Lock lock = new ReentrantLock();
    private final Condition done = lock.newCondition();
    private final boolean fixed;
    private boolean isDone;

    private SignalBeforeAwait(boolean fixed) {
        this.fixed = fixed;
    }

    private void await() throws InterruptedException {
        lock.lock();
        try {
            do {
                if (!fixed || !isDone) {
                    done.await();
                }
            } while (!isDone);
        } finally {
            lock.unlock();
        }
    }

    private void finish() {
        lock.lock();
        isDone = true;
        done.signalAll();
        lock.unlock();
    }

    public static void main(String[] args) throws InterruptedException {
        SignalBeforeAwait shared = new SignalBeforeAwait(isFixed(args));
        together(shared::await, shared::finish);
    }
}
