package dev.moonsim.parity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.Thread.State;
import java.lang.Thread.UncaughtExceptionHandler;
import java.net.URL;
import java.net.URLClassLoader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** Platform threads: every public method of {@code Thread}. */
@Covers(Thread.class)
class ThreadParity {
    private static final Runnable NOTHING = () -> {};

    // ---- states ----

    @Test
    void statesFromNewToTerminated() throws Exception {
        CountDownLatch park = new CountDownLatch(1);
        AtomicReference<State> within = new AtomicReference<>();
        Thread thread = new Thread(() -> {
            within.set(Thread.currentThread().getState());
            try {
                park.await();
            } catch (InterruptedException e) {
                within.set(null);
            }
        });
        assertEquals(State.NEW, thread.getState());
        assertFalse(thread.isAlive());
        thread.start();
        assertTrue(thread.isAlive());
        Waits.state(thread, State.WAITING);
        assertTrue(thread.isAlive());
        park.countDown();
        thread.join();
        assertEquals(State.TERMINATED, thread.getState());
        assertFalse(thread.isAlive());
        assertEquals(State.RUNNABLE, within.get());
    }

    @Test
    void stateBlockedOnMonitor() throws Exception {
        Object lock = new Object();
        Thread thread = new Thread(() -> {
            synchronized (lock) {
                lock.notifyAll();
            }
        });
        synchronized (lock) {
            thread.start();
            Waits.state(thread, State.BLOCKED);
            thread.interrupt(); // does not end the wait for a monitor
            Thread.sleep(2);
            assertEquals(State.BLOCKED, thread.getState());
        }
        thread.join();
        assertEquals(State.TERMINATED, thread.getState());
    }

    @Test
    void stateOfEachWayToWait() throws Exception {
        Object lock = new Object();
        assertState(State.WAITING, () -> {
            synchronized (lock) {
                lock.wait();
            }
        });
        assertState(State.TIMED_WAITING, () -> {
            synchronized (lock) {
                lock.wait(100_000);
            }
        });
        assertState(State.TIMED_WAITING, () -> Thread.sleep(100_000));
        assertState(State.TIMED_WAITING, () -> Thread.sleep(Duration.ofMinutes(2)));
        assertState(State.WAITING, () -> {
            while (!Thread.interrupted()) {
                LockSupport.park();
            }
        });
        assertState(State.TIMED_WAITING, () -> {
            while (!Thread.interrupted()) {
                LockSupport.parkNanos(100_000_000_000L);
            }
        });
        Thread other = Thread.currentThread();
        assertState(State.WAITING, () -> other.join());
        assertState(State.TIMED_WAITING, () -> other.join(100_000));
    }

    private static void assertState(State state, Waits.Body body) throws InterruptedException {
        AtomicBoolean seen = new AtomicBoolean();
        Thread thread = new Thread(() -> {
            try {
                while (!seen.get()) { // a wait may end without cause
                    body.run();
                }
            } catch (Exception e) {
                // interrupted below
            }
        });
        thread.start();
        Waits.state(thread, state);
        seen.set(true);
        thread.interrupt();
        Waits.ended(thread);
    }

    @Test
    void stateRunnableWhileSpinning() throws Exception {
        AtomicBoolean stop = new AtomicBoolean();
        AtomicBoolean started = new AtomicBoolean();
        Thread thread = new Thread(() -> {
            started.set(true);
            while (!stop.get()) {
                Thread.onSpinWait();
            }
        });
        thread.start();
        Waits.until(started::get);
        assertEquals(State.RUNNABLE, thread.getState());
        stop.set(true);
        thread.join();
    }

    // ---- start and run ----

    @Test
    void startTwice() throws Exception {
        Thread thread = new Thread(NOTHING);
        thread.start();
        assertThrows(IllegalThreadStateException.class, thread::start);
        thread.join();
        assertThrows(IllegalThreadStateException.class, thread::start);
    }

