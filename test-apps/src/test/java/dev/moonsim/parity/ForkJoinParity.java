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
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CountedCompleter;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.RecursiveAction;
import java.util.concurrent.RecursiveTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Fork/join: pools, their tasks and workers, compensation for blocking, the common pool, parallel streams. */
@Covers({ForkJoinPool.class, ForkJoinPool.ForkJoinWorkerThreadFactory.class, ForkJoinPool.ManagedBlocker.class,
    ForkJoinTask.class, ForkJoinWorkerThread.class, RecursiveTask.class, RecursiveAction.class, CountedCompleter.class})
class ForkJoinParity {
    private static final class Fib extends RecursiveTask<Integer> {
        private final int n;

        Fib(int n) {
            this.n = n;
        }

        @Override
        protected Integer compute() {
            if (n < 2) {
                return n;
            }
            Fib left = new Fib(n - 1);
            left.fork();
            return new Fib(n - 2).invoke() + left.join();
        }
    }

    private static final class Increment extends RecursiveAction {
        private final int[] array;
        private final int from;
        private final int to;

        Increment(int[] array, int from, int to) {
            this.array = array;
            this.from = from;
            this.to = to;
        }

        @Override
        protected void compute() {
            if (to - from > 4) {
                int middle = (from + to) / 2;
                ForkJoinTask.invokeAll(new Increment(array, from, middle), new Increment(array, middle, to));
            } else {
                for (int i = from; i < to; i++) {
                    array[i]++;
                }
            }
        }
    }

    @Test
    void recursion() {
        try (ForkJoinPool pool = new ForkJoinPool(3)) {
            assertEquals(144, pool.invoke(new Fib(12)));
            int[] array = new int[50];
            pool.invoke(new Increment(array, 0, 50));
            assertTrue(IntStream.of(array).allMatch(x -> x == 1));
            Fib task = new Fib(10);
            task.fork(); // in the common pool
            assertEquals(55, task.join());
            assertNull(new Increment(new int[1], 0, 1).invoke());
            Increment action = new Increment(new int[1], 0, 1);
            assertNull(action.getRawResult());
        }
        Fib fib = new Fib(5);
        assertNull(fib.getRawResult());
        assertEquals(5, fib.invoke());
        assertEquals(5, fib.getRawResult());
        new Fib(1);
    }

    @Test
    void poolsServe() throws Exception {
        ForkJoinPool pool = new ForkJoinPool(2);
        assertEquals(2, pool.getParallelism());
        assertFalse(pool.getAsyncMode());
        assertNull(pool.getUncaughtExceptionHandler());
        assertSame(ForkJoinPool.defaultForkJoinWorkerThreadFactory, pool.getFactory());
        CountDownLatch ran = new CountDownLatch(2);
        pool.execute((Runnable) ran::countDown);
        pool.execute(new RecursiveAction() {
            @Override
            protected void compute() {
                ran.countDown();
            }
        });
        ran.await();
        assertEquals("a", pool.submit(() -> "a").get());
        assertEquals("b", pool.submit(() -> {}, "b").get());
        assertNull(pool.submit((Runnable) () -> {}).get());
        assertEquals(21, pool.submit(new Fib(8)).get());
        assertEquals(21, pool.externalSubmit(new Fib(8)).get());
        ForkJoinTask<Integer> lazy = pool.lazySubmit(new Fib(8));
        pool.submit(() -> {}).get(); // wakes a worker, which the lazy one need not do
        assertEquals(21, lazy.get());
        assertEquals(2, pool.invokeAll(List.of(() -> 1, () -> 2)).size());
        assertEquals(2, pool.invokeAll(List.of(() -> 1, () -> 2), 20, TimeUnit.SECONDS).size());
        assertEquals(2, pool.invokeAllUninterruptibly(List.of(() -> 1, () -> 2)).size());
        assertEquals("x", pool.invokeAny(List.of(() -> "x")));
        assertEquals("x", pool.invokeAny(List.of(() -> "x"), 20, TimeUnit.SECONDS));
        assertTrue(pool.awaitQuiescence(20, TimeUnit.SECONDS));
        Waits.until(pool::isQuiescent);
        assertEquals(0, pool.getQueuedTaskCount());
        assertEquals(0, pool.getQueuedSubmissionCount());
        assertFalse(pool.hasQueuedSubmissions());
        assertTrue(pool.getPoolSize() <= 3);
        assertTrue(pool.getStealCount() >= 0);
        assertEquals(0, pool.getActiveThreadCount());
        assertTrue(pool.getRunningThreadCount() >= 0);
        assertEquals(2, pool.setParallelism(3));
        assertEquals(3, pool.getParallelism());
        assertEquals(1, pool.schedule(() -> 1, 1, TimeUnit.MILLISECONDS).get());
        AtomicInteger ticks = new AtomicInteger();
        var rate = pool.scheduleAtFixedRate(ticks::incrementAndGet, 0, 1, TimeUnit.MILLISECONDS);
        var delay = pool.scheduleWithFixedDelay(ticks::incrementAndGet, 0, 1, TimeUnit.MILLISECONDS);
        Waits.until(() -> ticks.get() >= 4);
        rate.cancel(false);
        delay.cancel(false);
        pool.schedule((Runnable) ticks::incrementAndGet, 1, TimeUnit.MILLISECONDS).get();
        assertEquals("in time", pool.submitWithTimeout(() -> "in time", 20, TimeUnit.SECONDS, t -> t.complete("late")).get());
        assertEquals("late", pool.submitWithTimeout(() -> {
            new CountDownLatch(1).await();
            return "never";
        }, 1, TimeUnit.MILLISECONDS, t -> t.complete("late")).get());
        pool.cancelDelayedTasksOnShutdown();
        assertTrue(pool.getDelayedTaskCount() >= 0);
        assertFalse(pool.isShutdown());
        pool.shutdown();
        assertTrue(pool.isShutdown());
        assertTrue(pool.awaitTermination(20, TimeUnit.SECONDS));
        assertTrue(pool.isTerminated());
        assertFalse(pool.isTerminating());
        assertThrows(RejectedExecutionException.class, () -> pool.submit(() -> 1));
        assertEquals(0, pool.shutdownNow().size());
        pool.close();
    }

