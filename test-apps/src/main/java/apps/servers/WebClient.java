package apps.servers;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/**
 * The JDK's {@code HttpClient} as the client of a web server. Arguments: the server's address ({@code https://web:8443}),
 * {@code HTTP_1_1} or {@code HTTP_2}, which an answer must have come by, a protocol of TLS or {@code any}, requests, threads. All
 * threads share one client, which is made anew after so many failures.
 */
public final class WebClient implements Requests.Client {
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final int USUAL_BYTES = 2_000;
    private static final int MOST_BYTES = 60_000;
    private static final int FAILURES_OF_A_CLIENT = 20;

    private final Shared shared;

    private WebClient(Shared shared) {
        this.shared = shared;
    }

    public static void main(String[] args) throws Exception {
        Shared shared = new Shared(args[0], Version.valueOf(args[1]), args[2]);
        Requests.run(Integer.parseInt(args[3]), Integer.parseInt(args[4]), () -> new WebClient(shared));
        shared.client().shutdownNow();
    }

    @Override
    public void ask(int number, Random random) throws Exception {
        byte[] body = new byte[random.nextInt(random.nextInt(16) == 0 ? MOST_BYTES : USUAL_BYTES)];
        random.nextBytes(body);
        String path = "/echo/" + number;
        HttpRequest request = HttpRequest.newBuilder(URI.create(shared.server + path)).timeout(PATIENCE)
                .header("X-Number", "number " + number).POST(BodyPublishers.ofByteArray(body)).build();
        HttpResponse<byte[]> response = random.nextBoolean() ? shared.client().send(request, BodyHandlers.ofByteArray())
                : shared.client().sendAsync(request, BodyHandlers.ofByteArray()).get();
        if (response.statusCode() >= 500) {
            throw new IOException("status " + response.statusCode());
        }
        String was = response.version() + " " + response.statusCode() + " " + response.headers().firstValue("X-Number").orElse("-");
        String expected = shared.version + " 200 number " + number;
        if (!was.equals(expected)) {
            throw new Requests.WrongAnswer("expected " + expected + ", was " + was);
        }
        if (!Arrays.equals(Answers.of(path, body), response.body())) {
            throw new Requests.WrongAnswer("the body of the answer to request " + number);
        }
    }

    /** A request failed. */
    @Override
    public void close() {
        shared.failed();
    }

    private static final class Shared {
        final String server;
        final Version version;
        private final SSLContext tls;
        private final SSLParameters parameters;
        private final AtomicInteger failures = new AtomicInteger();
        private HttpClient client;

        Shared(String server, Version version, String protocol) throws Exception {
            this.server = server;
            this.version = version;
            tls = Tls.client();
            parameters = tls.getDefaultSSLParameters();
            if (!protocol.equals("any")) {
                parameters.setProtocols(new String[] {protocol});
            }
        }

        synchronized HttpClient client() {
            if (client == null) {
                client = HttpClient.newBuilder().version(version).connectTimeout(PATIENCE).sslContext(tls)
                        .sslParameters(parameters).build();
            }
            return client;
        }

        synchronized void failed() {
            if (failures.incrementAndGet() % FAILURES_OF_A_CLIENT == 0) {
                client.shutdownNow();
                client = null;
            }
        }
    }
}
