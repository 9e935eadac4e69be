package dev.moonsim.parity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Exchanger;
import java.util.concurrent.Phaser;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Latches, barriers, semaphores, exchangers and phasers. */
@Covers({CountDownLatch.class, CyclicBarrier.class, BrokenBarrierException.class, Semaphore.class, Exchanger.class,
    Phaser.class, TimeoutException.class})
class SynchronizerParity {
    @Test
    void latches() throws Exception {
        CountDownLatch latch = new CountDownLatch(2);
        assertEquals(2, latch.getCount());
        assertTrue(latch.toString().endsWith("[Count = 2]"), latch.toString());
        assertFalse(latch.await(1, TimeUnit.MILLISECONDS));
        AtomicInteger passed = new AtomicInteger();
        List<Waits.Running> waiters = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            waiters.add(Waits.start(() -> {
                latch.await();
                passed.incrementAndGet();
            }));
        }
        for (Waits.Running waiter : waiters) {
            Waits.waiting(waiter.thread());
        }
        latch.countDown();
        assertEquals(0, passed.get());
        latch.countDown();
        latch.countDown();
        for (Waits.Running waiter : waiters) {
            waiter.end();
        }
        assertTrue(latch.await(1, TimeUnit.SECONDS));
        assertEquals(0, latch.getCount());
        assertThrows(IllegalArgumentException.class, () -> new CountDownLatch(-1));
    }

    @Test
    void barriers() throws Exception {
        List<String> actions = Collections.synchronizedList(new ArrayList<>());
        CyclicBarrier barrier = new CyclicBarrier(3, () -> actions.add("all are here"));
        Set<Integer> indices = Collections.synchronizedSet(new TreeSet<>());
        List<Waits.Running> threads = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            threads.add(Waits.start(() -> {
                indices.add(barrier.await());
                indices.add(10 + barrier.await(100, TimeUnit.SECONDS));
            }));
        }
        for (Waits.Running thread : threads) {
            thread.end();
        }
        assertEquals(Set.of(0, 1, 2, 10, 11, 12), indices);
        assertEquals(List.of("all are here", "all are here"), actions);
        assertEquals(3, barrier.getParties());
        assertEquals(0, barrier.getNumberWaiting());
        assertFalse(barrier.isBroken());
        assertThrows(IllegalArgumentException.class, () -> new CyclicBarrier(0));
    }

    @Test
    void brokenBarriers() throws Exception {
        CyclicBarrier barrier = new CyclicBarrier(2);
        assertThrows(TimeoutException.class, () -> barrier.await(1, TimeUnit.MILLISECONDS));
        assertTrue(barrier.isBroken());
        assertThrows(BrokenBarrierException.class, barrier::await);
        barrier.reset();
        assertFalse(barrier.isBroken());
        AtomicReference<Throwable> seen = new AtomicReference<>();
        Waits.Running waiter = Waits.start(() -> seen.set(assertThrows(BrokenBarrierException.class, barrier::await)));
        Waits.until(() -> barrier.getNumberWaiting() == 1);
        barrier.reset();
        waiter.end();
        assertEquals(BrokenBarrierException.class, seen.get().getClass());
        assertFalse(barrier.isBroken());
        CyclicBarrier fails = new CyclicBarrier(1, () -> {
            throw new IllegalStateException("action");
        });
        assertEquals("action", assertThrows(IllegalStateException.class, fails::await).getMessage());
        assertTrue(fails.isBroken());
        assertEquals("why", new BrokenBarrierException("why").getMessage());
        assertEquals("late", new TimeoutException("late").getMessage());
    }

    private static final class OpenSemaphore extends Semaphore {
        OpenSemaphore(int permits) {
            super(permits, true);
        }

        Collection<Thread> queued() {
            return getQueuedThreads();
        }

        void reduce(int n) {
            reducePermits(n);
        }
    }

    @Test
    void semaphores() throws Exception {
        OpenSemaphore semaphore = new OpenSemaphore(5);
        assertTrue(semaphore.isFair());
        assertFalse(new Semaphore(1).isFair());
        semaphore.acquire();
        semaphore.acquire(2);
        semaphore.acquireUninterruptibly();
        assertEquals(1, semaphore.availablePermits());
        assertTrue(semaphore.toString().endsWith("[Permits = 1]"), semaphore.toString());
        assertFalse(semaphore.tryAcquire(2));
        assertFalse(semaphore.tryAcquire(2, 1, TimeUnit.MILLISECONDS));
        assertTrue(semaphore.tryAcquire());
        assertFalse(semaphore.tryAcquire());
        assertFalse(semaphore.tryAcquire(1, TimeUnit.MILLISECONDS));
        Waits.Running first = Waits.start(() -> semaphore.acquireUninterruptibly(2));
        Waits.until(() -> semaphore.getQueueLength() == 1);
        assertTrue(semaphore.hasQueuedThreads());
        assertEquals(List.of(first.thread()), List.copyOf(semaphore.queued()));
        semaphore.release();
        Waits.waiting(first.thread());
        semaphore.release(3);
        first.end();
        assertEquals(2, semaphore.availablePermits());
        assertEquals(2, semaphore.drainPermits());
        semaphore.reduce(2);
        assertEquals(-2, semaphore.availablePermits());
        semaphore.release(3);
        assertEquals(1, semaphore.availablePermits());
        assertThrows(IllegalArgumentException.class, () -> semaphore.release(-1));
        assertThrows(IllegalArgumentException.class, () -> semaphore.acquire(-1));
    }

    @Test
    void semaphoresBound() throws Exception {
        Semaphore semaphore = new Semaphore(2);
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        List<Waits.Running> threads = new ArrayList<>();
        for (int t = 0; t < 5; t++) {
            threads.add(Waits.start(() -> {
                for (int i = 0; i < 10; i++) {
                    semaphore.acquire();
                    most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                    inside.decrementAndGet();
                    semaphore.release();
                }
            }));
        }
        for (Waits.Running thread : threads) {
            thread.end();
        }
        assertTrue(most.get() <= 2);
        assertEquals(2, semaphore.availablePermits());
    }

    @Test
    void exchangers() throws Exception {
        Exchanger<String> exchanger = new Exchanger<>();
        assertThrows(TimeoutException.class, () -> exchanger.exchange("nobody", 1, TimeUnit.MILLISECONDS));
        AtomicReference<String> got = new AtomicReference<>();
        Waits.Running other = Waits.start(() -> got.set(exchanger.exchange("b")));
        assertEquals("b", exchanger.exchange("a", 20, TimeUnit.SECONDS));
        other.end();
        assertEquals("a", got.get());
        Waits.Running gives = Waits.start(() -> assertEquals("x", exchanger.exchange(null)));
        assertNull(exchanger.exchange("x"));
        gives.end();
    }

    // ---- phasers ----

    @Test
    void phases() throws Exception {
        List<String> advances = Collections.synchronizedList(new ArrayList<>());
        Phaser phaser = new Phaser(1) {
            @Override
            protected boolean onAdvance(int phase, int registered) {
                advances.add(phase + "/" + registered);
                return registered == 0;
            }
        };
        assertEquals(0, phaser.getPhase());
        assertEquals(0, phaser.register());
        assertEquals(0, phaser.bulkRegister(1));
        assertEquals(3, phaser.getRegisteredParties());
        AtomicInteger seen = new AtomicInteger();
        Waits.Running first = Waits.start(() -> seen.addAndGet(phaser.arriveAndAwaitAdvance()));
        Waits.Running second = Waits.start(() -> seen.addAndGet(10 * phaser.awaitAdvance(phaser.arrive())));
        Waits.until(() -> phaser.getArrivedParties() == 2);
        assertEquals(1, phaser.getUnarrivedParties());
        assertTrue(phaser.toString().endsWith("[phase = 0 parties = 3 arrived = 2]"), phaser.toString());
        assertThrows(TimeoutException.class, () -> phaser.awaitAdvanceInterruptibly(0, 1, TimeUnit.MILLISECONDS));
        assertEquals(0, phaser.arrive());
        first.end();
        second.end();
        assertEquals(11, seen.get());
        assertEquals(1, phaser.awaitAdvance(0));
        assertEquals(1, phaser.awaitAdvanceInterruptibly(0));
        assertEquals(1, phaser.arriveAndDeregister());
        assertEquals(1, phaser.arriveAndDeregister());
        assertEquals(1, phaser.arriveAndDeregister());
        assertTrue(phaser.isTerminated());
        assertTrue(phaser.getPhase() < 0);
        assertTrue(phaser.arrive() < 0);
        assertTrue(phaser.register() < 0);
        assertEquals(List.of("0/3", "1/0"), advances);
    }

    @Test
    void tiers() throws Exception {
        Phaser root = new Phaser();
        Phaser left = new Phaser(root, 2);
        Phaser right = new Phaser(root);
        right.register();
        assertSame(root, left.getParent());
        assertSame(root, right.getRoot());
        assertNull(root.getParent());
        assertEquals(2, root.getRegisteredParties());
        List<Waits.Running> threads = new ArrayList<>();
        Set<Integer> phases = Collections.synchronizedSet(new TreeSet<>());
        for (Phaser phaser : List.of(left, left, right)) {
            threads.add(Waits.start(() -> {
                for (int i = 0; i < 5; i++) {
                    phases.add(phaser.arriveAndAwaitAdvance());
                }
            }));
        }
        for (Waits.Running thread : threads) {
            thread.end();
        }
        assertEquals(Set.of(1, 2, 3, 4, 5), phases);
        assertEquals(5, root.getPhase());
        assertNotNull(right.toString());
        right.arriveAndDeregister();
        assertEquals(1, root.getRegisteredParties());
    }

    @Test
    void termination() throws Exception {
        Phaser phaser = new Phaser(2);
        AtomicInteger phase = new AtomicInteger(1);
        Waits.Running waiter = Waits.start(() -> phase.set(phaser.arriveAndAwaitAdvance()));
        Waits.waiting(waiter.thread());
        phaser.forceTermination();
        waiter.end();
        assertTrue(phase.get() < 0);
        assertTrue(phaser.isTerminated());
        assertThrows(IllegalStateException.class, () -> new Phaser(0).arrive());
        assertThrows(IllegalArgumentException.class, () -> new Phaser(-1));
    }
}
