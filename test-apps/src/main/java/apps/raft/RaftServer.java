package apps.raft;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;

/** A node: {@code RaftServer INDEX ADDRESS,ADDRESS...}. One thread for each connection, one for each other node, one for time. */
public final class RaftServer {
    public static final int PORT = 7400;
    private static final int CONNECT_MILLIS = 200;
    private static final int REPLY_MILLIS = 300;

    private final Raft raft;
    private final String[] addresses;

    private RaftServer(Raft raft, String[] addresses) {
        this.raft = raft;
        this.addresses = addresses;
    }

    public static void main(String[] args) throws Exception {
        int id = Integer.parseInt(args[0]);
        String[] addresses = args[1].split(",");
        Raft raft = new Raft(id, addresses.length, new Storage(Path.of("/var/lib/raft.log")));
        new RaftServer(raft, addresses).run(id);
    }

    private void run(int id) throws Exception {
        for (int peer = 0; peer < addresses.length; peer++) {
            if (peer != id) {
                int node = peer;
                start("to-" + peer, () -> send(node));
            }
        }
        start("listen", this::listen);
        while (true) {
            Thread.sleep(raft.tick());
        }
    }

    private interface Body {
        void run() throws Exception;
    }

    private static void start(String name, Body body) {
        Thread thread = new Thread(() -> {
            try {
                body.run();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void listen() throws IOException {
        try (ServerSocket server = new ServerSocket(PORT)) {
            while (true) {
                Socket socket = server.accept();
                start("from-" + socket.getInetAddress().getHostAddress(), () -> serve(socket));
            }
        }
    }

    private void serve(Socket socket) throws Exception {
        try (socket) {
            DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
            DataOutputStream out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream()));
            while (true) {
                Message message;
                try {
                    message = Message.read(in);
                } catch (IOException e) {
                    return;
                }
                // An error of the disk must end the node, one of the network only the connection.
                switch (message) {
                    case Message.Vote vote -> {
                        Message.Reply reply = raft.vote(vote);
                        answer(socket, () -> reply.write(out));
                    }
                    case Message.Append append -> {
                        Message.Reply reply = raft.append(append);
                        answer(socket, () -> reply.write(out));
                    }
                    case Message.Client client -> {
                        Message.Answer reply = raft.client(client.command());
                        answer(socket, () -> reply.write(out));
                    }
                    case Message.Status status -> {
                        Message.State reply = raft.state(status.from());
                        answer(socket, () -> reply.write(out));
                    }
                }
                answer(socket, out::flush);
            }
        }
    }

    private static void answer(Socket socket, Body body) throws Exception {
        try {
            body.run();
        } catch (IOException e) {
            socket.close(); // the next read ends the connection
        }
    }

    private void send(int peer) throws Exception {
        Connection connection = null;
        while (true) {
            Message message = raft.next(peer);
            Message.Reply reply;
            long nanos = System.nanoTime();
            long wall = System.currentTimeMillis();
            try {
                if (connection == null) {
                    connection = new Connection(addresses[peer], PORT, CONNECT_MILLIS, REPLY_MILLIS);
                }
                connection.send(message);
                reply = Message.Reply.read(connection.in());
            } catch (IOException e) {
                if (connection != null) {
                    connection.close();
                    connection = null;
                }
                raft.lost(peer, message);
                Thread.sleep(30);
                continue;
            }
            if (message instanceof Message.Vote vote) {
                raft.voteReply(peer, vote, reply);
            } else {
                raft.appendReply(peer, (Message.Append) message, reply, nanos, wall);
            }
        }
    }

    /** A connection to a node. */
    static final class Connection {
        private final Socket socket = new Socket();
        private final DataInputStream in;
        private final DataOutputStream out;

        Connection(String address, int port, int connectMillis, int replyMillis) throws IOException {
            try {
                socket.connect(new InetSocketAddress(address, port), connectMillis);
                socket.setSoTimeout(replyMillis);
                socket.setTcpNoDelay(true);
                in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
                out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream()));
            } catch (IOException e) {
                socket.close();
                throw e;
            }
        }

        DataInputStream in() {
            return in;
        }

        void send(Message message) throws IOException {
            message.write(out);
            out.flush();
        }

        void close() {
            try {
                socket.close();
            } catch (IOException e) {
                // gone anyway
            }
        }
    }
}
