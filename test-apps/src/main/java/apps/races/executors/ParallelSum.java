package apps.races.executors;

import static apps.races.Program.check;
import static apps.races.Program.isFixed;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** A parallel stream with a side effect on a plain variable. */
public final class ParallelSum {
    private int sum;

    private ParallelSum() {}

    public static void main(String[] args) {
        boolean fixed = isFixed(args);
        ParallelSum shared = new ParallelSum();
        AtomicInteger atomic = new AtomicInteger();
        IntStream.range(0, 4).parallel().forEach(i -> {
            if (fixed) {
                atomic.addAndGet(i);
            } else {
                shared.sum += i;
            }
        });
        check(shared.sum + atomic.get() == 6, "sum: " + shared.sum);
    }
}
