package dev.moonsim.parity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InterruptedIOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.Exchanger;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.Phaser;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.concurrent.locks.StampedLock;
import org.junit.jupiter.api.Test;

/** Interruption in every blocking call: of what it ends, with what exception, and what the flag says afterwards. */
class InterruptParity {
    private static final String CLEARED = "java.lang.InterruptedException, flag false";

    /** Interrupts the body once it waits, and once more before it starts; both must end in the same way. */
    private static void ends(String expected, Waits.Body body) throws Exception {
        for (boolean virtual : new boolean[] {false, true}) {
            AtomicReference<String> seen = new AtomicReference<>();
            Runnable run = () -> seen.set(outcome(body));
            Thread thread = virtual ? Thread.ofVirtual().start(run) : Thread.ofPlatform().daemon().start(run);
            Waits.waiting(thread);
            thread.interrupt();
            Waits.ended(thread);
            assertEquals(expected, seen.get(), virtual ? "virtual" : "platform");
        }
        Thread.currentThread().interrupt();
        String before = outcome(body);
        Thread.interrupted();
        assertEquals(expected, before, "interrupted before");
    }

    /** How the body ends; where it returns though nobody interrupted it, it was woken without cause and waits again. */
    private static String outcome(Waits.Body body) {
        String end;
        do {
            end = once(body);
        } while (end.equals("returned, flag false"));
        return end;
    }

    private static String once(Waits.Body body) {
        String result;
        try {
            body.run();
            result = "returned";
        } catch (Throwable t) {
            result = t.getClass().getName();
        }
        return result + ", flag " + Thread.currentThread().isInterrupted();
    }

    @Test
    void threadsAndMonitors() throws Exception {
        ends(CLEARED, () -> Thread.sleep(100_000));
        ends(CLEARED, () -> Thread.sleep(100_000, 1));
        ends(CLEARED, () -> Thread.sleep(Duration.ofSeconds(100)));
        CountDownLatch end = new CountDownLatch(1);
        Waits.Running other = Waits.start(end::await);
        ends(CLEARED, () -> other.thread().join());
        ends(CLEARED, () -> other.thread().join(100_000));
        ends(CLEARED, () -> other.thread().join(Duration.ofSeconds(100)));
        Thread virtual = Thread.startVirtualThread(() -> {
            while (end.getCount() > 0) {
                LockSupport.park();
            }
        });
        ends(CLEARED, () -> virtual.join());
        ends(CLEARED, () -> virtual.join(Duration.ofSeconds(100)));
        end.countDown();
        LockSupport.unpark(virtual);
        other.end();
        Object lock = new Object();
        ends(CLEARED, () -> {
            synchronized (lock) {
                lock.wait();
            }
        });
        ends(CLEARED, () -> {
            synchronized (lock) {
                lock.wait(100_000);
            }
        });
        ends(CLEARED, () -> {
            synchronized (lock) {
                lock.wait(100_000, 1);
            }
        });
        ends(CLEARED, () -> TimeUnit.SECONDS.sleep(100));
    }

    @Test
    void parking() throws Exception {
        ends("returned, flag true", LockSupport::park);
        ends("returned, flag true", () -> LockSupport.park("blocker"));
        ends("returned, flag true", () -> LockSupport.parkNanos(100_000_000_000L));
        ends("returned, flag true", () -> LockSupport.parkUntil(System.currentTimeMillis() + 100_000));
    }

    @Test
    void locks() throws Exception {
        ReentrantLock lock = new ReentrantLock();
        ReentrantLock fair = new ReentrantLock(true);
        ReentrantReadWriteLock both = new ReentrantReadWriteLock();
        ReentrantReadWriteLock read = new ReentrantReadWriteLock();
        StampedLock stamped = new StampedLock();
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        Waits.Running holder = Waits.start(() -> {
            lock.lock();
            fair.lock();
            both.writeLock().lock();
            read.readLock().lock();
            long stamp = stamped.writeLock();
            held.countDown();
            release.await();
            stamped.unlockWrite(stamp);
            read.readLock().unlock();
            both.writeLock().unlock();
            fair.unlock();
            lock.unlock();
        });
        held.await();
        ends(CLEARED, lock::lockInterruptibly);
        ends(CLEARED, () -> lock.tryLock(100, TimeUnit.SECONDS));
        ends(CLEARED, fair::lockInterruptibly);
        ends(CLEARED, () -> fair.tryLock(100, TimeUnit.SECONDS));
        ends(CLEARED, () -> both.writeLock().lockInterruptibly());
        ends(CLEARED, () -> both.readLock().lockInterruptibly());
        ends(CLEARED, () -> both.readLock().tryLock(100, TimeUnit.SECONDS));
        ends(CLEARED, () -> both.writeLock().tryLock(100, TimeUnit.SECONDS));
        ends(CLEARED, () -> read.writeLock().lockInterruptibly());
        ends(CLEARED, stamped::writeLockInterruptibly);
        ends(CLEARED, stamped::readLockInterruptibly);
        ends(CLEARED, () -> stamped.tryReadLock(100, TimeUnit.SECONDS));
        ends(CLEARED, () -> stamped.tryWriteLock(100, TimeUnit.SECONDS));
        AtomicReference<Boolean> flag = new AtomicReference<>();
        Waits.Running patient = Waits.start(() -> {
            lock.lock(); // goes on waiting
            flag.set(Thread.currentThread().isInterrupted());
            lock.unlock();
        });
        Waits.waiting(patient.thread());
        patient.thread().interrupt();
        Thread.sleep(2);
        assertTrue(patient.thread().isAlive());
        release.countDown();
        patient.end();
        holder.end();
        assertEquals(true, flag.get());
    }

