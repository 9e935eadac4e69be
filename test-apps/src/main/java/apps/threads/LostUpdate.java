package apps.threads;

/** A race: two threads count without a lock. Some interleavings lose an update, and the exit code says so. */
public final class LostUpdate {
    private int count;

    private LostUpdate() {}

    public static void main(String[] args) throws InterruptedException {
        LostUpdate shared = new LostUpdate();
        Thread[] threads = new Thread[2];
        for (int i = 0; i < threads.length; i++) {
            threads[i] = new Thread(() -> {
                for (int n = 0; n < 3; n++) {
                    int read = shared.count;
                    Thread.yield();
                    shared.count = read + 1;
                }
            });
            threads[i].start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        System.out.println("count " + shared.count);
        if (shared.count != 6) {
            System.exit(7);
        }
    }
}
