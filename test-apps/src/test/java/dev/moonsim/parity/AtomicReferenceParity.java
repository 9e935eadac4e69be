package dev.moonsim.parity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicMarkableReference;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import java.util.concurrent.atomic.AtomicStampedReference;
import java.util.concurrent.atomic.DoubleAccumulator;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** Atomic references and flags, adders and accumulators, and variable handles. */
@Covers({AtomicBoolean.class, AtomicReference.class, AtomicReferenceArray.class, AtomicReferenceFieldUpdater.class,
    AtomicMarkableReference.class, AtomicStampedReference.class, LongAdder.class, DoubleAdder.class,
    LongAccumulator.class, DoubleAccumulator.class})
class AtomicReferenceParity {
    private static final class Holder {
        volatile String text = "a";
        int number;
    }

    private static void until(BooleanSupplier weak) {
        while (!weak.getAsBoolean()) {
            Thread.onSpinWait();
        }
    }

    @Test
    @SuppressWarnings("deprecation")
    void flags() {
        AtomicBoolean a = new AtomicBoolean();
        assertFalse(a.get());
        a.set(true);
        a.lazySet(true);
        assertTrue(a.getAndSet(false));
        assertTrue(a.compareAndSet(false, true));
        assertFalse(a.compareAndSet(false, true));
        until(() -> a.weakCompareAndSet(true, false));
        until(() -> a.weakCompareAndSetPlain(false, true));
        until(() -> a.weakCompareAndSetVolatile(true, false));
        until(() -> a.weakCompareAndSetAcquire(false, true));
        until(() -> a.weakCompareAndSetRelease(true, false));
        assertFalse(a.compareAndExchange(false, true));
        assertTrue(a.compareAndExchangeAcquire(true, false));
        assertFalse(a.compareAndExchangeRelease(false, true));
        a.setPlain(false);
        assertFalse(a.getPlain());
        a.setOpaque(true);
        assertTrue(a.getOpaque());
        a.setRelease(false);
        assertFalse(a.getAcquire());
        assertEquals("false", a.toString());
    }

    @Test
    @SuppressWarnings("deprecation")
    void references() {
        AtomicReference<String> a = new AtomicReference<>("a");
        assertEquals("a", a.get());
        a.set("b");
        a.lazySet("b");
        assertEquals("b", a.getAndSet("c"));
        assertTrue(a.compareAndSet("c", "d"));
        assertFalse(a.compareAndSet("c", "e"));
        until(() -> a.weakCompareAndSet("d", "e"));
        until(() -> a.weakCompareAndSetPlain("e", "f"));
        until(() -> a.weakCompareAndSetVolatile("f", "g"));
        until(() -> a.weakCompareAndSetAcquire("g", "h"));
        until(() -> a.weakCompareAndSetRelease("h", "i"));
        assertEquals("i", a.getAndUpdate(x -> "j"));
        assertEquals("k", a.updateAndGet(x -> "k"));
        assertEquals("k", a.getAndAccumulate("l", (x, y) -> y));
        assertEquals("m", a.accumulateAndGet("m", (x, y) -> y));
        assertEquals("m", a.compareAndExchange("m", "n"));
        assertEquals("n", a.compareAndExchangeAcquire("n", "o"));
        assertEquals("o", a.compareAndExchangeRelease("o", "p"));
        a.setPlain("q");
        assertEquals("q", a.getPlain());
        a.setOpaque("r");
        assertEquals("r", a.getOpaque());
        a.setRelease("s");
        assertEquals("s", a.getAcquire());
        assertEquals("s", a.toString());
    }

