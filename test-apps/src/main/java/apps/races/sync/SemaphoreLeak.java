package apps.races.sync;

import static apps.races.Program.isFixed;
import static apps.races.Program.together;

import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;

/** The permit stays with a thread that found the connection closed. */
public final class SemaphoreLeak {
    private final Semaphore permits = new Semaphore(1);
    private final AtomicBoolean open = new AtomicBoolean();
    private final boolean fixed;

    private SemaphoreLeak(boolean fixed) {
        this.fixed = fixed;
    }

    private void use() throws InterruptedException {
        permits.acquire();
        if (!open.get() && !fixed) {
            return;
        }
        permits.release();
    }

    public static void main(String[] args) throws InterruptedException {
        SemaphoreLeak connection = new SemaphoreLeak(isFixed(args));
        together(() -> connection.open.set(true), connection::use, connection::use);
    }
}
