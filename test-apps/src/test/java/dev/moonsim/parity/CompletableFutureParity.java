package dev.moonsim.parity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** {@code CompletableFuture}: every way to depend on one, its errors and its timeouts. */
@Covers({CompletableFuture.class, CompletableFuture.AsynchronousCompletionTask.class, CompletionStage.class,
    CompletionException.class})
class CompletableFutureParity {
    private final List<String> seen = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger executed = new AtomicInteger();
    private final Executor direct = task -> {
        executed.incrementAndGet();
        task.run();
    };

    private static <T> CompletableFuture<T> done(T value) {
        return CompletableFuture.completedFuture(value);
    }

    @Test
    void ends() throws Exception {
        CompletableFuture<String> future = new CompletableFuture<>();
        assertFalse(future.isDone());
        assertEquals("none", future.getNow("none"));
        assertEquals(Future.State.RUNNING, future.state());
        assertThrows(TimeoutException.class, () -> future.get(1, TimeUnit.MILLISECONDS));
        assertThrows(IllegalStateException.class, future::resultNow);
        assertEquals(0, future.getNumberOfDependents());
        Waits.Running getter = Waits.start(() -> assertEquals("x", future.get()));
        Waits.Running joiner = Waits.start(() -> assertEquals("x", future.join()));
        Waits.Running timed = Waits.start(() -> assertEquals("x", future.get(100, TimeUnit.SECONDS)));
        for (Waits.Running waiter : List.of(getter, joiner, timed)) {
            Waits.waiting(waiter.thread());
        }
        assertTrue(future.complete("x"));
        assertFalse(future.complete("y"));
        assertFalse(future.completeExceptionally(new IllegalStateException()));
        for (Waits.Running waiter : List.of(getter, joiner, timed)) {
            waiter.end();
        }
        assertEquals("x", future.getNow("none"));
        assertEquals("x", future.resultNow());
        assertEquals(Future.State.SUCCESS, future.state());
        assertTrue(future.toString().endsWith("[Completed normally]"), future.toString());
        future.obtrudeValue("z");
        assertEquals("z", future.join());
        future.obtrudeException(new IllegalStateException("w"));
        assertTrue(future.isCompletedExceptionally());
        assertEquals("w", future.exceptionNow().getMessage());
    }

    @Test
    void errors() throws Exception {
        CompletableFuture<String> failed = CompletableFuture.failedFuture(new IllegalStateException("x"));
        assertEquals("x", assertThrows(ExecutionException.class, failed::get).getCause().getMessage());
        CompletionException thrown = assertThrows(CompletionException.class, failed::join);
        assertEquals("java.lang.IllegalStateException: x", thrown.getMessage());
        assertTrue(failed.isCompletedExceptionally());
        assertFalse(failed.isCancelled());
        assertEquals("handled", failed.handle((v, t) -> t == null ? v : "handled").join());
        assertEquals("instead", failed.exceptionally(t -> "instead").join());
        assertEquals("composed", failed.exceptionallyCompose(t -> done("composed")).join());
        assertEquals("async", failed.exceptionallyAsync(t -> "async").join());
        assertEquals("on mine", failed.exceptionallyAsync(t -> "on mine", direct).join());
        assertEquals("c", failed.exceptionallyComposeAsync(t -> done("c")).join());
        assertEquals("d", failed.exceptionallyComposeAsync(t -> done("d"), direct).join());
        assertEquals(2, executed.get());
        assertThrows(CompletionException.class, () -> failed.thenApply(v -> v + "!").join());
        CompletableFuture<String> cancelled = new CompletableFuture<>();
        assertTrue(cancelled.cancel(true));
        assertTrue(cancelled.isCancelled());
        assertThrows(CancellationException.class, cancelled::join);
        assertThrows(CancellationException.class, cancelled::get);
        assertEquals(Future.State.CANCELLED, cancelled.state());
        assertEquals(CancellationException.class,
                assertThrows(CompletionException.class, () -> cancelled.thenRun(() -> {}).join()).getCause().getClass());
        assertThrows(CompletionException.class, () -> CompletableFuture.failedStage(
                new IllegalStateException()).toCompletableFuture().join());
    }

