package apps.races.progress;

import static apps.races.Program.check;
import static apps.races.Program.together;

import java.util.concurrent.TimeUnit;

/** Correct: waits without blocking, for a volatile field, for a plain one, for the clock and for a turn. */
public final class BusyWaits {
    private volatile boolean ready;
    private boolean plain;
    private volatile int turn;

    private BusyWaits() {}

    private void await() {
        while (!ready) {
            // an empty loop
        }
        while (!plain) {
            Thread.onSpinWait();
        }
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(1);
        while (System.nanoTime() - end < 0) {
            Thread.onSpinWait();
        }
        takeTurns(0);
    }

    private void release() throws InterruptedException {
        Thread.sleep(1);
        ready = true;
        plain = true;
        long end = System.currentTimeMillis() + 2;
        while (System.currentTimeMillis() < end) {
            // an empty loop
        }
        takeTurns(1);
    }

    private void takeTurns(int me) {
        for (int i = 0; i < 10; i++) {
            while (turn % 2 != me) {
                Thread.yield();
            }
            turn = turn + 1;
        }
    }

    public static void main(String[] args) throws InterruptedException {
        BusyWaits shared = new BusyWaits();
        together(shared::await, shared::release);
        check(shared.turn == 20, "turns: " + shared.turn);
    }
}
