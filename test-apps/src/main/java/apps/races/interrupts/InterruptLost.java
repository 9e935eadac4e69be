package apps.races.interrupts;

import static apps.races.Program.isFixed;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Asks for its interruption in a way that forgets it, and then waits for one. */
public final class InterruptLost {
    private InterruptLost() {}

    private static void work(BlockingQueue<String> queue, boolean fixed) {
        if (fixed ? Thread.currentThread().isInterrupted() : Thread.interrupted()) {
            queue.clear();
        }
        try {
            while (true) {
                queue.take();
            }
        } catch (InterruptedException e) {
            // the end
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
