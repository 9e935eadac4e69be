package dev.moonsim.parity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.NoSuchElementException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Values that belong to a thread, or to a scope of calls. */
@Covers({ThreadLocal.class, InheritableThreadLocal.class, ScopedValue.class, ScopedValue.Carrier.class})
class ThreadLocalParity {
    @Test
    void eachThreadHasItsOwn() throws Exception {
        AtomicInteger made = new AtomicInteger();
        ThreadLocal<Integer> local = ThreadLocal.withInitial(made::incrementAndGet);
        assertEquals(1, local.get());
        assertEquals(1, local.get());
        local.set(50);
        AtomicReference<Integer> other = new AtomicReference<>();
        Waits.start(() -> {
            other.set(local.get());
            local.set(60);
        }).end();
        Thread virtual = Thread.startVirtualThread(() -> made.set(10 * local.get()));
        virtual.join();
        assertEquals(2, other.get());
        assertEquals(30, made.get());
        assertEquals(50, local.get());
        local.remove();
        assertEquals(31, local.get());
        ThreadLocal<String> plain = new ThreadLocal<>();
        assertNull(plain.get());
        plain.set("x");
        plain.remove();
        plain.remove();
        assertNull(plain.get());
        assertThrows(NullPointerException.class, () -> ThreadLocal.withInitial(null));
    }

    @Test
    void subclassesGiveTheInitialValue() {
        ThreadLocal<String> local = new ThreadLocal<>() {
            @Override
            protected String initialValue() {
                return "initial";
            }
        };
        assertEquals("initial", local.get());
        local.set(null);
        assertNull(local.get());
    }

    @Test
    void valuesStayWithPooledThreads() throws Exception {
        ThreadLocal<Integer> uses = ThreadLocal.withInitial(() -> 0);
        try (ExecutorService pool = Executors.newFixedThreadPool(1)) {
            int last = 0;
            for (int i = 0; i < 5; i++) {
                last = pool.submit(() -> {
                    uses.set(uses.get() + 1);
                    return uses.get();
                }).get();
            }
            assertEquals(5, last);
        }
    }

    @Test
    void inheritedWhenTheThreadIsMade() throws Exception {
        InheritableThreadLocal<String> local = new InheritableThreadLocal<>() {
            @Override
            protected String childValue(String parent) {
                return parent == null ? null : parent + "'";
            }
        };
        local.set("a");
        AtomicReference<String> seen = new AtomicReference<>();
        AtomicReference<String> grandchild = new AtomicReference<>();
        Runnable read = () -> {
            seen.set(local.get());
            Thread inner = new Thread(() -> grandchild.set(local.get()));
            inner.start();
            try {
                inner.join();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        };
        Thread thread = new Thread(read);
        local.set("b");
        thread.start();
        thread.join();
        assertEquals("a'", seen.get());
        assertEquals("a''", grandchild.get());
        Thread virtual = Thread.ofVirtual().start(read);
        virtual.join();
        assertEquals("b'", seen.get());
        assertEquals("b''", grandchild.get());
        Thread without = Thread.ofPlatform().inheritInheritableThreadLocals(false).start(read);
        without.join();
        assertNull(seen.get());
        Thread old = new Thread(null, read, "no inheritance", 0, false);
        old.start();
        old.join();
        assertNull(seen.get());
        assertEquals("b", local.get());
        local.remove();
        Thread late = new Thread(read);
        late.start();
        late.join();
        assertNull(seen.get());
    }

    @Test
    void setsInAThreadReachItsChildren() throws Exception {
        InheritableThreadLocal<String> local = new InheritableThreadLocal<>();
        AtomicReference<String> seen = new AtomicReference<>();
        Waits.start(() -> {
            local.set("set within");
            Thread child = new Thread(() -> seen.set(local.get()));
            child.start();
            child.join();
        }).end();
        assertEquals("set within", seen.get());
        assertNull(local.get());
    }

    @Test
    void scopedValues() throws Exception {
        ScopedValue<String> name = ScopedValue.newInstance();
        ScopedValue<Integer> number = ScopedValue.newInstance();
        assertFalse(name.isBound());
        assertThrows(NoSuchElementException.class, name::get);
        assertEquals("else", name.orElse("else"));
        assertThrows(IllegalStateException.class, () -> name.orElseThrow(IllegalStateException::new));
        AtomicInteger ran = new AtomicInteger();
        ScopedValue.Carrier carrier = ScopedValue.where(name, "outer").where(number, 1);
        assertEquals("outer", carrier.get(name));
        assertEquals(1, carrier.get(number));
        carrier.run(() -> {
            assertTrue(name.isBound());
            assertEquals("outer", name.get());
            assertEquals("outer", name.orElse("else"));
            assertEquals("outer", name.orElseThrow(IllegalStateException::new));
            String inner = ScopedValue.where(name, "inner").call(() -> name.get() + number.get());
            assertEquals("inner1", inner);
            assertEquals("outer", name.get());
            ran.incrementAndGet();
        });
        assertFalse(name.isBound());
        assertEquals(1, ran.get());
        assertThrows(IllegalStateException.class, () -> ScopedValue.where(name, "x").call(() -> {
            throw new IllegalStateException();
        }));
        assertFalse(name.isBound());
        assertNotEquals(name.hashCode(), number.hashCode());
    }

    @Test
    void scopedValuesAreNotInheritedByPlainThreads() throws Exception {
        ScopedValue<String> name = ScopedValue.newInstance();
        ConcurrentHashMap<String, Boolean> bound = new ConcurrentHashMap<>();
        ScopedValue.where(name, "bound").call(() -> {
            Waits.start(() -> bound.put("platform", name.isBound())).end();
            Thread virtual = Thread.startVirtualThread(() -> bound.put("virtual", name.isBound()));
            virtual.join();
            return null;
        });
        assertEquals(java.util.Map.of("platform", false, "virtual", false), bound);
    }

    @Test
    void scopedValuesStayAcrossBlocking() throws Exception {
        ScopedValue<Integer> value = ScopedValue.newInstance();
        CountDownLatch all = new CountDownLatch(3);
        AtomicInteger sum = new AtomicInteger();
        Waits.Running[] threads = new Waits.Running[3];
        for (int i = 0; i < 3; i++) {
            int n = i + 1;
            threads[i] = Waits.start(() -> ScopedValue.where(value, n).call(() -> {
                all.countDown();
                all.await();
                return sum.addAndGet(value.get());
            }));
        }
        for (Waits.Running thread : threads) {
            thread.end();
        }
        assertEquals(6, sum.get());
    }
}
