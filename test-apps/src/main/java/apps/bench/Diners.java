package apps.bench;

import java.util.concurrent.locks.ReentrantLock;

/** Five philosophers who take the lower fork first. */
public final class Diners {
    private static final int SEATS = 5;

    private Diners() {}

    public static void main(String[] args) throws InterruptedException {
        ReentrantLock[] forks = new ReentrantLock[SEATS];
        for (int i = 0; i < SEATS; i++) {
            forks[i] = new ReentrantLock();
        }
        Thread[] diners = new Thread[SEATS];
        for (int i = 0; i < SEATS; i++) {
            ReentrantLock first = forks[Math.min(i, (i + 1) % SEATS)];
            ReentrantLock second = forks[Math.max(i, (i + 1) % SEATS)];
            diners[i] = new Thread(() -> {
                first.lock();
                second.lock();
                second.unlock();
                first.unlock();
            });
            diners[i].start();
        }
        for (Thread diner : diners) {
            diner.join();
        }
    }
}
