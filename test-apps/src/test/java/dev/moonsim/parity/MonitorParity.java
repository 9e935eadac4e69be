package dev.moonsim.parity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** {@code wait}, {@code notify} and {@code synchronized}. */
@Covers(Object.class)
class MonitorParity {
    private final Object lock = new Object();

    @Test
    void onlyTheOwnerMayWaitAndNotify() {
        assertEquals("current thread is not owner",
                assertThrows(IllegalMonitorStateException.class, lock::notify).getMessage());
        assertEquals("current thread is not owner",
                assertThrows(IllegalMonitorStateException.class, lock::notifyAll).getMessage());
        assertEquals("current thread is not owner",
                assertThrows(IllegalMonitorStateException.class, lock::wait).getMessage());
        assertThrows(IllegalMonitorStateException.class, () -> lock.wait(1));
        assertThrows(IllegalMonitorStateException.class, () -> lock.wait(1, 1));
    }

    @Test
    void arguments() {
        synchronized (lock) {
            assertEquals("timeout value is negative",
                    assertThrows(IllegalArgumentException.class, () -> lock.wait(-1L)).getMessage());
            assertEquals("timeoutMillis value is negative",
                    assertThrows(IllegalArgumentException.class, () -> lock.wait(-1, 0)).getMessage());
            assertEquals("nanosecond timeout value out of range",
                    assertThrows(IllegalArgumentException.class, () -> lock.wait(1, 1_000_000)).getMessage());
            lock.notify();
            lock.notifyAll();
        }
    }

    @Test
    void timedWaitsReleaseTheMonitorAndTakeItBack() throws Exception {
        synchronized (lock) {
            Waits.Running other = Waits.start(() -> {
                synchronized (lock) {
                    lock.notifyAll(); // nobody asked for it yet
                }
            });
            long start = System.nanoTime();
            lock.wait(3);
            assertTrue(Thread.holdsLock(lock));
            lock.wait(0, 500_000);
            lock.wait(1, 999_999);
            Waits.took(start, 1);
            other.end();
        }
    }

    @Test
    void notifyWakesOneAndNotifyAllTheRest() throws Exception {
        AtomicInteger tickets = new AtomicInteger();
        AtomicInteger woken = new AtomicInteger();
        List<Waits.Running> waiters = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            waiters.add(Waits.start(() -> {
                synchronized (lock) {
                    while (tickets.get() == 0) {
                        lock.wait();
                    }
                    tickets.decrementAndGet();
                    woken.incrementAndGet();
                }
            }));
        }
        for (Waits.Running waiter : waiters) {
            Waits.state(waiter.thread(), Thread.State.WAITING);
        }
        synchronized (lock) {
            tickets.set(1);
            lock.notify();
            assertEquals(0, woken.get());
        }
        Waits.until(() -> woken.get() == 1);
        synchronized (lock) {
            tickets.set(4);
            lock.notifyAll();
        }
        for (Waits.Running waiter : waiters) {
            waiter.end();
        }
        assertEquals(5, woken.get());
    }

    @Test
    void monitorsAreReentrantAndReleasedByExceptions() throws Exception {
        synchronized (lock) {
            synchronized (lock) {
                assertTrue(Thread.holdsLock(lock));
            }
            assertTrue(Thread.holdsLock(lock));
        }
        assertThrows(IllegalStateException.class, () -> {
            synchronized (lock) {
                throw new IllegalStateException();
            }
        });
        AtomicInteger entered = new AtomicInteger();
        Waits.start(() -> {
            synchronized (lock) {
                entered.incrementAndGet();
            }
        }).end();
        assertEquals(1, entered.get());
    }

    @Test
    void aNestedWaitGivesUpAllLevels() throws Exception {
        AtomicInteger flag = new AtomicInteger();
        Waits.Running waiter = Waits.start(() -> {
            synchronized (lock) {
                synchronized (lock) {
                    while (flag.get() == 0) {
                        lock.wait();
                    }
                    assertTrue(Thread.holdsLock(lock));
                }
                assertTrue(Thread.holdsLock(lock));
            }
        });
        Waits.waiting(waiter.thread());
        synchronized (lock) {
            flag.set(1);
            lock.notify();
        }
        waiter.end();
    }

    @Test
    void boundedBuffer() throws Exception {
        ArrayDeque<Integer> buffer = new ArrayDeque<>();
        AtomicInteger sum = new AtomicInteger();
        List<Waits.Running> threads = new ArrayList<>();
        for (int t = 0; t < 3; t++) {
            threads.add(Waits.start(() -> {
                for (int i = 1; i <= 20; i++) {
                    synchronized (lock) {
                        while (buffer.size() == 2) {
                            lock.wait();
                        }
                        buffer.add(i);
                        lock.notifyAll();
                    }
                }
            }));
            threads.add(Waits.start(() -> {
                for (int i = 1; i <= 20; i++) {
                    synchronized (lock) {
                        while (buffer.isEmpty()) {
                            lock.wait();
                        }
                        sum.addAndGet(buffer.remove());
                        lock.notifyAll();
                    }
                }
            }));
        }
        for (Waits.Running thread : threads) {
            thread.end();
        }
        assertEquals(630, sum.get());
    }
}
