package apps.servers;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Arrays;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;
import reactor.netty.http.server.HttpServer;

/** An HTTP server on Reactor Netty, with its own choice of transport; half of the answers are a stream of pieces. */
public final class ReactorServer {
    private ReactorServer() {}

    /** Arguments: {@code [--port N]}. */
    public static void main(String[] args) {
        HttpServer.create().port(Arguments.number(args, "--port", 8080)).compress(2_000)
                .route(routes -> routes
                        .post("/whole", (request, response) -> response.sendByteArray(request.receive().aggregate()
                                .asByteArray().map(Question::answer)))
                        .post("/pieces", (request, response) -> response.send(request.receive().aggregate().asByteArray()
                                .publishOn(Schedulers.parallel()).map(Question::answer).flatMapMany(ReactorServer::pieces))))
                .bindNow().onDispose().block();
    }

    private static Flux<ByteBuf> pieces(byte[] answer) {
        return Flux.range(0, (answer.length + 999) / 1_000).map(i ->
                Unpooled.wrappedBuffer(Arrays.copyOfRange(answer, 1_000 * i, Math.min(answer.length, 1_000 * (i + 1)))));
    }
}
