package apps.net;

import static apps.net.Transcript.of;
import static apps.parity.Cases.during;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardSocketOptions;

/** What {@code Socket} and {@code ServerSocket} do when things do not go well. */
public final class SocketBehaviour {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    private SocketBehaviour() {}

    public static void main(String[] args) {
        refusals();
        timeouts();
        ends();
        interruptions();
        options();
    }

    /** Two connected sockets: the client's and the server's. */
    private static Socket[] pair() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 5, LOOPBACK)) {
            Socket client = new Socket(LOOPBACK, server.getLocalPort());
            return new Socket[] {client, server.accept()};
        }
    }

    private static int closedPort() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 5, LOOPBACK)) {
            return server.getLocalPort();
        }
    }

    private static void refusals() {
        of("nobody listens", () -> new Socket(LOOPBACK, closedPort()));
        of("nobody listens, with a time limit", () -> {
            new Socket().connect(new InetSocketAddress(LOOPBACK, closedPort()), 1000);
            return "connected";
        });
        of("port in use", () -> {
            try (ServerSocket server = new ServerSocket(0)) {
                return new ServerSocket(server.getLocalPort());
            }
        });
        of("port free again", () -> {
            int port = closedPort();
            try (ServerSocket server = new ServerSocket(port)) {
                return server.getLocalPort() == port;
            }
        });
        of("port of an accepted connection", () -> {
            Socket[] pair = pair();
            try (ServerSocket server = new ServerSocket(pair[1].getLocalPort(), 5, LOOPBACK)) {
                return server.isBound();
            }
        });
        of("address of another machine", () -> new ServerSocket(0, 5, InetAddress.getByName("192.0.2.1")));
        of("unresolved", () -> {
            new Socket().connect(InetSocketAddress.createUnresolved("nowhere.invalid", 1));
            return "connected";
        });
        of("not connected", () -> new Socket().getInputStream());
        of("connected twice", () -> {
            Socket socket = pair()[0];
            socket.connect(new InetSocketAddress(LOOPBACK, 1));
            return "connected";
        });
        of("bound twice", () -> {
            Socket socket = new Socket();
            socket.bind(null);
            socket.bind(null);
            return "bound";
        });
        of("addresses", () -> {
            Socket[] pair = pair();
            return pair[0].getInetAddress() + " " + pair[1].getInetAddress() + " " + pair[0].getLocalAddress() + " "
                    + (pair[0].getLocalPort() == pair[1].getPort()) + " " + new ServerSocket(0).getInetAddress();
        });
    }

    private static void timeouts() {
        of("accept with a time limit", () -> {
            ServerSocket server = new ServerSocket(0);
            server.setSoTimeout(50);
            return server.accept();
        });
        of("read with a time limit", () -> {
            Socket socket = pair()[0];
            socket.setSoTimeout(50);
            return socket.getInputStream().read();
        });
        of("read after a time limit", () -> {
            Socket[] pair = pair();
            pair[0].setSoTimeout(50);
            try {
                pair[0].getInputStream().read();
            } catch (IOException e) {
                pair[1].getOutputStream().write(7);
            }
            pair[0].setSoTimeout(5000);
            return pair[0].getInputStream().read();
        });
        of("negative time limit", () -> {
            new Socket().setSoTimeout(-1);
            return "set";
        });
    }

    private static void ends() {
        of("read after the peer closed", () -> {
            Socket[] pair = pair();
            pair[1].getOutputStream().write("bye".getBytes());
            pair[1].close();
            InputStream in = pair[0].getInputStream();
            return new String(in.readAllBytes()) + " " + in.read() + " " + in.available();
        });
        of("half closed", () -> {
            Socket[] pair = pair();
            pair[0].getOutputStream().write("ask".getBytes());
            pair[0].shutdownOutput();
            String asked = new String(pair[1].getInputStream().readAllBytes());
            pair[1].getOutputStream().write("answer".getBytes());
            pair[1].close();
            return asked + " " + new String(pair[0].getInputStream().readAllBytes()) + " " + pair[0].isOutputShutdown();
        });
        of("write after shutdown", () -> {
            Socket socket = pair()[0];
            socket.shutdownOutput();
            socket.getOutputStream().write(1);
            return "written";
        });
        of("input shut down", () -> {
            Socket[] pair = pair();
            pair[0].shutdownInput();
            pair[1].getOutputStream().write(1);
            Thread.sleep(50);
            return pair[0].getInputStream().read() + " " + pair[0].getInputStream().available();
        });
        of("read after the peer closed without reading", () -> {
            Socket[] pair = pair();
            pair[0].getOutputStream().write(1);
            Thread.sleep(50);
            pair[1].close();
            Thread.sleep(50);
            return pair[0].getInputStream().read();
        });
        of("read after a reset, again", () -> {
            Socket[] pair = pair();
            pair[1].setSoLinger(true, 0);
            pair[1].close();
            Thread.sleep(50);
            try {
                pair[0].getInputStream().read();
            } catch (IOException e) {
                return pair[0].getInputStream().read();
            }
            return "no reset";
        });
        of("write after the peer closed", () -> {
            Socket[] pair = pair();
            pair[1].close();
            for (int i = 0; i < 3; i++) {
                Thread.sleep(50);
                pair[0].getOutputStream().write(i);
            }
            return "written";
        });
        of("write after a reset", () -> {
            Socket[] pair = pair();
            pair[1].setSoLinger(true, 0);
            pair[1].close();
            Thread.sleep(50);
            pair[0].getOutputStream().write(1);
            return "written";
        });
        of("shut down after a reset", () -> {
            Socket[] pair = pair();
            pair[1].setSoLinger(true, 0);
            pair[1].close();
            Thread.sleep(50);
            pair[0].shutdownOutput();
            pair[0].shutdownInput();
            return pair[0].isOutputShutdown() + " " + pair[0].isInputShutdown();
        });
        of("read of a closed socket", () -> {
            Socket socket = pair()[0];
            InputStream in = socket.getInputStream();
            socket.close();
            return in.read();
        });
        of("available", () -> {
            Socket[] pair = pair();
            pair[0].getOutputStream().write(new byte[10]);
            Thread.sleep(50);
            return pair[1].getInputStream().available() + " " + pair[1].getInputStream().skip(4) + " "
                    + pair[1].getInputStream().available();
        });
        of("listener closed with a connection that nobody accepted", () -> {
            ServerSocket server = new ServerSocket(0, 5, LOOPBACK);
            Socket client = new Socket(LOOPBACK, server.getLocalPort());
            Thread.sleep(50);
            server.close();
            Thread.sleep(50);
            return client.getInputStream().read();
        });
        of("sent before it was accepted", () -> {
            ServerSocket server = new ServerSocket(0, 5, LOOPBACK);
            Socket client = new Socket(LOOPBACK, server.getLocalPort());
            client.getOutputStream().write("early".getBytes());
            client.close();
            return new String(server.accept().getInputStream().readAllBytes());
        });
    }

    private static void interruptions() {
        for (boolean virtual : new boolean[] {false, true}) {
            String on = virtual ? " on a virtual thread" : " on a platform thread";
            of("closed while reading" + on, () -> {
                Socket socket = pair()[0];
                return during(virtual, () -> socket.getInputStream().read(), t -> socket.close());
            });
            of("closed while accepting" + on, () -> {
                ServerSocket server = new ServerSocket(0);
                return during(virtual, server::accept, t -> server.close());
            });
            of("closed while writing" + on, () -> {
                Socket socket = pair()[0];
                return during(virtual, () -> {
                    socket.getOutputStream().write(new byte[50_000_000]);
                    return "all";
                }, t -> socket.close());
            });
            of("shut down while reading" + on, () -> {
                Socket socket = pair()[0];
                return during(virtual, () -> socket.getInputStream().read(), t -> socket.shutdownInput());
            });
            of("interrupted while reading" + on, () -> {
                Socket[] pair = pair();
                return during(virtual, () -> pair[0].getInputStream().read(), t -> {
                    t.interrupt();
                    Thread.sleep(100);
                    pair[1].getOutputStream().write(9);
                }) + " " + pair[0].isClosed();
            });
            of("interrupted while accepting" + on, () -> {
                ServerSocket server = new ServerSocket(0, 5, LOOPBACK);
                return during(virtual, () -> server.accept().isConnected(), t -> {
                    t.interrupt();
                    Thread.sleep(100);
                    if (!server.isClosed()) {
                        new Socket(LOOPBACK, server.getLocalPort());
                    }
                }) + " " + server.isClosed();
            });
        }
    }

    private static void options() {
        of("options", () -> {
            Socket socket = new Socket();
            String before = socket.getTcpNoDelay() + " " + socket.getKeepAlive() + " " + socket.getSoLinger() + " "
                    + socket.getSoTimeout() + " " + socket.getReuseAddress() + " " + socket.getTrafficClass();
            socket.setTcpNoDelay(true);
            socket.setKeepAlive(true);
            socket.setSoLinger(true, 3);
            socket.setSoTimeout(10);
            socket.setReuseAddress(true);
            return before + " then " + socket.getTcpNoDelay() + " " + socket.getKeepAlive() + " " + socket.getSoLinger()
                    + " " + socket.getSoTimeout() + " " + socket.getReuseAddress();
        });
        of("server options", () -> {
            ServerSocket server = new ServerSocket();
            return server.getReuseAddress() + " " + server.getOption(StandardSocketOptions.SO_REUSEPORT);
        });
        of("options of a closed socket", () -> {
            Socket socket = pair()[0];
            socket.close();
            return socket.getTcpNoDelay();
        });
    }
}
