package dev.moonsim.parity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Reactive streams, and what is left of the package: units of time and each thread's random numbers. */
@Covers({Flow.class, Flow.Publisher.class, Flow.Subscriber.class, Flow.Subscription.class, Flow.Processor.class,
    SubmissionPublisher.class, TimeUnit.class, ThreadLocalRandom.class})
class FlowParity {
    private static final class Collecting implements Flow.Subscriber<Integer> {
        final List<Integer> got = Collections.synchronizedList(new ArrayList<>());
        final CountDownLatch end = new CountDownLatch(1);
        final AtomicReference<Flow.Subscription> subscription = new AtomicReference<>();
        final AtomicReference<Throwable> failed = new AtomicReference<>();
        private final long first;

        Collecting(long first) {
            this.first = first;
        }

        @Override
        public void onSubscribe(Flow.Subscription s) {
            subscription.set(s);
            if (first > 0) {
                s.request(first);
            }
        }

        @Override
        public void onNext(Integer item) {
            got.add(item);
            subscription.get().request(1);
        }

        @Override
        public void onError(Throwable thrown) {
            failed.set(thrown);
            end.countDown();
        }

        @Override
        public void onComplete() {
            end.countDown();
        }
    }

    /** Passes each item on, doubled. */
    private static final class Doubling extends SubmissionPublisher<Integer> implements Flow.Processor<Integer, Integer> {
        private Flow.Subscription subscription;

        @Override
        public void onSubscribe(Flow.Subscription s) {
            subscription = s;
            s.request(1);
        }

        @Override
        public void onNext(Integer item) {
            submit(2 * item);
            subscription.request(1);
        }

        @Override
        public void onError(Throwable thrown) {
            closeExceptionally(thrown);
        }

        @Override
        public void onComplete() {
            close();
        }
    }

    @Test
    void itemsReachEverySubscriberInOrder() throws Exception {
        SubmissionPublisher<Integer> publisher = new SubmissionPublisher<>();
        assertSame(ForkJoinPool.commonPool(), publisher.getExecutor());
        Collecting direct = new Collecting(1);
        Collecting through = new Collecting(1);
        Doubling doubling = new Doubling();
        Flow.Processor<Integer, Integer> processor = doubling;
        processor.subscribe(through);
        Flow.Publisher<Integer> general = publisher;
        general.subscribe(direct);
        publisher.subscribe(processor);
        assertEquals(2, publisher.getNumberOfSubscribers());
        assertTrue(publisher.hasSubscribers());
        assertTrue(publisher.isSubscribed(direct));
        assertEquals(List.of(direct, doubling), publisher.getSubscribers());
        for (int i = 0; i < 20; i++) {
            assertTrue(publisher.submit(i) >= 0);
        }
        assertTrue(publisher.estimateMaximumLag() >= 0);
        publisher.close();
        assertTrue(publisher.isClosed());
        direct.end.await();
        through.end.await();
        assertEquals(IntStream.range(0, 20).boxed().toList(), direct.got);
        assertEquals(IntStream.range(0, 20).map(i -> 2 * i).boxed().toList(), through.got);
        assertNull(publisher.getClosedException());
        assertThrows(IllegalStateException.class, () -> publisher.submit(1));
        doubling.onSubscribe(new Flow.Subscription() {
            @Override
            public void request(long n) {}

            @Override
            public void cancel() {}
        });
        doubling.onComplete();
        doubling.onError(new IllegalStateException());
        assertThrows(IllegalStateException.class, () -> processor.onNext(1));
    }

    @Test
    void aFullBufferBlocksOrDrops() throws Exception {
        Executor direct = Runnable::run;
        AtomicInteger dropped = new AtomicInteger();
        SubmissionPublisher<Integer> publisher = new SubmissionPublisher<>(direct, 2);
        assertEquals(2, publisher.getMaxBufferCapacity());
        Collecting slow = new Collecting(0);
        publisher.subscribe(slow);
        assertEquals(1, publisher.submit(0));
        assertEquals(2, publisher.submit(1));
        assertEquals(0, publisher.estimateMinimumDemand() + 2);
        assertEquals(-1, publisher.offer(2, (s, item) -> {
            dropped.incrementAndGet();
            return false;
        }));
        assertEquals(-1, publisher.offer(3, 1, TimeUnit.MILLISECONDS, (s, item) -> {
            dropped.incrementAndGet();
            return false;
        }));
        assertEquals(2, dropped.get());
        Waits.Running submitter = Waits.start(() -> publisher.submit(4));
        Waits.waiting(submitter.thread());
        slow.subscription.get().request(1);
        submitter.end();
        publisher.close();
        slow.end.await();
        assertEquals(List.of(0, 1, 4), slow.got);
    }

