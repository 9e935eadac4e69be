package apps.quorum;

import java.io.IOException;
import java.util.Random;

/**
 * Writes and reads at any node and checks what it reads: nothing older than what was acknowledged or read before. Arguments:
 * the addresses of all nodes with commas between, how many operations, how long they take together in seconds.
 */
public final class Client {
    private static final int KEYS = 20;
    private static final int ANSWER_MILLIS = 1_000;
    private static final int RETRY_MILLIS = 100;

    private final String[] nodes;
    private final Connection[] connections;
    private final long[] written = new long[KEYS];
    /** The least version that a read may return. */
    private final long[] floor = new long[KEYS];
    private final Random random = new Random();
    private int retries;

    private Client(String[] nodes) {
        this.nodes = nodes;
        connections = new Connection[nodes.length];
    }

    public static void main(String[] args) throws Exception {
        Client client = new Client(args[0].split(","));
        int operations = Integer.parseInt(args[1]);
        long nanos = Long.parseLong(args[2]) * 1_000_000_000L;
        long start = System.nanoTime();
        for (int i = 0; i < operations; i++) {
            long early = start + nanos / operations * i - System.nanoTime();
            if (early > 0) {
                Thread.sleep(early / 1_000_000, (int) (early % 1_000_000));
            }
            int key = client.random.nextInt(KEYS);
            if (client.random.nextBoolean()) {
                client.write(key);
            } else {
                client.read(key);
            }
        }
        for (int key = 0; key < KEYS; key++) {
            client.read(key);
        }
        System.out.println("passed: " + operations + " operations, " + client.retries + " retries");
    }

    private void write(int key) throws InterruptedException {
        long version = ++written[key];
        request(Server.WRITE, new Entry(key, version, value(key, version)));
        floor[key] = version;
    }

    private void read(int key) throws InterruptedException {
        Entry read = request(Server.READ, Entry.none(key));
        if (read.version() < floor[key]) {
            throw new IllegalStateException("key " + key + ": read version " + read.version() + " after " + floor[key]);
        }
        if (read.version() > 0 && !read.value().equals(value(key, read.version()))) {
            throw new IllegalStateException("key " + key + ": read " + read + ", which was not written");
        }
        floor[key] = read.version();
    }

    private static String value(int key, long version) {
        return "value " + key + "." + version;
    }

    /** Asks one node after the other, until one has done it. */
    private Entry request(byte operation, Entry entry) throws InterruptedException {
        while (true) {
            int node = random.nextInt(nodes.length);
            try {
                if (connections[node] == null) {
                    connections[node] = Connection.to(nodes[node], Server.PORT, ANSWER_MILLIS);
                }
                connections[node].send(operation, entry);
                return connections[node].answer();
            } catch (IOException e) {
                if (connections[node] != null) {
                    connections[node].close();
                    connections[node] = null;
                }
                retries++;
                Thread.sleep(RETRY_MILLIS);
            }
        }
    }
}