    @Test
    void oneAfterAnother() {
        CompletableFuture<Integer> one = done(1);
        assertEquals(2, one.thenApply(v -> v + 1).join());
        assertEquals(2, one.thenApplyAsync(v -> v + 1).join());
        assertEquals(2, one.thenApplyAsync(v -> v + 1, direct).join());
        one.thenAccept(v -> seen.add("accept " + v)).join();
        one.thenAcceptAsync(v -> seen.add("accept " + v)).join();
        one.thenAcceptAsync(v -> seen.add("accept " + v), direct).join();
        one.thenRun(() -> seen.add("run")).join();
        one.thenRunAsync(() -> seen.add("run")).join();
        one.thenRunAsync(() -> seen.add("run"), direct).join();
        assertEquals(2, one.thenCompose(v -> done(v + 1)).join());
        assertEquals(2, one.thenComposeAsync(v -> done(v + 1)).join());
        assertEquals(2, one.thenComposeAsync(v -> done(v + 1), direct).join());
        assertEquals(1, one.whenComplete((v, t) -> seen.add("when " + v)).join());
        assertEquals(1, one.whenCompleteAsync((v, t) -> seen.add("when " + v)).join());
        assertEquals(1, one.whenCompleteAsync((v, t) -> seen.add("when " + v), direct).join());
        assertEquals(3, one.handle((v, t) -> v + 2).join());
        assertEquals(3, one.handleAsync((v, t) -> v + 2).join());
        assertEquals(3, one.handleAsync((v, t) -> v + 2, direct).join());
        assertEquals(1, one.exceptionally(t -> 0).join());
        assertEquals(9, seen.size());
        assertEquals(6, executed.get());
    }

    @Test
    void twoTogether() {
        CompletableFuture<Integer> one = done(1);
        CompletableFuture<Integer> two = CompletableFuture.supplyAsync(() -> 2);
        CompletableFuture<Integer> never = new CompletableFuture<>();
        assertEquals(3, one.thenCombine(two, Integer::sum).join());
        assertEquals(3, one.thenCombineAsync(two, Integer::sum).join());
        assertEquals(3, one.thenCombineAsync(two, Integer::sum, direct).join());
        one.thenAcceptBoth(two, (a, b) -> seen.add("both " + (a + b))).join();
        one.thenAcceptBothAsync(two, (a, b) -> seen.add("both " + (a + b))).join();
        one.thenAcceptBothAsync(two, (a, b) -> seen.add("both " + (a + b)), direct).join();
        one.runAfterBoth(two, () -> seen.add("after both")).join();
        one.runAfterBothAsync(two, () -> seen.add("after both")).join();
        one.runAfterBothAsync(two, () -> seen.add("after both"), direct).join();
        assertEquals(1, never.applyToEither(one, v -> v).join());
        assertEquals(1, never.applyToEitherAsync(one, v -> v).join());
        assertEquals(1, never.applyToEitherAsync(one, v -> v, direct).join());
        never.acceptEither(one, v -> seen.add("either " + v)).join();
        never.acceptEitherAsync(one, v -> seen.add("either " + v)).join();
        never.acceptEitherAsync(one, v -> seen.add("either " + v), direct).join();
        never.runAfterEither(one, () -> seen.add("after either")).join();
        never.runAfterEitherAsync(one, () -> seen.add("after either")).join();
        never.runAfterEitherAsync(one, () -> seen.add("after either"), direct).join();
        assertEquals(12, seen.size());
        assertEquals(6, executed.get());
        assertNull(CompletableFuture.allOf(one, two).join());
        assertEquals(1, CompletableFuture.anyOf(one, never).join());
        assertFalse(CompletableFuture.allOf(one, never).isDone());
        assertTrue(CompletableFuture.allOf().isDone());
        assertFalse(CompletableFuture.anyOf().isDone());
    }