    @Test
    void errorsAndCancellations() throws Exception {
        SubmissionPublisher<Integer> publisher = new SubmissionPublisher<>(Runnable::run, 8, (s, thrown) -> {});
        Collecting fails = new Collecting(1);
        publisher.subscribe(fails);
        Collecting again = new Collecting(1);
        publisher.subscribe(again);
        publisher.subscribe(again); // twice is an error
        assertEquals(IllegalStateException.class, again.failed.get().getClass());
        Collecting cancels = new Collecting(1);
        publisher.subscribe(cancels);
        cancels.subscription.get().cancel();
        publisher.submit(1);
        assertEquals(List.of(), cancels.got);
        assertFalse(publisher.isSubscribed(cancels));
        Collecting bad = new Collecting(1);
        publisher.subscribe(bad);
        bad.subscription.get().request(-1);
        bad.end.await();
        assertEquals(IllegalArgumentException.class, bad.failed.get().getClass());
        publisher.closeExceptionally(new IllegalStateException("closed"));
        fails.end.await();
        assertEquals("closed", fails.failed.get().getMessage());
        assertEquals("closed", publisher.getClosedException().getMessage());
        SubmissionPublisher<Integer> consumed = new SubmissionPublisher<>();
        AtomicInteger sum = new AtomicInteger();
        var done = consumed.consume(sum::addAndGet);
        for (int i = 1; i <= 10; i++) {
            consumed.submit(i);
        }
        consumed.close();
        done.get();
        assertEquals(55, sum.get());
        assertEquals(256, Flow.defaultBufferSize());
    }

    @Test
    void unitsOfTime() throws Exception {
        assertEquals(1_500_000_000L, TimeUnit.MILLISECONDS.toNanos(1500));
        assertEquals(2, TimeUnit.MINUTES.convert(120, TimeUnit.SECONDS));
        Object lock = new Object();
        long start = System.nanoTime();
        TimeUnit.MILLISECONDS.sleep(2);
        Waits.took(start, 2);
        synchronized (lock) {
            TimeUnit.MILLISECONDS.timedWait(lock, 2);
        }
        CountDownLatch end = new CountDownLatch(1);
        Waits.Running running = Waits.start(end::await);
        TimeUnit.MILLISECONDS.timedJoin(running.thread(), 2);
        assertTrue(running.thread().isAlive());
        end.countDown();
        TimeUnit.SECONDS.timedJoin(running.thread(), 20);
        assertFalse(running.thread().isAlive());
        TimeUnit.SECONDS.sleep(-1);
    }

    @Test
    void randomNumbersOfEachThread() throws Exception {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        assertSame(random, ThreadLocalRandom.current());
        assertThrows(UnsupportedOperationException.class, () -> random.setSeed(1));
        for (int i = 0; i < 20; i++) {
            assertTrue(random.nextInt(10) < 10);
            assertTrue(random.nextInt(5, 10) >= 5);
            assertTrue(random.nextLong(10) < 10);
            assertTrue(random.nextLong(5, 10) >= 5);
            assertTrue(random.nextDouble() < 1);
            assertTrue(random.nextDouble(5) < 5);
            assertTrue(random.nextDouble(5, 6) >= 5);
            assertTrue(random.nextFloat() < 1);
            assertTrue(random.nextFloat(5) < 5);
            assertTrue(random.nextFloat(5, 6) >= 5);
            assertTrue(Math.abs(random.nextGaussian()) < 20);
        }
        assertEquals(3, random.ints(3).count());
        assertEquals(3, random.ints(3, 0, 10).filter(x -> x < 10).count());
        assertEquals(3, random.ints().limit(3).count());
        assertEquals(3, random.ints(0, 10).limit(3).filter(x -> x < 10).count());
        assertEquals(3, random.longs(3).count());
        assertEquals(3, random.longs(3, 0, 10).filter(x -> x < 10).count());
        assertEquals(3, random.longs().limit(3).count());
        assertEquals(3, random.longs(0, 10).limit(3).filter(x -> x < 10).count());
        assertEquals(3, random.doubles(3).count());
        assertEquals(3, random.doubles(3, 0, 10).filter(x -> x < 10).count());
        assertEquals(3, random.doubles().limit(3).count());
        assertEquals(3, random.doubles(0, 10).limit(3).filter(x -> x < 10).count());
        assertThrows(IllegalArgumentException.class, () -> random.nextInt(0));
        boolean both = random.nextBoolean() || true;
        assertTrue(both);
        long first = random.nextLong();
        int next = random.nextInt();
        assertTrue(first != random.nextLong() || next != random.nextInt());
        AtomicInteger other = new AtomicInteger(-1);
        Waits.start(() -> other.set(ThreadLocalRandom.current().nextInt(100))).end();
        assertTrue(other.get() >= 0);
    }
}
