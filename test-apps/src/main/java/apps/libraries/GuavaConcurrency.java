package apps.libraries;

import static apps.libraries.Crew.check;
import static apps.libraries.Crew.equal;

import com.google.common.cache.CacheBuilder;
import com.google.common.cache.CacheLoader;
import com.google.common.cache.LoadingCache;
import com.google.common.eventbus.AsyncEventBus;
import com.google.common.eventbus.EventBus;
import com.google.common.eventbus.Subscribe;
import com.google.common.util.concurrent.AbstractExecutionThreadService;
import com.google.common.util.concurrent.AbstractIdleService;
import com.google.common.util.concurrent.AbstractScheduledService;
import com.google.common.util.concurrent.AtomicLongMap;
import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import com.google.common.util.concurrent.ListeningScheduledExecutorService;
import com.google.common.util.concurrent.Monitor;
import com.google.common.util.concurrent.MoreExecutors;
import com.google.common.util.concurrent.RateLimiter;
import com.google.common.util.concurrent.ServiceManager;
import com.google.common.util.concurrent.SettableFuture;
import com.google.common.util.concurrent.Striped;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.Lock;

/** Guava: futures, rate limiter, striped locks, monitor, caches, services, event bus, sequential executor. */
public final class GuavaConcurrency {
    private static final int THREADS = 4;

    private GuavaConcurrency() {}

    public static void main(String[] args) throws Exception {
        futures();
        timeouts();
        rateLimiter();
        striped();
        monitor();
        cache();
        services();
        eventBus();
        sequential();
        counters();
        System.out.println("passed");
    }

