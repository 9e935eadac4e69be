package apps.time;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Many threads sleep for a day in steps of their own, and every clock must agree with what they slept: to the nanosecond
 * in a simulation, to within the tolerance given in nanoseconds elsewhere.
 */
public final class Sleepers {
    private final long tolerance;
    private final List<String> wrong = new ArrayList<>();

    private Sleepers(long tolerance) {
        this.tolerance = tolerance;
    }

    /** Arguments: {@code [seconds [threads [tolerance]]]}. */
    public static void main(String[] args) throws InterruptedException {
        long seconds = args.length > 0 ? Long.parseLong(args[0]) : Duration.ofHours(24).toSeconds();
        int threads = args.length > 1 ? Integer.parseInt(args[1]) : 100;
        new Sleepers(args.length > 2 ? Long.parseLong(args[2]) : 0).run(Duration.ofSeconds(seconds), threads);
    }

    private void run(Duration total, int count) throws InterruptedException {
        long nano = System.nanoTime();
        long milli = System.currentTimeMillis();
        Instant instant = Instant.now();
        Instant clock = Clock.systemUTC().instant();
        long date = new Date().getTime();
        LocalDateTime local = LocalDateTime.now(ZoneOffset.UTC);
        AtomicInteger ended = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int steps = 1 + i;
            Thread thread = new Thread(() -> {
                sleep(total, steps);
                ended.incrementAndGet();
            }, "sleeper-" + i);
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        long slept = total.toNanos();
        same("nanoTime", slept, System.nanoTime() - nano);
        same("Instant", slept, Duration.between(instant, Instant.now()).toNanos());
        same("Clock", slept, Duration.between(clock, Clock.systemUTC().instant()).toNanos());
        same("LocalDateTime", slept, Duration.between(local, LocalDateTime.now(ZoneOffset.UTC)).toNanos());
        same("currentTimeMillis", slept, (System.currentTimeMillis() - milli) * 1_000_000);
        same("Date", slept, (new Date().getTime() - date) * 1_000_000);
        if (ended.get() != count) {
            wrong.add(ended + " of " + count + " threads ended");
        }
        if (!wrong.isEmpty()) {
            throw new IllegalStateException(String.join("; ", wrong));
        }
        System.out.println("passed: " + count + " threads slept " + total);
    }

    /** Sleeps in as many pieces as told; the last takes the rest. */
    private void sleep(Duration total, int steps) {
        try {
            long piece = total.toNanos() / steps;
            long left = total.toNanos();
            for (int i = 1; i <= steps; i++) {
                long nanos = i == steps ? left : piece;
                long before = System.nanoTime();
                Thread.sleep(Duration.ofNanos(nanos));
                same("one sleep", nanos, System.nanoTime() - before);
                left -= nanos;
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private synchronized void same(String what, long expected, long was) {
        if (Math.abs(was - expected) > tolerance) {
            wrong.add(what + ": expected " + expected + " ns, was " + was);
        }
    }
}
