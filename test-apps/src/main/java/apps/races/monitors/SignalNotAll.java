package apps.races.monitors;

import static apps.races.Program.isFixed;
import static apps.races.Program.together;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** Producers and consumers wait on one condition, and one signal wakes one of either kind. */
public final class SignalNotAll {
    private final Lock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final boolean fixed;
    private boolean full;

    private SignalNotAll(boolean fixed) {
        this.fixed = fixed;
    }

    private void turn(boolean toFull) throws InterruptedException {
        lock.lock();
        try {
            while (full == toFull) {
                changed.await();
            }
            full = toFull;
            if (fixed) {
                changed.signalAll();
            } else {
                changed.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    public static void main(String[] args) throws InterruptedException {
        SignalNotAll slot = new SignalNotAll(isFixed(args));
        together(() -> slot.turn(true), () -> slot.turn(true), () -> slot.turn(false), () -> slot.turn(false));
    }
}
