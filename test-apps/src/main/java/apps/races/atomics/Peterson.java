package apps.races.atomics;

import static apps.races.Program.check;
import static apps.races.Program.isFixed;
import static apps.races.Program.together;

import java.util.concurrent.atomic.AtomicIntegerArray;

/** Peterson's lock, with the turn given away before the wish is made known: both can enter. */
public final class Peterson {
    private final AtomicIntegerArray wants = new AtomicIntegerArray(2);
    private final boolean fixed;
    private volatile int turn;
    private volatile int inside;

    private Peterson(boolean fixed) {
        this.fixed = fixed;
    }

    private void enterAndLeave(int me) {
        int other = 1 - me;
        if (fixed) {
            wants.set(me, 1);
            turn = other;
        } else {
            turn = other;
            wants.set(me, 1);
        }
        while (wants.get(other) == 1 && turn == other) {
            Thread.onSpinWait();
        }
        inside = inside + 1;
        check(inside == 1, "both are inside");
        inside = 0;
        wants.set(me, 0);
    }

    public static void main(String[] args) throws InterruptedException {
        Peterson lock = new Peterson(isFixed(args));
        together(() -> lock.enterAndLeave(0), () -> lock.enterAndLeave(1));
    }
}
