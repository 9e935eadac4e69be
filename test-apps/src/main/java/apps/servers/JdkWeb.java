package apps.servers;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.Executors;

/** The JDK's {@code HttpsServer}. Arguments: a port. */
public final class JdkWeb {
    private JdkWeb() {}

    public static void main(String[] args) throws Exception {
        HttpsServer server = HttpsServer.create(new InetSocketAddress(Integer.parseInt(args[0])), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(Tls.server("web")));
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/echo", JdkWeb::answer);
        server.start();
    }

    private static void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] answer = Answers.of(exchange.getRequestURI().getPath(), exchange.getRequestBody().readAllBytes());
            exchange.getResponseHeaders().set("X-Number", exchange.getRequestHeaders().getFirst("X-Number"));
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }
}
