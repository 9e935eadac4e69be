package apps.races.atomics;

import static apps.races.Program.check;
import static apps.races.Program.isFixed;
import static apps.races.Program.together;

import java.util.concurrent.atomic.AtomicIntegerArray;

/** Lamport's bakery without the flag that says a customer is choosing a number: two get the same and both go in. */
public final class Bakery {
    private static final int CUSTOMERS = 2;

    private final AtomicIntegerArray choosing = new AtomicIntegerArray(CUSTOMERS);
    private final AtomicIntegerArray number = new AtomicIntegerArray(CUSTOMERS);
    private final boolean fixed;
    private volatile int inside;

    private Bakery(boolean fixed) {
        this.fixed = fixed;
    }

    private void enterAndLeave(int me) {
        choosing.set(me, fixed ? 1 : 0);
        int highest = 0;
        for (int i = 0; i < CUSTOMERS; i++) {
            highest = Math.max(highest, number.get(i));
        }
        number.set(me, highest + 1);
        choosing.set(me, 0);
        for (int i = 0; i < CUSTOMERS; i++) {
            while (choosing.get(i) == 1 || isBefore(i, me)) {
                Thread.onSpinWait();
            }
        }
        inside = inside + 1;
        check(inside == 1, "two are inside");
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