    @Test
    void conditions() throws Exception {
        ReentrantLock lock = new ReentrantLock();
        Condition condition = lock.newCondition();
        ends(CLEARED, () -> locked(lock, condition::await));
        ends(CLEARED, () -> locked(lock, () -> condition.await(100, TimeUnit.SECONDS)));
        ends(CLEARED, () -> locked(lock, () -> condition.awaitNanos(100_000_000_000L)));
        ends(CLEARED, () -> locked(lock, () -> condition.awaitUntil(
                new java.util.Date(System.currentTimeMillis() + 100_000))));
        AtomicReference<Boolean> flag = new AtomicReference<>();
        AtomicReference<Boolean> signalled = new AtomicReference<>(false);
        Waits.Running patient = Waits.start(() -> locked(lock, () -> {
            while (!signalled.get()) {
                condition.awaitUninterruptibly();
            }
            flag.set(Thread.currentThread().isInterrupted());
        }));
        Waits.waiting(patient.thread());
        patient.thread().interrupt();
        Thread.sleep(2);
        assertTrue(patient.thread().isAlive());
        locked(lock, () -> {
            signalled.set(true);
            condition.signal();
        });
        patient.end();
        assertEquals(true, flag.get());
    }

    private static void locked(ReentrantLock lock, Waits.Body body) throws Exception {
        lock.lock();
        try {
            body.run();
        } finally {
            lock.unlock();
        }
    }

    @Test
    void synchronizers() throws Exception {
        CountDownLatch latch = new CountDownLatch(1);
        ends(CLEARED, latch::await);
        ends(CLEARED, () -> latch.await(100, TimeUnit.SECONDS));
        Semaphore semaphore = new Semaphore(0);
        ends(CLEARED, semaphore::acquire);
        ends(CLEARED, () -> semaphore.acquire(2));
        ends(CLEARED, () -> semaphore.tryAcquire(100, TimeUnit.SECONDS));
        ends(CLEARED, () -> new CyclicBarrier(2).await());
        ends(CLEARED, () -> new CyclicBarrier(2).await(100, TimeUnit.SECONDS));
        ends(CLEARED, () -> new Exchanger<String>().exchange("x"));
        ends(CLEARED, () -> new Exchanger<String>().exchange("x", 100, TimeUnit.SECONDS));
        Phaser phaser = new Phaser(1);
        ends(CLEARED, () -> phaser.awaitAdvanceInterruptibly(0));
        ends(CLEARED, () -> phaser.awaitAdvanceInterruptibly(0, 100, TimeUnit.SECONDS));
        AtomicReference<Boolean> flag = new AtomicReference<>();
        Waits.Running patient = Waits.start(() -> {
            semaphore.acquireUninterruptibly();
            flag.set(Thread.currentThread().isInterrupted());
        });
        Waits.waiting(patient.thread());
        patient.thread().interrupt();
        Thread.sleep(2);
        assertTrue(patient.thread().isAlive());
        semaphore.release();
        patient.end();
        assertEquals(true, flag.get());
        Waits.Running phased = Waits.start(() -> {
            phaser.awaitAdvance(0);
            flag.set(Thread.currentThread().isInterrupted());
        });
        Waits.waiting(phased.thread());
        phased.thread().interrupt();
        Thread.sleep(2);
        assertTrue(phased.thread().isAlive());
        phaser.arrive();
        phased.end();
        assertEquals(true, flag.get());
    }

