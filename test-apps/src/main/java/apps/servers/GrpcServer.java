package apps.servers;

import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/** A gRPC server on its Netty transport: a unary method and all three kinds of streams. */
public final class GrpcServer {
    private GrpcServer() {}

    /** Arguments: {@code [--port N]}. */
    public static void main(String[] args) throws Exception {
        ServerServiceDefinition service = ServerServiceDefinition.builder(Calls.SERVICE)
                .addMethod(Calls.ASK, ServerCalls.asyncUnaryCall((question, observer) -> {
                    observer.onNext(Question.answer(question));
                    observer.onCompleted();
                }))
                .addMethod(Calls.LISTEN, ServerCalls.asyncServerStreamingCall((question, observer) -> {
                    Calls.pieces(Question.answer(question)).forEach(observer::onNext);
                    observer.onCompleted();
                }))
                .addMethod(Calls.TELL, ServerCalls.asyncClientStreamingCall(observer -> new Told(observer) {
                    @Override
                    void answer(byte[] question) {
                        observer.onNext(Question.answer(question));
                    }
                }))
                .addMethod(Calls.TALK, ServerCalls.asyncBidiStreamingCall(observer -> new Told(observer) {
                    @Override
                    public void onNext(byte[] piece) {
                        super.onNext(piece);
                        observer.onNext(new byte[] {(byte) Arrays.hashCode(piece)});
                    }

                    @Override
                    void answer(byte[] question) {
                        Calls.pieces(Question.answer(question)).forEach(observer::onNext);
                    }
                }))
                .build();
        Server server = NettyServerBuilder.forPort(Arguments.number(args, "--port", 8080)).addService(service)
                .permitKeepAliveTime(5, TimeUnit.SECONDS).permitKeepAliveWithoutCalls(true)
                .maxConnectionAge(20, TimeUnit.SECONDS).maxConnectionAgeGrace(5, TimeUnit.SECONDS).build().start();
        server.awaitTermination();
    }

    /** A question that comes piece by piece. */
    private abstract static class Told implements StreamObserver<byte[]> {
        private final StreamObserver<byte[]> observer;
        private final ByteArrayOutputStream question = new ByteArrayOutputStream();

        private Told(StreamObserver<byte[]> observer) {
            this.observer = observer;
        }

        abstract void answer(byte[] question);

        @Override
        public void onNext(byte[] piece) {
            question.writeBytes(piece);
        }

        @Override
        public void onError(Throwable cause) {}

        @Override
        public void onCompleted() {
            answer(question.toByteArray());
            observer.onCompleted();
        }
    }
}
