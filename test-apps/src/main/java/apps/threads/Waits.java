package apps.threads;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** What the specification leaves open about waits, taken for granted. */
public final class Waits {
    private final Object monitor = new Object();
    private boolean set;

    private Waits() {}

    /** Argument: {@code wait}, {@code await} (an "if" where a "while" is due), {@code order} (the first waiter is woken). */
    public static void main(String[] args) throws InterruptedException {
        Waits waits = new Waits();
        switch (args[0]) {
            case "wait" -> waits.waitWithIf();
            case "await" -> waits.awaitWithIf();
            case "order" -> waits.order();
            default -> throw new IllegalArgumentException(args[0]);
        }
    }

    private void waitWithIf() throws InterruptedException {
        Thread setter = new Thread(() -> {
            sleep(100);
            synchronized (monitor) {
                set = true;
                monitor.notifyAll();
            }
        });
        setter.start();
        synchronized (monitor) {
            if (!set) {
                monitor.wait();
            }
            if (!set) {
                throw new AssertionError("woken though nothing was set");
            }
        }
        setter.join();
    }

    private void awaitWithIf() throws InterruptedException {
        ReentrantLock lock = new ReentrantLock();
        Condition condition = lock.newCondition();
        Thread setter = new Thread(() -> {
            sleep(100);
            lock.lock();
            try {
                set = true;
                condition.signalAll();
            } finally {
                lock.unlock();
            }
        });
        setter.start();
        lock.lock();
        try {
            if (!set) {
                condition.await();
            }
            if (!set) {
                throw new AssertionError("woken though nothing was set");
            }
        } finally {
            lock.unlock();
        }
        setter.join();
    }

    private void order() throws InterruptedException {
        int[] woken = {0};
        Thread[] waiters = new Thread[3];
        for (int i = 0; i < waiters.length; i++) {
            int n = i;
            waiters[i] = new Thread(() -> {
                synchronized (monitor) {
                    while (!set) {
                        await();
                    }
                    set = false;
                    woken[0] = woken[0] * 10 + n;
                }
            });
            waiters[i].start();
            sleep(100);
        }
        for (int i = 0; i < waiters.length; i++) {
            synchronized (monitor) {
                set = true;
                monitor.notify();
            }
            sleep(100_000);
        }
        for (Thread waiter : waiters) {
            waiter.join();
        }
        if (woken[0] != 12) {
            throw new AssertionError("woken in the order " + woken[0]);
        }
    }

    private void await() {
        try {
            monitor.wait();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
