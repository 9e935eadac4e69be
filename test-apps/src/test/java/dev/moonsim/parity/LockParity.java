package dev.moonsim.parity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.junit.jupiter.api.Test;

/** Reentrant locks, read-write locks and their conditions. */
@Covers({Lock.class, Condition.class, ReentrantLock.class, ReadWriteLock.class, ReentrantReadWriteLock.class,
    ReentrantReadWriteLock.ReadLock.class, ReentrantReadWriteLock.WriteLock.class})
class LockParity {
    /** Shows what is protected. */
    private static final class Open extends ReentrantLock {
        Open(boolean fair) {
            super(fair);
        }

        Thread owner() {
            return getOwner();
        }

        Collection<Thread> queued() {
            return getQueuedThreads();
        }

        Collection<Thread> waiting(Condition condition) {
            return getWaitingThreads(condition);
        }
    }

    private static final class OpenReadWrite extends ReentrantReadWriteLock {
        Thread owner() {
            return getOwner();
        }

        Collection<Thread> queued() {
            return getQueuedThreads();
        }

        Collection<Thread> queuedReaders() {
            return getQueuedReaderThreads();
        }

        Collection<Thread> queuedWriters() {
            return getQueuedWriterThreads();
        }
    }

    @Test
    void holdsAndQueues() throws Exception {
        for (boolean fair : new boolean[] {false, true}) {
            Open lock = new Open(fair);
            assertEquals(fair, lock.isFair());
            assertFalse(lock.isLocked());
            assertNull(lock.owner());
            lock.lock();
            lock.lockInterruptibly();
            assertTrue(lock.tryLock());
            assertTrue(lock.tryLock(1, TimeUnit.SECONDS));
            assertEquals(4, lock.getHoldCount());
            assertTrue(lock.isLocked());
            assertTrue(lock.isHeldByCurrentThread());
            assertSame(Thread.currentThread(), lock.owner());
            assertTrue(lock.toString().endsWith("[Locked by thread main]"), lock.toString());
            Waits.Running queued = Waits.start(() -> {
                assertFalse(lock.tryLock());
                assertFalse(lock.tryLock(1, TimeUnit.MILLISECONDS));
                assertFalse(lock.isHeldByCurrentThread());
                assertEquals(0, lock.getHoldCount());
                assertThrows(IllegalMonitorStateException.class, lock::unlock);
                lock.lock();
                assertSame(Thread.currentThread(), lock.owner());
                lock.unlock();
            });
            Waits.state(queued.thread(), Thread.State.WAITING);
            Waits.until(lock::hasQueuedThreads);
            assertTrue(lock.hasQueuedThread(queued.thread()));
            assertFalse(lock.hasQueuedThread(Thread.currentThread()));
            assertEquals(1, lock.getQueueLength());
            assertEquals(List.of(queued.thread()), List.copyOf(lock.queued()));
            for (int i = 0; i < 4; i++) {
                lock.unlock();
            }
            queued.end();
            assertThrows(IllegalMonitorStateException.class, lock::unlock);
            assertTrue(lock.toString().endsWith("[Unlocked]"), lock.toString());
            assertFalse(lock.hasQueuedThreads());
        }
    }

    @Test
    void fairLocksServeInOrder() throws Exception {
        ReentrantLock lock = new ReentrantLock(true);
        List<Integer> served = Collections.synchronizedList(new ArrayList<>());
        List<Waits.Running> threads = new ArrayList<>();
        lock.lock();
        for (int i = 0; i < 5; i++) {
            int n = i;
            threads.add(Waits.start(() -> {
                lock.lock();
                served.add(n);
                lock.unlock();
            }));
            Waits.until(() -> lock.getQueueLength() == n + 1);
        }
        lock.unlock();
        for (Waits.Running thread : threads) {
            thread.end();
        }
        assertEquals(List.of(0, 1, 2, 3, 4), served);
    }

