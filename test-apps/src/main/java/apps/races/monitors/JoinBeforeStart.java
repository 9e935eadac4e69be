package apps.races.monitors;

import static apps.races.Program.check;
import static apps.races.Program.isFixed;
import static apps.races.Program.thread;
import static apps.races.Program.together;

import java.util.concurrent.CountDownLatch;

/** A join of a thread that nobody has started yet returns at once. */
public final class JoinBeforeStart {
    private volatile int result;

    private JoinBeforeStart() {}

    public static void main(String[] args) throws InterruptedException {
        boolean fixed = isFixed(args);
        JoinBeforeStart shared = new JoinBeforeStart();
        CountDownLatch started = new CountDownLatch(1);
        Thread worker = thread(() -> shared.result = 42, "worker");
        together(() -> {
            worker.start();
            started.countDown();
        }, () -> {
            if (fixed) {
                started.await();
            }
            worker.join();
            check(shared.result == 42, "joined before it had run");
        });
    }
}
