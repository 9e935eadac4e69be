package dev.moonsim.parity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.RunnableScheduledFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Thread pools: sizes, queues, refusals, and what is done later or again and again. */
@Covers({ThreadPoolExecutor.class, ThreadPoolExecutor.AbortPolicy.class, ThreadPoolExecutor.CallerRunsPolicy.class,
    ThreadPoolExecutor.DiscardPolicy.class, ThreadPoolExecutor.DiscardOldestPolicy.class,
    RejectedExecutionHandler.class, ScheduledThreadPoolExecutor.class, ScheduledExecutorService.class,
    ScheduledFuture.class, RunnableScheduledFuture.class})
class ThreadPoolParity {
    private final CountDownLatch release = new CountDownLatch(1);

    private void block() {
        try {
            release.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static ThreadPoolExecutor pool(int core, int most, int queue, RejectedExecutionHandler handler) {
        return new ThreadPoolExecutor(core, most, 5, TimeUnit.SECONDS, new ArrayBlockingQueue<>(queue), handler);
    }

    @Test
    void threadsThenQueueThenMoreThreadsThenRefusal() throws Exception {
        ThreadPoolExecutor pool = pool(1, 2, 1, new ThreadPoolExecutor.AbortPolicy());
        pool.execute(this::block);
        assertEquals(1, pool.getPoolSize());
        pool.execute(this::block);
        assertEquals(1, pool.getPoolSize());
        assertEquals(1, pool.getQueue().size());
        pool.execute(this::block);
        assertEquals(2, pool.getPoolSize());
        RejectedExecutionException refused = assertThrows(RejectedExecutionException.class, () -> pool.execute(this::block));
        assertTrue(refused.getMessage().contains("rejected from"), refused.getMessage());
        assertTrue(refused.getMessage().contains("[Running, pool size = 2, active threads = 2, queued tasks = 1"),
                refused.getMessage());
        Waits.until(() -> pool.getActiveCount() == 2);
        assertEquals(3, pool.getTaskCount());
        assertEquals(0, pool.getCompletedTaskCount());
        assertEquals(2, pool.getLargestPoolSize());
        pool.shutdown();
        assertTrue(pool.isTerminating());
        assertFalse(pool.isTerminated());
        release.countDown();
        assertTrue(pool.awaitTermination(20, TimeUnit.SECONDS));
        assertFalse(pool.isTerminating());
        assertTrue(pool.isShutdown());
        assertTrue(pool.isTerminated());
        assertEquals(3, pool.getCompletedTaskCount());
        assertTrue(pool.toString().endsWith(
                "[Terminated, pool size = 0, active threads = 0, queued tasks = 0, completed tasks = 3]"), pool.toString());
    }

    @Test
    void policies() throws Exception {
        List<String> ran = Collections.synchronizedList(new ArrayList<>());
        ThreadPoolExecutor.CallerRunsPolicy callerRuns = new ThreadPoolExecutor.CallerRunsPolicy();
        ThreadPoolExecutor pool = pool(1, 1, 1, callerRuns);
        pool.execute(this::block);
        pool.execute(() -> ran.add("queued"));
        pool.execute(() -> ran.add("in " + Thread.currentThread().getName()));
        assertEquals(List.of("in main"), ran);
        pool.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
        pool.execute(() -> ran.add("discarded"));
        pool.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardOldestPolicy());
        pool.execute(() -> ran.add("in place of the oldest"));
        List<Runnable> refused = new ArrayList<>();
        RejectedExecutionHandler own = (task, of) -> refused.add(task);
        pool.setRejectedExecutionHandler(own);
        assertSame(own, pool.getRejectedExecutionHandler());
        pool.execute(() -> ran.add("refused"));
        assertEquals(1, refused.size());
        release.countDown();
        pool.shutdown();
        assertTrue(pool.awaitTermination(20, TimeUnit.SECONDS));
        assertEquals(List.of("in main", "in place of the oldest"), ran);
        pool.execute(() -> ran.add("late"));
        assertEquals(2, refused.size());
        callerRuns.rejectedExecution(() -> ran.add("after the end"), pool);
        new ThreadPoolExecutor.DiscardPolicy().rejectedExecution(() -> ran.add("x"), pool);
        new ThreadPoolExecutor.DiscardOldestPolicy().rejectedExecution(() -> ran.add("x"), pool);
        own.rejectedExecution(() -> {}, pool);
        assertThrows(RejectedExecutionException.class,
                () -> new ThreadPoolExecutor.AbortPolicy().rejectedExecution(() -> {}, pool));
        assertEquals(2, ran.size());
    }

    @Test
    void settings() throws Exception {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(2, 4, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
        assertEquals(2, pool.getCorePoolSize());
        assertEquals(4, pool.getMaximumPoolSize());
        assertEquals(1000, pool.getKeepAliveTime(TimeUnit.MILLISECONDS));
        assertTrue(pool.prestartCoreThread());
        assertEquals(1, pool.prestartAllCoreThreads());
        assertFalse(pool.prestartCoreThread());
        assertEquals(2, pool.getPoolSize());
        pool.setCorePoolSize(3);
        pool.setMaximumPoolSize(3);
        assertThrows(IllegalArgumentException.class, () -> pool.setMaximumPoolSize(2));
        assertThrows(IllegalArgumentException.class, () -> pool.setCorePoolSize(4));
        assertFalse(pool.allowsCoreThreadTimeOut());
        pool.setKeepAliveTime(1, TimeUnit.MILLISECONDS);
        pool.allowCoreThreadTimeOut(true);
        assertTrue(pool.allowsCoreThreadTimeOut());
        Waits.until(() -> pool.getPoolSize() == 0);
        ThreadFactory factory = task -> new Thread(task, "named");
        pool.setThreadFactory(factory);
        assertSame(factory, pool.getThreadFactory());
        assertEquals("named", pool.submit(() -> Thread.currentThread().getName()).get());
        Future<?> cancelled = null;
        CountDownLatch running = new CountDownLatch(3);
        for (int i = 0; i < 3; i++) {
            pool.execute(() -> {
                running.countDown();
                block();
            });
        }
        running.await();
        cancelled = pool.submit(() -> {});
        Runnable queued = () -> {};
        pool.execute(queued);
        assertEquals(2, pool.getQueue().size());
        cancelled.cancel(false);
        pool.purge();
        assertEquals(1, pool.getQueue().size());
        assertTrue(pool.remove(queued));
        release.countDown();
        assertEquals(0, pool.shutdownNow().size());
        assertTrue(pool.awaitTermination(20, TimeUnit.SECONDS));
    }

    @Test
    void hooksOfSubclasses() throws Exception {
        List<String> seen = Collections.synchronizedList(new ArrayList<>());
        Thread.UncaughtExceptionHandler ignore = (t, e) -> seen.add("uncaught " + e.getMessage());
        ThreadPoolExecutor pool = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
            Thread thread = new Thread(task);
            thread.setUncaughtExceptionHandler(ignore);
            return thread;
        }) {
            @Override
            protected void beforeExecute(Thread thread, Runnable task) {
                seen.add("before " + (thread == Thread.currentThread()));
            }

            @Override
            protected void afterExecute(Runnable task, Throwable thrown) {
                seen.add("after " + (thrown == null ? null : thrown.getMessage()));
            }

            @Override
            protected void terminated() {
                seen.add("terminated");
            }
        };
        pool.submit(() -> {}).get();
        Waits.until(() -> pool.getCompletedTaskCount() == 1);
        pool.execute(() -> {
            throw new IllegalStateException("x");
        });
        Waits.until(() -> seen.contains("uncaught x"));
        pool.submit(() -> {}).get();
        pool.close();
        assertEquals(List.of("before true", "after null", "before true", "after x", "before true", "after null", "terminated"),
                seen.stream().filter(s -> !s.startsWith("uncaught")).toList());
    }

