package apps.races.monitors;

import static apps.races.Program.isFixed;
import static apps.races.Program.together;

/** Producers and consumers wait on one monitor, and each change notifies one of either kind. */
public final class NotifyNotAll {
    private final boolean fixed;
    private boolean full;

    private NotifyNotAll(boolean fixed) {
        this.fixed = fixed;
    }

    private synchronized void turn(boolean toFull) throws InterruptedException {
        while (full == toFull) {
            wait();
        }
        full = toFull;
        if (fixed) {
            notifyAll();
        } else {
            notify();
        }
    }

    public static void main(String[] args) throws InterruptedException {
        NotifyNotAll slot = new NotifyNotAll(isFixed(args));
        together(() -> slot.turn(true), () -> slot.turn(true), () -> slot.turn(false), () -> slot.turn(false));
    }
}
