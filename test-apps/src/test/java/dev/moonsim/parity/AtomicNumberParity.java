package dev.moonsim.parity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** Atomic numbers, their arrays and field updaters. */
@Covers({AtomicInteger.class, AtomicLong.class, AtomicIntegerArray.class, AtomicLongArray.class,
    AtomicIntegerFieldUpdater.class, AtomicLongFieldUpdater.class})
class AtomicNumberParity {
    private static final class Holder {
        volatile int ints;
        volatile long longs;
    }

    /** A weak compare-and-set may fail without cause. */
    private static void until(BooleanSupplier weak) {
        while (!weak.getAsBoolean()) {
            Thread.onSpinWait();
        }
    }

    @Test
    void nothingIsLostBetweenThreads() throws Exception {
        AtomicInteger integer = new AtomicInteger();
        AtomicLong byLoop = new AtomicLong();
        AtomicIntegerArray array = new AtomicIntegerArray(2);
        Holder holder = new Holder();
        AtomicLongFieldUpdater<Holder> updater = AtomicLongFieldUpdater.newUpdater(Holder.class, "longs");
        List<Waits.Running> threads = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            threads.add(Waits.start(() -> {
                for (int i = 0; i < 50; i++) {
                    integer.incrementAndGet();
                    long old;
                    do {
                        old = byLoop.get();
                    } while (!byLoop.compareAndSet(old, old + 1));
                    array.getAndIncrement(i % 2);
                    updater.addAndGet(holder, 1);
                }
            }));
        }
        for (Waits.Running thread : threads) {
            thread.end();
        }
        assertEquals(200, integer.get());
        assertEquals(200, byLoop.get());
        assertEquals(100, array.get(1));
        assertEquals(200, holder.longs);
    }

    @Test
    @SuppressWarnings("deprecation")
    void atomicInteger() {
        AtomicInteger a = new AtomicInteger(1);
        assertEquals(1, a.get());
        a.set(2);
        a.lazySet(2);
        assertEquals(2, a.getAndSet(2));
        assertTrue(a.compareAndSet(2, 3));
        assertFalse(a.compareAndSet(2, 4));
        until(() -> a.weakCompareAndSet(3, 4));
        until(() -> a.weakCompareAndSetPlain(4, 5));
        until(() -> a.weakCompareAndSetVolatile(5, 6));
        until(() -> a.weakCompareAndSetAcquire(6, 7));
        until(() -> a.weakCompareAndSetRelease(7, 8));
        assertEquals(8, a.getAndIncrement());
        assertEquals(9, a.getAndDecrement());
        assertEquals(8, a.getAndAdd(2));
        assertEquals(11, a.incrementAndGet());
        assertEquals(10, a.decrementAndGet());
        assertEquals(5, a.addAndGet(-5));
        assertEquals(5, a.getAndUpdate(x -> x * 2));
        assertEquals(20, a.updateAndGet(x -> x * 2));
        assertEquals(20, a.getAndAccumulate(3, Integer::sum));
        assertEquals(26, a.accumulateAndGet(3, Integer::sum));
        assertEquals("26", a.toString());
        assertEquals(26, a.compareAndExchange(26, 1));
        assertEquals(1, a.compareAndExchangeAcquire(1, 2));
        assertEquals(2, a.compareAndExchangeRelease(2, 3));
        assertEquals(3, a.compareAndExchange(9, 9));
        a.setPlain(4);
        assertEquals(4, a.getPlain());
        a.setOpaque(5);
        assertEquals(5, a.getOpaque());
        a.setRelease(2);
        assertEquals(2, a.getAcquire());
        assertEquals(2, a.intValue());
        assertEquals(2L, a.longValue());
        assertEquals(2f, a.floatValue());
        assertEquals(2d, a.doubleValue());
    }

    @Test
    @SuppressWarnings("deprecation")
    void atomicLong() {
        AtomicLong a = new AtomicLong(1);
        assertEquals(1, a.get());
        a.set(2);
        a.lazySet(2);
        assertEquals(2, a.getAndSet(2));
        assertTrue(a.compareAndSet(2, 3));
        assertFalse(a.compareAndSet(2, 4));
        until(() -> a.weakCompareAndSet(3, 4));
        until(() -> a.weakCompareAndSetPlain(4, 5));
        until(() -> a.weakCompareAndSetVolatile(5, 6));
        until(() -> a.weakCompareAndSetAcquire(6, 7));
        until(() -> a.weakCompareAndSetRelease(7, 8));
        assertEquals(8, a.getAndIncrement());
        assertEquals(9, a.getAndDecrement());
        assertEquals(8, a.getAndAdd(2));
        assertEquals(11, a.incrementAndGet());
        assertEquals(10, a.decrementAndGet());
        assertEquals(5, a.addAndGet(-5));
        assertEquals(5, a.getAndUpdate(x -> x * 2));
        assertEquals(20, a.updateAndGet(x -> x * 2));
        assertEquals(20, a.getAndAccumulate(3, Long::sum));
        assertEquals(26, a.accumulateAndGet(3, Long::sum));
        assertEquals("26", a.toString());
        assertEquals(26, a.compareAndExchange(26, 1));
        assertEquals(1, a.compareAndExchangeAcquire(1, 2));
        assertEquals(2, a.compareAndExchangeRelease(2, 3));
        assertEquals(3, a.compareAndExchange(9, 9));
        a.setPlain(4);
        assertEquals(4, a.getPlain());
        a.setOpaque(5);
        assertEquals(5, a.getOpaque());
        a.setRelease(2);
        assertEquals(2, a.getAcquire());
        assertEquals(2, a.intValue());
        assertEquals(2L, a.longValue());
        assertEquals(2f, a.floatValue());
        assertEquals(2d, a.doubleValue());
    }

    @Test
    @SuppressWarnings("deprecation")
    void atomicIntegerArray() {
        AtomicIntegerArray a = new AtomicIntegerArray(new int[] {0, 1, 0});
        assertEquals(3, a.length());
        assertEquals(1, a.get(1));
        a.set(1, 2);
        a.lazySet(1, 2);
        assertEquals(2, a.getAndSet(1, 2));
        assertTrue(a.compareAndSet(1, 2, 3));
        assertFalse(a.compareAndSet(1, 2, 4));
        until(() -> a.weakCompareAndSet(1, 3, 4));
        until(() -> a.weakCompareAndSetPlain(1, 4, 5));
        until(() -> a.weakCompareAndSetVolatile(1, 5, 6));
        until(() -> a.weakCompareAndSetAcquire(1, 6, 7));
        until(() -> a.weakCompareAndSetRelease(1, 7, 8));
        assertEquals(8, a.getAndIncrement(1));
        assertEquals(9, a.getAndDecrement(1));
        assertEquals(8, a.getAndAdd(1, 2));
        assertEquals(11, a.incrementAndGet(1));
        assertEquals(10, a.decrementAndGet(1));
        assertEquals(5, a.addAndGet(1, -5));
        assertEquals(5, a.getAndUpdate(1, x -> x * 2));
        assertEquals(20, a.updateAndGet(1, x -> x * 2));
        assertEquals(20, a.getAndAccumulate(1, 3, Integer::sum));
        assertEquals(26, a.accumulateAndGet(1, 3, Integer::sum));
        assertEquals(26, a.compareAndExchange(1, 26, 1));
        assertEquals(1, a.compareAndExchangeAcquire(1, 1, 2));
        assertEquals(2, a.compareAndExchangeRelease(1, 2, 3));
        a.setPlain(1, 4);
        assertEquals(4, a.getPlain(1));
        a.setOpaque(1, 5);
        assertEquals(5, a.getOpaque(1));
        a.setRelease(1, 6);
        assertEquals(6, a.getAcquire(1));
        assertEquals("[0, 6, 0]", a.toString());
        assertThrows(IndexOutOfBoundsException.class, () -> a.get(3));
    }

    @Test
    @SuppressWarnings("deprecation")
    void atomicLongArray() {
        AtomicLongArray a = new AtomicLongArray(new long[] {0, 1, 0});
        assertEquals(3, a.length());
        assertEquals(1, a.get(1));
        a.set(1, 2);
        a.lazySet(1, 2);
        assertEquals(2, a.getAndSet(1, 2));
        assertTrue(a.compareAndSet(1, 2, 3));
        assertFalse(a.compareAndSet(1, 2, 4));
        until(() -> a.weakCompareAndSet(1, 3, 4));
        until(() -> a.weakCompareAndSetPlain(1, 4, 5));
        until(() -> a.weakCompareAndSetVolatile(1, 5, 6));
        until(() -> a.weakCompareAndSetAcquire(1, 6, 7));
        until(() -> a.weakCompareAndSetRelease(1, 7, 8));
        assertEquals(8, a.getAndIncrement(1));
        assertEquals(9, a.getAndDecrement(1));
        assertEquals(8, a.getAndAdd(1, 2));
        assertEquals(11, a.incrementAndGet(1));
        assertEquals(10, a.decrementAndGet(1));
        assertEquals(5, a.addAndGet(1, -5));
        assertEquals(5, a.getAndUpdate(1, x -> x * 2));
        assertEquals(20, a.updateAndGet(1, x -> x * 2));
        assertEquals(20, a.getAndAccumulate(1, 3, Long::sum));
        assertEquals(26, a.accumulateAndGet(1, 3, Long::sum));
        assertEquals(26, a.compareAndExchange(1, 26, 1));
        assertEquals(1, a.compareAndExchangeAcquire(1, 1, 2));
        assertEquals(2, a.compareAndExchangeRelease(1, 2, 3));
        a.setPlain(1, 4);
        assertEquals(4, a.getPlain(1));
        a.setOpaque(1, 5);
        assertEquals(5, a.getOpaque(1));
        a.setRelease(1, 6);
        assertEquals(6, a.getAcquire(1));
        assertEquals("[0, 6, 0]", a.toString());
        assertThrows(IndexOutOfBoundsException.class, () -> a.get(3));
    }

    @Test
    void atomicIntegerFieldUpdater() {
        Holder h = new Holder();
        AtomicIntegerFieldUpdater<Holder> u = AtomicIntegerFieldUpdater.newUpdater(Holder.class, "ints");
        u.set(h, 1);
        u.lazySet(h, 1);
        assertEquals(1, u.get(h));
        assertEquals(1, u.getAndSet(h, 2));
        assertTrue(u.compareAndSet(h, 2, 3));
        until(() -> u.weakCompareAndSet(h, 3, 4));
        assertEquals(4, u.getAndIncrement(h));
        assertEquals(5, u.getAndDecrement(h));
        assertEquals(4, u.getAndAdd(h, 2));
        assertEquals(7, u.incrementAndGet(h));
        assertEquals(6, u.decrementAndGet(h));
        assertEquals(8, u.addAndGet(h, 2));
        assertEquals(8, u.getAndUpdate(h, x -> x + 1));
        assertEquals(10, u.updateAndGet(h, x -> x + 1));
        assertEquals(10, u.getAndAccumulate(h, 1, Integer::sum));
        assertEquals(12, u.accumulateAndGet(h, 1, Integer::sum));
        assertEquals(12, h.ints);
        assertThrows(RuntimeException.class, () -> AtomicIntegerFieldUpdater.newUpdater(Holder.class, "none"));
    }

    @Test
    void atomicLongFieldUpdater() {
        Holder h = new Holder();
        AtomicLongFieldUpdater<Holder> u = AtomicLongFieldUpdater.newUpdater(Holder.class, "longs");
        u.set(h, 1);
        u.lazySet(h, 1);
        assertEquals(1, u.get(h));
        assertEquals(1, u.getAndSet(h, 2));
        assertTrue(u.compareAndSet(h, 2, 3));
        until(() -> u.weakCompareAndSet(h, 3, 4));
        assertEquals(4, u.getAndIncrement(h));
        assertEquals(5, u.getAndDecrement(h));
        assertEquals(4, u.getAndAdd(h, 2));
        assertEquals(7, u.incrementAndGet(h));
        assertEquals(6, u.decrementAndGet(h));
        assertEquals(8, u.addAndGet(h, 2));
        assertEquals(8, u.getAndUpdate(h, x -> x + 1));
        assertEquals(10, u.updateAndGet(h, x -> x + 1));
        assertEquals(10, u.getAndAccumulate(h, 1, Long::sum));
        assertEquals(12, u.accumulateAndGet(h, 1, Long::sum));
        assertEquals(12, h.longs);
        assertThrows(RuntimeException.class, () -> AtomicLongFieldUpdater.newUpdater(Holder.class, "none"));
    }
}
