package apps.races.monitors;

import static apps.races.Program.isFixed;
import static apps.races.Program.together;

/** Looks at the flag outside of the monitor: the notification can come between the look and the wait. */
public final class LostWakeup {
    private final boolean fixed;
    private volatile boolean ready;

    private LostWakeup(boolean fixed) {
        this.fixed = fixed;
    }

    private void await() throws InterruptedException {
        if (fixed) {
            synchronized (this) {
                while (!ready) {
                    wait();
                }
            }
        } else if (!ready) {
            synchronized (this) {
                wait();
            }
        }
    }

    private void wake() {
        ready = true;
        synchronized (this) {
            notify();
        }
    }

    public static void main(String[] args) throws InterruptedException {
        LostWakeup shared = new LostWakeup(isFixed(args));
        together(shared::await, shared::wake);
    }
}
