package apps.races.executors;

import static apps.races.Program.isFixed;
import static apps.races.Program.together;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** One thread still hands over jobs when the other shuts the pool down. */
public final class ShutdownRace {
    private ShutdownRace() {}

    public static void main(String[] args) throws InterruptedException {
        boolean fixed = isFixed(args);
        ExecutorService pool = Executors.newSingleThreadExecutor();
        together(() -> pool.execute(Thread::yield), () -> {
            if (!fixed) {
                pool.shutdown();
            }
        });
        pool.shutdown();
    }
}
