package apps.kv;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;

/**
 * Writes and reads for a while and checks that every acknowledged write stays readable. A request that failed or timed out
 * may or may not have been carried out: it is sent again with the same version, and until it is acknowledged nothing is
 * expected of it.
 */
public final class Client {
    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String[] servers;
    private final List<History> keys = new ArrayList<>();
    private final int threads;
    private final Duration duration;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();
    private final LongAdder writes = new LongAdder();
    private final LongAdder reads = new LongAdder();
    private final LongAdder retries = new LongAdder();

    private Client(String[] servers, int threads, int keyCount, Duration duration) {
        this.servers = servers;
        this.threads = threads;
        this.duration = duration;
        for (int i = 0; i < keyCount; i++) {
            keys.add(new History("k" + i));
        }
    }

    /** Arguments: {@code --servers HOST[:PORT],... [--threads N] [--keys N] [--seconds N]}. */
    public static void main(String[] args) throws Exception {
        String servers = "127.0.0.1:8080";
        int threads = 4;
        int keys = 200;
        long seconds = 75;
        for (int i = 0; i + 1 < args.length; i += 2) {
            switch (args[i]) {
                case "--servers" -> servers = args[i + 1];
                case "--threads" -> threads = Integer.parseInt(args[i + 1]);
                case "--keys" -> keys = Integer.parseInt(args[i + 1]);
                case "--seconds" -> seconds = Long.parseLong(args[i + 1]);
                default -> throw new IllegalArgumentException("unknown option " + args[i]);
            }
        }
        new Client(servers.split(","), threads, keys, Duration.ofSeconds(seconds)).run();
    }

    private void run() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        List<Future<?>> work = new ArrayList<>();
        long end = System.nanoTime() + duration.toNanos();
        for (int i = 0; i < threads; i++) {
            int thread = i;
            work.add(pool.submit(() -> {
                work(thread, end);
                return null;
            }));
        }
        pool.shutdown();
        try {
            for (Future<?> one : work) {
                one.get();
            }
        } catch (ExecutionException e) {
            pool.shutdownNow();
            throw e.getCause() instanceof IllegalStateException violation ? violation : e;
        }
        Random random = new Random();
        long patience = System.nanoTime() + PATIENCE.toNanos();
        for (int key = 0; key < keys.size(); key++) {
            if (!read(key, random, patience)) {
                throw new IllegalStateException("the service answers: key k" + key + " not read in "
                        + PATIENCE.toSeconds() + " s");
            }
        }
        http.shutdownNow();
        System.out.println("passed: " + writes + " writes, " + reads + " reads, " + retries + " retries");
    }

    /** One thread's share: writes the keys that are its own, reads any. */
    private void work(int thread, long end) throws InterruptedException {
        Random random = new Random();
        while (System.nanoTime() < end) {
            int key = random.nextInt(keys.size());
            if (key % threads == thread) {
                write(key, random, end);
            } else {
                read(key, random, end);
            }
            Thread.sleep(random.nextInt(40));
        }
    }

    private void write(int key, Random random, long deadline) throws InterruptedException {
        History history = keys.get(key);
        Entry entry = history.next("x".repeat(random.nextInt(200)));
        while (true) {
            HttpResponse<String> response = send(HttpRequest.newBuilder(uri(key, random))
                    .header("Version", Long.toString(entry.version()))
                    .PUT(HttpRequest.BodyPublishers.ofString(entry.value())));
            if (response != null && response.statusCode() == 200) {
                history.acknowledged(entry);
                writes.increment();
                return;
            }
            if (!retry(random, deadline)) {
                return;
            }
        }
    }

    private boolean read(int key, Random random, long deadline) throws InterruptedException {
        History history = keys.get(key);
        while (true) {
            long floor = history.floor();
            HttpResponse<String> response = send(HttpRequest.newBuilder(uri(key, random)).GET());
            if (response != null && (response.statusCode() == 200 || response.statusCode() == 404)) {
                history.read(floor, response.headers().firstValueAsLong("Version").orElse(0), response.body());
                reads.increment();
                return true;
            }
            if (!retry(random, deadline)) {
                return false;
            }
        }
    }

    /** Waits a little before the next try; false when the time is up. */
    private boolean retry(Random random, long deadline) throws InterruptedException {
        retries.increment();
        Thread.sleep(50 + random.nextInt(100));
        return System.nanoTime() < deadline;
    }

    private URI uri(int key, Random random) {
        String server = servers[random.nextInt(servers.length)];
        return URI.create("http://" + (server.contains(":") ? server : server + ":8080") + "/kv/k" + key);
    }

    /** The answer, or null where there was none. */
    private HttpResponse<String> send(HttpRequest.Builder request) throws InterruptedException {
        try {
            return http.send(request.timeout(TIMEOUT).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            return null;
        }
    }
}
