package apps.servers;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Questions from several threads, each asked until there is an answer, each answer checked. A request that fails is asked again
 * and counted; a wrong answer ends the program.
 */
public final class Load {
    /** One thread's way to the server. */
    public interface Client extends AutoCloseable {
        /** The server's answer; an exception where there is none, soon enough that asking again makes sense. */
        byte[] ask(Question question) throws Exception;

        @Override
        default void close() throws Exception {}
    }

    /** Opens the way of one thread. */
    public interface Opening {
        Client open() throws Exception;
    }

    private static final long PATIENCE_SECONDS = 300;

    private final int requests;
    private final int threads;
    private final int pauseMillis;
    private final AtomicInteger next = new AtomicInteger();
    private final Map<String, Integer> failures = new TreeMap<>();

    private Load(int requests, int threads, int pauseMillis) {
        this.requests = requests;
        this.threads = threads;
        this.pauseMillis = pauseMillis;
    }

    /** Arguments: {@code [--requests N] [--threads N] [--pause MILLISECONDS]}, and others that the caller knows. */
    public static void run(String[] args, Opening opening) throws Exception {
        Load load = new Load(number(args, "--requests", 10_000), number(args, "--threads", 8), number(args, "--pause", 50));
        load.run(opening);
        load.report();
    }

    static String option(String[] args, String name, String otherwise) {
        for (int i = 0; i + 1 < args.length; i += 2) {
            if (args[i].equals(name)) {
                return args[i + 1];
            }
        }
        return otherwise;
    }

    static int number(String[] args, String name, int otherwise) {
        return Integer.parseInt(option(args, name, Integer.toString(otherwise)));
    }

    private void run(Opening opening) throws Exception {
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                all.add(pool.submit(() -> {
                    try (Client client = opening.open()) {
                        for (int number = next.getAndIncrement(); number < requests; number = next.getAndIncrement()) {
                            Question question = Question.number(number);
                            question.check(answer(client, question));
                            Thread.sleep(ThreadLocalRandom.current().nextInt(2 * pauseMillis + 1));
                        }
                    }
                    return null;
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        }
    }

    private byte[] answer(Client client, Question question) throws InterruptedException {
        long start = System.nanoTime();
        while (true) {
            try {
                return client.ask(question);
            } catch (InterruptedException e) {
                throw e;
            } catch (Exception e) {
                synchronized (failures) {
                    failures.merge(kind(e), 1, Integer::sum);
                }
                if (System.nanoTime() - start > PATIENCE_SECONDS * 1_000_000_000) {
                    throw new IllegalStateException("no answer to question " + question.number(), e);
                }
                Thread.sleep(100);
            }
        }
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

    private void report() {
        int retries = failures.values().stream().mapToInt(i -> i).sum();
        failures.forEach((what, times) -> System.out.println("asked again " + times + " times: " + what));
        System.out.println("passed: " + requests + " requests, " + retries + " retries");
    }
}