    @Test
    void runIsAnOrdinaryCall() {
        AtomicReference<Thread> ran = new AtomicReference<>();
        Thread thread = new Thread(() -> ran.set(Thread.currentThread()));
        thread.run();
        assertSame(Thread.currentThread(), ran.get());
        assertEquals(State.NEW, thread.getState());
        new Thread().run();
    }

    @Test
    void subclassOverridesRunAndInterrupt() throws Exception {
        List<String> seen = Collections.synchronizedList(new ArrayList<>());
        class Own extends Thread {
            Own() {
                super("own");
            }

            @Override
            public void run() {
                seen.add("run " + getName() + " " + (Thread.currentThread() == this));
                try {
                    Thread.sleep(100_000);
                } catch (InterruptedException e) {
                    seen.add("interrupted " + isInterrupted());
                }
            }

            @Override
            public void interrupt() {
                seen.add("interrupt");
                super.interrupt();
            }

            @Override
            public boolean isInterrupted() {
                return super.isInterrupted();
            }

            @Override
            public void start() {
                seen.add("start");
                super.start();
            }
        }

        Own own = new Own();
        own.start();
        Waits.state(own, State.TIMED_WAITING);
        own.interrupt();
        own.join();
        assertEquals(List.of("start", "run own true", "interrupt", "interrupted false"), seen);
    }

    @Test
    void constructors() throws Exception {
        ThreadGroup group = new ThreadGroup("mine");
        assertEquals("a", new Thread("a").getName());
        assertEquals("b", new Thread(NOTHING, "b").getName());
        assertSame(group, new Thread(group, NOTHING).getThreadGroup());
        assertSame(group, new Thread(group, "c").getThreadGroup());
        assertSame(group, new Thread(group, NOTHING, "d").getThreadGroup());
        assertSame(group, new Thread(group, NOTHING, "e", 1 << 16).getThreadGroup());
        assertSame(group, new Thread(group, NOTHING, "f", 0, false).getThreadGroup());
        assertThrows(NullPointerException.class, () -> new Thread((String) null));
        assertThrows(NullPointerException.class, () -> new Thread(NOTHING, null));
        assertThrows(NullPointerException.class, () -> new Thread(group, NOTHING, null));
    }

    @Test
    void clonesAreRefused() {
        class Copyable extends Thread {
            Object copy() throws CloneNotSupportedException {
                return clone();
            }
        }

        assertThrows(CloneNotSupportedException.class, () -> new Copyable().copy());
    }

    // ---- names, ids, properties ----

    @Test
    void names() throws Exception {
        Thread first = new Thread(NOTHING);
        Thread second = new Thread();
        assertTrue(first.getName().matches("Thread-\\d+"), first.getName());
        assertEquals(number(first) + 1, number(second));
        first.setName("renamed");
        assertEquals("renamed", first.getName());
        assertThrows(NullPointerException.class, () -> first.setName(null));
        first.start();
        first.join();
        first.setName("late");
        assertEquals("late", first.getName());
    }

    private static int number(Thread thread) {
        return Integer.parseInt(thread.getName().substring("Thread-".length()));
    }

    @Test
    void nameChangesWhileItRuns() throws Exception {
        CountDownLatch renamed = new CountDownLatch(1);
        AtomicReference<String> seen = new AtomicReference<>();
        Waits.Running running = Waits.start("before", () -> {
            renamed.await();
            seen.set(Thread.currentThread().getName());
            Thread.currentThread().setName("by itself");
        });
        running.thread().setName("after");
        renamed.countDown();
        running.end();
        assertEquals("after", seen.get());
        assertEquals("by itself", running.thread().getName());
    }

    @Test
    @SuppressWarnings("deprecation")
    void ids() throws Exception {
        Thread first = new Thread();
        Thread second = new Thread();
        assertTrue(first.threadId() > 0);
        assertTrue(second.threadId() > first.threadId());
        assertEquals(first.threadId(), first.getId());
        AtomicReference<Long> within = new AtomicReference<>();
        Thread third = new Thread(() -> within.set(Thread.currentThread().threadId()));
        long id = third.threadId();
        third.start();
        third.join();
        assertEquals(id, within.get());
        assertEquals(id, third.threadId());
    }