    // ---- workers ----

    private static final class Own extends ForkJoinWorkerThread {
        static final Set<String> SEEN = new ConcurrentSkipListSet<>();

        Own(ForkJoinPool pool) {
            super(pool);
            setName("own worker");
        }

        @Override
        public void run() {
            SEEN.add("run");
            super.run();
        }

        @Override
        protected void onStart() {
            super.onStart();
            SEEN.add("start " + (Thread.currentThread() == this));
        }

        @Override
        protected void onTermination(Throwable thrown) {
            SEEN.add("end " + thrown);
            super.onTermination(thrown);
        }
    }

    @Test
    void workersOfOnesOwn() throws Exception {
        ForkJoinPool.ForkJoinWorkerThreadFactory factory = Own::new;
        AtomicReference<String> uncaught = new AtomicReference<>();
        ForkJoinPool pool = new ForkJoinPool(1, factory, (t, e) -> uncaught.set(e.getMessage()), true);
        assertNotNull(factory.newThread(pool));
        assertTrue(pool.getAsyncMode());
        pool.submit(() -> {
            ForkJoinWorkerThread worker = (ForkJoinWorkerThread) Thread.currentThread();
            assertEquals("own worker", worker.getName());
            assertSame(pool, worker.getPool());
            assertTrue(worker.getPoolIndex() >= 0);
            assertTrue(worker.isDaemon());
            assertTrue(ForkJoinTask.inForkJoinPool());
            assertSame(pool, ForkJoinTask.getPool());
            ForkJoinTask<?> queued = new Fib(1).fork();
            assertEquals(1, ForkJoinTask.getQueuedTaskCount());
            assertEquals(1, worker.getQueuedTaskCount());
            assertTrue(ForkJoinTask.getSurplusQueuedTaskCount() >= 0);
            assertTrue(queued.tryUnfork());
            new Fib(1).fork();
            ForkJoinTask.helpQuiesce();
            return null;
        }).get();
        pool.close();
        Waits.until(() -> Own.SEEN.contains("end null"));
        assertEquals(Set.of("run", "start true", "end null"), new TreeSet<>(Own.SEEN));
        assertFalse(ForkJoinTask.inForkJoinPool());
        assertNull(ForkJoinTask.getPool());
    }

    @Test
    void workersOfTheJdk() throws Exception {
        try (ForkJoinPool pool = new ForkJoinPool(1)) {
            String name = pool.submit(() -> Thread.currentThread().getName()).get();
            assertTrue(name.matches("ForkJoinPool-\\d+-worker-1"), name);
        }
    }

    // ---- tasks ----

