package apps.quorum;

import java.io.EOFException;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A node of a replicated map over plain sockets, one thread a connection: any node takes a request and carries it out with a
 * majority (the register of Attiya, Bar-Noy and Dolev, with one writer that numbers the versions). It knows nothing of Moonsim.
 *
 * <p>Arguments: the addresses of all nodes with commas between, its own address, and, for the planted mistake,
 * {@code lonely}: then a write is acknowledged when this node alone has it. Properties {@code quorum.log}, its file, and
 * {@code quorum.port}.
 */
public final class Server {
    static final int PORT = 7300;
    static final byte READ = 1;
    static final byte WRITE = 2;
    /** The same, for the node that is asked alone. */
    static final byte READ_HERE = 3;
    static final byte WRITE_HERE = 4;
    static final byte DONE = 0;
    static final byte FAILED = 1;

    private static final int PEER_MILLIS = 200;

    private final Log log;
    private final List<String> peers = new ArrayList<>();
    private final boolean lonely;

    private Server(Path data, boolean lonely) throws IOException {
        log = new Log(data);
        this.lonely = lonely;
    }

    public static void main(String[] args) throws IOException {
        Server server = new Server(Path.of(System.getProperty("quorum.log", "/var/lib/quorum.log")), args.length > 2 && args[2].equals("lonely"));
        for (String node : args[0].split(",")) {
            if (!node.equals(args[1])) {
                server.peers.add(node);
            }
        }
        try (ServerSocket listener = new ServerSocket(Integer.getInteger("quorum.port", PORT))) {
            System.out.println("serving");
            while (true) {
                Socket socket = listener.accept();
                new Thread(() -> server.serve(socket)).start();
            }
        }
    }

    private void serve(Socket socket) {
        Connection[] toPeers = new Connection[peers.size()]; // of this client alone, so that no lock is needed
        try (Connection client = new Connection(socket)) {
            while (true) {
                byte operation = client.in.readByte();
                Entry entry = Entry.read(client.in);
                Entry answer = null;
                try {
                    answer = switch (operation) {
                        case READ_HERE -> log.get(entry.key());
                        case WRITE_HERE -> store(entry);
                        case READ -> read(entry.key(), toPeers);
                        default -> write(entry, toPeers);
                    };
                } catch (EOFException e) {
                    // too few answered
                }
                client.out.writeByte(answer == null ? FAILED : DONE);
                if (answer != null) {
                    answer.write(client.out);
                }
                client.out.flush();
            }
        } catch (IOException e) {
            // the client is gone
        } finally {
            for (Connection connection : toPeers) {
                if (connection != null) {
                    connection.close();
                }
            }
        }
    }

    private Entry store(Entry entry) throws IOException {
        log.put(entry);
        return entry;
    }

    private Entry write(Entry entry, Connection[] toPeers) throws IOException {
        log.put(entry);
        if (!lonely) {
            ask(WRITE_HERE, entry, toPeers);
        }
        return entry;
    }

    private Entry read(int key, Connection[] toPeers) throws IOException {
        Entry here = log.get(key);
        Entry newest = here;
        boolean agreed = true;
        if (!lonely) {
            for (Entry entry : ask(READ_HERE, here, toPeers)) {
                agreed &= entry.version() == here.version();
                newest = entry.version() > newest.version() ? entry : newest;
            }
        }
        return agreed ? newest : write(newest, toPeers); // so that no later read finds an older one
    }

    /**
     * What the peers answer, those that do.
     *
     * @throws EOFException where they are no majority with this node
     */
    private List<Entry> ask(byte operation, Entry entry, Connection[] toPeers) throws EOFException {
        for (int i = 0; i < toPeers.length; i++) {
            try {
                if (toPeers[i] == null) {
                    toPeers[i] = Connection.to(peers.get(i), PORT, PEER_MILLIS);
                }
                toPeers[i].send(operation, entry);
            } catch (IOException e) {
                drop(toPeers, i);
            }
        }
        List<Entry> answers = new ArrayList<>();
        for (int i = 0; i < toPeers.length; i++) {
            try {
                if (toPeers[i] != null) {
                    answers.add(toPeers[i].answer());
                }
            } catch (IOException e) {
                drop(toPeers, i);
            }
        }
        if (answers.size() < (peers.size() + 1) / 2) {
            throw new EOFException("no majority");
        }
        return answers;
    }

    private static void drop(Connection[] connections, int i) {
        if (connections[i] != null) {
            connections[i].close();
            connections[i] = null;
        }
    }
}
