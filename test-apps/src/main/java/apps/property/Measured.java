package apps.property;

import dev.moonsim.api.Moonsim;
import java.util.concurrent.ThreadLocalRandom;

/** Waits for ten random times, measures each, and says which was the longest. */
public final class Measured {
    private Measured() {}

    public static void main(String[] args) throws Exception {
        double slowest = 0;
        for (int round = 1; round <= 10; round++) {
            long start = System.nanoTime();
            Thread.sleep(ThreadLocalRandom.current().nextInt(100, 1_000));
            double millis = (System.nanoTime() - start) / 1e6;
            slowest = Math.max(slowest, millis);
            Moonsim.measure("wait-ms", millis);
            Moonsim.publish("rounds", round);
        }
        System.out.println("slowest " + slowest);
    }
}
