package apps.servers;

import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Asks a server so many requests from several threads at once. Each thread has a connection, or whatever its client has in place
 * of one. A request that fails is asked again, on a new connection, until it is answered; a wrong answer is the end.
 */
final class Requests {
    private static final long PATIENCE_SECONDS = 300;
    private static final int USUAL_PAUSE_MILLIS = 20;
    private static final int LONGEST_RETRY_MILLIS = 400;

    /** One thread's way to the server. */
    interface Client extends AutoCloseable {
        /**
         * Asks, compares the answer with what it must be, and throws {@link WrongAnswer} where it is another. Fails where there is none,
         * soon enough that asking again makes sense.
         */
        void ask(int number, Random random) throws Exception;

        /** A request failed, or all are answered. */
        @Override
        default void close() throws Exception {}
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
    private final int pauseMillis;
    private final Map<String, Integer> failures = new TreeMap<>();
    private int left;
    private int answers;
    private int retries;
    private Throwable ended;

    private Requests(Connector connector, int requests, int pauseMillis) {
        this.connector = connector;
        this.left = requests;
        this.pauseMillis = pauseMillis;
    }

    /** Arguments: {@code [--requests N] [--threads N] [--pause MILLISECONDS]}, and others that the caller knows. */
    static void run(String[] args, Connector connector) throws Exception {
        run(Arguments.number(args, "--requests", 10_000), Arguments.number(args, "--threads", 8),
                Arguments.number(args, "--pause", 50), connector);
    }

    static void run(int requests, int threads, Connector connector) throws Exception {
        run(requests, threads, USUAL_PAUSE_MILLIS, connector);
    }

    /** @param pauseMillis of a thread between two requests, on average */
    private static void run(int requests, int threads, int pauseMillis, Connector connector) throws Exception {
        Requests all = new Requests(connector, requests, pauseMillis);
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
        all.failures.forEach((what, times) -> System.out.println("asked again " + times + " times: " + what));
        System.out.println("passed: " + requests + " requests, " + all.retries + " retries");
    }

    private void work() {
        Random random = new Random();
        Client client = null;
        try {
            for (int number = next(); number >= 0; number = next()) {
                client = answered(client, number, random);
                Thread.sleep(random.nextInt(2 * pauseMillis + 1));
            }
        } catch (Throwable t) {
            failed(t);
        } finally {
            close(client);
        }
    }

    private Client answered(Client connected, int number, Random random) throws InterruptedException {
        Client client = connected;
        long start = System.nanoTime();
        while (true) {
            try {
                if (client == null) {
                    client = connector.connect();
                }
                client.ask(number, random);
                answered();
                return client;
            } catch (InterruptedException e) {
                throw e;
            } catch (Exception e) {
                if (System.nanoTime() - start > PATIENCE_SECONDS * 1_000_000_000) {
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
        retries++;
        failures.merge(kind(e), 1, Integer::sum);
    }

    private static String kind(Throwable e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        String message = cause.getMessage() == null ? "" : cause.getMessage().lines().findFirst().orElse("");
        return cause.getClass().getSimpleName() + ": "
                + message.substring(0, Math.min(60, message.length())).replaceAll("[0-9]+", "N");
    }

    private synchronized void failed(Throwable t) {
        if (ended == null) {
            ended = t;
        }
    }
}