    @Test
    void theOthersAtABarrierSeeItBroken() throws Exception {
        CyclicBarrier barrier = new CyclicBarrier(3);
        AtomicReference<Class<?>> seen = new AtomicReference<>();
        Waits.Running first = Waits.start(() -> {
            try {
                barrier.await();
            } catch (BrokenBarrierException e) {
                seen.set(e.getClass());
            }
        });
        Waits.waiting(first.thread());
        Waits.Running second = Waits.start(() -> assertEquals(CLEARED, outcome(barrier::await)));
        Waits.until(() -> barrier.getNumberWaiting() == 2);
        second.thread().interrupt();
        second.end();
        first.end();
        assertEquals(BrokenBarrierException.class, seen.get());
        assertTrue(barrier.isBroken());
    }

    @Test
    void queues() throws Exception {
        ArrayBlockingQueue<String> array = new ArrayBlockingQueue<>(1);
        ends(CLEARED, array::take);
        ends(CLEARED, () -> array.poll(100, TimeUnit.SECONDS));
        array.put("full");
        ends(CLEARED, () -> array.put("more"));
        ends(CLEARED, () -> array.offer("more", 100, TimeUnit.SECONDS));
        LinkedBlockingQueue<String> linked = new LinkedBlockingQueue<>(1);
        ends(CLEARED, linked::take);
        ends(CLEARED, () -> linked.poll(100, TimeUnit.SECONDS));
        linked.put("full");
        ends(CLEARED, () -> linked.put("more"));
        ends(CLEARED, () -> linked.offer("more", 100, TimeUnit.SECONDS));
        LinkedBlockingDeque<String> deque = new LinkedBlockingDeque<>(1);
        ends(CLEARED, deque::takeFirst);
        ends(CLEARED, deque::takeLast);
        ends(CLEARED, () -> deque.pollFirst(100, TimeUnit.SECONDS));
        deque.put("full");
        ends(CLEARED, () -> deque.putFirst("more"));
        ends(CLEARED, () -> deque.offerLast("more", 100, TimeUnit.SECONDS));
        ends(CLEARED, () -> new PriorityBlockingQueue<String>().take());
        ends(CLEARED, () -> new PriorityBlockingQueue<String>().poll(100, TimeUnit.SECONDS));
        ends(CLEARED, () -> new DelayQueue<Delayed>().take());
        ends(CLEARED, () -> new SynchronousQueue<String>().take());
        ends(CLEARED, () -> new SynchronousQueue<String>(true).put("x"));
        ends(CLEARED, () -> new SynchronousQueue<String>().offer("x", 100, TimeUnit.SECONDS));
        ends(CLEARED, () -> new LinkedTransferQueue<String>().take());
        ends(CLEARED, () -> new LinkedTransferQueue<String>().transfer("x"));
        ends(CLEARED, () -> new LinkedTransferQueue<String>().tryTransfer("x", 100, TimeUnit.SECONDS));
    }

    @Test
    void futures() throws Exception {
        CompletableFuture<String> future = new CompletableFuture<>();
        ends(CLEARED, future::get);
        ends(CLEARED, () -> future.get(100, TimeUnit.SECONDS));
        FutureTask<String> task = new FutureTask<>(() -> "x");
        ends(CLEARED, task::get);
        ends(CLEARED, () -> task.get(100, TimeUnit.SECONDS));
        AtomicReference<String> seen = new AtomicReference<>();
        Waits.Running patient = Waits.start(() -> seen.set(outcome(future::join)));
        Waits.waiting(patient.thread());
        patient.thread().interrupt();
        Thread.sleep(2);
        assertTrue(patient.thread().isAlive());
        future.complete("x");
        patient.end();
        assertEquals("returned, flag true", seen.get());
    }

    @Test
    void pools() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        try (ExecutorService pool = Executors.newFixedThreadPool(1); ForkJoinPool forkJoin = new ForkJoinPool(1)) {
            pool.submit(() -> {
                end.await();
                return null;
            });
            ends(CLEARED, () -> pool.awaitTermination(100, TimeUnit.SECONDS));
            ends(CLEARED, () -> pool.invokeAll(java.util.List.of(() -> "x")));
            ends(CLEARED, () -> forkJoin.awaitTermination(100, TimeUnit.SECONDS));
            end.countDown();
        }
    }

    @Test
    void pipesOfThreads() throws Exception {
        PipedOutputStream out = new PipedOutputStream();
        PipedInputStream in = new PipedInputStream(out);
        AtomicReference<Class<?>> seen = new AtomicReference<>();
        Waits.Running reader = Waits.start(() -> {
            try {
                in.read();
            } catch (InterruptedIOException e) {
                seen.set(e.getClass());
            }
        });
        Waits.waiting(reader.thread());
        reader.thread().interrupt();
        reader.end();
        assertEquals(InterruptedIOException.class, seen.get());
    }
}
