package apps.races.interrupts;

import static apps.races.Program.isFixed;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Swallows the interruption of a take and goes on with the next one. */
public final class InterruptSwallowed {
    private InterruptSwallowed() {}

    private static void work(BlockingQueue<String> queue, boolean fixed) {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                queue.take();
            } catch (InterruptedException e) {
                if (fixed) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }

    public static void main(String[] args) throws InterruptedException {
        boolean fixed = isFixed(args);
        BlockingQueue<String> queue = new LinkedBlockingQueue<>();
        Thread worker = new Thread(() -> work(queue, fixed), "worker");
        worker.start();
        worker.interrupt();
        worker.join();
    }
}
