package apps.servers;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpContentDecompressor;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.timeout.ReadTimeoutHandler;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** An HTTP client on Netty: one kept connection for each thread, opened anew after a failure. */
public final class NettyClient implements Question.Client {
    private final Bootstrap bootstrap;
    private final String host;
    private final int port;
    private Channel channel;

    private NettyClient(EventLoopGroup group, String host, int port) {
        this.host = host;
        this.port = port;
        this.bootstrap = new Bootstrap().group(group).channel(NioSocketChannel.class)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 3_000)
                .handler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel server) {
                        server.pipeline().addLast(new HttpClientCodec(), new HttpContentDecompressor(),
                                new HttpObjectAggregator(1 << 20));
                    }
                });
    }

    /** Arguments: {@code --host NAME [--port N]} and those of {@link Requests}. */
    public static void main(String[] args) throws Exception {
        EventLoopGroup group = new NioEventLoopGroup(2);
        try {
            Requests.run(args, () -> new NettyClient(group, Arguments.text(args, "--host", "localhost"),
                    Arguments.number(args, "--port", 8080)));
        } finally {
            group.shutdownGracefully().sync();
        }
    }

    @Override
    public byte[] answer(Question question) throws Exception {
        if (channel == null) {
            channel = bootstrap.connect(host, port).sync().channel();
        }
        CompletableFuture<byte[]> answer = new CompletableFuture<>();
        channel.pipeline().addLast("timeout", new ReadTimeoutHandler(5));
        channel.pipeline().addLast("answer", new Answer(answer));
        channel.writeAndFlush(request(question)).addListener(sent -> {
            if (!sent.isSuccess()) {
                answer.completeExceptionally(sent.cause());
            }
        });
        byte[] bytes = answer.get(20, TimeUnit.SECONDS);
        channel.pipeline().remove("answer");
        channel.pipeline().remove("timeout");
        if (question.number() % 50 == 0) {
            close();
        }
        return bytes;
    }

    private FullHttpRequest request(Question question) {
        FullHttpRequest request = new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST,
                question.number() % 2 == 0 ? "/whole" : "/chunks", Unpooled.wrappedBuffer(question.bytes()));
        request.headers().set(HttpHeaderNames.HOST, host);
        HttpUtil.setContentLength(request, question.bytes().length);
        if (question.number() % 3 == 0) {
            request.headers().set(HttpHeaderNames.ACCEPT_ENCODING, HttpHeaderValues.GZIP);
        }
        return request;
    }

    @Override
    public void close() throws Exception {
        if (channel != null) {
            channel.close().sync();
            channel = null;
        }
    }

    private static final class Answer extends SimpleChannelInboundHandler<FullHttpResponse> {
        private final CompletableFuture<byte[]> answer;

        private Answer(CompletableFuture<byte[]> answer) {
            this.answer = answer;
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, FullHttpResponse response) {
            if (!response.status().equals(HttpResponseStatus.OK)) {
                answer.completeExceptionally(new IOException(response.status().toString()));
                return;
            }
            byte[] bytes = new byte[response.content().readableBytes()];
            response.content().readBytes(bytes);
            answer.complete(bytes);
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            answer.completeExceptionally(new ClosedChannelException());
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            answer.completeExceptionally(cause);
            context.close();
        }
    }
}
