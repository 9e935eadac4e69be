package apps.kv;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The other nodes: what can be asked of them, and which of them answered lately. */
final class Peers {
    private static final Duration REQUEST_TIMEOUT = Duration.ofMillis(500);
    private static final long HEARTBEAT_MILLIS = 500;
    private static final long SUSPECT_NANOS = Duration.ofSeconds(2).toNanos();

    private final List<String> addresses;
    private final Map<String, Long> lastSeen = new ConcurrentHashMap<>();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(REQUEST_TIMEOUT)
            .build();

    /** @param addresses each {@code host:port}; this node not among them */
    Peers(List<String> addresses) {
        this.addresses = addresses;
    }

    void startHeartbeat(ScheduledExecutorService timer) {
        timer.scheduleWithFixedDelay(this::heartbeat, 0, HEARTBEAT_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void heartbeat() {
        for (String peer : addresses) {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + peer + "/health"))
                    .timeout(REQUEST_TIMEOUT).build();
            http.sendAsync(request, HttpResponse.BodyHandlers.discarding())
                    .thenAccept(response -> lastSeen.put(peer, System.nanoTime()));
        }
    }

    boolean isAlive(String peer) {
        Long seen = lastSeen.get(peer);
        return seen != null && System.nanoTime() - seen < SUSPECT_NANOS;
    }

    /** The peers worth asking: those that answered lately, or all where they would be too few. */
    List<String> worthAsking(int needed) {
        List<String> alive = addresses.stream().filter(this::isAlive).toList();
        return alive.size() >= needed ? alive : addresses;
    }

    int count() {
        return addresses.size();
    }

    /** Completes when the peer has stored the entry. */
    CompletableFuture<Void> put(String peer, Entry entry) {
        HttpRequest request = HttpRequest.newBuilder(replica(peer, entry.key()))
                .header("Version", Long.toString(entry.version()))
                .PUT(HttpRequest.BodyPublishers.ofString(entry.value()))
                .timeout(REQUEST_TIMEOUT).build();
        return http.sendAsync(request, HttpResponse.BodyHandlers.ofString()).thenAccept(response -> {
            if (response.statusCode() != 200) {
                throw new IllegalStateException(peer + " answered " + response.statusCode());
            }
        });
    }

    /** Completes with what the peer has, or version 0 where it has nothing. */
    CompletableFuture<Entry> get(String peer, String key) {
        HttpRequest request = HttpRequest.newBuilder(replica(peer, key)).timeout(REQUEST_TIMEOUT).build();
        return http.sendAsync(request, HttpResponse.BodyHandlers.ofString()).thenApply(response -> switch (response.statusCode()) {
            case 200 -> new Entry(key, response.headers().firstValueAsLong("Version").orElseThrow(), response.body());
            case 404 -> new Entry(key, 0, "");
            default -> throw new IllegalStateException(peer + " answered " + response.statusCode());
        });
    }

    private static URI replica(String peer, String key) {
        return URI.create("http://" + peer + "/replica/" + key);
    }

    void close() {
        http.shutdownNow();
    }
}
