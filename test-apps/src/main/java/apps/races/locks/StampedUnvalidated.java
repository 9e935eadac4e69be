package apps.races.locks;

import static apps.races.Program.check;
import static apps.races.Program.isFixed;
import static apps.races.Program.together;

import java.util.concurrent.locks.StampedLock;

/** An optimistic read that nobody validates: it sees half of a move. */
public final class StampedUnvalidated {
    private final StampedLock lock = new StampedLock();
    private final boolean fixed;
    private int x;
    private int y;

    private StampedUnvalidated(boolean fixed) {
        this.fixed = fixed;
    }

    private void move() {
        long stamp = lock.writeLock();
        x++;
        y++;
        lock.unlockWrite(stamp);
    }

    private void read() {
        long stamp = lock.tryOptimisticRead();
        int readX = x;
        int readY = y;
        if (fixed && !lock.validate(stamp)) {
            stamp = lock.readLock();
            readX = x;
            readY = y;
            lock.unlockRead(stamp);
        }
        check(readX == readY, "half of a move: " + readX + ", " + readY);
    }

    public static void main(String[] args) throws InterruptedException {
        StampedUnvalidated shared = new StampedUnvalidated(isFixed(args));
        together(shared::move, shared::read);
    }
}
