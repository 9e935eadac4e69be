package apps.races.futures;

import static apps.races.Program.check;
import static apps.races.Program.isFixed;

import java.util.concurrent.CompletableFuture;

/** Three asynchronous stages add to a total that none of them locks. */
public final class FutureRace {
    private final boolean fixed;
    private volatile int total;

    private FutureRace(boolean fixed) {
        this.fixed = fixed;
    }

    private void add() {
        if (fixed) {
            synchronized (this) {
                total = total + 1;
            }
        } else {
            total = total + 1;
        }
    }

    public static void main(String[] args) {
        FutureRace shared = new FutureRace(isFixed(args));
        CompletableFuture.allOf(CompletableFuture.runAsync(shared::add), CompletableFuture.runAsync(shared::add),
                CompletableFuture.runAsync(shared::add)).join();
        check(shared.total == 3, "total: " + shared.total);
    }
}
