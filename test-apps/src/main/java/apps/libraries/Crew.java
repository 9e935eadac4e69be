package apps.libraries;

import java.util.ArrayList;
import java.util.List;

/** Several threads that do their part at once, and plain checks of what came of it. */
final class Crew {
    private Crew() {}

    /** What one thread does. */
    interface Part {
        void run() throws Exception;
    }

    /** What each of several threads does, by its number. */
    interface NumberedPart {
        void run(int number) throws Exception;
    }

    /** Runs each part in a thread of its own until all have ended; throws the first failure in their order. */
    static void run(Part... parts) throws InterruptedException {
        Throwable[] failures = new Throwable[parts.length];
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < parts.length; i++) {
            int number = i;
            threads.add(new Thread(() -> {
                try {
                    parts[number].run();
                } catch (Throwable t) {
                    failures[number] = t;
                }
            }, "crew-" + i));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        for (Throwable failure : failures) {
            if (failure != null) {
                throw new IllegalStateException("a thread failed", failure);
            }
        }
    }

    /** Runs one part in so many threads. */
    static void run(int threads, NumberedPart part) throws InterruptedException {
        Part[] parts = new Part[threads];
        for (int i = 0; i < threads; i++) {
            int number = i;
            parts[i] = () -> part.run(number);
        }
        run(parts);
    }

    static void check(boolean holds, String what) {
        if (!holds) {
            throw new IllegalStateException(what);
        }
    }

    static void equal(Object expected, Object found, String what) {
        check(expected.equals(found), what + ": " + found + " in place of " + expected);
    }
}
