package apps.races.futures;

import static apps.races.Program.check;
import static apps.races.Program.isFixed;

import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;

/** Two callbacks of one future are expected in the order in which they were given; the JDK runs the last one first. */
public final class CallbackOrder {
    private CallbackOrder() {}

    public static void main(String[] args) throws InterruptedException, ExecutionException {
        boolean fixed = isFixed(args);
        Queue<String> order = new ConcurrentLinkedQueue<>();
        CompletableFuture<Void> future = CompletableFuture.runAsync(Thread::yield);
        CompletableFuture<Void> first = future.thenRun(() -> order.add("first"));
        CompletableFuture<Void> second = (fixed ? first : future).thenRun(() -> order.add("second"));
        first.get();
        second.get();
        check(order.toString().equals("[first, second]"), "order: " + order);
    }
}
