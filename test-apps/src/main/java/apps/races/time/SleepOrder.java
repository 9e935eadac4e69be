package apps.races.time;

import static apps.races.Program.check;
import static apps.races.Program.isFixed;
import static apps.races.Program.together;

/** Sleeps longer than the other thread needs, and takes that for waiting. */
public final class SleepOrder {
    private volatile boolean ready;

    private SleepOrder() {}

    public static void main(String[] args) throws InterruptedException {
        boolean fixed = isFixed(args);
        SleepOrder shared = new SleepOrder();
        together(() -> {
            Thread.sleep(10);
            shared.ready = true;
        }, () -> {
            do {
                Thread.sleep(20);
            } while (fixed && !shared.ready);
            check(shared.ready, "not ready after twice the time");
        });
    }
}
