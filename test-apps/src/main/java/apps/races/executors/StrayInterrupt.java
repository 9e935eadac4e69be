package apps.races.executors;

import static apps.races.Program.check;
import static apps.races.Program.isFixed;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;

/** Interrupts the thread that ran a job, which may be at another job by then. The twin cancels the job. */
public final class StrayInterrupt {
    private StrayInterrupt() {}

    public static void main(String[] args) throws Exception {
        boolean fixed = isFixed(args);
        ExecutorService pool = Executors.newSingleThreadExecutor();
        AtomicReference<Thread> worker = new AtomicReference<>();
        CountDownLatch running = new CountDownLatch(1);
        Future<?> first = pool.submit(() -> {
            worker.set(Thread.currentThread());
            running.countDown();
            Thread.yield();
        });
        Future<Boolean> second = pool.submit(() -> {
            Thread.yield();
            return Thread.currentThread().isInterrupted();
        });
        running.await();
        if (fixed) {
            first.cancel(true);
        } else {
            worker.get().interrupt();
        }
        check(!second.get(), "the second job was interrupted");
        pool.shutdown();
    }
}
