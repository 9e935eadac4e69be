package apps.threads;

import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** Programs that come to no good end, each in its own way under every schedule; the argument says which. */
public final class Verdicts {
    private static final ReentrantLock LOCK = new ReentrantLock();
    private static final Object MONITOR = new Object();

    private Verdicts() {}

    private interface Body {
        void run() throws Exception;
    }

    private static Thread start(String name, Body body) {
        Thread thread = new Thread(() -> {
            try {
                body.run();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }, name);
        thread.start();
        return thread;
    }

    public static void main(String[] args) throws Exception {
        switch (args[0]) {
            case "philosophers" -> philosophers();
            case "mixed" -> mixed();
            case "upgrade" -> upgrade();
            case "classes" -> classes();
            case "join" -> start("joins itself", () -> Thread.currentThread().join());
            case "starved" -> starved();
            case "lock lost" -> lockLost();
            case "wait" -> lostNotification();
            case "condition" -> lostSignal();
            case "nested" -> nested();
            case "latch" -> new CountDownLatch(1).await();
            case "pool" -> Executors.newFixedThreadPool(2).submit(() -> "done").get();
            case "long wait" -> longWait();
            case "long get" -> new CompletableFuture<>().get(1000, TimeUnit.DAYS);
            case "long park" -> LockSupport.parkNanos(Long.MAX_VALUE);
            case "long lock" -> longLock();
            case "circle beside" -> circleBeside();
            case "tries" -> tries();
            case "sleeps" -> Thread.sleep(Long.MAX_VALUE);
            case "timer" -> afterAWhile(latch -> new Timer(true).schedule(new TimerTask() {
                @Override
                public void run() {
                    latch.countDown();
                }
            }, TimeUnit.DAYS.toMillis(9)));
            case "scheduled" -> afterAWhile(latch ->
                    Executors.newScheduledThreadPool(1).schedule(latch::countDown, 9, TimeUnit.DAYS));
            case "accepts" -> accepts();
            case "yields" -> livelock();
            case "computes" -> computes();
            case "leak" -> leak();
            case "late" -> late();
            default -> throw new IllegalArgumentException(args[0]);
        }
    }

    private static void philosophers() {
        ReentrantLock[] forks = {new ReentrantLock(), new ReentrantLock(), new ReentrantLock()};
        CountDownLatch all = new CountDownLatch(forks.length);
        for (int i = 0; i < forks.length; i++) {
            ReentrantLock left = forks[i];
            ReentrantLock right = forks[(i + 1) % forks.length];
            start("philosopher-" + i, () -> {
                left.lock();
                all.countDown();
                all.await();
                right.lock();
            });
        }
        start("guest", () -> {
            all.await();
            forks[0].lock();
        });
    }

    private static void mixed() {
        CountDownLatch both = new CountDownLatch(2);
        start("monitor-first", () -> {
            synchronized (MONITOR) {
                both.countDown();
                both.await();
                LOCK.lock();
            }
        });
        start("lock-first", () -> {
            LOCK.lock();
            both.countDown();
            both.await();
            synchronized (MONITOR) {
                System.out.println("never");
            }
        });
    }

    private static void upgrade() {
        ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
        start("upgrader", () -> {
            lock.readLock().lock();
            lock.writeLock().lock();
        });
    }

    private static final CountDownLatch INITIALISING = new CountDownLatch(2);

    private static final class Left {
        static final int VALUE;

        static {
            meet();
            VALUE = Right.VALUE + 1;
        }
    }

    private static final class Right {
        static final int VALUE;

        static {
            meet();
            VALUE = Left.VALUE + 1;
        }
    }

    private static void meet() {
        INITIALISING.countDown();
        try {
            INITIALISING.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void classes() {
        start("left", () -> System.out.println(Left.VALUE));
        start("right", () -> System.out.println(Right.VALUE));
    }

    private static void starved() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(1);
        pool.submit(() -> pool.submit(() -> "inner").get()).get();
    }

    private static void lockLost() throws Exception {
        start("forgetful", LOCK::lock).join();
        LOCK.lock();
    }

    private static void lostNotification() throws Exception {
        synchronized (MONITOR) {
            MONITOR.notifyAll();
        }
        synchronized (MONITOR) {
            MONITOR.wait();
        }
    }

    private static void lostSignal() throws Exception {
        Condition condition = LOCK.newCondition();
        LOCK.lock();
        condition.signal();
        condition.await();
    }

    private static void nested() {
        CountDownLatch holds = new CountDownLatch(1);
        start("waiter", () -> {
            synchronized (MONITOR) {
                holds.countDown();
                Object inner = new Object();
                synchronized (inner) {
                    inner.wait();
                }
            }
        });
        start("notifier", () -> {
            holds.await();
            synchronized (MONITOR) {
                System.out.println("never");
            }
        });
    }

    private static void longWait() throws InterruptedException {
        synchronized (MONITOR) {
            MONITOR.wait(Long.MAX_VALUE);
        }
    }

    private static void longLock() throws InterruptedException {
        CountDownLatch locked = new CountDownLatch(1);
        start("keeps the lock", () -> {
            LOCK.lock();
            locked.countDown();
            new CountDownLatch(1).await();
        });
        locked.await();
        LOCK.tryLock(1000, TimeUnit.DAYS);
    }

    /** Two threads deadlock, a third has work for ever. */
    private static void circleBeside() {
        mixed();
        leak();
    }

    /** Threads that would be a circle at any time if it were not for their time-outs. */
    private static void tries() {
        ReentrantLock[] locks = {new ReentrantLock(), new ReentrantLock()};
        for (int i = 0; i < 2; i++) {
            ReentrantLock mine = locks[i];
            ReentrantLock other = locks[1 - i];
            start("tries-" + i, () -> {
                while (true) {
                    mine.lock();
                    if (other.tryLock(7, TimeUnit.HOURS)) {
                        other.unlock();
                    }
                    mine.unlock();
                }
            });
        }
    }

    private interface Later {
        void count(CountDownLatch latch);
    }

    private static void afterAWhile(Later later) throws InterruptedException {
        CountDownLatch latch = new CountDownLatch(1);
        later.count(latch);
        latch.await();
    }

    /** A server and a thread that waits for what a client brings. */
    private static void accepts() throws Exception {
        CountDownLatch client = new CountDownLatch(1);
        start("waits for a client", () -> client.await(1000, TimeUnit.DAYS));
        try (ServerSocket server = new ServerSocket(80)) {
            server.accept();
            client.countDown();
        }
    }

    private static void livelock() {
        AtomicBoolean[] wants = {new AtomicBoolean(true), new AtomicBoolean(true)};
        for (int i = 0; i < 2; i++) {
            AtomicBoolean mine = wants[i];
            AtomicBoolean other = wants[1 - i];
            start("polite-" + i, () -> {
                while (other.get() || mine.get()) {
                    Thread.yield();
                }
            });
        }
    }

    private static void computes() throws Exception {
        List<Thread> threads = new ArrayList<>();
        long[] sums = new long[2];
        for (int i = 0; i < 2; i++) {
            int at = i;
            threads.add(start("computer-" + i, () -> {
                for (int n = 0; n < 20_000_000; n++) {
                    sums[at] += n;
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        System.out.println(sums[0] + sums[1]);
    }

    private static void leak() {
        start("leaked", () -> {
            while (true) {
                Thread.sleep(10_000);
            }
        });
    }

    private static void late() {
        start("a little late", () -> Thread.sleep(500));
    }
}
