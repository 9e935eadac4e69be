package dev.moonsim.parity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.AbstractOwnableSynchronizer;
import java.util.concurrent.locks.AbstractQueuedLongSynchronizer;
import java.util.concurrent.locks.AbstractQueuedSynchronizer;
import org.junit.jupiter.api.Test;

/** Synchronizers that a program builds on the JDK's queue: a mutex and a gate, by int and by long. */
@Covers({AbstractOwnableSynchronizer.class, AbstractQueuedSynchronizer.class,
    AbstractQueuedSynchronizer.ConditionObject.class, AbstractQueuedLongSynchronizer.class,
    AbstractQueuedLongSynchronizer.ConditionObject.class})
class OwnSynchronizerParity {
    private static final class Mutex extends AbstractQueuedSynchronizer {
        @Override
        protected boolean tryAcquire(int n) {
            if (compareAndSetState(0, n)) {
                setExclusiveOwnerThread(Thread.currentThread());
                return true;
            }
            return false;
        }

        @Override
        protected boolean tryRelease(int n) {
            if (getExclusiveOwnerThread() != Thread.currentThread()) {
                throw new IllegalMonitorStateException();
            }
            setExclusiveOwnerThread(null);
            setState(0);
            return true;
        }

        @Override
        protected boolean isHeldExclusively() {
            return getState() != 0 && getExclusiveOwnerThread() == Thread.currentThread();
        }

        Thread owner() {
            AbstractOwnableSynchronizer ownable = this;
            return ownable == this ? getExclusiveOwnerThread() : null;
        }
    }

    private static final class Gate extends AbstractQueuedSynchronizer {
        @Override
        protected int tryAcquireShared(int n) {
            return getState() == 1 ? 1 : -1;
        }

        @Override
        protected boolean tryReleaseShared(int n) {
            setState(1);
            return true;
        }
    }

    private static final class LongMutex extends AbstractQueuedLongSynchronizer {
        @Override
        protected boolean tryAcquire(long n) {
            if (compareAndSetState(0, n)) {
                setExclusiveOwnerThread(Thread.currentThread());
                return true;
            }
            return false;
        }

        @Override
        protected boolean tryRelease(long n) {
            if (getExclusiveOwnerThread() != Thread.currentThread()) {
                throw new IllegalMonitorStateException();
            }
            setExclusiveOwnerThread(null);
            setState(0);
            return true;
        }

        @Override
        protected boolean isHeldExclusively() {
            return getState() != 0 && getExclusiveOwnerThread() == Thread.currentThread();
        }
    }

    private static final class LongGate extends AbstractQueuedLongSynchronizer {
        @Override
        protected long tryAcquireShared(long n) {
            return getState() == 1L << 40 ? 1 : -1;
        }

        @Override
        protected boolean tryReleaseShared(long n) {
            setState(1L << 40);
            return true;
        }
    }

    @Test
    void exclusive() throws Exception {
        Mutex mutex = new Mutex();
        assertFalse(mutex.hasContended());
        assertNull(mutex.getFirstQueuedThread());
        mutex.acquire(1);
        assertSame(Thread.currentThread(), mutex.owner());
        assertTrue(mutex.toString().endsWith("[State = 1, empty queue]"), mutex.toString());
        Waits.Running first = Waits.start(() -> {
            assertFalse(mutex.tryAcquireNanos(1, 1_000));
            mutex.acquireInterruptibly(1);
            mutex.release(1);
        });
        Waits.state(first.thread(), Thread.State.WAITING);
        Waits.Running second = Waits.start(() -> {
            assertTrue(mutex.tryAcquireNanos(1, 100_000_000_000L));
            mutex.release(1);
        });
        Waits.until(() -> mutex.getQueueLength() == 2);
        assertTrue(mutex.hasQueuedThreads());
        assertTrue(mutex.hasContended());
        assertTrue(mutex.hasQueuedPredecessors());
        assertSame(first.thread(), mutex.getFirstQueuedThread());
        assertTrue(mutex.isQueued(second.thread()));
        assertFalse(mutex.isQueued(Thread.currentThread()));
        assertEquals(Set.of(first.thread(), second.thread()), Set.copyOf(mutex.getQueuedThreads()));
        assertEquals(2, mutex.getExclusiveQueuedThreads().size());
        assertEquals(0, mutex.getSharedQueuedThreads().size());
        assertTrue(mutex.toString().endsWith("[State = 1, nonempty queue]"), mutex.toString());
        assertTrue(mutex.release(1));
        first.end();
        second.end();
        assertThrows(IllegalMonitorStateException.class, () -> mutex.release(1));
    }

    @Test
    void shared() throws Exception {
        Gate gate = new Gate();
        Waits.Running first = Waits.start(() -> gate.acquireShared(1));
        Waits.Running second = Waits.start(() -> gate.acquireSharedInterruptibly(1));
        Waits.Running third = Waits.start(() -> assertTrue(gate.tryAcquireSharedNanos(1, 100_000_000_000L)));
        Waits.until(() -> gate.getQueueLength() == 3);
        assertEquals(3, gate.getSharedQueuedThreads().size());
        assertTrue(gate.releaseShared(1));
        first.end();
        second.end();
        third.end();
        assertThrows(UnsupportedOperationException.class, () -> gate.acquire(1));
    }

