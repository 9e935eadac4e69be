package dev.moonsim.parity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.Thread.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** Builders of platform and virtual threads, and what {@code Thread}'s methods say of a virtual thread. */
@Covers({Thread.Builder.class, Thread.Builder.OfPlatform.class, Thread.Builder.OfVirtual.class})
class VirtualThreadParity {
    private static final Runnable NOTHING = () -> {};

    @Test
    void platformOptions() throws Exception {
        ThreadGroup group = new ThreadGroup("built");
        List<String> seen = Collections.synchronizedList(new ArrayList<>());
        Thread thread = Thread.ofPlatform().name("p").daemon().priority(3).group(group).stackSize(1 << 17)
                .inheritInheritableThreadLocals(false)
                .uncaughtExceptionHandler((t, e) -> seen.add(t.getName() + " " + e.getMessage()))
                .unstarted(() -> {
                    throw new IllegalStateException("built");
                });
        assertEquals(State.NEW, thread.getState());
        assertEquals("p", thread.getName());
        assertTrue(thread.isDaemon());
        assertEquals(3, thread.getPriority());
        assertSame(group, thread.getThreadGroup());
        assertFalse(thread.isVirtual());
        thread.start();
        thread.join();
        assertEquals(List.of("p built"), seen);
        assertFalse(Thread.ofPlatform().daemon(false).unstarted(NOTHING).isDaemon());
        assertTrue(Thread.ofPlatform().daemon(true).unstarted(NOTHING).isDaemon());
        assertTrue(Thread.ofPlatform().unstarted(NOTHING).getName().matches("Thread-\\d+"));
    }

    @Test
    void platformCounters() throws Exception {
        Thread.Builder.OfPlatform builder = Thread.ofPlatform().name("w-", 5);
        assertEquals("w-5", builder.unstarted(NOTHING).getName());
        Thread started = builder.start(NOTHING);
        started.join();
        assertEquals("w-6", started.getName());
        ThreadFactory factory = builder.factory();
        assertEquals("w-7", factory.newThread(NOTHING).getName());
        assertEquals("w-8", factory.newThread(NOTHING).getName());
        assertEquals("w-7", builder.unstarted(NOTHING).getName());
        Thread.Builder general = Thread.ofPlatform();
        general = general.name("g", 0).name("h").inheritInheritableThreadLocals(true)
                .uncaughtExceptionHandler((t, e) -> {});
        assertEquals("h", general.unstarted(NOTHING).getName());
        assertEquals("h", general.factory().newThread(NOTHING).getName());
        Thread again = general.start(NOTHING);
        again.join();
        assertEquals("h", again.getName());
    }

    @Test
    void builderArguments() {
        assertThrows(NullPointerException.class, () -> Thread.ofPlatform().name(null));
        assertThrows(IllegalArgumentException.class, () -> Thread.ofPlatform().name("x", -1));
        assertThrows(IllegalArgumentException.class, () -> Thread.ofVirtual().name("x", -1));
        assertThrows(IllegalArgumentException.class, () -> Thread.ofPlatform().priority(11));
        assertThrows(IllegalArgumentException.class, () -> Thread.ofPlatform().stackSize(-1));
        assertThrows(NullPointerException.class, () -> Thread.ofPlatform().group(null));
        assertThrows(NullPointerException.class, () -> Thread.ofPlatform().uncaughtExceptionHandler(null));
        assertThrows(NullPointerException.class, () -> Thread.ofVirtual().unstarted(null));
        assertThrows(NullPointerException.class, () -> Thread.ofPlatform().start(null));
    }

    @Test
    void virtualOptions() throws Exception {
        List<String> seen = Collections.synchronizedList(new ArrayList<>());
        Thread thread = Thread.ofVirtual().name("v").inheritInheritableThreadLocals(false)
                .uncaughtExceptionHandler((t, e) -> seen.add(t.getName() + " " + e.getMessage()))
                .unstarted(() -> {
                    throw new IllegalStateException("virtual");
                });
        assertEquals(State.NEW, thread.getState());
        assertTrue(thread.isVirtual());
        assertTrue(thread.isDaemon());
        assertEquals(5, thread.getPriority());
        assertEquals("VirtualThreads", thread.getThreadGroup().getName());
        thread.start();
        thread.join();
        assertEquals(State.TERMINATED, thread.getState());
        assertEquals(List.of("v virtual"), seen);
        assertEquals("", Thread.ofVirtual().unstarted(NOTHING).getName());
        Thread.Builder.OfVirtual builder = Thread.ofVirtual().name("n", 0);
        assertEquals("n0", builder.unstarted(NOTHING).getName());
        assertEquals("n1", builder.factory().newThread(NOTHING).getName());
        Thread started = builder.start(NOTHING);
        started.join();
        assertEquals("n1", started.getName());
        assertEquals(State.TERMINATED, started.getState());
    }

