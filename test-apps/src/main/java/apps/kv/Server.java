package apps.kv;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/**
 * A node of the replicated key-value service.
 *
 * <pre>
 * PUT /kv/KEY      header Version, body value: 200 when a majority has stored it, 503 where too few answer
 * GET /kv/KEY      200 with header Version and the value, 404 where the key has none, 503 where too few answer
 * GET /health      200
 * </pre>
 *
 * Nodes talk to each other with the same methods on {@code /replica/KEY}.
 */
public final class Server {
    private static final int DEFAULT_PORT = 8080;

    private final Store store;
    private final Peers peers;
    private final Register register;
    private final HttpServer http;
    private final ExecutorService workers = Executors.newFixedThreadPool(16);
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

    private Server(String address, List<String> others, Path data, boolean groupCommit) throws IOException {
        store = new Store(data, groupCommit);
        peers = new Peers(others);
        register = new Register(store, peers);
        int colon = address.lastIndexOf(':');
        http = HttpServer.create(
                new InetSocketAddress(address.substring(0, colon), Integer.parseInt(address.substring(colon + 1))), 64);
        http.setExecutor(workers);
        http.createContext("/kv/", this::client);
        http.createContext("/replica/", this::replica);
        http.createContext("/health", exchange -> answer(exchange, 200, 0, "ok"));
    }

    /** Arguments: {@code --ip HOST[:PORT] --peers HOST[:PORT],... [--data DIR] [--sync each|background]}. */
    public static void main(String[] args) throws IOException {
        String ip = "127.0.0.1";
        String peers = "";
        String data = "data";
        String sync = System.getProperty("kv.sync", "each");
        for (int i = 0; i + 1 < args.length; i += 2) {
            switch (args[i]) {
                case "--ip" -> ip = args[i + 1];
                case "--peers" -> peers = args[i + 1];
                case "--data" -> data = args[i + 1];
                case "--sync" -> sync = args[i + 1];
                default -> throw new IllegalArgumentException("unknown option " + args[i]);
            }
        }
        String self = withPort(ip);
        List<String> others = new ArrayList<>();
        for (String peer : peers.split(",")) {
            if (!peer.isBlank() && !withPort(peer.strip()).equals(self)) {
                others.add(withPort(peer.strip()));
            }
        }
        Server server = new Server(self, others, Path.of(data), sync.equals("background"));
        Runtime.getRuntime().addShutdownHook(new Thread(server::stop, "stop"));
        server.start();
        System.out.println("serving on " + self + " with " + others + ", " + server.store.size() + " keys recovered");
    }

    private static String withPort(String address) {
        return address.contains(":") ? address : address + ":" + DEFAULT_PORT;
    }

    private void start() {
        http.start();
        peers.startHeartbeat(timer);
    }

    private void stop() {
        timer.shutdownNow();
        http.stop(0);
        peers.close();
        workers.shutdown();
        try {
            store.close();
        } catch (IOException e) {
            System.err.println("closing the log: " + e);
        }
    }

    private void client(HttpExchange exchange) throws IOException {
        String key = keyOf(exchange);
        try {
            if (exchange.getRequestMethod().equals("PUT")) {
                register.write(entryOf(exchange, key));
                answer(exchange, 200, 0, "");
            } else {
                answer(exchange, register.read(key));
            }
        } catch (IOException e) {
            answer(exchange, 503, 0, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            answer(exchange, 503, 0, "stopping");
        }
    }

    private void replica(HttpExchange exchange) throws IOException {
        String key = keyOf(exchange);
        if (exchange.getRequestMethod().equals("PUT")) {
            Entry entry = entryOf(exchange, key);
            try {
                store.put(entry);
            } catch (IOException e) {
                answer(exchange, 503, 0, String.valueOf(e.getMessage()));
                return;
            }
            answer(exchange, 200, 0, "");
        } else {
            answer(exchange, store.get(key));
        }
    }

    private static String keyOf(HttpExchange exchange) {
        String path = exchange.getRequestURI().getPath();
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static Entry entryOf(HttpExchange exchange, String key) throws IOException {
        long version = Long.parseLong(exchange.getRequestHeaders().getFirst("Version"));
        return new Entry(key, version, new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    }

    private static void answer(HttpExchange exchange, Entry entry) throws IOException {
        if (entry == null) {
            answer(exchange, 404, 0, "");
        } else {
            answer(exchange, 200, entry.version(), entry.value());
        }
    }

    private static void answer(HttpExchange exchange, int status, long version, String body) throws IOException {
        try (exchange) {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            if (version > 0) {
                exchange.getResponseHeaders().set("Version", Long.toString(version));
            }
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            if (bytes.length > 0) {
                exchange.getResponseBody().write(bytes);
            }
        }
    }
}
