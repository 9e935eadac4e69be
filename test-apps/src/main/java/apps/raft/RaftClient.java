package apps.raft;

import apps.raft.Message.Answer;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** One client of the service, for one thread: finds the leader, sends a request again until it is done or its time is up. */
final class RaftClient {
    private static final int CONNECT_MILLIS = 150;
    private static final int REPLY_MILLIS = 1000;

    private final int id;
    private final List<String> addresses;
    private final Random random;
    private RaftServer.Connection connection;
    private int node;
    private long sequence;

    RaftClient(int id, List<String> addresses, Random random) {
        this.id = id;
        this.addresses = addresses;
        this.random = random;
        this.node = random.nextInt(addresses.size());
    }

    /** The answer; null if there was none in time, and the request may be done later, or was done. */
    String call(byte operation, String key, String expected, String value, int millis) throws InterruptedException {
        Command command = new Command(id, ++sequence, operation, key, expected, value);
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        do {
            int leader = -1;
            try {
                if (connection == null) {
                    connection = new RaftServer.Connection(addresses.get(node), RaftServer.PORT, CONNECT_MILLIS, REPLY_MILLIS);
                }
                connection.send(new Message.Client(command));
                Answer answer = Answer.read(connection.in());
                if (answer.done()) {
                    return answer.value();
                }
                leader = answer.leader();
            } catch (IOException e) {
                close(); // the next node, then
            }
            int last = node;
            // A leader that cannot get it done may be one that the others have replaced.
            node = leader >= 0 && leader != last ? leader : random.nextInt(addresses.size());
            if (node != last) {
                close();
            }
            Thread.sleep(10 + random.nextInt(40));
        } while (System.nanoTime() - until < 0);
        close();
        return null;
    }

    void close() {
        if (connection != null) {
            connection.close();
            connection = null;
        }
    }
}
