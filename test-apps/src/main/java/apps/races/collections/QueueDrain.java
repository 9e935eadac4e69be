package apps.races.collections;

import static apps.races.Program.isFixed;
import static apps.races.Program.together;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Looks whether the queue is empty and then polls: somebody else has the last job. */
public final class QueueDrain {
    private QueueDrain() {}

    private static void drain(Queue<Runnable> jobs, boolean fixed) {
        if (fixed) {
            for (Runnable job = jobs.poll(); job != null; job = jobs.poll()) {
                job.run();
            }
        } else {
            while (!jobs.isEmpty()) {
                jobs.poll().run();
            }
        }
    }

    public static void main(String[] args) throws InterruptedException {
        boolean fixed = isFixed(args);
        Queue<Runnable> jobs = new ConcurrentLinkedQueue<>();
        jobs.add(Thread::yield);
        jobs.add(Thread::yield);
        together(() -> drain(jobs, fixed), () -> drain(jobs, fixed));
    }
}
