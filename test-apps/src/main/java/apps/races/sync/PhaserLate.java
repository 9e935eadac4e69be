package apps.races.sync;

import static apps.races.Program.check;
import static apps.races.Program.isFixed;
import static apps.races.Program.together;

import java.util.concurrent.Phaser;
import java.util.concurrent.atomic.AtomicInteger;

/** A worker registers itself when it runs: the phase can be over before. */
public final class PhaserLate {
    private final Phaser phaser = new Phaser(1);
    private final AtomicInteger done = new AtomicInteger();
    private final boolean fixed;

    private PhaserLate(boolean fixed) {
        this.fixed = fixed;
    }

    private void work() {
        if (!fixed) {
            phaser.register();
        }
        done.incrementAndGet();
        phaser.arriveAndDeregister();
    }

    private void await() {
        phaser.arriveAndAwaitAdvance();
        check(done.get() == 2, "done: " + done);
    }

    public static void main(String[] args) throws InterruptedException {
        PhaserLate shared = new PhaserLate(isFixed(args));
        if (shared.fixed) {
            shared.phaser.bulkRegister(2);
        }
        together(shared::work, shared::work, shared::await);
    }
}