    @Test
    void mutualExclusion() throws Exception {
        Lock lock = new ReentrantLock();
        assertTrue(lock.tryLock());
        assertTrue(lock.tryLock(0, TimeUnit.SECONDS));
        lock.lockInterruptibly();
        lock.unlock();
        lock.unlock();
        lock.unlock();
        int[] count = new int[1];
        List<Waits.Running> threads = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            threads.add(Waits.start(() -> {
                for (int i = 0; i < 50; i++) {
                    lock.lock();
                    try {
                        count[0]++;
                    } finally {
                        lock.unlock();
                    }
                }
            }));
        }
        for (Waits.Running thread : threads) {
            thread.end();
        }
        assertEquals(200, count[0]);
        assertTrue(lock.newCondition() != lock.newCondition());
    }

    // ---- conditions ----

    @Test
    void conditionsKnowTheirWaiters() throws Exception {
        Open lock = new Open(false);
        Condition condition = lock.newCondition();
        boolean[] go = new boolean[1];
        List<Waits.Running> waiters = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            waiters.add(Waits.start(() -> {
                lock.lock();
                try {
                    while (!go[0]) {
                        condition.await();
                    }
                } finally {
                    lock.unlock();
                }
            }));
        }
        for (Waits.Running waiter : waiters) {
            Waits.waiting(waiter.thread());
        }
        lock.lock();
        assertTrue(lock.hasWaiters(condition));
        assertEquals(3, lock.getWaitQueueLength(condition));
        assertEquals(Set.copyOf(waiters.stream().map(Waits.Running::thread).toList()), Set.copyOf(lock.waiting(condition)));
        go[0] = true;
        condition.signal();
        assertEquals(2, lock.getWaitQueueLength(condition));
        condition.signalAll();
        assertFalse(lock.hasWaiters(condition));
        lock.unlock();
        for (Waits.Running waiter : waiters) {
            waiter.end();
        }
    }

    @Test
    void conditionsNeedTheirLock() {
        ReentrantLock lock = new ReentrantLock();
        Condition condition = lock.newCondition();
        assertThrows(IllegalMonitorStateException.class, condition::await);
        assertThrows(IllegalMonitorStateException.class, condition::awaitUninterruptibly);
        assertThrows(IllegalMonitorStateException.class, condition::signal);
        assertThrows(IllegalMonitorStateException.class, condition::signalAll);
        assertThrows(IllegalMonitorStateException.class, () -> lock.hasWaiters(condition));
        assertThrows(IllegalArgumentException.class, () -> new ReentrantLock().hasWaiters(condition));
    }

    @Test
    void timedAwaits() throws Exception {
        ReentrantLock lock = new ReentrantLock();
        Condition condition = lock.newCondition();
        lock.lock();
        long start = System.nanoTime();
        assertTrue(condition.awaitNanos(2_000_000) <= 0);
        Waits.took(start, 2);
        start = System.nanoTime();
        assertFalse(condition.await(2, TimeUnit.MILLISECONDS));
        Waits.took(start, 2);
        assertFalse(condition.awaitUntil(new Date(System.currentTimeMillis() + 2)));
        assertFalse(condition.awaitUntil(new Date(1)));
        assertTrue(lock.isHeldByCurrentThread());
        lock.unlock();
        boolean[] go = new boolean[1];
        Waits.Running waiter = Waits.start(() -> {
            lock.lock();
            while (!go[0]) {
                condition.awaitUninterruptibly();
            }
            while (go[0]) {
                assertTrue(condition.awaitNanos(100_000_000_000L) > 0);
            }
            lock.unlock();
        });
        Waits.state(waiter.thread(), Thread.State.WAITING);
        signal(lock, condition, go, true);
        Waits.state(waiter.thread(), Thread.State.TIMED_WAITING);
        signal(lock, condition, go, false);
        waiter.end();
    }

    private static void signal(Lock lock, Condition condition, boolean[] go, boolean value) {
        lock.lock();
        go[0] = value;
        condition.signalAll();
        lock.unlock();
    }

    // ---- read-write locks ----

    @Test
    void readersShareAndWritersDoNot() throws Exception {
        OpenReadWrite lock = new OpenReadWrite();
        ReadWriteLock general = lock;
        assertSame(lock.readLock(), general.readLock());
        assertSame(lock.writeLock(), general.writeLock());
        ReentrantReadWriteLock.ReadLock read = lock.readLock();
        ReentrantReadWriteLock.WriteLock write = lock.writeLock();
        CountDownLatch both = new CountDownLatch(2);
        CountDownLatch release = new CountDownLatch(1);
        List<Waits.Running> readers = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            readers.add(Waits.start(() -> {
                read.lock();
                both.countDown();
                release.await();
                read.unlock();
            }));
        }
        both.await();
        assertEquals(2, lock.getReadLockCount());
        assertEquals(0, lock.getReadHoldCount());
        assertTrue(read.toString().endsWith("[Read locks = 2]"), read.toString());
        assertFalse(write.tryLock());
        assertFalse(write.tryLock(1, TimeUnit.MILLISECONDS));
        assertTrue(read.tryLock());
        assertTrue(read.tryLock(1, TimeUnit.SECONDS));
        read.lockInterruptibly();
        assertEquals(3, lock.getReadHoldCount());
        read.unlock();
        read.unlock();
        read.unlock();
        Waits.Running writer = Waits.start(() -> {
            write.lock();
            assertSame(Thread.currentThread(), lock.owner());
            write.unlock();
        });
        Waits.until(() -> lock.hasQueuedThread(writer.thread()));
        Waits.Running late = Waits.start(() -> {
            read.lock();
            read.unlock();
        });
        Waits.until(() -> lock.getQueueLength() == 2);
        assertTrue(lock.hasQueuedThreads());
        assertEquals(Set.of(writer.thread(), late.thread()), Set.copyOf(lock.queued()));
        assertEquals(List.of(writer.thread()), List.copyOf(lock.queuedWriters()));
        assertEquals(List.of(late.thread()), List.copyOf(lock.queuedReaders()));
        release.countDown();
        writer.end();
        late.end();
        for (Waits.Running reader : readers) {
            reader.end();
        }
        assertEquals(0, lock.getReadLockCount());
    }

    @Test
    void writeHoldsAndDowngrades() throws Exception {
        OpenReadWrite lock = new OpenReadWrite();
        ReentrantReadWriteLock.WriteLock write = lock.writeLock();
        assertFalse(lock.isFair());
        write.lock();
        write.lockInterruptibly();
        assertTrue(write.tryLock());
        assertEquals(3, write.getHoldCount());
        assertEquals(3, lock.getWriteHoldCount());
        assertTrue(write.isHeldByCurrentThread());
        assertTrue(lock.isWriteLocked());
        assertTrue(lock.isWriteLockedByCurrentThread());
        assertTrue(write.toString().endsWith("[Locked by thread main]"), write.toString());
        assertTrue(lock.toString().endsWith("[Write locks = 3, Read locks = 0]"), lock.toString());
        lock.readLock().lock(); // downgrade
        write.unlock();
        write.unlock();
        write.unlock();
        assertFalse(lock.isWriteLocked());
        assertEquals(1, lock.getReadHoldCount());
        assertFalse(write.tryLock()); // no upgrade
        Waits.start(() -> {
            assertTrue(lock.readLock().tryLock());
            lock.readLock().unlock();
            assertThrows(IllegalMonitorStateException.class, write::unlock);
        }).end();
        lock.readLock().unlock();
        assertThrows(IllegalMonitorStateException.class, () -> lock.readLock().unlock());
        assertThrows(UnsupportedOperationException.class, () -> lock.readLock().newCondition());
    }

    @Test
    void conditionOfTheWriteLock() throws Exception {
        ReentrantReadWriteLock lock = new ReentrantReadWriteLock(true);
        Condition condition = lock.writeLock().newCondition();
        boolean[] go = new boolean[1];
        Waits.Running waiter = Waits.start(() -> {
            lock.writeLock().lock();
            while (!go[0]) {
                condition.await();
            }
            lock.writeLock().unlock();
        });
        Waits.waiting(waiter.thread());
        lock.writeLock().lock();
        assertTrue(lock.hasWaiters(condition));
        assertEquals(1, lock.getWaitQueueLength(condition));
        go[0] = true;
        condition.signal();
        lock.writeLock().unlock();
        waiter.end();
        assertTrue(lock.isFair());
    }
}