    @Test
    void virtualThreadsKeepTheirProperties() throws Exception {
        Thread thread = Thread.ofVirtual().unstarted(NOTHING);
        thread.setPriority(9);
        assertEquals(5, thread.getPriority());
        thread.setDaemon(true);
        assertEquals("'false' not legal for virtual threads",
                assertThrows(IllegalArgumentException.class, () -> thread.setDaemon(false)).getMessage());
        assertEquals("VirtualThread[#" + thread.threadId() + "]/new", thread.toString());
        thread.start();
        thread.join();
        assertEquals("VirtualThread[#" + thread.threadId() + "]/terminated", thread.toString());
        assertThrows(IllegalThreadStateException.class, thread::start);
        thread.setName("late");
        assertEquals("late", thread.getName());
    }

    @Test
    void statesOfVirtualThreads() throws Exception {
        Object lock = new Object();
        Thread blocked = Thread.ofVirtual().unstarted(() -> {
            synchronized (lock) {
                lock.notifyAll();
            }
        });
        synchronized (lock) {
            blocked.start();
            Waits.state(blocked, State.BLOCKED);
        }
        blocked.join();
        CountDownLatch end = new CountDownLatch(1);
        Thread parked = Thread.startVirtualThread(() -> {
            while (end.getCount() > 0) {
                LockSupport.park();
            }
        });
        Waits.state(parked, State.WAITING);
        assertTrue(Arrays.stream(parked.getStackTrace()).anyMatch(f -> f.getMethodName().equals("park")));
        assertFalse(Thread.getAllStackTraces().containsKey(parked));
        end.countDown();
        LockSupport.unpark(parked);
        assertTrue(parked.join(Duration.ofSeconds(20)));
        Thread sleeping = Thread.startVirtualThread(() -> {
            try {
                Thread.sleep(100_000);
            } catch (InterruptedException e) {
                Thread.currentThread().setName("woken " + Thread.currentThread().isInterrupted());
            }
        });
        Waits.state(sleeping, State.TIMED_WAITING);
        sleeping.interrupt();
        sleeping.join();
        assertEquals("woken false", sleeping.getName());
    }

    @Test
    void childrenOfVirtualThreads() throws Exception {
        AtomicReference<Thread> child = new AtomicReference<>();
        AtomicReference<String> text = new AtomicReference<>();
        Thread thread = Thread.ofVirtual().name("parent").start(() -> {
            child.set(new Thread(NOTHING));
            text.set(Thread.currentThread().toString());
        });
        thread.join();
        assertTrue(text.get().startsWith("VirtualThread[#" + thread.threadId() + ",parent]/runnable"), text.get());
        assertTrue(child.get().isDaemon());
        assertEquals(5, child.get().getPriority());
        assertEquals("VirtualThreads", child.get().getThreadGroup().getName());
        assertFalse(child.get().isVirtual());
    }

    @Test
    void uncaughtInVirtualThreads() throws Exception {
        Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
        List<String> seen = Collections.synchronizedList(new ArrayList<>());
        try {
            Thread.setDefaultUncaughtExceptionHandler((t, e) -> seen.add(t.isVirtual() + " " + e.getMessage()));
            Thread thread = Thread.startVirtualThread(() -> {
                throw new IllegalStateException("to the default");
            });
            thread.join();
            assertNull(thread.getUncaughtExceptionHandler());
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(before);
        }
        assertEquals(List.of("true to the default"), seen);
    }

    @Test
    void manyVirtualThreadsMeet() throws Exception {
        CountDownLatch all = new CountDownLatch(200);
        CountDownLatch go = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            threads.add(Thread.startVirtualThread(() -> {
                all.countDown();
                try {
                    go.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }));
        }
        all.await();
        go.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        assertEquals(0, all.getCount());
    }
}
