package apps.races.atomics;

import static apps.races.Program.check;
import static apps.races.Program.isFixed;
import static apps.races.Program.together;

/** A sequence lock whose reader forgets that an odd number means a write under way. */
public final class SeqLock {
    private final boolean fixed;
    private volatile int sequence;
    private volatile int x;
    private volatile int y;

    private SeqLock(boolean fixed) {
        this.fixed = fixed;
    }

    private void write() {
        int before = sequence;
        sequence = before + 1;
        x = 1;
        y = 1;
        sequence = before + 2;
    }

    private void read() {
        int before;
        int readX;
        int readY;
        do {
            before = sequence;
            readX = x;
            readY = y;
        } while (before != sequence || fixed && (before & 1) == 1);
        check(readX == readY, "half a write: " + readX + ", " + readY);
    }

    public static void main(String[] args) throws InterruptedException {
        SeqLock shared = new SeqLock(isFixed(args));
        together(shared::write, shared::read);
    }
}