    @Test
    @SuppressWarnings("deprecation")
    void arrays() {
        AtomicReferenceArray<String> a = new AtomicReferenceArray<>(new String[] {"x", "a"});
        assertEquals(2, a.length());
        assertEquals("a", a.get(1));
        a.set(1, "b");
        a.lazySet(1, "b");
        assertEquals("b", a.getAndSet(1, "c"));
        assertTrue(a.compareAndSet(1, "c", "d"));
        until(() -> a.weakCompareAndSet(1, "d", "e"));
        until(() -> a.weakCompareAndSetPlain(1, "e", "f"));
        until(() -> a.weakCompareAndSetVolatile(1, "f", "g"));
        until(() -> a.weakCompareAndSetAcquire(1, "g", "h"));
        until(() -> a.weakCompareAndSetRelease(1, "h", "i"));
        assertEquals("i", a.getAndUpdate(1, x -> "j"));
        assertEquals("k", a.updateAndGet(1, x -> "k"));
        assertEquals("k", a.getAndAccumulate(1, "l", (x, y) -> y));
        assertEquals("m", a.accumulateAndGet(1, "m", (x, y) -> y));
        assertEquals("m", a.compareAndExchange(1, "m", "n"));
        assertEquals("n", a.compareAndExchangeAcquire(1, "n", "o"));
        assertEquals("o", a.compareAndExchangeRelease(1, "o", "p"));
        a.setPlain(1, "q");
        assertEquals("q", a.getPlain(1));
        a.setOpaque(1, "r");
        assertEquals("r", a.getOpaque(1));
        a.setRelease(1, "s");
        assertEquals("s", a.getAcquire(1));
        assertEquals("[x, s]", a.toString());
    }

    @Test
    void fieldUpdaters() {
        Holder h = new Holder();
        AtomicReferenceFieldUpdater<Holder, String> u =
                AtomicReferenceFieldUpdater.newUpdater(Holder.class, String.class, "text");
        assertEquals("a", u.get(h));
        u.set(h, "b");
        u.lazySet(h, "b");
        assertTrue(u.compareAndSet(h, "b", "c"));
        until(() -> u.weakCompareAndSet(h, "c", "d"));
        assertEquals("d", u.getAndSet(h, "e"));
        assertEquals("e", u.getAndUpdate(h, x -> "f"));
        assertEquals("g", u.updateAndGet(h, x -> "g"));
        assertEquals("g", u.getAndAccumulate(h, "h", (x, y) -> y));
        assertEquals("i", u.accumulateAndGet(h, "i", (x, y) -> y));
        assertEquals("i", h.text);
    }

    @Test
    void marksAndStamps() {
        boolean[] mark = new boolean[1];
        AtomicMarkableReference<String> m = new AtomicMarkableReference<>("a", false);
        assertEquals("a", m.get(mark));
        assertFalse(mark[0]);
        assertTrue(m.compareAndSet("a", "b", false, true));
        assertTrue(m.isMarked());
        until(() -> m.weakCompareAndSet("b", "c", true, false));
        until(() -> m.attemptMark("c", true));
        m.set("d", false);
        assertEquals("d", m.getReference());
        int[] stamp = new int[1];
        AtomicStampedReference<String> s = new AtomicStampedReference<>("a", 1);
        assertEquals("a", s.get(stamp));
        assertEquals(1, stamp[0]);
        assertTrue(s.compareAndSet("a", "b", 1, 2));
        assertFalse(s.compareAndSet("b", "c", 1, 2));
        until(() -> s.weakCompareAndSet("b", "c", 2, 3));
        until(() -> s.attemptStamp("c", 4));
        assertEquals(4, s.getStamp());
        s.set("d", 5);
        assertSame("d", s.getReference());
    }

