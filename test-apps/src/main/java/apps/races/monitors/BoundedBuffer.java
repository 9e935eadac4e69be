package apps.races.monitors;

import static apps.races.Program.check;
import static apps.races.Program.isFixed;
import static apps.races.Program.together;

/** A buffer of one slot whose waits stand behind {@code if}: a thread that wakes up does not look again. */
public final class BoundedBuffer {
    private final boolean fixed;
    private boolean full;

    private BoundedBuffer(boolean fixed) {
        this.fixed = fixed;
    }

    private synchronized void put() throws InterruptedException {
        if (full) {
            do {
                wait();
            } while (fixed && full);
        }
        check(!full, "overwrote a full slot");
        full = true;
        notifyAll();
    }

    private synchronized void take() throws InterruptedException {
        if (!full) {
            do {
                wait();
            } while (fixed && !full);
        }
        check(full, "took an empty slot");
        full = false;
        notifyAll();
    }

    public static void main(String[] args) throws InterruptedException {
        BoundedBuffer buffer = new BoundedBuffer(isFixed(args));
        together(buffer::put, buffer::take, buffer::put, buffer::take);
    }
}
