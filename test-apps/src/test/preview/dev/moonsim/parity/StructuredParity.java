package dev.moonsim.parity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.StructureViolationException;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.Configuration;
import java.util.concurrent.StructuredTaskScope.FailedException;
import java.util.concurrent.StructuredTaskScope.Joiner;
import java.util.concurrent.StructuredTaskScope.Subtask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Structured concurrency, a preview in JDK 25. */
@Covers({StructuredTaskScope.class, Configuration.class, FailedException.class, Joiner.class, Subtask.class,
    Subtask.State.class, StructuredTaskScope.TimeoutException.class, StructureViolationException.class})
class StructuredParity {
    private static final ScopedValue<String> NAME = ScopedValue.newInstance();

    private static <T> T never() throws InterruptedException {
        new CountDownLatch(1).await();
        return null;
    }

    @Test
    void allSucceed() throws Exception {
        try (StructuredTaskScope<Object, Void> scope = StructuredTaskScope.open()) {
            Subtask<String> first = scope.fork(() -> "a");
            Subtask<Object> second = scope.fork(() -> {
                Thread.yield();
            });
            assertThrows(IllegalStateException.class, first::get);
            assertNull(scope.join());
            assertEquals(Subtask.State.SUCCESS, first.state());
            assertEquals("a", first.get());
            assertNull(second.get());
            assertThrows(IllegalStateException.class, first::exception);
            assertThrows(IllegalStateException.class, scope::join);
            assertThrows(IllegalStateException.class, () -> scope.fork(() -> "late"));
            assertFalse(scope.isCancelled());
        }
    }

    @Test
    void oneFailsAndTheOthersAreInterrupted() throws Exception {
        AtomicInteger interrupted = new AtomicInteger();
        CountDownLatch waits = new CountDownLatch(1);
        StructuredTaskScope<Object, Void> scope = StructuredTaskScope.open();
        try (scope) {
            Subtask<Object> other = scope.fork(() -> {
                waits.countDown();
                try {
                    return never();
                } catch (InterruptedException e) {
                    interrupted.incrementAndGet();
                    throw e;
                }
            });
            Subtask<Object> failing = scope.fork(() -> {
                waits.await();
                throw new IllegalArgumentException("x");
            });
            FailedException failed = assertThrows(FailedException.class, scope::join);
            assertEquals(IllegalArgumentException.class, failed.getCause().getClass());
            assertEquals(Subtask.State.FAILED, failing.state());
            assertSame(failed.getCause(), failing.exception());
            assertThrows(IllegalStateException.class, failing::get);
            assertTrue(scope.isCancelled());
            assertEquals(Subtask.State.UNAVAILABLE, other.state());
        }
        assertEquals(1, interrupted.get());
        assertThrows(IllegalStateException.class, () -> scope.fork(() -> "closed"));
    }

    @Test
    void joiners() throws Exception {
        try (var scope = StructuredTaskScope.open(Joiner.<String>anySuccessfulResultOrThrow())) {
            scope.fork(() -> never());
            scope.fork(() -> "first");
            assertEquals("first", scope.join());
        }
        try (var scope = StructuredTaskScope.open(Joiner.<String>allSuccessfulOrThrow())) {
            scope.fork(() -> "a");
            scope.fork(() -> "b");
            Stream<Subtask<String>> all = scope.join();
            assertEquals(List.of("a", "b"), all.map(Subtask::get).toList());
        }
        try (var scope = StructuredTaskScope.open(Joiner.<String>awaitAllSuccessfulOrThrow())) {
            scope.fork(() -> "a");
            assertNull(scope.join());
        }
        try (var scope = StructuredTaskScope.open(Joiner.<String>awaitAll())) {
            Subtask<String> bad = scope.fork(() -> {
                throw new IllegalStateException();
            });
            assertNull(scope.join());
            assertEquals(Subtask.State.FAILED, bad.state());
        }
        try (var scope = StructuredTaskScope.open(Joiner.<String>allUntil(s -> s.state() == Subtask.State.FAILED))) {
            scope.fork(() -> never());
            scope.fork(() -> {
                throw new IllegalStateException();
            });
            assertEquals(2, scope.join().count());
        }
    }

