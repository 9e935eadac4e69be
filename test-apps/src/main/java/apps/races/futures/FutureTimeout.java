package apps.races.futures;

import static apps.races.Program.check;
import static apps.races.Program.isFixed;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** A future that has always been quick is given a second, and nobody thinks of the second running out. */
public final class FutureTimeout {
    private FutureTimeout() {}

    private static int work(AtomicInteger requests) {
        return requests.incrementAndGet();
    }

    public static void main(String[] args) {
        AtomicInteger requests = new AtomicInteger();
        CompletableFuture<Integer> answer = CompletableFuture.supplyAsync(() -> work(requests))
                .orTimeout(1, TimeUnit.SECONDS);
        try {
            check(answer.join() == 1, "another answer");
        } catch (CompletionException e) {
            if (!isFixed(args) || !(e.getCause() instanceof TimeoutException)) {
                throw e;
            }
        }
    }
}
