package apps.libraries;

import static apps.libraries.Crew.check;
import static apps.libraries.Crew.equal;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import kotlin.ResultKt;
import kotlin.Unit;
import kotlin.coroutines.Continuation;
import kotlin.coroutines.CoroutineContext;
import kotlin.coroutines.EmptyCoroutineContext;
import kotlin.coroutines.intrinsics.IntrinsicsKt;
import kotlin.coroutines.jvm.internal.ContinuationImpl;
import kotlin.jvm.functions.Function2;
import kotlin.ranges.IntRange;
import kotlinx.coroutines.AwaitKt;
import kotlinx.coroutines.BuildersKt;
import kotlinx.coroutines.CoroutineScope;
import kotlinx.coroutines.CoroutineStart;
import kotlinx.coroutines.Deferred;
import kotlinx.coroutines.DelayKt;
import kotlinx.coroutines.Dispatchers;
import kotlinx.coroutines.ExecutorCoroutineDispatcher;
import kotlinx.coroutines.Job;
import kotlinx.coroutines.ThreadPoolDispatcherKt;
import kotlinx.coroutines.TimeoutKt;
import kotlinx.coroutines.YieldKt;
import kotlinx.coroutines.channels.BufferOverflow;
import kotlinx.coroutines.channels.Channel;
import kotlinx.coroutines.channels.ChannelIterator;
import kotlinx.coroutines.channels.ChannelKt;
import kotlinx.coroutines.flow.Flow;
import kotlinx.coroutines.flow.FlowKt;
import kotlinx.coroutines.sync.Mutex;
import kotlinx.coroutines.sync.MutexKt;
import kotlinx.coroutines.sync.Semaphore;
import kotlinx.coroutines.sync.SemaphoreKt;

/**
 * Kotlin's coroutines: dispatchers, mutex, semaphore, channels, timeouts, async, flows. Written in Java: a suspending
 * function is spelled as the steps that the Kotlin compiler would make of it.
 */
public final class Coroutines {
    private static final Object SUSPENDED = IntrinsicsKt.getCOROUTINE_SUSPENDED();
    private static final Object DONE = new Object();

    private Coroutines() {}

    /** A suspending function between its suspensions. */
    private interface Steps {
        /** Returns {@code DONE} at the end, else what the suspending call returned that was given {@code self}. */
        Object step(int number, Object value, Continuation<Object> self) throws Exception;
    }

    private static final class Machine extends ContinuationImpl {
        private final Steps steps;
        private int next;

        @SuppressWarnings("unchecked")
        Machine(Steps steps, Continuation<?> completion) {
            super((Continuation<Object>) completion);
            this.steps = steps;
        }

        @Override
        protected Object invokeSuspend(Object result) {
            ResultKt.throwOnFailure(result);
            Object value = result;
            try {
                do {
                    value = steps.step(next++, value, this);
                } while (value != SUSPENDED && value != DONE);
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
            return value == DONE ? Unit.INSTANCE : value;
        }
    }

    private static Function2<CoroutineScope, Continuation<? super Unit>, Object> suspending(Steps steps) {
        return (scope, completion) -> new Machine(steps, completion).invokeSuspend(Unit.INSTANCE);
    }

    private static Job launch(CoroutineScope scope, CoroutineContext context, Steps steps) {
        return BuildersKt.launch(scope, context, CoroutineStart.DEFAULT, suspending(steps));
    }

    /** Runs a body in a scope and waits for all that it launched. */
    private static void blocking(java.util.function.Consumer<CoroutineScope> body) throws InterruptedException {
        BuildersKt.<Unit>runBlocking(EmptyCoroutineContext.INSTANCE, (scope, completion) -> {
            body.accept(scope);
            return Unit.INSTANCE;
        });
    }

    public static void main(String[] args) throws Exception {
        mutex();
        semaphore();
        channels();
        timeouts();
        async();
        flows();
        System.out.println("passed");
    }

    private static void mutex() throws Exception {
        Mutex mutex = MutexKt.Mutex(false);
        int[] counter = new int[2];
        blocking(scope -> {
            for (int i = 0; i < 4; i++) {
                launch(scope, i % 2 == 0 ? Dispatchers.getDefault() : Dispatchers.getIO(), (number, value, self) -> {
                    if (number == 30) {
                        return DONE;
                    }
                    switch (number % 3) {
                        case 0:
                            return mutex.lock(null, self);
                        case 1:
                            counter[1] = counter[0];
                            return YieldKt.yield(self);
                        default:
                            counter[0] = counter[1] + 1;
                            mutex.unlock(null);
                            return Unit.INSTANCE;
                    }
                });
            }
        });
        equal(40, counter[0], "counter under a mutex");
    }