    @Test
    void conditions() throws Exception {
        Mutex mutex = new Mutex();
        AbstractQueuedSynchronizer.ConditionObject condition = mutex.new ConditionObject();
        boolean[] go = new boolean[1];
        Waits.Running plain = Waits.start(() -> {
            mutex.acquire(1);
            while (!go[0]) {
                condition.await();
            }
            mutex.release(1);
        });
        Waits.Running patient = Waits.start(() -> {
            mutex.acquire(1);
            while (!go[0]) {
                condition.awaitUninterruptibly();
            }
            mutex.release(1);
        });
        Waits.waiting(plain.thread());
        Waits.waiting(patient.thread());
        mutex.acquire(1);
        assertTrue(mutex.owns(condition));
        assertTrue(mutex.hasWaiters(condition));
        assertEquals(2, mutex.getWaitQueueLength(condition));
        assertEquals(Set.of(plain.thread(), patient.thread()), Set.copyOf(mutex.getWaitingThreads(condition)));
        assertTrue(condition.awaitNanos(1_000) <= 0);
        assertFalse(condition.await(1, TimeUnit.MICROSECONDS));
        assertFalse(condition.awaitUntil(new Date(0)));
        go[0] = true;
        condition.signal();
        condition.signalAll();
        mutex.release(1);
        plain.end();
        patient.end();
        assertThrows(IllegalMonitorStateException.class, condition::signal);
    }

    @Test
    void exclusiveByLong() throws Exception {
        LongMutex mutex = new LongMutex();
        long big = 1L << 40;
        assertFalse(mutex.hasContended());
        mutex.acquire(big);
        assertFalse(mutex.hasQueuedPredecessors());
        Waits.Running first = Waits.start(() -> {
            assertFalse(mutex.tryAcquireNanos(1, 1_000));
            mutex.acquireInterruptibly(1);
            mutex.release(1);
        });
        Waits.state(first.thread(), Thread.State.WAITING);
        assertTrue(mutex.hasQueuedThreads());
        assertTrue(mutex.hasContended());
        assertSame(first.thread(), mutex.getFirstQueuedThread());
        assertTrue(mutex.isQueued(first.thread()));
        assertEquals(1, mutex.getQueueLength());
        assertEquals(List.of(first.thread()), List.copyOf(mutex.getQueuedThreads()));
        assertEquals(List.of(first.thread()), List.copyOf(mutex.getExclusiveQueuedThreads()));
        assertTrue(mutex.getSharedQueuedThreads().isEmpty());
        assertTrue(mutex.toString().endsWith("[State = " + big + ", nonempty queue]"), mutex.toString());
        mutex.release(big);
        first.end();
        assertTrue(mutex.tryAcquireNanos(1, 1_000_000_000L));
        mutex.release(1);
    }

    @Test
    void sharedByLong() throws Exception {
        LongGate gate = new LongGate();
        Waits.Running first = Waits.start(() -> gate.acquireShared(1));
        Waits.Running second = Waits.start(() -> gate.acquireSharedInterruptibly(1));
        Waits.Running third = Waits.start(() -> assertTrue(gate.tryAcquireSharedNanos(1, 100_000_000_000L)));
        Waits.until(() -> gate.getSharedQueuedThreads().size() == 3);
        assertTrue(gate.releaseShared(1));
        first.end();
        second.end();
        third.end();
    }

    @Test
    void conditionsByLong() throws Exception {
        LongMutex mutex = new LongMutex();
        AbstractQueuedLongSynchronizer.ConditionObject condition = mutex.new ConditionObject();
        boolean[] go = new boolean[1];
        Waits.Running plain = Waits.start(() -> {
            mutex.acquire(1);
            while (!go[0]) {
                condition.await();
            }
            mutex.release(1);
        });
        Waits.Running patient = Waits.start(() -> {
            mutex.acquire(1);
            while (!go[0]) {
                condition.awaitUninterruptibly();
            }
            mutex.release(1);
        });
        Waits.waiting(plain.thread());
        Waits.waiting(patient.thread());
        mutex.acquire(1);
        assertTrue(mutex.owns(condition));
        assertTrue(mutex.hasWaiters(condition));
        assertEquals(2, mutex.getWaitQueueLength(condition));
        assertEquals(Set.of(plain.thread(), patient.thread()), Set.copyOf(mutex.getWaitingThreads(condition)));
        assertTrue(condition.awaitNanos(1_000) <= 0);
        assertFalse(condition.await(1, TimeUnit.MICROSECONDS));
        assertFalse(condition.awaitUntil(new Date(0)));
        go[0] = true;
        condition.signal();
        condition.signalAll();
        mutex.release(1);
        plain.end();
        patient.end();
    }
}
