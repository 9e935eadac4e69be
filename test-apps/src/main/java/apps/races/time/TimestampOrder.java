package apps.races.time;

import static apps.races.Program.check;
import static apps.races.Program.isFixed;
import static apps.races.Program.together;

import apps.races.Program.Part;

/** Reads the clock before it takes the lock: what is in the log in one order was stamped in the other. */
public final class TimestampOrder {
    private final boolean fixed;
    private long last;

    private TimestampOrder(boolean fixed) {
        this.fixed = fixed;
    }

    private void log() {
        long now = System.nanoTime();
        synchronized (this) {
            if (fixed) {
                now = System.nanoTime();
            }
            check(last == 0 || now - last >= 0, "time runs backwards");
            last = now;
        }
    }

    public static void main(String[] args) throws InterruptedException {
        TimestampOrder shared = new TimestampOrder(isFixed(args));
        Part part = () -> {
            shared.log();
            Thread.sleep(1);
            shared.log();
        };
        together(part, part);
    }
}
