package apps.threads;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/** Threads of every kind of executor that go on and off their carriers all the time, beside some that wait for ever. */
public final class Crowd {
    private static final Object MONITOR = new Object();
    private static final ReentrantLock LOCK = new ReentrantLock();
    private static int turns;

    private Crowd() {}

    /** Argument: how many turns each thread takes. */
    public static void main(String[] args) throws Exception {
        int each = Integer.parseInt(args[0]);
        leave(LockSupport::park);
        leave(Crowd::waitForNobody);
        try (ExecutorService pool = Executors.newFixedThreadPool(4);
                ExecutorService virtual = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                int first = i;
                all.add(pool.submit(() -> work(first, each)));
                all.add(virtual.submit(() -> work(first, each)));
            }
            for (Future<?> one : all) {
                one.get();
            }
        }
        System.out.println(turns + " turns");
    }

    private static void leave(Runnable body) {
        Thread thread = new Thread(body);
        thread.setDaemon(true);
        thread.start();
    }

    private static void waitForNobody() {
        Object own = new Object();
        synchronized (own) {
            try {
                own.wait();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static Void work(int first, int each) throws InterruptedException {
        for (int i = first; i < first + each; i++) {
            switch (i % 4) {
                case 0 -> {
                    synchronized (MONITOR) {
                        turns++;
                        Thread.sleep(1);
                    }
                }
                case 1 -> {
                    synchronized (MONITOR) {
                        MONITOR.wait(1);
                        turns++;
                    }
                }
                case 2 -> {
                    if (LOCK.tryLock(1, TimeUnit.MILLISECONDS)) {
                        Thread.yield();
                        LOCK.unlock();
                    }
                }
                default -> Thread.sleep(2);
            }
        }
        return null;
    }
}
