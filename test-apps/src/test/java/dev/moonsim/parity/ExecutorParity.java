package dev.moonsim.parity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionService;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.RunnableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Executor services as {@code Executors} makes them, futures and completion services. */
@Covers({Executor.class, ExecutorService.class, AbstractExecutorService.class, Executors.class, Callable.class,
    Future.class, Future.State.class, FutureTask.class, RunnableFuture.class, CompletionService.class,
    ExecutorCompletionService.class, ThreadFactory.class, ExecutionException.class, CancellationException.class,
    RejectedExecutionException.class})
class ExecutorParity {
    private static final ThreadFactory DAEMONS = task -> {
        Thread thread = new Thread(task, "made");
        thread.setDaemon(true);
        return thread;
    };

    /** A factory whose threads are of a class of its own. */
    private static final class OwnThreads implements ThreadFactory {
        final AtomicInteger ended = new AtomicInteger();

        final class Own extends Thread {
            Own(Runnable task) {
                super(task, "own");
            }

            @Override
            public void run() {
                super.run();
                ended.incrementAndGet();
            }
        }

        @Override
        public Thread newThread(Runnable task) {
            return new Own(task);
        }
    }

    private static void serves(ExecutorService pool) throws Exception {
        try (pool) {
            Executor executor = pool;
            CountDownLatch ran = new CountDownLatch(1);
            executor.execute(ran::countDown);
            ran.await();
            assertEquals("value", pool.submit(() -> "value").get());
            assertEquals("result", pool.submit(() -> {}, "result").get());
            Runnable nothing = () -> {};
            assertNull(pool.submit(nothing).get(20, TimeUnit.SECONDS));
            List<Callable<Integer>> calls = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                int n = i;
                calls.add(() -> n);
            }
            int sum = 0;
            for (Future<Integer> future : pool.invokeAll(calls)) {
                assertTrue(future.isDone());
                sum += future.get();
            }
            assertEquals(10, sum);
            assertEquals(5, pool.invokeAll(calls, 20, TimeUnit.SECONDS).size());
            assertTrue(pool.invokeAny(calls) < 5);
            assertTrue(pool.invokeAny(calls, 20, TimeUnit.SECONDS) < 5);
            Callable<Integer> fails = () -> {
                throw new IllegalStateException("failed");
            };
            ExecutionException failed = assertThrows(ExecutionException.class, () -> pool.submit(fails).get());
            assertEquals(IllegalStateException.class, failed.getCause().getClass());
            assertTrue(failed.getCause().getMessage().endsWith("failed")); // a fork/join pool makes one more around it
            assertTrue(failed.getMessage().startsWith("java.lang.IllegalStateException: "));
            assertThrows(ExecutionException.class, () -> pool.invokeAny(List.of(fails, fails)));
            assertFalse(pool.isShutdown());
            assertFalse(pool.awaitTermination(1, TimeUnit.MILLISECONDS));
            pool.shutdown();
            assertTrue(pool.awaitTermination(20, TimeUnit.SECONDS));
            assertTrue(pool.isShutdown());
            assertTrue(pool.isTerminated());
            assertThrows(RejectedExecutionException.class, () -> pool.execute(nothing));
        }
    }

    @Test
    void everyKindServes() throws Exception {
        serves(Executors.newFixedThreadPool(2));
        serves(Executors.newFixedThreadPool(2, DAEMONS));
        serves(Executors.newCachedThreadPool());
        serves(Executors.newCachedThreadPool(DAEMONS));
        serves(Executors.newSingleThreadExecutor());
        serves(Executors.newSingleThreadExecutor(DAEMONS));
        serves(Executors.newScheduledThreadPool(2));
        serves(Executors.newScheduledThreadPool(2, DAEMONS));
        serves(Executors.newSingleThreadScheduledExecutor());
        serves(Executors.newSingleThreadScheduledExecutor(DAEMONS));
        serves(Executors.newWorkStealingPool());
        serves(Executors.newWorkStealingPool(2));
        serves(Executors.newVirtualThreadPerTaskExecutor());
        serves(Executors.newThreadPerTaskExecutor(DAEMONS));
        serves(Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory()));
        serves(Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("v", 0).factory()));
        serves(Executors.unconfigurableExecutorService(Executors.newFixedThreadPool(1)));
        serves(Executors.unconfigurableScheduledExecutorService(Executors.newScheduledThreadPool(1)));
        OwnThreads own = new OwnThreads();
        serves(Executors.newFixedThreadPool(3, own));
        Waits.until(() -> own.ended.get() == 3);
    }

    @Test
    @SuppressWarnings("removal")
    void factoriesAndAdapters() throws Exception {
        ThreadFactory factory = Executors.defaultThreadFactory();
        Thread first = factory.newThread(() -> {});
        Thread second = factory.newThread(() -> {});
        assertTrue(first.getName().matches("pool-\\d+-thread-1"), first.getName());
        assertEquals(first.getName().replace("thread-1", "thread-2"), second.getName());
        assertFalse(first.isDaemon());
        assertEquals(5, first.getPriority());
        assertSame(Thread.currentThread().getThreadGroup(), first.getThreadGroup());
        Thread privileged = Executors.privilegedThreadFactory().newThread(() -> {});
        assertTrue(privileged.getName().matches("pool-\\d+-thread-1"));
        Runnable nothing = () -> {};
        assertNull(Executors.callable(nothing).call());
        assertEquals("x", Executors.callable(nothing, "x").call());
        assertEquals("y", Executors.callable((java.security.PrivilegedAction<Object>) () -> "y").call());
        assertEquals("z", Executors.callable((java.security.PrivilegedExceptionAction<Object>) () -> "z").call());
        assertEquals("p", Executors.privilegedCallable(() -> "p").call());
        assertEquals("q", Executors.privilegedCallableUsingCurrentClassLoader(() -> "q").call());
        ScheduledExecutorService scheduled = Executors.newSingleThreadScheduledExecutor();
        assertEquals(1, scheduled.schedule(() -> 1, 1, TimeUnit.MILLISECONDS).get());
        scheduled.close();
    }

    @Test
    void poolThreadsBelongToTheMakersGroup() throws Exception {
        ThreadGroup group = new ThreadGroup("maker");
        AtomicReference<ThreadGroup> seen = new AtomicReference<>();
        AtomicReference<Boolean> daemon = new AtomicReference<>();
        Thread maker = new Thread(group, () -> {
            try (ExecutorService pool = Executors.newFixedThreadPool(1)) {
                pool.execute(() -> {
                    seen.set(Thread.currentThread().getThreadGroup());
                    daemon.set(Thread.currentThread().isDaemon());
                });
            }
        });
        maker.setDaemon(true);
        maker.start();
        maker.join();
        assertSame(group, seen.get());
        assertFalse(daemon.get());
    }

    @Test
    void shutdownNowInterruptsAndReturnsTheRest() throws Exception {
        ExecutorService pool = Executors.newSingleThreadExecutor();
        CountDownLatch started = new CountDownLatch(1);
        AtomicReference<String> seen = new AtomicReference<>();
        pool.execute(() -> {
            started.countDown();
            try {
                Thread.sleep(100_000);
            } catch (InterruptedException e) {
                seen.set("interrupted");
            }
        });
        pool.execute(() -> seen.set("must not run"));
        pool.submit(() -> seen.set("must not run"));
        started.await();
        assertEquals(2, pool.shutdownNow().size());
        assertTrue(pool.awaitTermination(20, TimeUnit.SECONDS));
        assertEquals("interrupted", seen.get());
    }

    @Test
    void closeWaitsAndAnInterruptOfItStopsTheTasks() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(1);
        CountDownLatch started = new CountDownLatch(1);
        pool.execute(() -> {
            started.countDown();
            try {
                Thread.sleep(100_000);
            } catch (InterruptedException e) {
                // by the close
            }
        });
        started.await();
        AtomicReference<Boolean> flag = new AtomicReference<>();
        Waits.Running closer = Waits.start(() -> {
            pool.close();
            flag.set(Thread.currentThread().isInterrupted());
        });
        Waits.waiting(closer.thread());
        closer.thread().interrupt();
        closer.end();
        assertTrue(flag.get());
        assertTrue(pool.isTerminated());
    }

    @Test
    void anAbandonedTaskIsCancelled() throws Exception {
        try (ExecutorService pool = Executors.newFixedThreadPool(2)) {
            CountDownLatch interrupted = new CountDownLatch(1);
            List<Future<String>> futures = pool.invokeAll(List.of(() -> "quick", () -> {
                try {
                    Thread.sleep(100_000);
                    return "slow";
                } catch (InterruptedException e) {
                    interrupted.countDown();
                    throw e;
                }
            }), 200, TimeUnit.MILLISECONDS);
            assertEquals("quick", futures.get(0).get());
            assertTrue(futures.get(1).isCancelled());
            interrupted.await();
            assertThrows(TimeoutException.class, () -> pool.invokeAny(List.of(() -> {
                Thread.sleep(100_000);
                return "slow";
            }), 1, TimeUnit.MILLISECONDS));
        }
    }

    @Test
    void executorsOfOnesOwn() throws Exception {
        List<String> ran = Collections.synchronizedList(new ArrayList<>());
        AbstractExecutorService direct = new AbstractExecutorService() {
            private boolean down;

            @Override
            public void execute(Runnable task) {
                ran.add("execute");
                task.run();
            }

            @Override
            public void shutdown() {
                down = true;
            }

            @Override
            public List<Runnable> shutdownNow() {
                down = true;
                return List.of();
            }

            @Override
            public boolean isShutdown() {
                return down;
            }

            @Override
            public boolean isTerminated() {
                return down;
            }

            @Override
            public boolean awaitTermination(long time, TimeUnit unit) {
                return down;
            }
        };
        Runnable nothing = () -> {};
        assertNull(direct.submit(nothing).get());
        assertEquals("a", direct.submit(nothing, "a").get());
        assertEquals("b", direct.submit(() -> "b").get());
        assertEquals(2, direct.invokeAll(List.of(() -> 1, () -> 2)).size());
        assertEquals(2, direct.invokeAll(List.of(() -> 1, () -> 2), 1, TimeUnit.SECONDS).size());
        assertEquals("1", direct.invokeAny(List.of(() -> "1")));
        assertEquals("1", direct.invokeAny(List.of(() -> "1"), 1, TimeUnit.SECONDS));
        assertEquals(9, ran.size());
        direct.close();
        assertTrue(direct.isTerminated());
    }

    // ---- futures ----

    @Test
    void futureTasks() throws Exception {
        FutureTask<String> task = new FutureTask<>(() -> "x");
        assertEquals(Future.State.RUNNING, task.state());
        assertFalse(task.isDone());
        assertThrows(IllegalStateException.class, task::resultNow);
        assertThrows(IllegalStateException.class, task::exceptionNow);
        assertThrows(TimeoutException.class, () -> task.get(1, TimeUnit.MILLISECONDS));
        Waits.Running first = Waits.start(() -> assertEquals("x", task.get()));
        Waits.Running second = Waits.start(() -> assertEquals("x", task.get(100, TimeUnit.SECONDS)));
        Waits.waiting(first.thread());
        Waits.waiting(second.thread());
        RunnableFuture<String> runnable = task;
        runnable.run();
        first.end();
        second.end();
        task.run(); // nothing
        assertEquals(Future.State.SUCCESS, task.state());
        assertEquals("x", task.resultNow());
        assertFalse(task.cancel(true));
        assertTrue(task.toString().endsWith("[Completed normally]"), task.toString());
        FutureTask<String> fails = new FutureTask<>(() -> {
            throw new IllegalStateException("y");
        });
        fails.run();
        assertEquals(Future.State.FAILED, fails.state());
        assertEquals("y", fails.exceptionNow().getMessage());
        assertThrows(ExecutionException.class, fails::get);
        FutureTask<String> fixed = new FutureTask<>(() -> {}, "fixed");
        fixed.run();
        assertEquals("fixed", fixed.get());
    }

    @Test
    void cancelledFutures() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        AtomicReference<String> seen = new AtomicReference<>();
        FutureTask<String> task = new FutureTask<>(() -> {
            started.countDown();
            try {
                Thread.sleep(100_000);
            } catch (InterruptedException e) {
                seen.set("interrupted");
            }
            return "late";
        });
        Waits.Running runner = Waits.start(task::run);
        started.await();
        Waits.waiting(runner.thread());
        Future<String> future = task;
        assertTrue(future.cancel(true));
        assertTrue(future.isCancelled());
        assertTrue(future.isDone());
        assertEquals(Future.State.CANCELLED, future.state());
        assertThrows(CancellationException.class, future::get);
        assertThrows(CancellationException.class, () -> future.get(1, TimeUnit.SECONDS));
        assertThrows(IllegalStateException.class, future::resultNow);
        assertThrows(IllegalStateException.class, future::exceptionNow);
        runner.end();
        assertEquals("interrupted", seen.get());
        FutureTask<String> never = new FutureTask<>(() -> "never");
        assertTrue(never.cancel(false));
        never.run();
        assertTrue(never.isCancelled());
        assertEquals("why", new CancellationException("why").getMessage());
        assertEquals("full", new RejectedExecutionException("full").getMessage());
        assertNotNull(new ExecutionException("m", new IllegalStateException()).getCause());
    }

    @Test
    void completionServices() throws Exception {
        try (ExecutorService pool = Executors.newFixedThreadPool(3)) {
            CompletionService<Integer> general = new ExecutorCompletionService<>(pool);
            assertNull(general.poll());
            assertNull(general.poll(1, TimeUnit.MILLISECONDS));
            CountDownLatch last = new CountDownLatch(1);
            general.submit(() -> {
                last.await();
                return 1;
            });
            general.submit(() -> 2);
            general.submit(() -> {}, 3);
            Set<Integer> first = new TreeSet<>(Set.of(general.take().get(), general.poll(20, TimeUnit.SECONDS).get()));
            assertEquals(Set.of(2, 3), first);
            last.countDown();
            assertEquals(1, general.take().get());
            ExecutorCompletionService<Integer> service = new ExecutorCompletionService<>(Runnable::run);
            assertNull(service.poll());
            assertNull(service.poll(1, TimeUnit.MILLISECONDS));
            service.submit(() -> 4);
            service.submit(() -> {}, 5);
            assertEquals(4, service.take().get());
            assertEquals(5, service.take().get());
        }
    }

    @Test
    void virtualThreadsPerTask() throws Exception {
        AtomicInteger meet = new AtomicInteger();
        CountDownLatch all = new CountDownLatch(50);
        try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 50; i++) {
                pool.submit(() -> {
                    assertTrue(Thread.currentThread().isVirtual());
                    all.countDown();
                    all.await();
                    return meet.incrementAndGet();
                });
            }
        }
        assertEquals(50, meet.get());
    }

    @Test
    void callables() throws Exception {
        Callable<String> call = () -> "c";
        assertEquals("c", call.call());
    }
}
