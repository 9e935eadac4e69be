package apps.servers;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelOption;
import java.io.IOException;
import java.time.Duration;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/** An HTTP client on Reactor Netty: all threads share its pool of connections. */
public final class ReactorClient {
    private ReactorClient() {}

    /** Arguments: {@code --host NAME [--port N]} and those of {@link Requests}. */
    public static void main(String[] args) throws Exception {
        ConnectionProvider pool = ConnectionProvider.builder("clients").maxConnections(5)
                .pendingAcquireTimeout(Duration.ofSeconds(10)).maxIdleTime(Duration.ofSeconds(20)).build();
        HttpClient client = HttpClient.create(pool).compress(true).option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 3_000)
                .responseTimeout(Duration.ofSeconds(5))
                .resolver(names -> names.cacheMaxTimeToLive(Duration.ofSeconds(1))) // Netty's own resolver, over UDP
                .baseUrl("http://" + Arguments.text(args, "--host", "localhost") + ":" + Arguments.number(args, "--port", 8080));
        Question.Client asking = question -> client.post().uri(question.number() % 2 == 0 ? "/whole" : "/pieces")
                .send(Mono.fromSupplier(() -> Unpooled.wrappedBuffer(question.bytes())))
                .responseSingle((response, content) -> response.status().code() == 200 ? content.asByteArray()
                        : Mono.error(new IOException("status " + response.status())))
                .block(Duration.ofSeconds(20));
        Requests.run(args, () -> asking);
        pool.disposeLater().block();
    }
}
