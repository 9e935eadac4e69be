package apps.boot;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** A store of keys and values over HTTP, which asks itself as soon as it is ready, and a scheduled task. */
@SpringBootApplication
@EnableScheduling
@RestController
public class Service {
    private static final int KEYS = 50;

    private final Map<String, String> store = new ConcurrentHashMap<>();

    public static void main(String[] args) {
        SpringApplication.run(Service.class, args);
    }

    @GetMapping("/kv/{key}")
    public Map<String, String> get(@PathVariable("key") String key) {
        return Map.of("key", key, "value", store.getOrDefault(key, ""));
    }

    @PutMapping("/kv/{key}")
    public void put(@PathVariable("key") String key, @RequestBody String value) {
        store.put(key, value);
    }

    @Scheduled(fixedRate = 1000)
    public void tick() {
        System.out.println("tick " + Instant.now());
    }

    @EventListener(ApplicationReadyEvent.class)
    public void ready() {
        new Thread(this::ask, "client").start();
    }

    private void ask() {
        int right = 0;
        try (HttpClient client = HttpClient.newHttpClient()) {
            for (int i = 0; i < KEYS; i++) {
                HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:8080/kv/k" + i));
                client.send(request.PUT(BodyPublishers.ofString("v" + i)).build(), BodyHandlers.discarding());
                String answer = client.send(request.GET().build(), BodyHandlers.ofString()).body();
                right += answer.contains("\"k" + i + "\"") && answer.contains("\"v" + i + "\"") ? 1 : 0;
            }
            Thread.sleep(3000);
        } catch (Exception e) {
            e.printStackTrace();
        }
        System.out.println(right + " of " + KEYS + " answers right, " + UUID.randomUUID());
        System.exit(right == KEYS ? 0 : 1);
    }
}
