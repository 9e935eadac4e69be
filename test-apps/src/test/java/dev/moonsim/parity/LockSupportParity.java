package dev.moonsim.parity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** Permits, blockers and bounds of parking; also by {@code sun.misc.Unsafe}. */
@Covers(LockSupport.class)
class LockSupportParity {
    private final AtomicBoolean go = new AtomicBoolean();
    private final Object blocker = new Object();

    @Test
    void aPermitIsKeptAndOnlyOne() throws Exception {
        Thread me = Thread.currentThread();
        LockSupport.unpark(me);
        LockSupport.unpark(me);
        LockSupport.park();
        long start = System.nanoTime();
        LockSupport.parkNanos(2_000_000); // the second permit was none, though it may end early without cause
        assertTrue(System.nanoTime() >= start);
        LockSupport.unpark(null);
    }

    @Test
    void unparkWakesWhatParks() throws Exception {
        wakes(LockSupport::park, null);
        wakes(() -> LockSupport.park(blocker), blocker);
        wakes(() -> LockSupport.parkNanos(100_000_000_000L), null);
        wakes(() -> LockSupport.parkNanos(blocker, 100_000_000_000L), blocker);
        wakes(() -> LockSupport.parkUntil(System.currentTimeMillis() + 100_000), null);
        wakes(() -> LockSupport.parkUntil(blocker, System.currentTimeMillis() + 100_000), blocker);
    }

    private void wakes(Runnable park, Object expectedBlocker) throws Exception {
        for (boolean virtual : new boolean[] {false, true}) {
            go.set(false);
            Runnable run = () -> {
                while (!go.get()) {
                    park.run();
                }
            };
            Thread thread = virtual ? Thread.ofVirtual().start(run) : Thread.ofPlatform().daemon().start(run);
            Waits.waiting(thread);
            assertSame(expectedBlocker, LockSupport.getBlocker(thread));
            LockSupport.unpark(thread); // it looks and parks again
            Waits.waiting(thread);
            go.set(true);
            LockSupport.unpark(thread);
            Waits.ended(thread);
            assertNull(LockSupport.getBlocker(thread));
        }
    }

    @Test
    void timesAndArguments() {
        long start = System.nanoTime();
        while (System.nanoTime() - start < 2_000_000) {
            LockSupport.parkNanos(2_000_000);
        }
        LockSupport.parkNanos(0);
        LockSupport.parkNanos(-1);
        LockSupport.parkNanos(blocker, 0);
        LockSupport.parkUntil(System.currentTimeMillis() - 1);
        LockSupport.parkUntil(blocker, 1);
        assertThrows(NullPointerException.class, () -> LockSupport.getBlocker(null));
    }

    @Test
    void blockersSetByHand() throws Exception {
        LockSupport.setCurrentBlocker(blocker);
        assertSame(blocker, LockSupport.getBlocker(Thread.currentThread()));
        LockSupport.setCurrentBlocker(null);
        assertNull(LockSupport.getBlocker(Thread.currentThread()));
        assertNull(LockSupport.getBlocker(new Thread()));
    }

    @Test
    void unparkBeforeStartMayDoNothing() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        Thread thread = new Thread(() -> {
            started.countDown();
            while (!go.get()) {
                LockSupport.park(this);
            }
        });
        LockSupport.unpark(thread);
        thread.start();
        started.await();
        Waits.waiting(thread);
        go.set(true);
        LockSupport.unpark(thread);
        thread.join();
        LockSupport.unpark(thread);
        assertFalse(thread.isAlive());
    }

    @Test
    void unsafeParksToo() throws Exception {
        Class<?> type = Class.forName("sun.misc.Unsafe");
        Field field = type.getDeclaredField("theUnsafe");
        field.setAccessible(true);
        Object unsafe = field.get(null);
        Method park;
        try {
            park = type.getMethod("park", boolean.class, long.class);
        } catch (NoSuchMethodException e) {
            return; // gone from this JDK
        }
        Method unpark = type.getMethod("unpark", Object.class);
        CountDownLatch done = new CountDownLatch(1);
        Waits.Running running = Waits.start(() -> {
            while (!go.get()) {
                park.invoke(unsafe, false, 0L);
            }
            park.invoke(unsafe, false, 1_000_000L);
            park.invoke(unsafe, true, System.currentTimeMillis() + 1);
            done.countDown();
        });
        Waits.waiting(running.thread());
        go.set(true);
        unpark.invoke(unsafe, running.thread());
        running.end();
        assertEquals(0, done.getCount());
    }
}