    // ---- later, and again and again ----

    @Test
    void delays() throws Exception {
        ScheduledThreadPoolExecutor pool = new ScheduledThreadPoolExecutor(2);
        ScheduledExecutorService general = pool;
        long start = System.nanoTime();
        ScheduledFuture<Integer> value = pool.schedule(() -> 5, 3, TimeUnit.MILLISECONDS);
        assertTrue(value.getDelay(TimeUnit.NANOSECONDS) <= 3_000_000);
        ScheduledFuture<?> later = general.schedule(() -> {}, 100, TimeUnit.SECONDS);
        assertTrue(value.compareTo(later) < 0);
        assertEquals(5, value.get());
        Waits.took(start, 3);
        assertTrue(later.cancel(false));
        assertTrue(later.isCancelled());
        assertEquals(3, general.schedule(() -> 3, 0, TimeUnit.SECONDS).get());
        pool.schedule(() -> {}, -1, TimeUnit.SECONDS).get();
        AtomicInteger ticks = new AtomicInteger();
        start = System.nanoTime();
        ScheduledFuture<?> rate = pool.scheduleAtFixedRate(ticks::incrementAndGet, 1, 1, TimeUnit.MILLISECONDS);
        Waits.until(() -> ticks.get() >= 3);
        Waits.took(start, 3);
        assertTrue(((RunnableScheduledFuture<?>) rate).isPeriodic());
        rate.cancel(false);
        assertThrows(CancellationException.class, rate::get);
        AtomicInteger tocks = new AtomicInteger();
        ScheduledFuture<?> delay = general.scheduleWithFixedDelay(() -> {
            if (tocks.incrementAndGet() == 3) {
                throw new IllegalStateException("third");
            }
        }, 0, 1, TimeUnit.MILLISECONDS);
        assertThrows(java.util.concurrent.ExecutionException.class, delay::get);
        assertEquals(3, tocks.get());
        ScheduledFuture<?> other = general.scheduleAtFixedRate(() -> {}, 0, 1, TimeUnit.SECONDS);
        other.cancel(true);
        ScheduledFuture<?> never = pool.scheduleWithFixedDelay(() -> {}, 100, 100, TimeUnit.SECONDS);
        assertTrue(never.cancel(true));
        assertThrows(IllegalArgumentException.class, () -> pool.scheduleAtFixedRate(() -> {}, 0, 0, TimeUnit.SECONDS));
        pool.shutdownNow();
        assertTrue(pool.awaitTermination(20, TimeUnit.SECONDS));
    }

