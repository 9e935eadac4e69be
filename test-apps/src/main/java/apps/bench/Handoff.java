package apps.bench;

import java.util.ArrayDeque;

/** Three threads: one gives, two take, with wait and notify. */
public final class Handoff {
    private static final int END = -1;

    private final ArrayDeque<Integer> queue = new ArrayDeque<>();
    private int sum;

    private Handoff() {}

    public static void main(String[] args) throws InterruptedException {
        Handoff handoff = new Handoff();
        Thread giver = new Thread(handoff::give);
        Thread[] takers = {new Thread(handoff::take), new Thread(handoff::take)};
        giver.start();
        for (Thread taker : takers) {
            taker.start();
        }
        giver.join();
        for (Thread taker : takers) {
            taker.join();
        }
        if (handoff.sum != 6) {
            throw new IllegalStateException("sum " + handoff.sum);
        }
    }

    private void give() {
        for (int n : new int[] {1, 2, 3, END, END}) {
            synchronized (this) {
                queue.add(n);
                notifyAll();
            }
        }
    }

    private synchronized void take() {
        while (true) {
            while (queue.isEmpty()) {
                try {
                    wait();
                } catch (InterruptedException e) {
                    return;
                }
            }
            int n = queue.remove();
            if (n == END) {
                return;
            }
            sum += n;
        }
    }
}