    @Test
    void strings() throws Exception {
        Thread thread = new Thread(new ThreadGroup("g"), NOTHING, "n");
        thread.setPriority(7);
        assertEquals("Thread[#" + thread.threadId() + ",n,7,g]", thread.toString());
        AtomicReference<String> within = new AtomicReference<>();
        Thread second = new Thread(new ThreadGroup("g2"), () -> within.set(Thread.currentThread().toString()), "n2");
        second.start();
        second.join();
        assertEquals("Thread[#" + second.threadId() + ",n2,5,g2]", within.get());
        assertEquals("Thread[#" + second.threadId() + ",n2,5,]", second.toString());
    }

    @Test
    void daemonIsInherited() throws Exception {
        assertFalse(new Thread().isDaemon());
        AtomicReference<Boolean> child = new AtomicReference<>();
        AtomicReference<Boolean> own = new AtomicReference<>();
        Thread daemon = new Thread(() -> {
            own.set(Thread.currentThread().isDaemon());
            child.set(new Thread().isDaemon());
        });
        daemon.setDaemon(true);
        assertTrue(daemon.isDaemon());
        daemon.start();
        daemon.join();
        assertTrue(own.get());
        assertTrue(child.get());
        daemon.setDaemon(false); // it has ended, so this is allowed again
        CountDownLatch end = new CountDownLatch(1);
        Waits.Running running = Waits.start(end::await);
        assertThrows(IllegalThreadStateException.class, () -> running.thread().setDaemon(false));
        end.countDown();
        running.end();
    }

    @Test
    void priorities() throws Exception {
        assertEquals(1, Thread.MIN_PRIORITY);
        assertEquals(5, Thread.NORM_PRIORITY);
        assertEquals(10, Thread.MAX_PRIORITY);
        Thread thread = new Thread();
        assertEquals(Thread.currentThread().getPriority(), thread.getPriority());
        thread.setPriority(Thread.MAX_PRIORITY);
        assertEquals(10, thread.getPriority());
        assertThrows(IllegalArgumentException.class, () -> thread.setPriority(0));
        assertThrows(IllegalArgumentException.class, () -> thread.setPriority(11));
        ThreadGroup low = new ThreadGroup("low");
        low.setMaxPriority(3);
        Thread limited = new Thread(low, NOTHING);
        assertEquals(3, limited.getPriority());
        limited.setPriority(9);
        assertEquals(3, limited.getPriority());
        AtomicInteger child = new AtomicInteger();
        AtomicInteger own = new AtomicInteger();
        Thread parent = new Thread(() -> {
            own.set(Thread.currentThread().getPriority());
            child.set(new Thread().getPriority());
        });
        parent.setPriority(8);
        parent.start();
        parent.join();
        assertEquals(8, own.get());
        assertEquals(8, child.get());
    }

    @Test
    void groups() throws Exception {
        ThreadGroup group = new ThreadGroup("mine");
        AtomicReference<ThreadGroup> own = new AtomicReference<>();
        AtomicReference<ThreadGroup> child = new AtomicReference<>();
        AtomicReference<ThreadGroup> made = new AtomicReference<>();
        Thread thread = new Thread(group, () -> {
            own.set(Thread.currentThread().getThreadGroup());
            child.set(new Thread().getThreadGroup());
            made.set(new ThreadGroup("child").getParent());
        });
        assertSame(group, thread.getThreadGroup());
        thread.start();
        thread.join();
        assertSame(group, own.get());
        assertSame(group, child.get());
        assertSame(group, made.get());
        assertNull(thread.getThreadGroup());
        assertSame(Thread.currentThread().getThreadGroup(), group.getParent());
    }

