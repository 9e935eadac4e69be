package apps.races;

/**
 * What the programs of this suite share. Each has a planted bug that some interleavings show, and with the argument
 * {@code fixed} it is its own correct twin. A program fails by an uncaught exception or by a deadlock.
 */
public final class Program {
    /** What one thread does. */
    public interface Part {
        void run() throws Exception;
    }

    private Program() {}

    /** Whether the correct twin is asked for. */
    public static boolean isFixed(String[] args) {
        return args.length == 1 && args[0].equals("fixed");
    }

    /** Runs each part in a thread of its own; returns when all have ended. */
    public static void together(Part... parts) throws InterruptedException {
        Thread[] threads = new Thread[parts.length];
        for (int i = 0; i < parts.length; i++) {
            threads[i] = thread(parts[i], "part-" + (i + 1));
        }
        for (Thread thread : threads) {
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    /** A thread that has not been started. */
    public static Thread thread(Part part, String name) {
        return new Thread(() -> {
            try {
                part.run();
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }, name);
    }

    public static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }
}