    @Test
    void whereTasksRun() throws Exception {
        String name = CompletableFuture.supplyAsync(() -> Thread.currentThread().getName()).get();
        assertTrue(name.startsWith("ForkJoinPool.commonPool-worker-"), name);
        CompletableFuture.runAsync(() -> seen.add(Thread.currentThread().getName()), direct).join();
        assertEquals(List.of("main"), seen);
        CompletableFuture.runAsync(() -> seen.add("async")).join();
        assertEquals("s", CompletableFuture.supplyAsync(() -> "s", direct).join());
        assertSame(ForkJoinPool.commonPool(), new CompletableFuture<>().defaultExecutor());
        CompletableFuture<String> pending = new CompletableFuture<>();
        AtomicReference<Thread> ran = new AtomicReference<>();
        CompletableFuture<Void> after = pending.thenAccept(v -> ran.set(Thread.currentThread()));
        assertEquals(1, pending.getNumberOfDependents());
        Waits.Running completer = Waits.start(() -> pending.complete("x"));
        completer.end();
        after.join();
        assertSame(completer.thread(), ran.get());
        AtomicReference<Boolean> tagged = new AtomicReference<>();
        CompletableFuture.runAsync(() -> {}, task -> {
            tagged.set(task instanceof CompletableFuture.AsynchronousCompletionTask);
            task.run();
        }).join();
        assertTrue(tagged.get());
    }

    @Test
    void timeouts() throws Exception {
        long start = System.nanoTime();
        CompletableFuture<String> late = new CompletableFuture<String>().orTimeout(3, TimeUnit.MILLISECONDS);
        assertEquals(TimeoutException.class,
                assertThrows(ExecutionException.class, late::get).getCause().getClass());
        Waits.took(start, 3);
        start = System.nanoTime();
        assertEquals("default", new CompletableFuture<String>().completeOnTimeout("default", 3, TimeUnit.MILLISECONDS).join());
        Waits.took(start, 3);
        assertEquals("in time", done("in time").orTimeout(50, TimeUnit.SECONDS).join());
        start = System.nanoTime();
        Executor delayed = CompletableFuture.delayedExecutor(3, TimeUnit.MILLISECONDS);
        CompletableFuture.runAsync(() -> seen.add("delayed"), delayed).join();
        Waits.took(start, 3);
        CountDownLatch ran = new CountDownLatch(1);
        CompletableFuture.delayedExecutor(1, TimeUnit.MILLISECONDS, direct).execute(ran::countDown);
        ran.await();
        assertEquals(List.of("delayed"), seen);
        assertEquals(1, executed.get());
    }

    @Test
    void copiesAndStages() {
        CompletableFuture<String> future = new CompletableFuture<>();
        CompletableFuture<String> copy = future.copy();
        CompletionStage<String> stage = future.minimalCompletionStage();
        assertNotSame(future, copy);
        copy.complete("copy alone");
        assertFalse(future.isDone());
        assertThrows(UnsupportedOperationException.class, () -> ((CompletableFuture<String>) stage).join());
        assertThrows(UnsupportedOperationException.class, () -> ((CompletableFuture<String>) stage).complete("x"));
        future.complete("all");
        assertEquals("all", stage.toCompletableFuture().join());
        assertSame(future, future.toCompletableFuture());
        assertEquals("made", new CompletableFuture<String>().completeAsync(() -> "made").join());
        assertEquals("made", new CompletableFuture<String>().completeAsync(() -> "made", direct).join());
        assertEquals("stage", CompletableFuture.completedStage("stage").toCompletableFuture().join());
        assertFalse(future.newIncompleteFuture().isDone());
        assertEquals("m", new CompletionException("m", null).getMessage());
    }

    @Test
    void manyInAChain() {
        CompletableFuture<Integer> head = new CompletableFuture<>();
        CompletableFuture<Integer> tail = head;
        for (int i = 0; i < 100; i++) {
            tail = i % 2 == 0 ? tail.thenApplyAsync(v -> v + 1) : tail.thenApply(v -> v + 1);
        }
        head.complete(0);
        assertEquals(100, tail.join());
        List<CompletableFuture<Integer>> all = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            int n = i;
            all.add(CompletableFuture.supplyAsync(() -> n));
        }
        CompletableFuture.allOf(all.toArray(new CompletableFuture<?>[0])).join();
        assertEquals(190, all.stream().mapToInt(CompletableFuture::join).sum());
    }
}
