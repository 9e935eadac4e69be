package apps.bench;

import java.lang.reflect.Constructor;
import java.util.SplittableRandom;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;

/**
 * The least that a round trip between two threads can cost where chance decides which thread runs: pairs of virtual threads on one
 * carrier hand an array of 100 bytes to and fro, with no socket, no clock and no record of it. Argument: pairs. Each line of
 * standard input is a number of round trips, of all pairs together; answers with a mark and the nanoseconds that they took. Needs
 * {@code --add-opens java.base/java.lang=ALL-UNNAMED}.
 */
public final class BareThreads {
    private static final class Pair {
        private byte[] request;
        private byte[] answer;
        private Thread client;
        private Thread server;

        void ask(int trips) {
            for (int i = 0; i < trips; i++) {
                request = new byte[100];
                LockSupport.unpark(server);
                while (answer == null) {
                    LockSupport.park();
                }
                answer = null;
            }
        }

        void answer(int trips) {
            for (int i = 0; i < trips; i++) {
                while (request == null) {
                    LockSupport.park();
                }
                answer = request.clone();
                request = null;
                LockSupport.unpark(client);
            }
        }
    }

    private final Runnable[] ready;
    private int count;

    private BareThreads(int pairs) {
        ready = new Runnable[4 * pairs];
    }

    public static void main(String[] args) throws Exception {
        int pairs = Integer.parseInt(args[0]);
        byte[] line = new byte[64];
        for (int n = System.in.read(line); n > 0; n = System.in.read(line)) {
            int trips = Integer.parseInt(new String(line, 0, n).trim());
            long nanos = new BareThreads(pairs).run(pairs, trips / pairs);
            System.out.println("\u0001moonsim " + nanos);
        }
    }

    private long run(int pairs, int trips) throws ReflectiveOperationException {
        Constructor<?> thread = Class.forName("java.lang.VirtualThread")
                .getDeclaredConstructor(Executor.class, String.class, int.class, Runnable.class);
        thread.setAccessible(true);
        Executor scheduler = step -> ready[count++] = step;
        for (int i = 0; i < pairs; i++) {
            Pair pair = new Pair();
            pair.client = (Thread) thread.newInstance(scheduler, "client", 0, (Runnable) () -> pair.ask(trips));
            pair.server = (Thread) thread.newInstance(scheduler, "server", 0, (Runnable) () -> pair.answer(trips));
            pair.client.start();
            pair.server.start();
        }
        SplittableRandom chance = new SplittableRandom(1);
        long start = System.nanoTime();
        while (count > 0) {
            int chosen = chance.nextInt(count);
            Runnable step = ready[chosen];
            ready[chosen] = ready[--count];
            step.run();
        }
        return System.nanoTime() - start;
    }
}
