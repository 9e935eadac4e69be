package apps.races.atomics;

import static apps.races.Program.check;
import static apps.races.Program.isFixed;
import static apps.races.Program.together;

import java.util.concurrent.atomic.AtomicIntegerArray;

/** Lamport's bakery without the flag that says a customer is choosing a number: two get the same and both go in. */
public final class Bakery {
    private final AtomicIntegerArray choosing = new AtomicIntegerArray(2);
    private final AtomicIntegerArray number = new AtomicIntegerArray(2);
    private final boolean fixed;
    private volatile int inside;

    private Bakery(boolean fixed) {
        this.fixed = fixed;
    }

    private void enterAndLeave(int me) {
        int other = 1 - me;
        if (fixed) {
            choosing.set(me, 1);
        }
        number.set(me, number.get(other) + 1);
        if (fixed) {
            choosing.set(me, 0);
            while (choosing.get(other) == 1) {
                Thread.onSpinWait();
            }
        }
        while (isBefore(other, me)) {
            Thread.onSpinWait();
        }
        inside = inside + 1;
        for (int i = 0; i < 3; i++) {
            check(inside == 1, "two are inside");
        }
        inside = 0;
        number.set(me, 0);
    }

    private boolean isBefore(int other, int me) {
        int theirs = number.get(other);
        int mine = number.get(me);
        return theirs != 0 && (theirs < mine || theirs == mine && other < me);
    }

    public static void main(String[] args) throws InterruptedException {
        Bakery lock = new Bakery(isFixed(args));
        together(() -> lock.enterAndLeave(0), () -> lock.enterAndLeave(1));
    }
}
