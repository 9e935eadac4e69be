package apps.servers;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;

/**
 * The JDK's TLS by its sockets, layered on a socket, and by {@code SSLEngine} over channels: each protocol and kind of key,
 * names of servers (SNI), application protocols (ALPN), sessions that are resumed, certificates that nobody trusts or that are
 * for another name. With {@code ids}, prints the identifiers of the sessions too.
 */
public final class TlsSockets {
    private static final int ROUNDS = 3;

    private final boolean ids;

    private TlsSockets(boolean ids) {
        this.ids = ids;
    }

    public static void main(String[] args) throws Exception {
        TlsSockets sockets = new TlsSockets(List.of(args).contains("ids"));
        for (String protocol : new String[] {"TLSv1.3", "TLSv1.2"}) {
            for (String key : new String[] {"web", "rsa"}) {
                sockets.resumes(protocol, key);
            }
            sockets.engines(protocol);
        }
        sockets.names();
        sockets.refused();
    }

    /** Several connections one after the other: the first makes a session, the others resume it. */
    private void resumes(String protocol, String key) throws Exception {
        SSLContext context = Tls.server(key);
        SSLContext trusting = Tls.client();
        try (SSLServerSocket server = listen(context)) {
            Thread echo = new Thread(() -> echo(server, ROUNDS));
            echo.start();
            for (int round = 0; round < ROUNDS; round++) {
                SSLSocket socket = (SSLSocket) trusting.getSocketFactory().createSocket();
                try (socket) {
                    SSLParameters parameters = socket.getSSLParameters();
                    parameters.setProtocols(new String[] {protocol});
                    parameters.setApplicationProtocols(new String[] {"unknown", "echo"});
                    parameters.setServerNames(List.of(new SNIHostName(key + ".example")));
                    socket.setSSLParameters(parameters);
                    socket.connect(server.getLocalSocketAddress(), 1_000);
                    socket.setSoTimeout(5_000);
                    long before = System.currentTimeMillis();
                    int bytes = exchange(socket, 50_000);
                    SSLSession session = socket.getSession();
                    System.out.println(protocol + " " + key + " " + round + ": " + session.getProtocol() + " " + session.getCipherSuite()
                            + " " + socket.getApplicationProtocol() + " " + session.getPeerPrincipal() + ", " + bytes + " bytes, "
                            + (session.getCreationTime() < before ? "resumed" : "new") + id(session));
                    Thread.sleep(10);
                }
            }
            echo.join();
        }
    }

    private String id(SSLSession session) {
        return ids ? " " + HexFormat.of().formatHex(session.getId()) : "";
    }

    private static SSLServerSocket listen(SSLContext context) throws IOException {
        SSLServerSocket server = (SSLServerSocket) context.getServerSocketFactory().createServerSocket(0, 5,
                InetAddress.getLoopbackAddress());
        SSLParameters parameters = server.getSSLParameters();
        parameters.setApplicationProtocols(new String[] {"echo", "other"});
        server.setSSLParameters(parameters);
        return server;
    }

    private static void echo(SSLServerSocket server, int connections) {
        for (int i = 0; i < connections; i++) {
            try (Socket socket = server.accept()) {
                InputStream in = socket.getInputStream();
                in.transferTo(socket.getOutputStream());
                socket.shutdownOutput();
            } catch (IOException e) {
                System.out.println("server: " + e);
            }
        }
    }

