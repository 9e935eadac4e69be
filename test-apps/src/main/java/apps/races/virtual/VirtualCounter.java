package apps.races.virtual;

import static apps.races.Program.check;
import static apps.races.Program.isFixed;

/** Ten virtual threads count without a lock. */
public final class VirtualCounter {
    private final boolean fixed;
    private volatile int count;

    private VirtualCounter(boolean fixed) {
        this.fixed = fixed;
    }

    private void increment() {
        if (fixed) {
            synchronized (this) {
                count = count + 1;
            }
        } else {
            count = count + 1;
        }
    }

    public static void main(String[] args) throws InterruptedException {
        VirtualCounter shared = new VirtualCounter(isFixed(args));
        Thread[] threads = new Thread[10];
        for (int i = 0; i < threads.length; i++) {
            threads[i] = Thread.ofVirtual().name("v-", i).start(shared::increment);
        }
        for (Thread thread : threads) {
            thread.join();
        }
        check(shared.count == threads.length, "count: " + shared.count);
    }
}
