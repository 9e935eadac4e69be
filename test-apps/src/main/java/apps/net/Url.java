package apps.net;

import com.sun.net.httpserver.HttpServer;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.TreeSet;
import java.util.Set;

/** {@code HttpURLConnection}, which keeps connections for later requests in a static field of the JDK. */
public final class Url {
    private Url() {}

    public static void main(String[] args) throws Exception {
        Set<Integer> ports = new TreeSet<>();
        HttpServer server = HttpServer.create(new InetSocketAddress("localhost", 8085), 0);
        server.createContext("/", exchange -> {
            ports.add(exchange.getRemoteAddress().getPort());
            exchange.sendResponseHeaders(200, 5);
            exchange.getResponseBody().write("hello".getBytes());
            exchange.close();
        });
        server.start();
        for (int i = 0; i < 5; i++) {
            HttpURLConnection connection = (HttpURLConnection) URI.create("http://localhost:8085/" + i).toURL().openConnection();
            try (InputStream in = connection.getInputStream()) {
                System.out.println(connection.getResponseCode() + " " + new String(in.readAllBytes()));
            }
        }
        System.out.println(ports.size() + " connection");
        server.stop(0);
    }
}