    private static void semaphore() throws Exception {
        Semaphore semaphore = SemaphoreKt.Semaphore(2, 0);
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        blocking(scope -> {
            for (int i = 0; i < 6; i++) {
                launch(scope, Dispatchers.getDefault(), (number, value, self) -> {
                    switch (number) {
                        case 0:
                            return semaphore.acquire(self);
                        case 1:
                            most.accumulateAndGet(now.incrementAndGet(), Math::max);
                            return DelayKt.delay(10, self);
                        default:
                            now.decrementAndGet();
                            semaphore.release();
                            return DONE;
                    }
                });
            }
        });
        equal(2, most.get(), "most at a time");
    }

    private static void channels() throws Exception {
        for (int capacity : new int[] {Channel.RENDEZVOUS, 3, Channel.UNLIMITED}) {
            Channel<Integer> channel = ChannelKt.Channel(capacity, BufferOverflow.SUSPEND, null);
            AtomicIntegerArray seen = new AtomicIntegerArray(3 * 15);
            AtomicInteger producing = new AtomicInteger(3);
            blocking(scope -> {
                for (int i = 0; i < 3; i++) {
                    int producer = i;
                    launch(scope, Dispatchers.getDefault(), (number, value, self) -> {
                        if (number < 15) {
                            return channel.send(15 * producer + number, self);
                        }
                        if (producing.decrementAndGet() == 0) {
                            channel.close(null);
                        }
                        return DONE;
                    });
                }
                for (int i = 0; i < 2; i++) {
                    ChannelIterator<Integer> items = channel.iterator();
                    int[] next = new int[3];
                    launch(scope, Dispatchers.getIO(), (number, value, self) -> {
                        if (number > 0) {
                            if (!(Boolean) value) {
                                return DONE;
                            }
                            int item = items.next();
                            seen.incrementAndGet(item);
                            check(item % 15 >= next[item / 15], "item " + item + " comes late");
                            next[item / 15] = item % 15 + 1;
                        }
                        return items.hasNext(self);
                    });
                }
            });
            for (int item = 0; item < seen.length(); item++) {
                equal(1, seen.get(item), "capacity " + capacity + ": receivers of item " + item);
            }
        }
    }

    private static void timeouts() throws Exception {
        long start = System.nanoTime();
        List<Object> results = new ArrayList<>();
        blocking(scope -> launch(scope, EmptyCoroutineContext.INSTANCE, (number, value, self) -> {
            switch (number) {
                case 0:
                    return TimeoutKt.<Unit>withTimeoutOrNull(1_000, suspending((n, v, inner) ->
                            n == 0 ? DelayKt.delay(Long.MAX_VALUE, inner) : DONE), self);
                case 1:
                    results.add(String.valueOf(value));
                    return TimeoutKt.<Unit>withTimeoutOrNull(3_600_000, suspending((n, v, inner) ->
                            n == 0 ? DelayKt.delay(500, inner) : DONE), self);
                default:
                    results.add(value);
                    return DONE;
            }
        }));
        equal(List.of("null", Unit.INSTANCE), results, "what timed out and what did not");
        check(System.nanoTime() - start >= 1_500_000_000L, "a second and a half has passed");
    }

    private static void async() throws Exception {
        int[] sum = new int[1];
        try (ExecutorCoroutineDispatcher own = ThreadPoolDispatcherKt.newFixedThreadPoolContext(2, "own")) {
            blocking(scope -> {
                List<Deferred<Integer>> parts = new ArrayList<>();
                for (int i = 1; i <= 20; i++) {
                    int number = i;
                    CoroutineContext on = i % 2 == 0 ? own : Dispatchers.getDefault();
                    parts.add(BuildersKt.async(scope, on, CoroutineStart.DEFAULT, (inner, completion) -> number * number));
                }
                launch(scope, own, (number, value, self) -> {
                    if (number == 0) {
                        return AwaitKt.awaitAll(parts, self);
                    }
                    for (Object part : (List<?>) value) {
                        sum[0] += (Integer) part;
                    }
                    return DONE;
                });
            });
        }
        equal(2870, sum[0], "sum of squares");
    }

    private static void flows() throws Exception {
        List<Integer> all = new ArrayList<>();
        blocking(scope -> launch(scope, Dispatchers.getDefault(), (number, value, self) -> {
            if (number == 0) {
                Flow<Integer> merged = FlowKt.flatMapMerge(FlowKt.asFlow(new IntRange(1, 20)), 3, (item, completion) ->
                        FlowKt.flowOn(FlowKt.flowOf(item, -item), item % 2 == 0 ? Dispatchers.getDefault() : Dispatchers.getIO()));
                return FlowKt.toList(FlowKt.buffer(merged, 2, BufferOverflow.SUSPEND), all, self);
            }
            return DONE;
        }));
        equal(40, all.size(), "items");
        for (int i = 1; i <= 20; i++) {
            check(all.indexOf(i) >= 0 && all.indexOf(i) < all.indexOf(-i), "order within a part");
        }
    }
}
