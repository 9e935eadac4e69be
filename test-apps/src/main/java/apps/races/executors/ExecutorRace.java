package apps.races.executors;

import static apps.races.Program.check;
import static apps.races.Program.isFixed;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Three jobs of a pool add to a total that none of them locks. */
public final class ExecutorRace {
    private final boolean fixed;
    private volatile int total;

    private ExecutorRace(boolean fixed) {
        this.fixed = fixed;
    }

    private void job() {
        if (fixed) {
            synchronized (this) {
                total = total + 1;
            }
        } else {
            total = total + 1;
        }
    }

    public static void main(String[] args) throws InterruptedException {
        ExecutorRace shared = new ExecutorRace(isFixed(args));
        ExecutorService pool = Executors.newFixedThreadPool(3);
        for (int i = 0; i < 3; i++) {
            pool.execute(shared::job);
        }
        pool.shutdown();
        while (!pool.awaitTermination(1, TimeUnit.HOURS)) {
            Thread.yield();
        }
        check(shared.total == 3, "total: " + shared.total);
    }
}
