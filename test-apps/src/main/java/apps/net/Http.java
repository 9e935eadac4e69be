package apps.net;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The JDK's own HTTP server and client, synchronously and asynchronously, over HTTP/1.1 and with an attempt at HTTP/2. */
public final class Http {
    private static final int REQUESTS = 50;

    private Http() {}

    public static void main(String[] args) throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        ExecutorService workers = Executors.newFixedThreadPool(4);
        server.setExecutor(workers);
        server.createContext("/echo", Http::echo);
        server.start();
        URI uri = URI.create("http://localhost:" + server.getAddress().getPort() + "/echo");
        HttpClient client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
        int characters = 0;
        for (int i = 0; i < REQUESTS; i++) {
            characters += client.send(request(uri, i), HttpResponse.BodyHandlers.ofString()).body().length();
        }
        List<CompletableFuture<String>> pending = new ArrayList<>();
        for (int i = 0; i < REQUESTS; i++) {
            pending.add(client.sendAsync(request(uri, i), HttpResponse.BodyHandlers.ofString())
                    .thenApply(HttpResponse::body));
        }
        for (CompletableFuture<String> body : pending) {
            characters += body.get().length();
        }
        System.out.println(2 * REQUESTS + " answers of " + characters + " characters");
        client.close();
        server.stop(0);
        workers.shutdown();
    }

    private static HttpRequest request(URI uri, int number) {
        return HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(10))
                .POST(HttpRequest.BodyPublishers.ofString("request " + number + " ".repeat(number * 1000))).build();
    }

    private static void echo(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
