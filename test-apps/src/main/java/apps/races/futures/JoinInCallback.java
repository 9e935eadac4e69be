package apps.races.futures;

import static apps.races.Program.check;
import static apps.races.Program.isFixed;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A callback joins a future of the single thread that it may itself be running on. */
public final class JoinInCallback {
    private JoinInCallback() {}

    public static void main(String[] args) {
        boolean fixed = isFixed(args);
        ExecutorService pool = Executors.newSingleThreadExecutor();
        CompletableFuture<Integer> first = CompletableFuture.supplyAsync(() -> 1, pool);
        CompletableFuture<Integer> second = CompletableFuture.supplyAsync(() -> 2, pool);
        CompletableFuture<Integer> sum = fixed ? first.thenCombine(second, Integer::sum)
                : first.thenApply(one -> one + second.join());
        check(sum.join() == 3, "sum: " + sum.join());
        pool.shutdown();
    }
}
