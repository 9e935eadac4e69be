package apps.servers;

import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Asks a server so many requests from several threads at once. Each thread has a connection, or whatever its client has in place
 * of one. A request that fails is asked again, on a new connection, until it is answered; a wrong answer is the end.
 */
final class Requests {
    private static final int MOST_ATTEMPTS = 200;
    private static final int LONGEST_PAUSE_MILLIS = 40;
    private static final int LONGEST_RETRY_MILLIS = 400;

    /** Asks, compares the answer with what it must be, and throws {@link WrongAnswer} where it is another. */
    interface Client extends AutoCloseable {
        void ask(int number, Random random) throws Exception;

        @Override
        void close() throws Exception;
    }

    interface Connector {
        Client connect() throws Exception;
    }

    /** No failure of the network explains it. */
    static final class WrongAnswer extends Error {
        private static final long serialVersionUID = 1;

        WrongAnswer(String message) {
            super(message);
        }
    }

    private final Connector connector;
    private final Map<String, Integer> failures = new TreeMap<>();
    private int left;
    private int answers;
    private int retries;
    private Throwable ended;

    private Requests(Connector connector, int requests) {
        this.connector = connector;
        this.left = requests;
    }

    static void run(int requests, int threads, Connector connector) throws Exception {
        Requests all = new Requests(connector, requests);
        Thread[] askers = new Thread[threads];
        for (int i = 0; i < threads; i++) {
            askers[i] = new Thread(all::work, "asker-" + i);
            askers[i].start();
        }
        for (Thread asker : askers) {
            asker.join();
        }
        if (all.ended != null) {
            throw new IllegalStateException(all.ended);
        }
        if (all.answers != requests) {
            throw new IllegalStateException("asked " + requests + ", answered " + all.answers);
        }
        System.out.println("passed: " + requests + " requests, " + all.retries + " retries " + all.failures);
    }

    private void work() {
        Random random = new Random();
        Client client = null;
        try {
            for (int number = next(); number >= 0; number = next()) {
                client = answered(client, number, random);
                Thread.sleep(random.nextInt(LONGEST_PAUSE_MILLIS));
            }
        } catch (Throwable t) {
            failed(t);
        } finally {
            close(client);
        }
    }

    private Client answered(Client connected, int number, Random random) throws InterruptedException {
        Client client = connected;
        for (int attempt = 1; ; attempt++) {
            try {
                if (client == null) {
                    client = connector.connect();
                }
                client.ask(number, random);
                answered();
                return client;
            } catch (Exception e) {
                if (attempt == MOST_ATTEMPTS) {
                    throw new IllegalStateException("no answer to request " + number, e);
                }
                retried(e);
                close(client);
                client = null;
                Thread.sleep(random.nextInt(LONGEST_RETRY_MILLIS));
            }
        }
    }

    private static void close(Client client) {
        if (client != null) {
            try {
                client.close();
            } catch (Exception e) {
                // it is over either way
            }
        }
    }

    private synchronized int next() {
        return ended == null && left > 0 ? --left : -1;
    }

    private synchronized void answered() {
        answers++;
    }

    private synchronized void retried(Exception e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        retries++;
        failures.merge(cause.getClass().getSimpleName(), 1, Integer::sum);
    }

    private synchronized void failed(Throwable t) {
        if (ended == null) {
            ended = t;
        }
    }
}