    @Test
    void contextClassLoader() throws Exception {
        ClassLoader mine = Thread.currentThread().getContextClassLoader();
        assertNotNull(mine);
        assertSame(mine, new Thread().getContextClassLoader());
        try (URLClassLoader loader = new URLClassLoader(new URL[0])) {
            AtomicReference<ClassLoader> own = new AtomicReference<>();
            AtomicReference<ClassLoader> child = new AtomicReference<>();
            Thread thread = new Thread(() -> {
                own.set(Thread.currentThread().getContextClassLoader());
                child.set(new Thread().getContextClassLoader());
                Thread.currentThread().setContextClassLoader(null);
            });
            thread.setContextClassLoader(loader);
            assertSame(loader, thread.getContextClassLoader());
            thread.start();
            thread.join();
            assertSame(loader, own.get());
            assertSame(loader, child.get());
            assertNull(thread.getContextClassLoader());
        }
    }

    @Test
    void platformThreadsAreNotVirtual() {
        assertFalse(Thread.currentThread().isVirtual());
        assertFalse(new Thread().isVirtual());
        assertTrue(Thread.ofVirtual().unstarted(NOTHING).isVirtual());
        assertFalse(Thread.ofPlatform().unstarted(NOTHING).isVirtual());
    }

    // ---- the current thread ----

    @Test
    void currentThread() throws Exception {
        AtomicReference<Thread> seen = new AtomicReference<>();
        Thread thread = new Thread(() -> seen.set(Thread.currentThread()));
        thread.start();
        thread.join();
        assertSame(thread, seen.get());
        assertNotSame(thread, Thread.currentThread());
        assertEquals("main", Thread.currentThread().getName());
    }

    @Test
    void holdsLock() throws Exception {
        Object lock = new Object();
        assertFalse(Thread.holdsLock(lock));
        assertThrows(NullPointerException.class, () -> Thread.holdsLock(null));
        synchronized (lock) {
            assertTrue(Thread.holdsLock(lock));
            AtomicBoolean other = new AtomicBoolean(true);
            Waits.start(() -> other.set(Thread.holdsLock(lock))).end();
            assertFalse(other.get());
        }
        assertFalse(Thread.holdsLock(lock));
    }

    @Test
    void yieldAndOnSpinWait() throws Exception {
        AtomicInteger turn = new AtomicInteger();
        Waits.Running other = Waits.start(() -> {
            while (turn.get() < 10) {
                if (turn.get() % 2 == 1) {
                    turn.incrementAndGet();
                }
                Thread.yield();
            }
        });
        while (turn.get() < 10) {
            if (turn.get() % 2 == 0) {
                turn.incrementAndGet();
            }
            Thread.onSpinWait();
        }
        other.end();
        assertTrue(turn.get() >= 10);
    }

    @Test
    @SuppressWarnings({"deprecation", "removal"})
    void whatIsGone() {
        Thread thread = new Thread();
        thread.checkAccess();
        assertThrows(UnsupportedOperationException.class, thread::stop);
        assertThrows(UnsupportedOperationException.class, () -> Thread.currentThread().stop());
        for (String name : List.of("suspend", "resume", "countStackFrames", "destroy")) {
            assertThrows(NoSuchMethodException.class, () -> Thread.class.getMethod(name));
        }
    }

    // ---- sleep ----

    @Test
    void sleep() throws Exception {
        long start = System.nanoTime();
        Thread.sleep(3);
        Waits.took(start, 3);
        start = System.nanoTime();
        Thread.sleep(2, 999_999);
        Waits.took(start, 2);
        start = System.nanoTime();
        Thread.sleep(Duration.ofMillis(2));
        Waits.took(start, 2);
        Thread.sleep(0);
        Thread.sleep(0, 0);
        Thread.sleep(Duration.ofSeconds(-5));
        Thread.sleep(Duration.ZERO);
        assertEquals("timeout value is negative",
                assertThrows(IllegalArgumentException.class, () -> Thread.sleep(-1)).getMessage());
        assertThrows(IllegalArgumentException.class, () -> Thread.sleep(-1, 0));
        assertEquals("nanosecond timeout value out of range",
                assertThrows(IllegalArgumentException.class, () -> Thread.sleep(1, 1_000_000)).getMessage());
        assertThrows(IllegalArgumentException.class, () -> Thread.sleep(1, -1));
        assertThrows(NullPointerException.class, () -> Thread.sleep(null));
    }

    // ---- join ----