    @Test
    void tasksAndTheirEnds() throws Exception {
        ForkJoinTask<String> task = ForkJoinTask.adapt(() -> "x");
        assertFalse(task.isDone());
        assertThrows(TimeoutException.class, () -> task.get(1, TimeUnit.MILLISECONDS));
        assertFalse(task.quietlyJoin(1, TimeUnit.MILLISECONDS));
        assertFalse(task.quietlyJoinUninterruptibly(1, TimeUnit.MILLISECONDS));
        assertEquals("x", task.invoke());
        assertTrue(task.isCompletedNormally());
        assertFalse(task.isCompletedAbnormally());
        assertEquals("x", task.get());
        assertEquals("x", task.get(1, TimeUnit.SECONDS));
        assertEquals("x", task.resultNow());
        assertEquals("x", task.getRawResult());
        assertNull(task.getException());
        task.quietlyJoin();
        task.quietlyInvoke();
        ForkJoinTask<?> fails = ForkJoinTask.adapt((Runnable) () -> {
            throw new IllegalStateException("y");
        });
        fails.quietlyInvoke();
        assertTrue(fails.isCompletedAbnormally());
        assertThrows(IllegalStateException.class, fails::join);
        assertThrows(ExecutionException.class, fails::get);
        assertNotNull(fails.getException());
        assertNotNull(fails.exceptionNow());
        assertEquals(java.util.concurrent.Future.State.FAILED, fails.state());
        fails.reinitialize();
        assertFalse(fails.isDone());
        ForkJoinTask<String> cancelled = ForkJoinTask.adapt(() -> {}, "r");
        assertTrue(cancelled.cancel(true));
        assertTrue(cancelled.isCancelled());
        assertThrows(CancellationException.class, cancelled::join);
        ForkJoinTask<String> byHand = ForkJoinTask.adapt(() -> "computed");
        Waits.Running waiter = Waits.start(() -> assertEquals("by hand", byHand.join()));
        Waits.waiting(waiter.thread());
        byHand.complete("by hand");
        waiter.end();
        ForkJoinTask<String> exceptionally = ForkJoinTask.adaptInterruptible(() -> "computed");
        exceptionally.completeExceptionally(new IllegalStateException("z"));
        assertThrows(IllegalStateException.class, exceptionally::join);
        ForkJoinTask<String> quiet = ForkJoinTask.adaptInterruptible(() -> {}, "q");
        quiet.quietlyComplete();
        assertTrue(quiet.isCompletedNormally());
        ForkJoinTask<?> interruptible = ForkJoinTask.adaptInterruptible((Runnable) () -> {});
        assertNull(interruptible.fork().join());
        ForkJoinTask<?> tagged = new Fib(1);
        assertEquals(0, tagged.getForkJoinTaskTag());
        assertEquals(0, tagged.setForkJoinTaskTag((short) 3));
        assertTrue(tagged.compareAndSetForkJoinTaskTag((short) 3, (short) 4));
        assertEquals(4, tagged.getForkJoinTaskTag());
        Fib one = new Fib(3);
        Fib two = new Fib(4);
        ForkJoinTask.invokeAll(one, two);
        ForkJoinTask.invokeAll(new Fib(1), new Fib(2), new Fib(3));
        Collection<Fib> all = ForkJoinTask.invokeAll(List.of(new Fib(5), new Fib(6)));
        assertEquals(13, all.stream().mapToInt(Fib::join).sum());
        assertEquals(2, one.getRawResult());
    }

    @Test
    void countedCompleters() {
        AtomicInteger sum = new AtomicInteger();
        List<String> seen = java.util.Collections.synchronizedList(new ArrayList<>());
        class Sum extends CountedCompleter<Integer> {
            private final int from;
            private final int to;

            Sum(CountedCompleter<?> parent, int from, int to) {
                super(parent);
                this.from = from;
                this.to = to;
            }

            @Override
            public void compute() {
                if (to - from > 2) {
                    setPendingCount(2);
                    new Sum(this, from, (from + to) / 2).fork();
                    new Sum(this, (from + to) / 2, to).fork();
                } else {
                    for (int i = from; i < to; i++) {
                        sum.addAndGet(i);
                    }
                }
                tryComplete();
            }

            @Override
            public void onCompletion(CountedCompleter<?> caller) {
                if (getCompleter() == null) {
                    seen.add("root complete");
                }
            }

            @Override
            public boolean onExceptionalCompletion(Throwable thrown, CountedCompleter<?> caller) {
                seen.add("failed");
                return super.onExceptionalCompletion(thrown, caller);
            }

            @Override
            public Integer getRawResult() {
                return sum.get();
            }
        }

        Sum root = new Sum(null, 0, 20);
        assertEquals(190, root.invoke());
        assertEquals(List.of("root complete"), seen);
        assertEquals(0, root.getPendingCount());
        assertNull(root.getCompleter());
        assertSame(root, root.getRoot());
        root.addToPendingCount(2);
        assertTrue(root.compareAndSetPendingCount(2, 1));
        assertEquals(1, root.decrementPendingCountUnlessZero());
        root.setPendingCount(3);
        assertEquals(3, root.getPendingCount());
        Sum child = new Sum(root, 0, 1);
        assertSame(root, child.getCompleter());
        assertSame(root, child.getRoot());
        child.propagateCompletion();
        assertEquals(2, root.getPendingCount());
        assertSame(child, child.firstComplete());
        assertNull(child.nextComplete());
        assertEquals(1, root.getPendingCount());
        Sum fresh = new Sum(null, 0, 1);
        fresh.quietlyCompleteRoot();
        assertTrue(fresh.isDone());
        fresh.helpComplete(1);
        Sum done = new Sum(null, 0, 1);
        done.complete(1);
        assertTrue(done.isCompletedNormally());
        Sum bad = new Sum(null, 0, 1);
        bad.completeExceptionally(new IllegalStateException());
        assertThrows(IllegalStateException.class, bad::join);
        Sum direct = new Sum(null, 1, 2);
        direct.compute();
        assertTrue(direct.isDone());
        direct.onCompletion(direct);
        assertTrue(direct.onExceptionalCompletion(new IllegalStateException(), direct));
        assertEquals(191, direct.getRawResult());
    }

