package apps.threads;

/** One thread initialises a class that sleeps; the others need the class and wait for it inside the JVM. */
public final class ClassInitWait {
    private ClassInitWait() {}

    static final class Slow {
        static int value;

        static {
            try {
                Thread.sleep(3_000);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            value = 42;
        }
    }

    public static void main(String[] args) throws InterruptedException {
        long start = System.nanoTime();
        Thread[] threads = new Thread[3];
        for (int i = 0; i < threads.length; i++) {
            threads[i] = new Thread(() -> {
                if (Slow.value != 42) {
                    throw new IllegalStateException("half initialised");
                }
            });
            threads[i].start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        System.out.println("passed after " + (System.nanoTime() - start) / 1_000_000_000 + " s");
    }
}
