package apps.races.locks;

import static apps.races.Program.isFixed;
import static apps.races.Program.together;

import apps.races.Program.Part;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** Four philosophers who each take the left fork first. In the twin the last one begins with the right one. */
public final class Philosophers {
    private static final int SEATS = 4;

    private Philosophers() {}

    private static void eat(Lock first, Lock second) {
        first.lock();
        try {
            second.lock();
            second.unlock();
        } finally {
            first.unlock();
        }
    }

    public static void main(String[] args) throws InterruptedException {
        boolean fixed = isFixed(args);
        Lock[] forks = new Lock[SEATS];
        for (int i = 0; i < SEATS; i++) {
            forks[i] = new ReentrantLock();
        }
        Part[] philosophers = new Part[SEATS];
        for (int i = 0; i < SEATS; i++) {
            Lock left = forks[i];
            Lock right = forks[(i + 1) % SEATS];
            boolean rightFirst = fixed && i == SEATS - 1;
            philosophers[i] = () -> eat(rightFirst ? right : left, rightFirst ? left : right);
        }
        together(philosophers);
    }
}