    @Test
    void addersAndAccumulators() throws Exception {
        LongAdder sum = new LongAdder();
        DoubleAdder doubles = new DoubleAdder();
        LongAccumulator most = new LongAccumulator(Math::max, Long.MIN_VALUE);
        DoubleAccumulator least = new DoubleAccumulator(Math::min, 100);
        List<Waits.Running> threads = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            int n = t;
            threads.add(Waits.start(() -> {
                for (int i = 0; i < 50; i++) {
                    sum.increment();
                    sum.add(2);
                    sum.decrement();
                    doubles.add(0.5);
                    most.accumulate(n * 50 + i);
                    least.accumulate(n + i);
                }
            }));
        }
        for (Waits.Running thread : threads) {
            thread.end();
        }
        assertEquals(400, sum.sum());
        assertEquals(400, sum.intValue());
        assertEquals(400L, sum.longValue());
        assertEquals(400f, sum.floatValue());
        assertEquals(400d, sum.doubleValue());
        assertEquals("400", sum.toString());
        assertEquals(400, sum.sumThenReset());
        sum.add(1);
        sum.reset();
        assertEquals(0, sum.sum());
        assertEquals(100, doubles.sum());
        assertEquals(100, doubles.intValue());
        assertEquals(100L, doubles.longValue());
        assertEquals(100f, doubles.floatValue());
        assertEquals(100d, doubles.doubleValue());
        assertEquals(100, doubles.sumThenReset());
        doubles.reset();
        assertEquals(199, most.get());
        assertEquals(199, most.intValue());
        assertEquals(199L, most.longValue());
        assertEquals(199f, most.floatValue());
        assertEquals(199d, most.doubleValue());
        assertEquals(199, most.getThenReset());
        most.reset();
        assertEquals(Long.MIN_VALUE, most.get());
        assertEquals(0, least.get());
        assertEquals(0, least.intValue());
        assertEquals(0L, least.longValue());
        assertEquals(0f, least.floatValue());
        assertEquals(0d, least.doubleValue());
        assertEquals(0, least.getThenReset());
        least.reset();
        assertEquals(100, least.get());
    }

    @Test
    void variableHandles() throws Exception {
        MethodHandles.Lookup lookup = MethodHandles.lookup();
        VarHandle number = lookup.findVarHandle(Holder.class, "number", int.class);
        VarHandle text = lookup.findVarHandle(Holder.class, "text", String.class);
        VarHandle array = MethodHandles.arrayElementVarHandle(int[].class);
        Holder h = new Holder();
        number.set(h, 1);
        assertEquals(1, (int) number.get(h));
        number.setVolatile(h, 2);
        assertEquals(2, (int) number.getVolatile(h));
        number.setOpaque(h, 3);
        assertEquals(3, (int) number.getOpaque(h));
        number.setRelease(h, 4);
        assertEquals(4, (int) number.getAcquire(h));
        assertTrue(number.compareAndSet(h, 4, 5));
        until(() -> number.weakCompareAndSet(h, 5, 6));
        until(() -> number.weakCompareAndSetPlain(h, 6, 7));
        until(() -> number.weakCompareAndSetAcquire(h, 7, 8));
        until(() -> number.weakCompareAndSetRelease(h, 8, 9));
        assertEquals(9, (int) number.compareAndExchange(h, 9, 10));
        assertEquals(10, (int) number.compareAndExchangeAcquire(h, 10, 11));
        assertEquals(11, (int) number.compareAndExchangeRelease(h, 11, 12));
        assertEquals(12, (int) number.getAndAdd(h, 1));
        assertEquals(13, (int) number.getAndAddAcquire(h, 1));
        assertEquals(14, (int) number.getAndAddRelease(h, 1));
        assertEquals(15, (int) number.getAndSet(h, 8));
        assertEquals(8, (int) number.getAndBitwiseOr(h, 1));
        assertEquals(9, (int) number.getAndBitwiseAnd(h, 1));
        assertEquals(1, (int) number.getAndBitwiseXor(h, 3));
        assertEquals(2, h.number);
        assertEquals("a", (String) text.getAndSet(h, "b"));
        int[] ints = new int[4];
        VarHandle.fullFence();
        VarHandle.acquireFence();
        VarHandle.releaseFence();
        VarHandle.loadLoadFence();
        VarHandle.storeStoreFence();
        List<Waits.Running> threads = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            threads.add(Waits.start(() -> {
                for (int i = 0; i < 50; i++) {
                    int unused = (int) array.getAndAdd(ints, i % 4, 1);
                    int old;
                    do {
                        old = (int) number.getVolatile(h);
                    } while (!number.compareAndSet(h, old, old + 1));
                }
            }));
        }
        for (Waits.Running thread : threads) {
            thread.end();
        }
        assertEquals(202, h.number);
        assertEquals(200, ints[0] + ints[1] + ints[2] + ints[3]);
    }
}
