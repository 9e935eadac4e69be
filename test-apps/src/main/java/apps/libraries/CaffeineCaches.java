package apps.libraries;

import static apps.libraries.Crew.check;
import static apps.libraries.Crew.equal;

import com.github.benmanes.caffeine.cache.AsyncLoadingCache;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.github.benmanes.caffeine.cache.Scheduler;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;

/** Caffeine: one load a key, exact counters, bounds, listeners, expiry and refresh, all with several threads. */
public final class CaffeineCaches {
    private static final int THREADS = 4;
    private static final int KEYS = 12;

    private CaffeineCaches() {}

    public static void main(String[] args) throws Exception {
        loadsOnce();
        counts();
        keepsItsBound();
        expires();
        refreshes();
        loadsInTheBackground();
        System.out.println("passed");
    }

    private static void loadsOnce() throws Exception {
        AtomicIntegerArray loads = new AtomicIntegerArray(KEYS);
        LoadingCache<Integer, String> cache = Caffeine.newBuilder().recordStats().build(key -> {
            loads.incrementAndGet(key);
            return "value " + key;
        });
        Crew.run(THREADS, number -> {
            for (int i = 0; i < KEYS; i++) {
                int key = (i + number) % KEYS;
                equal("value " + key, cache.get(key), "value of a key");
            }
        });
        for (int key = 0; key < KEYS; key++) {
            equal(1, loads.get(key), "loads of key " + key);
        }
        equal((long) THREADS * KEYS, cache.stats().requestCount(), "requests");
        equal((long) KEYS, cache.stats().loadCount(), "loads");
    }

    private static void counts() throws Exception {
        Cache<String, Integer> cache = Caffeine.newBuilder().maximumSize(100).build();
        Crew.run(THREADS, number -> {
            for (int i = 0; i < 10; i++) {
                cache.asMap().merge("sum", number, Integer::sum);
                cache.asMap().compute("calls", (key, old) -> old == null ? 1 : old + 1);
                if (i % 5 == 4) {
                    cache.asMap().remove("other");
                } else {
                    cache.asMap().putIfAbsent("other", i);
                }
            }
        });
        equal(10 * THREADS * (THREADS - 1) / 2, cache.getIfPresent("sum"), "sum");
        equal(10 * THREADS, cache.getIfPresent("calls"), "calls");
    }

    private static void keepsItsBound() throws Exception {
        AtomicInteger evicted = new AtomicInteger();
        Cache<Integer, Integer> cache = Caffeine.newBuilder().maximumSize(8)
                .evictionListener((key, value, cause) -> evicted.incrementAndGet()).build();
        Crew.run(THREADS, number -> {
            for (int i = 0; i < 15; i++) {
                int key = number * 100 + i;
                cache.put(key, -key);
                Integer value = cache.getIfPresent(key);
                check(value == null || value == -key, "key " + key + " has the value " + value);
            }
        });
        cache.cleanUp();
        check(cache.estimatedSize() <= 8, "size " + cache.estimatedSize());
        equal(THREADS * 15, evicted.get() + (int) cache.estimatedSize(), "entries kept and evicted");
    }

    private static void expires() throws Exception {
        AtomicInteger removed = new AtomicInteger();
        Cache<Integer, Integer> cache = Caffeine.newBuilder().expireAfterWrite(Duration.ofSeconds(5))
                .scheduler(Scheduler.systemScheduler())
                .removalListener((key, value, cause) -> removed.incrementAndGet()).build();
        long start = System.nanoTime();
        Crew.run(THREADS, number -> cache.put(number, number));
        int kept = cache.asMap().size();
        if (System.nanoTime() - start < 4_000_000_000L) {
            equal(THREADS, kept, "entries before they expire");
        }
        Thread.sleep(6_000);
        Crew.run(THREADS, number -> check(cache.getIfPresent(number) == null, "an expired entry"));
        cache.cleanUp();
        while (removed.get() < THREADS) { // told in the common pool
            Thread.sleep(10);
        }
        equal(THREADS, removed.get(), "expired entries that the listener saw");
    }

    private static void refreshes() throws Exception {
        AtomicInteger version = new AtomicInteger();
        LoadingCache<String, Integer> cache = Caffeine.newBuilder().refreshAfterWrite(Duration.ofSeconds(1))
                .build(key -> version.incrementAndGet());
        Crew.run(THREADS, number -> check(cache.get("key") >= 1, "a version"));
        int before = version.get();
        Thread.sleep(1_100);
        Crew.run(THREADS, number -> check(cache.get("key") >= before, "a refresh goes forward"));
        while (version.get() == before || cache.get("key") == before) {
            Thread.sleep(10);
        }
    }

    private static void loadsInTheBackground() throws Exception {
        AtomicInteger loads = new AtomicInteger();
        AsyncLoadingCache<Integer, Integer> cache = Caffeine.newBuilder().maximumSize(100).buildAsync(key -> {
            loads.incrementAndGet();
            Thread.sleep(5);
            return key * key;
        });
        Crew.run(THREADS, number -> {
            Map<Integer, Integer> all = cache.getAll(List.of(1, 2, 3)).get();
            equal(Map.of(1, 1, 2, 4, 3, 9), all, "squares");
            equal(16, cache.get(4).get(), "square");
        });
        equal(4, loads.get(), "loads");
    }
}
