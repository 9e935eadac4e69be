package apps.races.executors;

import static apps.races.Program.isFixed;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** A repeated job that throws once is never run again, and nobody is told. */
public final class ScheduledSwallow {
    private ScheduledSwallow() {}

    private static void take(Queue<String> queue, CountDownLatch items, boolean fixed) {
        if (fixed && queue.isEmpty()) {
            return;
        }
        queue.remove(); // throws where there is none yet
        items.countDown();
    }

    public static void main(String[] args) throws InterruptedException {
        boolean fixed = isFixed(args);
        Queue<String> queue = new ConcurrentLinkedQueue<>();
        CountDownLatch items = new CountDownLatch(2);
        ScheduledExecutorService pool = Executors.newSingleThreadScheduledExecutor();
        pool.scheduleWithFixedDelay(() -> take(queue, items, fixed), 0, 10, TimeUnit.MILLISECONDS);
        queue.add("one");
        queue.add("two");
        items.await();
        pool.shutdown();
    }
}
