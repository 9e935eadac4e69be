package apps.races.executors;

import static apps.races.Program.isFixed;
import static apps.races.Program.together;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** One thread still hands over jobs when the other shuts the pool down. */
public final class ShutdownRace {
    /** Has a name, which the exception tells; that of a lambda would hold an address. */
    private static final class Job implements Runnable {
        @Override
        public void run() {
            Thread.yield();
        }
    }

    private ShutdownRace() {}

    public static void main(String[] args) throws InterruptedException {
        boolean fixed = isFixed(args);
        ExecutorService pool = Executors.newSingleThreadExecutor();
        together(() -> pool.execute(new Job()), () -> {
            if (!fixed) {
                pool.shutdown();
            }
        });
        pool.shutdown();
    }
}
