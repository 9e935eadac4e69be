package apps.races.sync;

import static apps.races.Program.isFixed;
import static apps.races.Program.together;

import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;

/** One party is interrupted at the barrier, and the others do not expect it to be broken. */
public final class BarrierBroken {
    private BarrierBroken() {}

    public static void main(String[] args) throws InterruptedException {
        boolean fixed = isFixed(args);
        CyclicBarrier barrier = new CyclicBarrier(2);
        Thread[] first = new Thread[1];
        together(() -> {
            first[0] = Thread.currentThread();
            try {
                barrier.await();
            } catch (InterruptedException | BrokenBarrierException e) {
                // it was not so important
            }
        }, () -> {
            if (first[0] != null) {
                first[0].interrupt();
            }
            try {
                barrier.await();
            } catch (BrokenBarrierException e) {
                if (!fixed) {
                    throw e;
                }
            }
        });
    }
}
