package apps.libraries;

import static apps.libraries.Crew.check;
import static apps.libraries.Crew.equal;

import io.reactivex.rxjava3.core.BackpressureStrategy;
import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.core.Observable;
import io.reactivex.rxjava3.core.Single;
import io.reactivex.rxjava3.processors.FlowableProcessor;
import io.reactivex.rxjava3.processors.PublishProcessor;
import io.reactivex.rxjava3.processors.UnicastProcessor;
import io.reactivex.rxjava3.schedulers.Schedulers;
import io.reactivex.rxjava3.subscribers.TestSubscriber;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** RxJava 3: schedulers, bounded concurrency, backpressure, serialised processors, parallel rails, timers. */
public final class RxJavaStreams {
    private RxJavaStreams() {}

    public static void main(String[] args) throws Exception {
        flatMap();
        backpressure();
        slowReader();
        serialized();
        sharing();
        parallel();
        timers();
        Schedulers.shutdown();
        System.out.println("passed");
    }

    private static void flatMap() {
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        int sum = Flowable.range(1, 20)
                .flatMap(i -> Single.fromCallable(() -> {
                    most.accumulateAndGet(now.incrementAndGet(), Math::max);
                    Thread.sleep(i % 3);
                    now.decrementAndGet();
                    return i * i;
                }).subscribeOn(Schedulers.io()).toFlowable(), 3)
                .observeOn(Schedulers.computation())
                .reduce(0, Integer::sum).blockingGet();
        equal(2870, sum, "sum of squares");
        check(most.get() <= 3 && most.get() > 1, "most at a time: " + most);
        List<Integer> inOrder = Flowable.range(1, 10)
                .concatMapEager(i -> Flowable.just(i).subscribeOn(Schedulers.computation()).map(x -> -x)).toList().blockingGet();
        equal(List.of(-1, -2, -3, -4, -5, -6, -7, -8, -9, -10), inOrder, "eager but in order");
    }

    private static void backpressure() {
        AtomicInteger emitted = new AtomicInteger();
        AtomicInteger ahead = new AtomicInteger();
        AtomicInteger taken = new AtomicInteger();
        Flowable.<Integer>generate(emitter -> {
            int next = emitted.incrementAndGet();
            ahead.accumulateAndGet(next - taken.get(), Math::max);
            emitter.onNext(next);
            if (next == 60) {
                emitter.onComplete();
            }
        }).subscribeOn(Schedulers.io()).observeOn(Schedulers.computation(), false, 4).blockingForEach(item -> {
            equal(taken.incrementAndGet(), item, "next item");
        });
        equal(60, taken.get(), "items");
        // four in the observer's queue and as many as blockingForEach asks for
        check(ahead.get() <= 4 + Flowable.bufferSize() + 1, "the source was " + ahead + " ahead");
    }

    private static void slowReader() {
        TestSubscriber<Integer> reader = new TestSubscriber<>(0);
        Flowable.<Integer>create(emitter -> {
            for (int i = 0; i < 30 && !emitter.isCancelled(); i++) {
                emitter.onNext(i);
            }
            emitter.onComplete();
        }, BackpressureStrategy.BUFFER).subscribeOn(Schedulers.newThread()).observeOn(Schedulers.single()).subscribe(reader);
        for (int i = 1; i <= 30; i++) {
            reader.request(1);
            reader.awaitCount(i);
            check(reader.values().size() == i, "items after " + i + " requests: " + reader.values().size());
        }
        reader.awaitDone(1, TimeUnit.HOURS).assertComplete().assertNoErrors();
    }

    private static void serialized() throws Exception {
        FlowableProcessor<Integer> processor = UnicastProcessor.<Integer>create().toSerialized();
        int[] next = new int[4];
        int[] count = new int[1];
        AtomicInteger inside = new AtomicInteger();
        TestSubscriber<Integer> done = new TestSubscriber<>();
        processor.doOnNext(item -> {
            check(inside.incrementAndGet() == 1, "two items at once");
            check(next[item / 100]++ == item % 100, "order of a producer");
            count[0]++;
            inside.decrementAndGet();
        }).subscribe(done);
        Crew.run(4, number -> {
            for (int i = 0; i < 15; i++) {
                processor.onNext(100 * number + i);
            }
        });
        processor.onComplete();
        done.awaitDone(1, TimeUnit.HOURS).assertComplete().assertNoErrors();
        equal(60, count[0], "items");
    }

    private static void sharing() {
        AtomicInteger subscriptions = new AtomicInteger();
        PublishProcessor<Integer> source = PublishProcessor.create();
        Flowable<Integer> shared = source.doOnSubscribe(s -> subscriptions.incrementAndGet())
                .onBackpressureBuffer().publish().autoConnect(3);
        Single<Integer> one = shared.observeOn(Schedulers.io()).reduce(0, Integer::sum).cache();
        Single<Integer> two = shared.observeOn(Schedulers.computation()).reduce(0, (a, b) -> a + 2 * b).cache();
        Single<Long> three = shared.observeOn(Schedulers.newThread()).count().cache();
        one.subscribe();
        two.subscribe();
        three.subscribe();
        for (int i = 0; i < 20; i++) {
            source.onNext(i);
        }
        source.onComplete();
        equal(190 + 380 + 20L, Single.zip(one, two, three, (a, b, c) -> a + b + c).blockingGet(), "sums");
        equal(1, subscriptions.get(), "subscriptions to the source");
    }

    private static void parallel() {
        int sum = Flowable.range(1, 40).parallel(3).runOn(Schedulers.computation(), 4).map(i -> 3 * i)
                .filter(i -> i % 2 == 0).reduce(Integer::sum).blockingSingle();
        equal(3 * 420, sum, "sum of the rails");
        int merged = Observable.merge(Observable.range(0, 10).subscribeOn(Schedulers.io()),
                        Observable.range(100, 10).subscribeOn(Schedulers.computation()),
                        Observable.range(1000, 10).subscribeOn(Schedulers.newThread()))
                .reduce(0, Integer::sum).blockingGet();
        equal(11_000 + 135, merged, "sum of what was merged");
    }

    private static void timers() {
        long start = System.nanoTime();
        List<Long> ticks = Flowable.interval(200, TimeUnit.MILLISECONDS).take(5).toList().blockingGet();
        equal(List.of(0L, 1L, 2L, 3L, 4L), ticks, "ticks");
        check(System.nanoTime() - start >= 1_000_000_000, "a second has passed");
        try {
            Flowable.never().timeout(1, TimeUnit.SECONDS).blockingLast();
            throw new IllegalStateException("something from never");
        } catch (RuntimeException e) {
            check(e.getCause() instanceof TimeoutException, "timeout, not " + e);
        }
        int tries = Flowable.defer(new Attempts()::next).retryWhen(errors -> errors.take(5).delay(100, TimeUnit.MILLISECONDS))
                .blockingFirst();
        equal(3, tries, "tries");
    }

    /** Fails twice. */
    private static final class Attempts {
        private int count;

        Flowable<Integer> next() {
            return ++count < 3 ? Flowable.error(new IllegalStateException("attempt " + count)) : Flowable.just(count);
        }
    }
}
