package apps.races.atomics;

import static apps.races.Program.check;
import static apps.races.Program.isFixed;
import static apps.races.Program.together;

/** A ring of one producer and one consumer that shows the slot before it is filled. */
public final class SpscRing {
    private static final int SIZE = 2;
    private static final int ITEMS = 3;

    private final int[] slots = new int[SIZE];
    private final boolean fixed;
    private volatile int head;
    private volatile int tail;

    private SpscRing(boolean fixed) {
        this.fixed = fixed;
    }

    private void produce() {
        for (int item = 1; item <= ITEMS; item++) {
            int at = tail;
            while (at - head == SIZE) {
                Thread.onSpinWait();
            }
            if (fixed) {
                slots[at % SIZE] = item;
                tail = at + 1;
            } else {
                tail = at + 1;
                slots[at % SIZE] = item;
            }
        }
    }

    private void consume() {
        for (int item = 1; item <= ITEMS; item++) {
            int at = head;
            while (at == tail) {
                Thread.onSpinWait();
            }
            int read = slots[at % SIZE];
            check(read == item, "read " + read + " in place of " + item);
            head = at + 1;
        }
    }

    public static void main(String[] args) throws InterruptedException {
        SpscRing ring = new SpscRing(isFixed(args));
        together(ring::produce, ring::consume);
    }
}
