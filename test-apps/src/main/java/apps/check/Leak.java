package apps.check;

import java.io.File;

/**
 * A program whose behaviour depends on when a file was last modified: it waits the longer the later that was. It is
 * deterministic only where somebody fixes the time stamp.
 */
public final class Leak {
    private Leak() {}

    /** @param args the file */
    public static void main(String[] args) throws InterruptedException {
        long wait = backOff(new File(args[0]));
        Thread worker = new Thread(() -> work(wait), "worker");
        worker.start();
        worker.join();
        System.out.println("done");
    }

    private static long backOff(File file) {
        return file.lastModified() % 1_000_003;
    }

    private static void work(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