    @Test
    void ownJoiner() throws Throwable {
        AtomicInteger forks = new AtomicInteger();
        AtomicInteger completions = new AtomicInteger();
        Joiner<String, String> joiner = new Joiner<>() {
            @Override
            public boolean onFork(Subtask<? extends String> subtask) {
                forks.incrementAndGet();
                return Joiner.super.onFork(subtask);
            }

            @Override
            public boolean onComplete(Subtask<? extends String> subtask) {
                completions.incrementAndGet();
                return Joiner.super.onComplete(subtask);
            }

            @Override
            public String result() {
                return "mine";
            }
        };
        try (var scope = StructuredTaskScope.open(joiner)) {
            scope.fork(() -> "x");
            scope.fork(() -> "y");
            assertEquals("mine", scope.join());
        }
        assertEquals(2, forks.get());
        assertEquals(2, completions.get());
        Joiner<String, String> general = joiner;
        assertEquals("mine", general.result());
    }

    @Test
    void configured() throws Exception {
        AtomicReference<Thread> thread = new AtomicReference<>();
        Function<Configuration, Configuration> platform = c -> c.withName("scope")
                .withThreadFactory(Thread.ofPlatform().name("forked").factory());
        try (var scope = StructuredTaskScope.open(Joiner.<String>awaitAll(), platform)) {
            scope.fork(() -> {
                thread.set(Thread.currentThread());
                return "";
            });
            scope.join();
            assertTrue(scope.toString().startsWith("scope"), scope.toString());
        }
        assertEquals("forked", thread.get().getName());
        assertFalse(thread.get().isVirtual());
        try (var scope = StructuredTaskScope.open(Joiner.<String>awaitAll(), c -> c.withTimeout(Duration.ofMillis(2)))) {
            scope.fork(() -> never());
            assertThrows(StructuredTaskScope.TimeoutException.class, scope::join);
        }
    }

    @Test
    void subtasksInheritScopedValues() throws Exception {
        String seen = ScopedValue.where(NAME, "bound").call(() -> {
            try (var scope = StructuredTaskScope.open(Joiner.<String>anySuccessfulResultOrThrow())) {
                scope.fork(NAME::get);
                return scope.join();
            }
        });
        assertEquals("bound", seen);
    }

    @Test
    void onlyTheOwnerMayForkAndJoin() throws Exception {
        try (var scope = StructuredTaskScope.open()) {
            Waits.start(() -> {
                assertThrows(WrongThreadException.class, () -> scope.fork(() -> "x"));
                assertThrows(WrongThreadException.class, scope::join);
                assertThrows(WrongThreadException.class, scope::close);
            }).end();
            scope.fork(() -> "own");
            scope.join();
        }
    }

    @Test
    void structureIsWatched() throws Exception {
        var outer = StructuredTaskScope.open();
        var inner = StructuredTaskScope.open();
        assertThrows(StructureViolationException.class, outer::close);
        inner.close();
        assertThrows(StructureViolationException.class, () -> {
            try (var scope = StructuredTaskScope.open()) {
                ScopedValue.where(NAME, "too late").run(() -> scope.fork(() -> "x"));
            }
        });
    }

    @Test
    void theOwnersInterruptEndsTheJoin() throws Exception {
        AtomicReference<String> seen = new AtomicReference<>();
        Waits.Running owner = Waits.start(() -> {
            try (var scope = StructuredTaskScope.open()) {
                scope.fork(() -> never());
                assertThrows(InterruptedException.class, scope::join);
                seen.set("interrupted " + Thread.currentThread().isInterrupted());
            }
        });
        Waits.waiting(owner.thread());
        owner.thread().interrupt();
        owner.end();
        assertEquals("interrupted false", seen.get());
    }
}
