package apps.races.interrupts;

import static apps.races.Program.check;
import static apps.races.Program.isFixed;
import static apps.races.Program.together;

import java.util.concurrent.locks.LockSupport;

/** Takes the return of {@code park} for what it waits for, but a permit was left over from something else. */
public final class ParkPermit {
    private volatile Thread waiter;
    private volatile boolean ready;

    private ParkPermit() {}

    public static void main(String[] args) throws InterruptedException {
        boolean fixed = isFixed(args);
        ParkPermit shared = new ParkPermit();
        together(() -> {
            shared.waiter = Thread.currentThread();
            if (!shared.ready) {
                do {
                    LockSupport.park();
                } while (fixed && !shared.ready);
            }
            check(shared.ready, "went on too early");
        }, () -> LockSupport.unpark(shared.waiter), () -> {
            shared.ready = true;
            LockSupport.unpark(shared.waiter);
        });
    }
}
