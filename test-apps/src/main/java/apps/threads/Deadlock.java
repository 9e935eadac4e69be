package apps.threads;

import java.util.concurrent.CountDownLatch;

/** Two threads that take two locks in opposite orders. */
public final class Deadlock {
    private static final Object LEFT = new Object();
    private static final Object RIGHT = new Object();

    private Deadlock() {}

    public static void main(String[] args) {
        CountDownLatch both = new CountDownLatch(2);
        new Thread(() -> lock(LEFT, RIGHT, both), "left-first").start();
        new Thread(() -> lock(RIGHT, LEFT, both), "right-first").start();
    }

    private static void lock(Object first, Object second, CountDownLatch both) {
        synchronized (first) {
            both.countDown();
            try {
                both.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            synchronized (second) {
                System.out.println("never");
            }
        }
    }
}