    // ---- blocking ----

    @Test
    void blockedWorkersAreCompensated() throws Exception {
        CountDownLatch all = new CountDownLatch(3);
        try (ForkJoinPool pool = new ForkJoinPool(1)) {
            List<ForkJoinTask<?>> tasks = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                tasks.add(pool.submit(() -> {
                    all.countDown();
                    ForkJoinPool.managedBlock(new ForkJoinPool.ManagedBlocker() {
                        @Override
                        public boolean block() throws InterruptedException {
                            all.await();
                            return true;
                        }

                        @Override
                        public boolean isReleasable() {
                            return all.getCount() == 0;
                        }
                    });
                    return null;
                }));
            }
            for (ForkJoinTask<?> task : tasks) {
                task.get(); // with one worker alone, none of them could end
            }
        }
        ForkJoinPool.ManagedBlocker free = new ForkJoinPool.ManagedBlocker() {
            @Override
            public boolean block() {
                return true;
            }

            @Override
            public boolean isReleasable() {
                return false;
            }
        };
        ForkJoinPool.managedBlock(free);
        assertTrue(free.block());
        assertFalse(free.isReleasable());
    }

    // ---- the common pool ----

    @Test
    void commonPool() throws Exception {
        ForkJoinPool common = ForkJoinPool.commonPool();
        assertSame(common, ForkJoinPool.commonPool());
        assertEquals(ForkJoinPool.getCommonPoolParallelism(), common.getParallelism());
        assertTrue(common.getParallelism() >= 1);
        common.shutdown();
        common.shutdownNow();
        assertFalse(common.isShutdown());
        AtomicReference<Thread> worker = new AtomicReference<>();
        CountDownLatch ran = new CountDownLatch(1);
        common.execute(() -> {
            worker.set(Thread.currentThread());
            ran.countDown();
        });
        ran.await();
        assertTrue(worker.get().getName().matches("ForkJoinPool.commonPool-worker-\\d+"), worker.get().getName());
        assertTrue(worker.get().isDaemon());
        assertFalse(common.awaitTermination(1, TimeUnit.MILLISECONDS));
    }

    @Test
    void parallelStreams() {
        assertEquals(499_500, LongStream.range(0, 1000).parallel().sum());
        assertEquals(IntStream.range(0, 200).boxed().toList(), IntStream.range(0, 200).parallel().boxed().toList());
        assertTrue(IntStream.range(0, 500).parallel().anyMatch(i -> i == 333));
        List<Integer> ordered = java.util.Collections.synchronizedList(new ArrayList<>());
        IntStream.range(0, 50).parallel().forEachOrdered(ordered::add);
        assertEquals(IntStream.range(0, 50).boxed().toList(), ordered);
        int[] array = IntStream.range(0, 20_000).map(i -> 20_000 - i).toArray();
        java.util.Arrays.parallelSort(array);
        assertEquals(1, array[0]);
        assertEquals(20_000, array[19_999]);
        assertThrows(IllegalStateException.class, () -> IntStream.range(0, 100).parallel().forEach(i -> {
            if (i == 50) {
                throw new IllegalStateException();
            }
        }));
        try (ForkJoinPool pool = new ForkJoinPool(2)) {
            assertEquals(4950, pool.submit(() -> IntStream.range(0, 100).parallel().sum()).join());
        }
    }
}
