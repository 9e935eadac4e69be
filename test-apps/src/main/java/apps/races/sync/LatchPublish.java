package apps.races.sync;

import static apps.races.Program.check;
import static apps.races.Program.isFixed;
import static apps.races.Program.together;

import java.util.concurrent.CountDownLatch;

/** Opens the latch before it writes what the latch announces. */
public final class LatchPublish {
    private final CountDownLatch written = new CountDownLatch(1);
    private final boolean fixed;
    private int data;

    private LatchPublish(boolean fixed) {
        this.fixed = fixed;
    }

    private void write() {
        if (!fixed) {
            written.countDown();
        }
        data = 42;
        written.countDown();
    }

    private void read() throws InterruptedException {
        written.await();
        check(data == 42, "read before it was published");
    }

    public static void main(String[] args) throws InterruptedException {
        LatchPublish shared = new LatchPublish(isFixed(args));
        together(shared::write, shared::read);
    }
}
