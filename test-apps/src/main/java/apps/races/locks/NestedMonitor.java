package apps.races.locks;

import static apps.races.Program.isFixed;
import static apps.races.Program.together;

/** Waits on the inner monitor with the outer one in hand, which whoever is to wake it needs. */
public final class NestedMonitor {
    private final Object outer = new Object();
    private final Object inner = new Object();
    private final boolean fixed;
    private boolean ready;

    private NestedMonitor(boolean fixed) {
        this.fixed = fixed;
    }

    private void await() throws InterruptedException {
        if (fixed) {
            awaitInner();
        } else {
            synchronized (outer) {
                awaitInner();
            }
        }
    }

    private void awaitInner() throws InterruptedException {
        synchronized (inner) {
            while (!ready) {
                inner.wait();
            }
        }
    }

    private void wake() {
        synchronized (outer) {
            synchronized (inner) {
                ready = true;
                inner.notifyAll();
            }
        }
    }

    public static void main(String[] args) throws InterruptedException {
        NestedMonitor shared = new NestedMonitor(isFixed(args));
        together(shared::await, shared::wake);
    }
}
