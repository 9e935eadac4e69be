package apps.libraries;

import static apps.libraries.Crew.check;
import static apps.libraries.Crew.equal;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.Exceptions;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.util.retry.Retry;

/** Reactor: schedulers, bounded concurrency, backpressure, sinks fed by many threads, parallel rails, timers. */
public final class ReactorStreams {
    private ReactorStreams() {}

    public static void main(String[] args) throws Exception {
        flatMap();
        backpressure();
        sinks();
        replays();
        parallel();
        monos();
        timers();
        Schedulers.shutdownNow();
        System.out.println("passed");
    }

    private static void flatMap() {
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        int sum = Flux.range(1, 20)
                .flatMap(i -> Mono.fromCallable(() -> {
                    most.accumulateAndGet(now.incrementAndGet(), Math::max);
                    Thread.sleep(i % 3);
                    now.decrementAndGet();
                    return i * i;
                }).subscribeOn(Schedulers.boundedElastic()), 3)
                .publishOn(Schedulers.parallel(), 4)
                .reduce(0, Integer::sum).block();
        equal(2870, sum, "sum of squares");
        check(most.get() <= 3 && most.get() > 1, "most at a time: " + most);
        List<Integer> inOrder = Flux.range(1, 10)
                .flatMapSequential(i -> Mono.just(-i).publishOn(Schedulers.parallel())).collectList().block();
        equal(List.of(-1, -2, -3, -4, -5, -6, -7, -8, -9, -10), inOrder, "eager but in order");
    }

    private static void backpressure() throws Exception {
        AtomicInteger requested = new AtomicInteger();
        AtomicInteger received = new AtomicInteger();
        Sinks.One<String> end = Sinks.one();
        Flux.range(1, 40).log("backpressure", java.util.logging.Level.FINEST).publishOn(Schedulers.parallel(), 4)
                .subscribe(new BaseSubscriber<>() {
                    @Override
                    protected void hookOnSubscribe(org.reactivestreams.Subscription subscription) {
                        requested.set(2);
                        request(2);
                    }

                    @Override
                    protected void hookOnNext(Integer item) {
                        check(item == received.incrementAndGet() && item <= requested.get(), "item " + item);
                        if (item % 2 == 0) {
                            requested.addAndGet(2);
                            request(2);
                        }
                    }

                    @Override
                    protected void hookFinally(reactor.core.publisher.SignalType type) {
                        end.tryEmitValue(type.toString());
                    }
                });
        equal("onComplete", end.asMono().block(), "end");
        equal(40, received.get(), "items");
    }

    private static void sinks() throws Exception {
        Sinks.Many<Integer> sink = Sinks.many().unicast().onBackpressureBuffer();
        int[] next = new int[4];
        Mono<Long> count = sink.asFlux().publishOn(Schedulers.single()).doOnNext(item ->
                check(next[item / 100]++ == item % 100, "order of a producer")).count().cache();
        count.subscribe();
        Crew.run(4, number -> {
            for (int i = 0; i < 15; i++) {
                sink.emitNext(100 * number + i, Sinks.EmitFailureHandler.busyLooping(Duration.ofHours(1)));
            }
        });
        sink.tryEmitComplete().orThrow();
        equal(60L, count.block(), "items");
    }

    private static void replays() throws Exception {
        Sinks.Many<Integer> sink = Sinks.many().replay().all();
        Crew.run(4, number -> {
            if (number == 0) {
                for (int i = 0; i < 20; i++) {
                    sink.tryEmitNext(i).orThrow();
                }
                sink.tryEmitComplete().orThrow();
            } else {
                List<Integer> all = sink.asFlux().publishOn(Schedulers.boundedElastic(), 2).collectList().block();
                equal(java.util.stream.IntStream.range(0, 20).boxed().toList(), all, "a late reader's items");
            }
        });
    }

    private static void parallel() {
        int sum = Flux.range(1, 40).parallel(3, 4).runOn(Schedulers.parallel(), 4).map(i -> 3 * i)
                .filter(i -> i % 2 == 0).reduce(Integer::sum).block();
        equal(3 * 420, sum, "sum of the rails");
        List<Integer> zipped = Flux.zip(Flux.range(0, 10).subscribeOn(Schedulers.parallel()),
                Flux.range(10, 10).publishOn(Schedulers.boundedElastic(), 2), (a, b) -> b - a).collectList().block();
        check(zipped.size() == 10 && zipped.stream().allMatch(difference -> difference == 10), "zipped " + zipped);
        equal(4L, Flux.range(1, 20).groupBy(i -> i % 4).flatMap(group -> group.publishOn(Schedulers.parallel())
                .reduce(0, Integer::sum)).count().block(), "groups");
    }

    private static void monos() throws Exception {
        AtomicInteger computed = new AtomicInteger();
        Mono<Integer> shared = Mono.fromCallable(computed::incrementAndGet).subscribeOn(Schedulers.boundedElastic())
                .cache(Duration.ofMinutes(1));
        Crew.run(4, number -> equal(1, shared.block(), "cached value"));
        Thread.sleep(61_000);
        Crew.run(4, number -> equal(2, shared.block(), "value after it expired"));
        Scheduler own = Schedulers.newParallel("own", 2);
        equal("a b c", Mono.zip(Mono.just("a").subscribeOn(own), Mono.just("b").subscribeOn(own),
                Mono.just("c").delayElement(Duration.ofMillis(3), own))
                .map(all -> all.getT1() + " " + all.getT2() + " " + all.getT3()).block(), "zipped");
        own.dispose();
    }

    private static void timers() {
        long start = System.nanoTime();
        equal(List.of(0L, 1L, 2L, 3L, 4L), Flux.interval(Duration.ofMillis(200)).take(5).collectList().block(), "ticks");
        check(System.nanoTime() - start >= 1_000_000_000, "a second has passed");
        try {
            Mono.never().timeout(Duration.ofSeconds(1)).block();
            throw new IllegalStateException("something from never");
        } catch (RuntimeException e) {
            check(Exceptions.unwrap(e) instanceof TimeoutException, "timeout, not " + e);
        }
        AtomicInteger attempts = new AtomicInteger();
        int tries = Mono.fromCallable(() -> {
            if (attempts.incrementAndGet() < 4) {
                throw new IllegalStateException("attempt " + attempts);
            }
            return attempts.get();
        }).retryWhen(Retry.backoff(5, Duration.ofMillis(100)).jitter(0.5)).block();
        equal(4, tries, "tries");
    }
}