    @Test
    void joinFromSeveralThreads() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        Thread thread = new Thread(() -> {
            try {
                end.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        thread.start();
        AtomicInteger done = new AtomicInteger();
        List<Waits.Running> joiners = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            joiners.add(Waits.start(() -> {
                thread.join();
                assertFalse(thread.isAlive());
                done.incrementAndGet();
            }));
        }
        for (Waits.Running joiner : joiners) {
            joiner.waits();
        }
        assertEquals(0, done.get());
        end.countDown();
        for (Waits.Running joiner : joiners) {
            joiner.end();
        }
        assertEquals(4, done.get());
    }

    @Test
    void joinWithTimeouts() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        Thread thread = new Thread(() -> {
            try {
                end.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        thread.join(); // not started: at once
        thread.join(5);
        assertThrows(IllegalThreadStateException.class, () -> thread.join(Duration.ofMillis(1)));
        thread.start();
        long start = System.nanoTime();
        thread.join(3);
        Waits.took(start, 3);
        start = System.nanoTime();
        thread.join(1, 500_000);
        Waits.took(start, 1);
        start = System.nanoTime();
        assertFalse(thread.join(Duration.ofMillis(2)));
        Waits.took(start, 2);
        assertFalse(thread.join(Duration.ofMillis(-2)));
        assertTrue(thread.isAlive());
        assertThrows(IllegalArgumentException.class, () -> thread.join(-1));
        assertThrows(IllegalArgumentException.class, () -> thread.join(1, 1_000_000));
        end.countDown();
        assertTrue(thread.join(Duration.ofSeconds(20)));
        assertTrue(thread.join(Duration.ZERO));
        thread.join(1);
        assertFalse(thread.isAlive());
    }

    @Test
    void waitersOnTheThreadObjectAreNotified() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        Waits.Running running = Waits.start(end::await);
        Waits.Running waiter = Waits.start(() -> {
            synchronized (running.thread()) {
                while (running.thread().isAlive()) {
                    running.thread().wait();
                }
            }
        });
        Waits.waiting(waiter.thread());
        end.countDown();
        waiter.end();
    }

    // ---- interrupts (each blocking call: InterruptParity) ----

    @Test
    void interruptFlag() throws Exception {
        Thread me = Thread.currentThread();
        assertFalse(me.isInterrupted());
        assertFalse(Thread.interrupted());
        me.interrupt();
        assertTrue(me.isInterrupted());
        assertTrue(me.isInterrupted());
        assertTrue(Thread.interrupted());
        assertFalse(Thread.interrupted());
        assertFalse(me.isInterrupted());
    }

    @Test
    void interruptBeforeStartAndAfterEnd() throws Exception {
        AtomicBoolean seen = new AtomicBoolean();
        Thread thread = new Thread(() -> seen.set(Thread.currentThread().isInterrupted()));
        thread.interrupt();
        assertTrue(thread.isInterrupted());
        thread.start();
        thread.join();
        assertTrue(seen.get());
        Thread ended = new Thread(NOTHING);
        ended.start();
        ended.join();
        assertFalse(ended.isInterrupted());
        ended.interrupt();
        assertTrue(ended.isInterrupted());
    }

    // ---- uncaught exceptions ----

    @Test
    void handlersInTheirOrder() throws Exception {
        UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
        List<String> seen = Collections.synchronizedList(new ArrayList<>());
        try {
            Thread.setDefaultUncaughtExceptionHandler((t, e) -> seen.add("default " + t.getName() + " " + e.getMessage()));
            Runnable fails = () -> {
                throw new IllegalStateException("x");
            };
            Thread first = new Thread(fails, "first");
            assertSame(first.getThreadGroup(), first.getUncaughtExceptionHandler());
            first.start();
            first.join();
            assertNull(first.getUncaughtExceptionHandler());
            Thread second = new Thread(new ThreadGroup("g") {
                @Override
                public void uncaughtException(Thread t, Throwable e) {
                    seen.add("group " + t.getName() + " " + (t == Thread.currentThread()) + " " + t.isAlive());
                    super.uncaughtException(t, e);
                }
            }, fails, "second");
            second.start();
            second.join();
            Thread third = new Thread(fails, "third");
            UncaughtExceptionHandler own = (t, e) -> {
                seen.add("own " + t.getName());
                throw new IllegalStateException("ignored");
            };
            third.setUncaughtExceptionHandler(own);
            assertSame(own, third.getUncaughtExceptionHandler());
            third.start();
            third.join();
            assertEquals(State.TERMINATED, third.getState());
            third.setUncaughtExceptionHandler(null);
            assertEquals(List.of("default first x", "group second true true", "default second x", "own third"), seen);
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(before);
        }
    }

    // ---- stacks ----

    @Test
    void stackTraces() throws Exception {
        assertEquals(0, new Thread().getStackTrace().length);
        StackTraceElement[] mine = Thread.currentThread().getStackTrace();
        assertEquals("getStackTrace", mine[0].getMethodName());
        assertEquals("java.lang.Thread", mine[0].getClassName());
        assertEquals("stackTraces", mine[1].getMethodName());
        CountDownLatch end = new CountDownLatch(1);
        Thread thread = new Thread(() -> sitsHere(end), "sits");
        thread.start();
        Waits.state(thread, State.WAITING);
        assertTrue(Arrays.stream(thread.getStackTrace()).anyMatch(f -> f.getMethodName().equals("sitsHere")));
        StackTraceElement[] frames = thread.getStackTrace();
        assertEquals("run", frames[frames.length - 1].getMethodName());
        assertEquals("java.lang.Thread", frames[frames.length - 1].getClassName());
        Map<Thread, StackTraceElement[]> all = Thread.getAllStackTraces();
        assertTrue(all.containsKey(Thread.currentThread()));
        assertTrue(all.containsKey(thread));
        assertTrue(Arrays.stream(all.get(thread)).anyMatch(f -> f.getMethodName().equals("sitsHere")));
        assertFalse(all.keySet().stream().anyMatch(Thread::isVirtual));
        end.countDown();
        thread.join();
        assertEquals(0, thread.getStackTrace().length);
        assertFalse(Thread.getAllStackTraces().containsKey(thread));
    }

    private static void sitsHere(CountDownLatch end) {
        try {
            end.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void dumpStack() {
        PrintStream before = System.err;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setErr(new PrintStream(bytes, true));
        try {
            Thread.dumpStack();
        } finally {
            System.setErr(before);
        }
        String[] lines = bytes.toString().split("\\R");
        assertEquals("java.lang.Exception: Stack trace", lines[0]);
        assertTrue(lines[1].contains("java.lang.Thread.dumpStack("), lines[1]);
        assertTrue(lines[2].contains("ThreadParity.dumpStack("), lines[2]);
    }

    @Test
    void activeCountAndEnumerate() throws Exception {
        ThreadGroup group = new ThreadGroup("counted");
        CountDownLatch end = new CountDownLatch(1);
        AtomicInteger count = new AtomicInteger();
        AtomicReference<Thread[]> listed = new AtomicReference<>();
        Thread sibling = new Thread(group, () -> sitsHere(end));
        sibling.start();
        Thread counter = new Thread(group, () -> {
            count.set(Thread.activeCount());
            Thread[] all = new Thread[5];
            assertEquals(2, Thread.enumerate(all));
            listed.set(all);
        });
        counter.start();
        counter.join();
        assertEquals(2, count.get());
        assertEquals(List.of(sibling, counter), Arrays.asList(listed.get()).subList(0, 2));
        end.countDown();
        sibling.join();
        assertEquals(0, group.activeCount());
    }

    // ---- static ways to make threads ----

    @Test
    void startVirtualThread() throws Exception {
        AtomicReference<Thread> seen = new AtomicReference<>();
        Thread virtual = Thread.startVirtualThread(() -> seen.set(Thread.currentThread()));
        virtual.join();
        assertSame(virtual, seen.get());
        assertTrue(virtual.isVirtual());
        assertThrows(NullPointerException.class, () -> Thread.startVirtualThread(null));
        assertNotEquals(virtual.threadId(), Thread.currentThread().threadId());
    }
}
