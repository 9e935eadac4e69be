package dev.moonsim.parity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.StampedLock;
import org.junit.jupiter.api.Test;

/** The three modes of a stamped lock, and its conversions. */
@Covers(StampedLock.class)
class StampedLockParity {
    private final StampedLock lock = new StampedLock();

    @Test
    void modes() throws Exception {
        long write = lock.writeLock();
        assertTrue(lock.isWriteLocked());
        assertFalse(lock.isReadLocked());
        assertTrue(StampedLock.isWriteLockStamp(write));
        assertTrue(StampedLock.isLockStamp(write));
        assertFalse(StampedLock.isReadLockStamp(write));
        assertTrue(lock.toString().endsWith("[Write-locked]"), lock.toString());
        assertEquals(0, lock.tryWriteLock());
        assertEquals(0, lock.tryReadLock());
        assertEquals(0, lock.tryOptimisticRead());
        assertEquals(0, lock.tryWriteLock(1, TimeUnit.MILLISECONDS));
        assertEquals(0, lock.tryReadLock(1, TimeUnit.MILLISECONDS));
        lock.unlockWrite(write);
        assertTrue(lock.toString().endsWith("[Unlocked]"), lock.toString());
        long first = lock.readLock();
        long second = lock.readLockInterruptibly();
        assertEquals(2, lock.getReadLockCount());
        assertTrue(lock.toString().endsWith("[Read-locks:2]"), lock.toString());
        assertTrue(StampedLock.isReadLockStamp(first));
        assertEquals(0, lock.tryWriteLock());
        lock.unlockRead(first);
        lock.unlock(second);
        assertEquals(0, lock.getReadLockCount());
        long again = lock.writeLockInterruptibly();
        lock.unlock(again);
        assertNotEquals(0, write = lock.tryWriteLock());
        lock.unlockWrite(write);
        assertNotEquals(0, write = lock.tryWriteLock(1, TimeUnit.SECONDS));
        lock.unlockWrite(write);
        assertNotEquals(0, first = lock.tryReadLock());
        assertNotEquals(0, second = lock.tryReadLock(1, TimeUnit.SECONDS));
        lock.unlockRead(second);
        lock.unlockRead(first);
        long gone = first;
        assertThrows(IllegalMonitorStateException.class, () -> lock.unlockRead(gone));
        assertThrows(IllegalMonitorStateException.class, () -> lock.unlockWrite(gone));
        assertThrows(IllegalMonitorStateException.class, () -> lock.unlock(gone));
    }

    @Test
    void optimisticReads() {
        long stamp = lock.tryOptimisticRead();
        assertNotEquals(0, stamp);
        assertTrue(StampedLock.isOptimisticReadStamp(stamp));
        assertTrue(lock.validate(stamp));
        long read = lock.readLock();
        assertTrue(lock.validate(stamp));
        lock.unlockRead(read);
        assertTrue(lock.validate(stamp));
        lock.unlockWrite(lock.writeLock());
        assertFalse(lock.validate(stamp));
        assertFalse(lock.validate(0));
    }

    @Test
    void conversions() {
        long optimistic = lock.tryOptimisticRead();
        long write = lock.tryConvertToWriteLock(optimistic);
        assertTrue(StampedLock.isWriteLockStamp(write));
        assertEquals(write, lock.tryConvertToWriteLock(write));
        long read = lock.tryConvertToReadLock(write);
        assertTrue(StampedLock.isReadLockStamp(read));
        assertEquals(read, lock.tryConvertToReadLock(read));
        long upgraded = lock.tryConvertToWriteLock(read); // the only reader
        assertTrue(StampedLock.isWriteLockStamp(upgraded));
        optimistic = lock.tryConvertToOptimisticRead(upgraded);
        assertTrue(lock.validate(optimistic));
        assertFalse(lock.isWriteLocked());
        read = lock.tryConvertToReadLock(optimistic);
        long other = lock.readLock();
        assertEquals(0, lock.tryConvertToWriteLock(read)); // two readers
        lock.unlockRead(other);
        assertNotEquals(0, lock.tryConvertToOptimisticRead(read));
        assertEquals(0, lock.getReadLockCount());
        assertFalse(lock.tryUnlockRead());
        assertFalse(lock.tryUnlockWrite());
        lock.readLock();
        assertTrue(lock.tryUnlockRead());
        lock.writeLock();
        assertTrue(lock.tryUnlockWrite());
    }

    @Test
    void views() throws Exception {
        lock.asWriteLock().lock();
        assertFalse(lock.asReadLock().tryLock());
        lock.asWriteLock().unlock();
        lock.asReadLock().lock();
        assertTrue(lock.isReadLocked());
        lock.asReadLock().unlock();
        lock.asReadWriteLock().writeLock().lock();
        assertTrue(lock.isWriteLocked());
        lock.asReadWriteLock().writeLock().unlock();
        assertThrows(UnsupportedOperationException.class, () -> lock.asWriteLock().newCondition());
    }

    @Test
    void notReentrantAndHandedOver() throws Exception {
        long[] pair = new long[2];
        long held = lock.writeLock();
        CountDownLatch done = new CountDownLatch(4);
        List<Waits.Running> threads = new ArrayList<>();
        for (int t = 0; t < 2; t++) {
            threads.add(Waits.start(() -> {
                for (int i = 0; i < 20; i++) {
                    long stamp = lock.writeLock();
                    pair[0]++;
                    pair[1]++;
                    lock.unlockWrite(stamp);
                }
                done.countDown();
            }));
            threads.add(Waits.start(() -> {
                for (int i = 0; i < 20; i++) {
                    long stamp = lock.readLock();
                    assertEquals(pair[0], pair[1]);
                    lock.unlockRead(stamp);
                }
                done.countDown();
            }));
        }
        for (Waits.Running thread : threads) {
            Waits.waiting(thread.thread());
        }
        lock.unlockWrite(held);
        for (Waits.Running thread : threads) {
            thread.end();
        }
        done.await();
        assertEquals(40, pair[0]);
    }
}
