package apps.races.executors;

import static apps.races.Program.check;
import static apps.races.Program.isFixed;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Jobs of a pool of two wait for jobs of the same pool: when both threads wait, nobody is left to do them. */
public final class NestedSubmit {
    private NestedSubmit() {}

    private static int outer(ExecutorService inner) throws InterruptedException, ExecutionException {
        return inner.submit(() -> 1).get() + 1;
    }

    public static void main(String[] args) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(2);
        ExecutorService inner = isFixed(args) ? Executors.newFixedThreadPool(2) : pool;
        var first = pool.submit(() -> outer(inner));
        var second = pool.submit(() -> outer(inner));
        check(first.get() + second.get() == 4, "wrong results");
        pool.shutdown();
        inner.shutdown();
    }
}
