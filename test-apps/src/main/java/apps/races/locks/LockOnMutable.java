package apps.races.locks;

import static apps.races.Program.check;
import static apps.races.Program.isFixed;
import static apps.races.Program.together;

/** Synchronizes on the very object that it replaces: the next thread takes another monitor. */
public final class LockOnMutable {
    private record Count(int value) {}

    private final Object lock;
    private volatile Count count = new Count(0);

    private LockOnMutable(boolean fixed) {
        lock = fixed ? new Object() : null;
    }

    private void increment() {
        synchronized (lock != null ? lock : count) {
            int read = count.value();
            count = new Count(read + 1);
        }
    }

    public static void main(String[] args) throws InterruptedException {
        LockOnMutable shared = new LockOnMutable(isFixed(args));
        together(shared::increment, shared::increment, shared::increment);
        check(shared.count.value() == 3, "count: " + shared.count.value());
    }
}
