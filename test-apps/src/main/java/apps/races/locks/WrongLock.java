package apps.races.locks;

import static apps.races.Program.check;
import static apps.races.Program.isFixed;
import static apps.races.Program.together;

/** Four threads count under a lock, but not all under the same. */
public final class WrongLock {
    private volatile int counter;

    private WrongLock() {}

    private void count(Object lock) {
        synchronized (lock) {
            counter = counter + 1;
        }
    }

    public static void main(String[] args) throws InterruptedException {
        WrongLock shared = new WrongLock();
        Object lock = new Object();
        Object other = isFixed(args) ? lock : new Object();
        together(() -> shared.count(lock), () -> shared.count(lock), () -> shared.count(other),
                () -> shared.count(other));
        check(shared.counter == 4, "counter: " + shared.counter);
    }
}
