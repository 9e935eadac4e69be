package apps.races.futures;

import static apps.races.Program.check;
import static apps.races.Program.isFixed;
import static apps.races.Program.together;

import apps.races.Program.Part;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** Two threads complete a future that was not done when they looked; both believe it was them. */
public final class CompleteTwice {
    private CompleteTwice() {}

    public static void main(String[] args) throws InterruptedException {
        boolean fixed = isFixed(args);
        CompletableFuture<String> future = new CompletableFuture<>();
        AtomicInteger winners = new AtomicInteger();
        Part part = () -> {
            if (fixed) {
                if (future.complete("done")) {
                    winners.incrementAndGet();
                }
            } else if (!future.isDone()) {
                future.complete("done");
                winners.incrementAndGet();
            }
        };
        together(part, part);
        check(winners.get() == 1, "winners: " + winners);
    }
}