    /** Sends while it reads, as the echo would else have nowhere to put its bytes. */
    private static int exchange(SSLSocket socket, int length) throws Exception {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (i * 31 >> 3);
        }
        socket.startHandshake();
        Thread writer = new Thread(() -> {
            try {
                OutputStream out = socket.getOutputStream();
                for (int at = 0; at < length; at += 1_000) {
                    out.write(bytes, at, 1_000);
                }
                socket.shutdownOutput();
            } catch (IOException e) {
                System.out.println("client: " + e);
            }
        });
        writer.start();
        byte[] back = socket.getInputStream().readAllBytes();
        writer.join();
        if (!Arrays.equals(bytes, back)) {
            throw new IllegalStateException("other bytes came back");
        }
        return back.length;
    }

    /** A server with several keys takes the one for the name that the client gives, over a plain socket that is there already. */
    private void names() throws Exception {
        SSLContext context = Tls.server("web", "other", "rsa");
        try (SSLServerSocket server = listen(context)) {
            Thread echo = new Thread(() -> echo(server, 2));
            echo.start();
            for (String name : new String[] {"web.example", "other.example"}) {
                Socket plain = new Socket(server.getInetAddress(), server.getLocalPort());
                try (SSLSocket socket = (SSLSocket) Tls.client().getSocketFactory().createSocket(plain, name, 443, true)) {
                    SSLParameters parameters = socket.getSSLParameters();
                    parameters.setEndpointIdentificationAlgorithm("HTTPS");
                    socket.setSSLParameters(parameters);
                    int bytes = exchange(socket, 2_000);
                    X509Certificate certificate = (X509Certificate) socket.getSession().getPeerCertificates()[0];
                    System.out.println(name + ": " + bytes + " bytes, " + certificate.getSubjectX500Principal());
                }
            }
            echo.join();
        }
    }

    /** Certificates that are not trusted, or are for another name; protocols that nobody shares. */
    private void refused() throws Exception {
        try (SSLServerSocket server = listen(Tls.server("web"))) {
            Thread echo = new Thread(() -> echo(server, 4));
            echo.start();
            refused("not trusted", SSLContext.getDefault(), server, parameters -> {});
            refused("another name", Tls.client(), server, parameters -> parameters.setEndpointIdentificationAlgorithm("HTTPS"));
            refused("no protocol", Tls.client(), server, parameters -> parameters.setApplicationProtocols(new String[] {"smtp"}));
            try (Socket plain = new Socket(server.getInetAddress(), server.getLocalPort())) {
                plain.getOutputStream().write("GET / HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                System.out.println("not TLS: " + plain.getInputStream().read() + " " + plain.getInputStream().read());
            }
            echo.join();
        }
        System.out.println("default: " + HttpsURLConnection.getDefaultSSLSocketFactory().getDefaultCipherSuites().length
                + " suites");
    }

    private interface Change {
        void to(SSLParameters parameters);
    }

    private static void refused(String what, SSLContext context, SSLServerSocket server, Change change) throws IOException {
        Socket plain = new Socket(server.getInetAddress(), server.getLocalPort());
        try (SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(plain, "nobody.example", 443, true)) {
            SSLParameters parameters = socket.getSSLParameters();
            change.to(parameters);
            socket.setSSLParameters(parameters);
            socket.startHandshake();
            System.out.println(what + ": connected, " + socket.getInputStream().read());
        } catch (IOException e) {
            System.out.println(what + ": " + e);
        }
    }

    /** Two engines, each with a channel. */
    private void engines(String protocol) throws Exception {
        try (ServerSocketChannel server = ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            SSLContext context = Tls.server("web");
            Thread echo = new Thread(() -> {
                try (SocketChannel channel = server.accept()) {
                    SSLEngine engine = context.createSSLEngine();
                    engine.setUseClientMode(false);
                    Wire wire = new Wire(engine, channel);
                    byte[] bytes = wire.read(20_000);
                    wire.write(bytes);
                } catch (IOException e) {
                    System.out.println("server: " + e);
                }
            });
            echo.start();
            try (SocketChannel channel = SocketChannel.open(server.getLocalAddress())) {
                SSLEngine engine = Tls.client().createSSLEngine("web.example", 443);
                engine.setUseClientMode(true);
                SSLParameters parameters = engine.getSSLParameters();
                parameters.setProtocols(new String[] {protocol});
                parameters.setEndpointIdentificationAlgorithm("HTTPS");
                engine.setSSLParameters(parameters);
                Wire wire = new Wire(engine, channel);
                byte[] bytes = new byte[20_000];
                Arrays.fill(bytes, (byte) 7);
                wire.write(bytes);
                System.out.println("engine " + protocol + ": " + Arrays.equals(bytes, wire.read(bytes.length)) + " "
                        + engine.getSession().getCipherSuite() + id(engine.getSession()));
            }
            echo.join();
        }
    }

    /** Blocking, and as simple as can be. */
    private static final class Wire {
        private final SSLEngine engine;
        private final SocketChannel channel;
        private final ByteBuffer in;
        private final ByteBuffer out;
        private final ByteBuffer plain;

        Wire(SSLEngine engine, SocketChannel channel) {
            this.engine = engine;
            this.channel = channel;
            in = ByteBuffer.allocateDirect(engine.getSession().getPacketBufferSize()).flip();
            out = ByteBuffer.allocateDirect(engine.getSession().getPacketBufferSize());
            plain = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize() + 20_000);
        }

        void write(byte[] bytes) throws IOException {
            ByteBuffer source = ByteBuffer.wrap(bytes);
            while (source.hasRemaining()) {
                wrap(source);
                handshake();
            }
        }

        byte[] read(int length) throws IOException {
            while (plain.position() < length) {
                unwrap();
                handshake();
            }
            byte[] bytes = Arrays.copyOf(plain.array(), length);
            plain.clear();
            return bytes;
        }

        private void handshake() throws IOException {
            while (true) {
                HandshakeStatus status = engine.getHandshakeStatus();
                switch (status) {
                    case NEED_TASK -> engine.getDelegatedTask().run();
                    case NEED_WRAP -> wrap(ByteBuffer.allocate(0));
                    case NEED_UNWRAP -> unwrap();
                    default -> {
                        return;
                    }
                }
            }
        }

        private void wrap(ByteBuffer source) throws IOException {
            out.clear();
            SSLEngineResult result = engine.wrap(source, out);
            if (result.getStatus() != SSLEngineResult.Status.OK) {
                throw new SSLException("wrap: " + result);
            }
            out.flip();
            while (out.hasRemaining()) {
                channel.write(out);
            }
        }

        private void unwrap() throws IOException {
            SSLEngineResult result = engine.unwrap(in, plain);
            if (result.getStatus() == SSLEngineResult.Status.BUFFER_UNDERFLOW) {
                in.compact();
                int count = channel.read(in);
                in.flip();
                if (count < 0) {
                    throw new SSLException("the end");
                }
            } else if (result.getStatus() != SSLEngineResult.Status.OK) {
                throw new SSLException("unwrap: " + result);
            }
        }
    }
}