    @Test
    void scheduledInOrder() throws Exception {
        List<Integer> ran = Collections.synchronizedList(new ArrayList<>());
        try (ScheduledExecutorService pool = Executors.newSingleThreadScheduledExecutor()) {
            for (int delay : new int[] {120, 40, 80, 40}) {
                pool.schedule(() -> ran.add(delay), delay, TimeUnit.MILLISECONDS);
            }
        }
        assertEquals(List.of(40, 40, 80, 120), ran);
    }

    @Test
    void policiesAtShutdown() throws Exception {
        AtomicInteger ran = new AtomicInteger();
        ScheduledThreadPoolExecutor pool = new ScheduledThreadPoolExecutor(1, Executors.defaultThreadFactory());
        assertTrue(pool.getExecuteExistingDelayedTasksAfterShutdownPolicy());
        assertFalse(pool.getContinueExistingPeriodicTasksAfterShutdownPolicy());
        assertFalse(pool.getRemoveOnCancelPolicy());
        ScheduledFuture<?> delayed = pool.schedule(ran::incrementAndGet, 3, TimeUnit.MILLISECONDS);
        ScheduledFuture<?> periodic = pool.scheduleAtFixedRate(() -> {}, 50, 50, TimeUnit.SECONDS);
        pool.shutdown();
        assertTrue(pool.awaitTermination(20, TimeUnit.SECONDS));
        assertEquals(1, ran.get());
        assertTrue(delayed.isDone());
        assertTrue(periodic.isCancelled());
        ScheduledThreadPoolExecutor strict = new ScheduledThreadPoolExecutor(1);
        strict.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        strict.setContinueExistingPeriodicTasksAfterShutdownPolicy(false);
        strict.setRemoveOnCancelPolicy(true);
        ScheduledFuture<?> dropped = strict.schedule(ran::incrementAndGet, 50, TimeUnit.SECONDS);
        ScheduledFuture<?> removed = strict.schedule(ran::incrementAndGet, 50, TimeUnit.SECONDS);
        assertEquals(2, strict.getQueue().size());
        removed.cancel(false);
        assertEquals(1, strict.getQueue().size());
        strict.execute(ran::incrementAndGet);
        strict.submit(ran::incrementAndGet).get();
        strict.submit(() -> {}, "x").get();
        strict.submit((Runnable) ran::incrementAndGet).get();
        assertEquals(4, ran.get());
        strict.shutdown();
        assertTrue(strict.awaitTermination(20, TimeUnit.SECONDS));
        assertTrue(dropped.isCancelled());
        assertThrows(RejectedExecutionException.class, () -> strict.schedule(() -> {}, 1, TimeUnit.SECONDS));
        ScheduledThreadPoolExecutor now = new ScheduledThreadPoolExecutor(1, Executors.defaultThreadFactory(),
                new ThreadPoolExecutor.DiscardPolicy());
        now.schedule(() -> {}, 50, TimeUnit.SECONDS);
        assertEquals(1, now.shutdownNow().size());
        now.schedule(() -> {}, 50, TimeUnit.SECONDS); // discarded
    }

    @Test
    void aBusyPoolRunsOnEveryThread() throws Exception {
        Set<String> names = Collections.synchronizedSet(new java.util.TreeSet<>());
        CountDownLatch all = new CountDownLatch(3);
        AtomicReference<Throwable> failed = new AtomicReference<>();
        try (ScheduledThreadPoolExecutor pool = new ScheduledThreadPoolExecutor(3)) {
            for (int i = 0; i < 3; i++) {
                pool.schedule(() -> {
                    names.add(Thread.currentThread().getName());
                    all.countDown();
                    try {
                        all.await();
                    } catch (InterruptedException e) {
                        failed.set(e);
                    }
                }, 1, TimeUnit.MILLISECONDS);
            }
        }
        assertEquals(3, names.size());
        assertTrue(names.stream().allMatch(n -> n.matches("pool-\\d+-thread-[123]")), names::toString);
        assertEquals(null, failed.get());
    }
}
