package apps.bench;

/** Threads that count in one volatile field without a lock: points and nothing else. */
public final class Counters {
    private static volatile int count;

    private Counters() {}

    /** Arguments: threads beside the main one, and how often each counts. */
    public static void main(String[] args) throws InterruptedException {
        Thread[] threads = new Thread[Integer.parseInt(args[0])];
        int times = Integer.parseInt(args[1]);
        for (int i = 0; i < threads.length; i++) {
            threads[i] = new Thread(() -> count(times));
            threads[i].start();
        }
        if (threads.length == 0) {
            count(times);
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private static void count(int times) {
        for (int i = 0; i < times; i++) {
            count++;
        }
    }
}
