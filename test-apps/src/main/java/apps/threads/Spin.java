package apps.threads;

import java.util.concurrent.atomic.AtomicInteger;

/** Waits without blocking: on a volatile field, with onSpinWait, with yield, on the clock. */
public final class Spin {
    private static volatile boolean ready;
    private static final AtomicInteger TURN = new AtomicInteger();

    private Spin() {}

    public static void main(String[] args) throws InterruptedException {
        Thread setter = new Thread(() -> {
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            ready = true;
        });
        setter.start();
        while (!ready) {
            // an empty loop
        }
        System.out.println("volatile field");

        Thread second = new Thread(() -> TURN.set(1));
        second.start();
        while (TURN.get() == 0) {
            Thread.onSpinWait();
        }
        System.out.println("onSpinWait");

        Thread third = new Thread(() -> TURN.compareAndSet(1, 2));
        third.start();
        while (TURN.get() != 2) {
            Thread.yield();
        }
        System.out.println("yield");

        long end = System.nanoTime() + 20_000_000;
        long reads = 0;
        while (System.nanoTime() < end) {
            reads++;
        }
        System.out.println(reads > 0 ? "nanoTime" : "no time passed");

        long endMillis = System.currentTimeMillis() + 20;
        while (System.currentTimeMillis() < endMillis) {
            reads++;
        }
        System.out.println("currentTimeMillis");

        Thread[] players = new Thread[2];
        for (int i = 0; i < 2; i++) {
            int me = i;
            players[i] = new Thread(() -> {
                for (int round = 0; round < 100; round++) {
                    while ((TURN.get() & 1) != me) {
                        // the other's turn
                    }
                    TURN.incrementAndGet();
                }
            });
            players[i].start();
        }
        for (Thread player : players) {
            player.join();
        }
        System.out.println("turns " + TURN);
    }
}