    private static void futures() throws Exception {
        ListeningScheduledExecutorService pool = MoreExecutors.listeningDecorator(Executors.newScheduledThreadPool(3));
        List<ListenableFuture<Integer>> parts = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            int number = i;
            ListenableFuture<Integer> part = pool.submit(() -> number);
            part = Futures.transformAsync(part, value -> pool.submit(() -> 2 * value), MoreExecutors.directExecutor());
            parts.add(Futures.transform(part, value -> value + 1, pool));
        }
        int sum = Futures.allAsList(parts).get().stream().mapToInt(Integer::intValue).sum();
        equal(400, sum, "sum of all");
        ListenableFuture<Integer> failing = Futures.catching(pool.<Integer>submit(() -> {
            throw new IllegalArgumentException();
        }), IllegalArgumentException.class, e -> -1, pool);
        equal(-1, failing.get(), "value in place of a failure");
        SettableFuture<String> settable = SettableFuture.create();
        AtomicInteger listeners = new AtomicInteger();
        AtomicInteger setters = new AtomicInteger();
        Crew.run(THREADS, number -> {
            settable.addListener(listeners::incrementAndGet, MoreExecutors.directExecutor());
            if (settable.set("by " + number)) {
                setters.incrementAndGet();
            }
            check(settable.get().startsWith("by "), "value");
        });
        equal(1, setters.get(), "setters that won");
        equal(THREADS, listeners.get(), "listeners called");
        check(MoreExecutors.shutdownAndAwaitTermination(pool, 1, TimeUnit.HOURS), "pool ends");
    }

    private static void timeouts() throws Exception {
        ListeningScheduledExecutorService pool = MoreExecutors.listeningDecorator(Executors.newScheduledThreadPool(1));
        SettableFuture<String> never = SettableFuture.create();
        ListenableFuture<String> limited = Futures.withTimeout(never, 2, TimeUnit.SECONDS, pool);
        long start = System.nanoTime();
        try {
            limited.get();
            throw new IllegalStateException("a value from nowhere");
        } catch (ExecutionException e) {
            check(e.getCause() instanceof TimeoutException, "timeout");
        }
        long waited = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        check(waited >= 2_000, "two seconds, not " + waited + " ms");
        while (!never.isCancelled()) { // after the limited one has failed
            Thread.sleep(1);
        }
        pool.shutdown();
    }

    private static void rateLimiter() throws Exception {
        RateLimiter limiter = RateLimiter.create(10);
        long start = System.nanoTime();
        Crew.run(THREADS, number -> {
            for (int i = 0; i < 10; i++) {
                limiter.acquire();
            }
        });
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        check(millis >= 3_899, "40 permits at 10 a second took " + millis + " ms");
    }

    private static void striped() throws Exception {
        Striped<Lock> locks = Striped.lock(4);
        int[] balances = new int[8];
        java.util.Arrays.fill(balances, 100);
        Crew.run(THREADS, number -> {
            for (int i = 0; i < 10; i++) {
                int from = (number + i) % 8;
                int to = (number * 3 + 2 * i + 1) % 8;
                Iterable<Lock> both = locks.bulkGet(List.of(from, to));
                both.forEach(Lock::lock);
                try {
                    balances[from] -= i;
                    Thread.yield();
                    balances[to] += i;
                } finally {
                    both.forEach(Lock::unlock);
                }
            }
        });
        equal(800, java.util.Arrays.stream(balances).sum(), "sum of balances");
    }

    private static void monitor() throws Exception {
        Monitor monitor = new Monitor();
        Deque<Integer> items = new ArrayDeque<>();
        Monitor.Guard room = monitor.newGuard(() -> items.size() < 2);
        Monitor.Guard some = monitor.newGuard(() -> !items.isEmpty());
        int[] sums = new int[THREADS];
        Crew.run(THREADS, number -> {
            for (int i = 1; i <= 15; i++) {
                if (number % 2 == 0) {
                    monitor.enterWhen(room);
                    try {
                        items.add(i);
                        check(items.size() <= 2, "bound of the buffer");
                    } finally {
                        monitor.leave();
                    }
                } else {
                    monitor.enterWhen(some);
                    try {
                        sums[number] += items.remove();
                    } finally {
                        monitor.leave();
                    }
                }
            }
        });
        equal(2 * 120, sums[1] + sums[3], "sum of what was taken");
    }

    private static void cache() throws Exception {
        AtomicIntegerArray loads = new AtomicIntegerArray(10);
        LoadingCache<Integer, String> cache = CacheBuilder.newBuilder().maximumSize(100)
                .expireAfterWrite(java.time.Duration.ofMinutes(1)).build(CacheLoader.from(key -> {
                    loads.incrementAndGet(key);
                    return "value " + key;
                }));
        Crew.run(THREADS, number -> {
            for (int i = 0; i < 10; i++) {
                int key = (i * (number + 1)) % 10;
                equal("value " + key, cache.get(key), "value");
            }
        });
        for (int key = 0; key < 10; key++) {
            check(loads.get(key) == 1, "key " + key + " was loaded " + loads.get(key) + " times");
        }
        int before = loads.get(3);
        Thread.sleep(61_000);
        cache.get(3);
        equal(before + 1, loads.get(3), "loads after the entry expired");
    }

    private static void services() throws Exception {
        AtomicInteger loops = new AtomicInteger();
        AtomicInteger ticks = new AtomicInteger();
        AbstractExecutionThreadService worker = new AbstractExecutionThreadService() {
            @Override
            protected void run() throws Exception {
                while (isRunning()) {
                    loops.incrementAndGet();
                    Thread.sleep(10);
                }
            }
        };
        AbstractScheduledService ticker = new AbstractScheduledService() {
            @Override
            protected void runOneIteration() {
                ticks.incrementAndGet();
            }

            @Override
            protected Scheduler scheduler() {
                return Scheduler.newFixedRateSchedule(0, 100, TimeUnit.MILLISECONDS);
            }
        };
        AbstractIdleService idle = new AbstractIdleService() {
            @Override
            protected void startUp() throws Exception {
                Thread.sleep(50);
            }

            @Override
            protected void shutDown() {}
        };
        ServiceManager services = new ServiceManager(Set.of(worker, ticker, idle));
        services.startAsync().awaitHealthy();
        while (loops.get() < 20 || ticks.get() < 5) {
            Thread.sleep(100);
        }
        services.stopAsync().awaitStopped();
        int after = loops.get() + ticks.get();
        Thread.sleep(1_000);
        equal(after, loops.get() + ticks.get(), "work of services that have stopped");
    }

    /** Adds up what it is told. */
    private static final class Sum {
        final AtomicInteger value = new AtomicInteger();

        @Subscribe
        public void add(Integer number) {
            value.addAndGet(number);
        }
    }

    private static void eventBus() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(2);
        EventBus bus = new AsyncEventBus(pool);
        Sum one = new Sum();
        Sum two = new Sum();
        bus.register(one);
        bus.register(two);
        Crew.run(THREADS, number -> {
            for (int i = 0; i < 10; i++) {
                bus.post(i);
            }
        });
        pool.shutdown();
        check(pool.awaitTermination(1, TimeUnit.HOURS), "pool ends");
        equal(THREADS * 45, one.value.get(), "sum of one listener");
        equal(THREADS * 45, two.value.get(), "sum of the other");
    }

    private static void sequential() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(3);
        Executor sequential = MoreExecutors.newSequentialExecutor(pool);
        int[] next = new int[THREADS];
        int[] done = new int[1];
        List<String> wrong = new ArrayList<>();
        Crew.run(THREADS, number -> {
            for (int i = 0; i < 15; i++) {
                int mine = i;
                sequential.execute(() -> {
                    if (next[number]++ != mine) {
                        wrong.add(number + ":" + mine);
                    }
                    done[0]++;
                });
            }
        });
        SettableFuture<Integer> end = SettableFuture.create();
        sequential.execute(() -> end.set(done[0]));
        equal(THREADS * 15, end.get(), "actions done, one after the other");
        equal(List.of(), wrong, "actions out of order");
        pool.shutdown();
    }

    private static void counters() throws Exception {
        AtomicLongMap<String> counters = AtomicLongMap.create();
        Crew.run(THREADS, number -> {
            for (int i = 0; i < 20; i++) {
                counters.incrementAndGet("key " + i % 3);
                counters.addAndGet("all", 2);
            }
        });
        equal(160L, counters.get("all"), "sum");
        equal(80L, counters.get("key 0") + counters.get("key 1") + counters.get("key 2"), "calls");
    }
}
