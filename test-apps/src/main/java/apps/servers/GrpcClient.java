package apps.servers;

import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A gRPC client on its Netty transport: all threads share a channel, and take turns with the four kinds of methods. */
public final class GrpcClient implements Question.Client {
    private final ManagedChannel channel;

    private GrpcClient(ManagedChannel channel) {
        this.channel = channel;
    }

    /** Arguments: {@code --host NAME [--port N]} and those of {@link Requests}. */
    public static void main(String[] args) throws Exception {
        ManagedChannel channel = NettyChannelBuilder
                .forAddress(Arguments.text(args, "--host", "localhost"), Arguments.number(args, "--port", 8080)).usePlaintext()
                .keepAliveTime(10, TimeUnit.SECONDS).keepAliveTimeout(3, TimeUnit.SECONDS)
                .keepAliveWithoutCalls(true).build(); // else nothing ends a connection whose server's first word is lost
        Requests.run(args, () -> new GrpcClient(channel));
        channel.shutdown();
        if (!channel.awaitTermination(20, TimeUnit.MINUTES)) { // a quarter of an hour where the kernel has to give a connection up
            throw new IllegalStateException("the channel does not end");
        }
    }

    @Override
    public byte[] answer(Question question) throws Exception {
        CallOptions options = CallOptions.DEFAULT.withWaitForReady().withDeadlineAfter(5, TimeUnit.SECONDS);
        return switch (question.number() % 4) {
            case 0 -> ClientCalls.blockingUnaryCall(channel, Calls.ASK, options, question.bytes());
            case 1 -> listen(ClientCalls.blockingServerStreamingCall(channel, Calls.LISTEN, options, question.bytes()));
            case 2 -> tell(options, question);
            default -> talk(options, question);
        };
    }

    /** A call failed, or all are answered. The channel, which backs off for two minutes in the end, is to try again at once. */
    @Override
    public void close() {
        channel.resetConnectBackoff();
    }

    private static byte[] listen(Iterator<byte[]> pieces) {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        pieces.forEachRemaining(answer::writeBytes);
        return answer.toByteArray();
    }

    private byte[] tell(CallOptions options, Question question) throws Exception {
        Heard heard = new Heard();
        StreamObserver<byte[]> server = ClientCalls.asyncClientStreamingCall(channel.newCall(Calls.TELL, options), heard);
        Calls.pieces(question.bytes()).forEach(server::onNext);
        server.onCompleted();
        return heard.answer.get(20, TimeUnit.SECONDS);
    }

    /** First come acknowledgements of a byte, one for each piece. */
    private byte[] talk(CallOptions options, Question question) throws Exception {
        Heard heard = new Heard();
        StreamObserver<byte[]> server = ClientCalls.asyncBidiStreamingCall(channel.newCall(Calls.TALK, options), heard);
        List<byte[]> pieces = Calls.pieces(question.bytes());
        for (byte[] piece : pieces) {
            server.onNext(piece);
        }
        server.onCompleted();
        byte[] all = heard.answer.get(20, TimeUnit.SECONDS);
        for (int i = 0; i < pieces.size(); i++) {
            if (all.length <= i || all[i] != (byte) Arrays.hashCode(pieces.get(i))) {
                throw new Requests.WrongAnswer("wrong acknowledgement of piece " + i + " of " + question.number());
            }
        }
        return Arrays.copyOfRange(all, pieces.size(), all.length);
    }

    private static final class Heard implements StreamObserver<byte[]> {
        private final ByteArrayOutputStream pieces = new ByteArrayOutputStream();
        private final CompletableFuture<byte[]> answer = new CompletableFuture<>();

        @Override
        public void onNext(byte[] piece) {
            pieces.writeBytes(piece);
        }

        @Override
        public void onError(Throwable cause) {
            answer.completeExceptionally(cause);
        }

        @Override
        public void onCompleted() {
            answer.complete(pieces.toByteArray());
        }
    }
}
