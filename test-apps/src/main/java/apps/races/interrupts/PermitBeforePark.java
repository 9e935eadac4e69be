package apps.races.interrupts;

import static apps.races.Program.isFixed;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/** Unparks only a thread that says it is parked; it says so a moment before it is, and looks a moment before that. */
public final class PermitBeforePark {
    private final AtomicBoolean parked = new AtomicBoolean();
    private final boolean fixed;
    private volatile boolean ready;

    private PermitBeforePark(boolean fixed) {
        this.fixed = fixed;
    }

    private void await() {
        if (fixed) {
            parked.set(true);
        }
        while (!ready) {
            parked.set(true);
            LockSupport.park();
        }
    }

    private void wake(Thread waiter) {
        ready = true;
        if (parked.get()) {
            LockSupport.unpark(waiter);
        }
    }

    public static void main(String[] args) throws InterruptedException {
        PermitBeforePark shared = new PermitBeforePark(isFixed(args));
        Thread waiter = new Thread(shared::await, "waiter");
        waiter.start();
        shared.wake(waiter);
        waiter.join();
    }
}
