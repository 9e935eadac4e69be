package apps.races.locks;

import static apps.races.Program.check;
import static apps.races.Program.isFixed;
import static apps.races.Program.together;

/** Two threads take two monitors in opposite orders. The twin has one order. */
public final class LockOrder {
    private LockOrder() {}

    private static void both(Object first, Object second) {
        synchronized (first) {
            synchronized (second) {
                check(Thread.holdsLock(first), "a monitor was lost");
            }
        }
    }

    public static void main(String[] args) throws InterruptedException {
        boolean fixed = isFixed(args);
        Object left = new Object();
        Object right = new Object();
        together(() -> both(left, right), () -> both(fixed ? left : right, fixed ? right : left));
    }
}
