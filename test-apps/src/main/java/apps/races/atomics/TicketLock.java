package apps.races.atomics;

import static apps.races.Program.check;
import static apps.races.Program.isFixed;
import static apps.races.Program.together;

import java.util.concurrent.atomic.AtomicInteger;

/** A ticket lock that reads the next number and then advances it: two threads draw the same. */
public final class TicketLock {
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger serving = new AtomicInteger();
    private final boolean fixed;
    private volatile int inside;

    private TicketLock(boolean fixed) {
        this.fixed = fixed;
    }

    private void enterAndLeave() {
        int ticket;
        if (fixed) {
            ticket = next.getAndIncrement();
        } else {
            ticket = next.get();
            next.set(ticket + 1);
        }
        while (serving.get() < ticket) {
            Thread.onSpinWait();
        }
        inside = inside + 1;
        check(inside == 1, "two are inside");
        inside = 0;
        serving.incrementAndGet();
    }

    public static void main(String[] args) throws InterruptedException {
        TicketLock lock = new TicketLock(isFixed(args));
        together(lock::enterAndLeave, lock::enterAndLeave);
    }
}
